/** Extension: create or update by key, bulk changes, and the parts of an incident. */
import type { IDataObject } from 'n8n-workflow';

import { segment, type Call } from '../../transport/call';
import type { Window } from '../dialect';
import { INCIDENT_ID } from '../idAdvice';
import { wireIds } from '../ids';
import { windowQuery } from '../v2/call';
import { change, read } from './call';

const READ = 'incident.READ';
/** The scope is spelled so on the vendor's page. */
const UPDATE = 'incidents.update';

/** The most incidents that one call changes or deletes. */
export const MAX_INCIDENTS = 100;

export function upsertIncident(body: IDataObject): Call {
	return change('create or update an incident', '/incident/upsert', 'incident.CREATE', { body });
}

export function updateIncidents(ids: readonly string[], changes: IDataObject): Call {
	return change('update incidents', '/incident/bulk', UPDATE, {
		method: 'PUT',
		body: { incident_ids: wireIds(ids), ...changes },
		idAdvice: INCIDENT_ID,
	});
}

export function addNote(id: string, note: string): Call {
	return change('add a note to an incident', `/incident/${segment(id)}/notes`, UPDATE, {
		body: { note },
		idAdvice: INCIDENT_ID,
	});
}

/** Parts of an incident that come as lists of their own. */
export type Part = 'notes' | 'evidence' | 'activity';

export function parts(id: string, part: Part, window: Window): Call {
	return read(`get the ${part} of an incident`, `/incident/${segment(id)}/${part}`, READ, {
		query: windowQuery(window),
		idAdvice: INCIDENT_ID,
	});
}

export function incidentAlerts(id: string, window: Window): Call {
	return read('get the alerts of an incident', `/incident/${segment(id)}/alerts`, 'alerts.READ', {
		query: windowQuery(window),
		idAdvice: INCIDENT_ID,
	});
}
