/** Extension: work on alerts. */
import type { IDataObject } from 'n8n-workflow';

import { segment, type Call } from '../../transport/call';
import type { AlertCriteria } from '../dialect';
import { ALERT_ID } from '../idAdvice';
import { wireIds } from '../ids';
import { present } from '../present';
import { isoRange } from '../times';
import { change, read } from './call';

const READ = 'alerts.READ';
const UPDATE = 'alerts.UPDATE';

export function alert(id: string): Call {
	return read('get an alert', `/alerts/${segment(id)}`, READ, { idAdvice: ALERT_ID });
}

/** @param changes `status`, `assignee` (null clears it), `note` */
export function updateAlert(id: string, changes: IDataObject): Call {
	return change('update an alert', `/alerts/${segment(id)}`, UPDATE, {
		method: 'PUT',
		body: changes,
		idAdvice: ALERT_ID,
	});
}

export function addAlertNote(id: string, note: string): Call {
	return change('add a note to an alert', `/alerts/${segment(id)}/notes`, UPDATE, {
		body: { note },
		idAdvice: ALERT_ID,
	});
}

export function alertHistory(id: string): Call {
	return read('get the history of an alert', `/alerts/${segment(id)}/history`, READ, {
		idAdvice: ALERT_ID,
	});
}

export function alertIncident(id: string): Call {
	return read('get the incident of an alert', `/alerts/${segment(id)}/incident`, 'incident.READ', {
		idAdvice: ALERT_ID,
	});
}

/** One severity and one status a call, as the list. */
export function countAlerts(criteria: AlertCriteria): Call {
	return read('count alerts', '/alerts/count', READ, {
		method: 'POST',
		body: present({
			query: criteria.query,
			...isoRange(criteria),
			status: criteria.statuses[0],
			severity: criteria.severities[0],
			profile_ids: wireIds(criteria.profileIds),
		}),
	});
}
