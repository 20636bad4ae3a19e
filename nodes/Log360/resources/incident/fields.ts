/** The fields of an incident that Create and Update share. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { present } from '../../dialects/present';
import { isoTime } from '../../dialects/times';
import { severityOf, severityOptions, statusOf, statusOptions } from '../../parameters/words';
import { locator } from '../../parameters/locator';
import { epochOf } from '../../parameters/timeRange';
import { parameterError } from '../../transport/errors';

export const incidentField = locator(
	'Incident',
	'incident',
	'searchIncidents',
	'3000000438278',
	'The incident, by its ID',
);

export const incidentFields: INodeProperties[] = [
	{
		displayName: 'Assignee Name or ID',
		name: 'assignee',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getUsers' },
		default: '',
		description:
			'User who works on it. The ID is the user name. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'What happened',
	},
	{
		displayName: 'Due Date',
		name: 'dueDate',
		type: 'dateTime',
		default: '',
		description: 'When it should be closed',
	},
	{
		displayName: 'Note',
		name: 'note',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'A note to add to it',
	},
	{
		displayName: 'Severity',
		name: 'severity',
		type: 'options',
		options: severityOptions,
		default: 'attention',
		description: 'How bad it is',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: statusOptions,
		default: 'open',
		description: 'How far the work is',
	},
];

/** The body for these fields; what is empty is left out. Keys are assumed, after the observed keys of answers. */
export function incidentBody(
	context: IExecuteFunctions,
	item: number,
	fields: IDataObject,
): IDataObject {
	try {
		return present({
			name: fields.name || undefined,
			description: fields.description || undefined,
			severity: fields.severity ? severityOf(fields.severity) : undefined,
			status: fields.status ? statusOf(fields.status) : undefined,
			assignee: fields.assignee || undefined,
			due_date: fields.dueDate
				? isoTime(epochOf(fields.dueDate, 'Due Date', context.getTimezone()))
				: undefined,
			note: fields.note || undefined,
		});
	} catch (error) {
		throw parameterError(context.getNode(), error, item, 'Correct the field.');
	}
}
