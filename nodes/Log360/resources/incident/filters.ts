/** The filters of Incident > Get Many. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { IncidentFilters } from '../../dialects/incidentFilters';
import type { ItemRun } from '../../operation';
import { filterList } from '../../parameters/search';
import { momentOf } from '../../parameters/timeRange';
import { severitiesFilter, severitiesOf, statusesFilter, statusesOf } from '../../parameters/words';
import { parameterError } from '../../transport/errors';

const time = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `${description}, e.g. 2026-11-01T00:00:00Z or, from an expression, 2h ago`,
});

const text = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

export const incidentFilterOptions: INodeProperties[] = [
	text(
		'Actor',
		'actor',
		'e.g. web01',
		'Only incidents with this host, user or other actor, whole and in any case',
	),
	{
		displayName: 'Assignee Name or ID',
		name: 'assignee',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getUsers' },
		default: '',
		description:
			'Only incidents of this user. The ID is the user name. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	time('Created After', 'createdAfter', 'Only incidents created at this time or later'),
	time('Created Before', 'createdBefore', 'Only incidents created at this time or earlier'),
	text(
		'Key',
		'key',
		'e.g. brute-force:web01',
		'Only incidents that Create or Update made under this key',
	),
	severitiesFilter('incidents'),
	statusesFilter('incidents'),
	text('Text', 'text', 'e.g. brute force', 'Only incidents with this text in name or description'),
	text('Ticket ID', 'ticketId', 'e.g. 33630', 'Only the incident behind this ticket'),
	{
		displayName: 'Unassigned',
		name: 'unassigned',
		type: 'boolean',
		default: true,
		description: 'Whether to return only incidents that nobody works on',
	},
	time('Updated After', 'updatedAfter', 'Only incidents created or changed at this time or later'),
	time('Updated Before', 'updatedBefore', 'Only incidents last changed at this time or earlier'),
];

/** @throws NodeOperationError for words that are no severity or status, and for times that are none */
export function incidentFiltersOf({ context, item }: ItemRun): IncidentFilters {
	const given = context.getNodeParameter('filters', item, {}) as IDataObject;
	const one = (value: unknown) => filterList(value ?? '')[0];
	const whole = (value: unknown) => {
		const found = String(value ?? '').trim();
		return found === '' || found === '*' ? undefined : found;
	};
	const moment = (value: unknown, label: string) =>
		value === undefined || value === ''
			? undefined
			: momentOf(value, label, Date.now(), context.getTimezone());
	try {
		return {
			severities: severitiesOf(given.severities),
			statuses: statusesOf(given.statuses),
			assignee: one(given.assignee),
			unassigned: given.unassigned === true || String(given.unassigned) === 'true',
			createdSince: moment(given.createdAfter, 'Created After'),
			createdUntil: moment(given.createdBefore, 'Created Before'),
			updatedSince: moment(given.updatedAfter, 'Updated After'),
			updatedUntil: moment(given.updatedBefore, 'Updated Before'),
			text: whole(given.text),
			actor: whole(given.actor),
			ticketId: whole(given.ticketId),
			key: whole(given.key),
		};
	} catch (error) {
		throw parameterError(context.getNode(), error, item, 'Correct the filter.');
	}
}
