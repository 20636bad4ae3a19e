/** The fields of an incident that Create and Update share. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { present } from '../../dialects/present';
import { isoTime } from '../../dialects/times';
import { severityOf, severityOptions, statusOf, statusOptions } from '../../parameters/words';
import { idList } from '../../parameters/ids';
import { locator } from '../../parameters/locator';
import { epochOf } from '../../parameters/timeRange';
import { parameterError } from '../../transport/errors';
import { actorsOf, evidenceOf } from './involved';

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

const evidenceField: INodeProperties = {
	displayName: 'Evidence',
	name: 'evidence',
	type: 'json',
	default: '{}',
	description:
		'The alert or log that the incident is about, or a list of them: the whole item or any JSON; kept with the incident',
};

const sourceField: INodeProperties = {
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

/**
 * The option against two people who change the same incident: the time that the change is based on.
 *
 * @returns epoch milliseconds; `undefined` where it is not set
 */
export function unchangedSince(context: IExecuteFunctions, item: number): number | undefined {
	const { unchangedSince: given } = context.getNodeParameter('options', item, {}) as IDataObject;
	if (given === undefined || given === '') return undefined;
	try {
		return epochOf(given, unchangedSinceOption.displayName, context.getTimezone());
	} catch (error) {
		throw parameterError(
			context.getNode(),
			error,
			item,
			'Give the updatedTime of the incident as it was read.',
		);
	}
}

export const unchangedSinceOption: INodeProperties = {
	displayName: 'Only If Unchanged Since',
	name: 'unchangedSince',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.updatedTime }}',
	description:
		'The updatedTime of the incident when it was read. If somebody has changed it since, nothing is changed and the node fails.',
};

/** The API empties a field with null; a description is a text, and so an empty one. */
export function clearedFields(fields: IDataObject): IDataObject {
	const names = idList(fields.clear).filter((name) =>
		['assignee', 'description', 'due_date'].includes(name),
	);
	return Object.fromEntries(names.map((name) => [name, name === 'description' ? '' : null]));
}

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
			actors: actorsOf(fields.actors),
			evidence: evidenceOf(fields.evidence, fields.source),
			source: fields.source || undefined,
		});
	} catch (error) {
		throw parameterError(context.getNode(), error, item, 'Correct the field.');
	}
}
