/** The filters of the event Incident. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { idList } from '../../Log360/parameters/ids';
import { severitiesOf, statusesOf } from '../../Log360/parameters/words';
import { parameterError } from '../../Log360/transport/errors';

export interface IncidentFilters {
	/** Empty means all, here and below. */
	readonly severities: readonly string[];
	readonly statuses: readonly string[];
	readonly assignees: readonly string[];
}

/** @throws NodeOperationError for words that are no severity or status */
export function incidentFilters(context: IPollFunctions): IncidentFilters {
	const given = context.getNodeParameter('incidentFilters', {}) as IDataObject;
	try {
		return {
			severities: severitiesOf(given.severities),
			statuses: statusesOf(given.statuses),
			assignees: idList(given.assignees).map((name) => name.toLowerCase()),
		};
	} catch (error) {
		throw parameterError(context.getNode(), error, undefined, 'Correct the filters.');
	}
}

/** Whether an incident, simplified, is one of those that are wanted. */
export function matchesIncident(record: IDataObject, filters: IncidentFilters): boolean {
	const isOneOf = (wanted: readonly string[], value: unknown) =>
		wanted.length === 0 || wanted.includes(String(value ?? '').toLowerCase());
	return (
		isOneOf(filters.severities, record.severity) &&
		isOneOf(filters.statuses, record.status) &&
		isOneOf(filters.assignees, record.assignee)
	);
}
