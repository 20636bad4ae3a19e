/** The fields of work on alerts that several operations share. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { payload } from '../../dialects/read';
import { isObject } from '../../transport/failure';

export const alertIdField: INodeProperties = {
	displayName: 'Alert ID',
	name: 'alertId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1769857200000000',
	description: 'The alert, by the ID that Alert > Get Many and the trigger return',
};

/** The alert in an answer; its hit is among the fields. */
export function alertIn(body: unknown): IDataObject | undefined {
	const inner = payload(body);
	return isObject(inner) && inner.alert_id !== undefined ? inner : undefined;
}

/** An alert of the extension in the flat form of lists, with what only the extension knows. */
export function hitOf(alert: IDataObject): IDataObject {
	const { hit, assignee, incident_id: incidentId, ...own } = alert;
	return {
		...(isObject(hit) ? hit : {}),
		ALERT_ID: own.alert_id,
		ALERT_SEVERITY: own.severity,
		ALERT_STATUS: own.status,
		...(assignee === undefined ? {} : { ALERT_ASSIGNEE: assignee }),
		...(incidentId === undefined ? {} : { ALERT_INCIDENT_ID: incidentId }),
	};
}
