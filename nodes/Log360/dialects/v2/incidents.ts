/** V2 incidents: get is documented; the other paths are observed, their bodies assumed. */
import type { IDataObject } from 'n8n-workflow';

import { segment, type Call } from '../../transport/call';
import type { FieldNames, Window } from '../dialect';
import { INCIDENT_ID } from '../idAdvice';
import { filterQuery, type IncidentFilters } from '../incidentFilters';
import { wireId, wireIds } from '../ids';
import { present } from '../present';
import { change, read, windowQuery } from './call';

export function incidents(window: Window, filters: IncidentFilters = {}, names?: FieldNames): Call {
	return read('list incidents', '/incident', 'incident.READ', {
		query: {
			...filterQuery(filters),
			...present({ response_type: names }),
			...windowQuery(window),
		},
	});
}

export function incident(id: string, names: FieldNames): Call {
	return read('get an incident', `/incident/${segment(id)}`, 'incident.READ', {
		query: { response_type: names },
		idAdvice: INCIDENT_ID,
	});
}

export function createIncident(body: IDataObject): Call {
	return change('create an incident', '/incident', 'incident.CREATE', { body });
}

/** The scope is spelled so on the vendor's page. */
const UPDATE = 'incidents.update';

export function updateIncident(id: string, body: IDataObject): Call {
	return change('update an incident', `/incident/${segment(id)}`, UPDATE, {
		method: 'PUT',
		body,
		idAdvice: INCIDENT_ID,
	});
}

/** The other observed form: the id is in the body. */
export function updateIncidentByBody(id: string, body: IDataObject): Call {
	return change('update an incident', '/incident', UPDATE, {
		method: 'PUT',
		body: { incident_id: wireId(id), ...body },
		idAdvice: INCIDENT_ID,
	});
}

export function deleteIncidents(ids: readonly string[]): Call {
	return change('delete incidents', '/incident', 'incident.DELETE', {
		method: 'DELETE',
		body: { incident_ids: wireIds(ids) },
		idAdvice: INCIDENT_ID,
	});
}
