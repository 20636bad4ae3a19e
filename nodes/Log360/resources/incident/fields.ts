/** The fields of an incident that Create and Update share. */
import type { INodeProperties } from 'n8n-workflow';

import { severityOptions, statusOptions } from '../../parameters/words';
import { locator } from '../../parameters/locator';

export const incidentField = locator(
	'Incident',
	'incident',
	'incident',
	'The incident to work with',
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

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Brute force on web01',
	description: 'Short name of the incident',
};

export const incidentIdsField: INodeProperties = {
	displayName: 'Incident IDs',
	name: 'incidentIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 3000000438278, 3000000438279',
	description: 'IDs of at most 100 incidents, separated by commas, or an array from an expression',
};

export const actorsField: INodeProperties = {
	displayName: 'Actors',
	name: 'actors',
	type: 'json',
	default: '{}',
	description:
		'Who and what is involved, as names by role, e.g. {"entity": ["web01"], "user": ["joe"]}; the entity is the target of workflows',
};

export const evidenceField: INodeProperties = {
	displayName: 'Evidence',
	name: 'evidence',
	type: 'json',
	default: '{}',
	description:
		'The alert or log that the incident is about, or a list of them: the whole item or any JSON; kept with the incident',
};

export const sourceField: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{ name: 'Alert', value: 'alert' },
		{ name: 'Manual', value: 'manual' },
		{ name: 'Report', value: 'report' },
		{ name: 'Search', value: 'search' },
	],
	default: 'alert',
	description: 'What the incident, and its evidence, came from',
};

/** What a new incident may have beside its name. */
export const createFields: INodeProperties[] = [
	...incidentFields,
	actorsField,
	evidenceField,
	sourceField,
].sort((one, other) => one.displayName.localeCompare(other.displayName));

/** @param names keys of the API that can be emptied */
export function clearField(names: readonly string[]): INodeProperties {
	const all = [
		{ name: 'Assignee', value: 'assignee' },
		{ name: 'Description', value: 'description' },
		{ name: 'Due Date', value: 'due_date' },
	];
	return {
		displayName: 'Clear Fields',
		name: 'clear',
		type: 'multiOptions',
		options: all.filter(({ value }) => names.includes(value)),
		default: [],
		description: 'Fields to empty',
	};
}

/** The option against two people who change the same incident. */
export const unchangedSinceOption: INodeProperties = {
	displayName: 'Only If Unchanged Since',
	name: 'unchangedSince',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.updatedTime }}',
	description:
		'The updatedTime of the incident when it was read. If somebody has changed it since, nothing is changed and the node fails.',
};
