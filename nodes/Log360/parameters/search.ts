/** The parameters that every log search has in common: query, time range, filters and field names. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { FieldNames, SearchCriteria } from '../dialects/dialect';
import { parameterError } from '../transport/errors';
import { conditionsFilter, withConditions } from './conditions';
import { idList } from './ids';
import { readQuery } from './query';
import { readTimeRange, timeRangeProperties } from './timeRange';

/** Both generations of the vendor's pages allow so many ids in one filter (documented for V2). */
const MAX_IDS = 100;

export const queryProperty: INodeProperties = {
	displayName: 'Query',
	name: 'query',
	type: 'string',
	default: '*',
	placeholder: 'e.g. EVENTID = 4625 AND USERNAME = "svc backup"',
	description:
		'Search query over log fields: FIELD = value, quotes around values with spaces, AND, OR, NOT, parentheses, * as wildcard. "*" alone finds everything. Field names come from Log Field > Get Many.',
};

/** Filters by log source; searches and reports share them. */
export const sourceFilterProperties: INodeProperties[] = [
	{
		displayName: 'Log Source Group Names or IDs',
		name: 'logSourceGroups',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getLogSourceGroups' },
		default: [],
		description:
			'Search only these groups of log sources, at most 100; none means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Log Source Names or IDs',
		name: 'logSources',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getLogSources' },
		default: [],
		description:
			'Search only these log sources (devices), at most 100; none means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

export const logTypesFilter: INodeProperties = {
	displayName: 'Log Type Names or IDs',
	name: 'logTypes',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getLogTypes' },
	default: [],
	description:
		'Search only logs of these types, at most 100; none means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const queryParametersOption: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'queryParameters',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.user }}, {{ $json.host }}',
	description:
		'Values for $1, $2 and so on in the query, separated by commas, or an array from an expression. Each is put in quotes and escaped, so that no value, such as a user name that an attacker chose, can change the query.',
};

export const fieldNamesOption: INodeProperties = {
	displayName: 'Field Names',
	name: 'fieldNames',
	type: 'options',
	options: [
		{ name: 'Client', value: 'client', description: 'As the console shows them, e.g. Event ID' },
		{ name: 'Server', value: 'server', description: 'As queries use them, e.g. EVENTID' },
	],
	default: 'server',
	description:
		'Which names the fields of the output have. API V1 has no choice and decides itself.',
};

/** Query, time range and filters. Filters live in a collection of their own, so that the panel stays short. */
export const searchProperties: INodeProperties[] = [
	queryProperty,
	...timeRangeProperties,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [conditionsFilter, ...sourceFilterProperties, logTypesFilter, queryParametersOption],
	},
];

interface Filters {
	conditions?: unknown;
	logSources?: unknown;
	logSourceGroups?: unknown;
	logTypes?: unknown;
	queryParameters?: unknown;
}

/** @throws RangeError as {@link filterIds} */
export function sourceFilters(
	context: IExecuteFunctions,
	item: number,
): Pick<SearchCriteria, 'sourceIds' | 'groupIds'> {
	const filters = context.getNodeParameter('filters', item, {}) as Filters;
	return {
		sourceIds: filterIds(filters.logSources, 'log sources'),
		groupIds: filterIds(filters.logSourceGroups, 'log source groups'),
	};
}

/** Reads the search parameters of one item. */
export function searchCriteria(context: IExecuteFunctions, item: number): SearchCriteria {
	const filters = context.getNodeParameter('filters', item, {}) as Filters;
	const options = context.getNodeParameter('options', item, {}) as { fieldNames?: FieldNames };
	try {
		return {
			query: withConditions(
				readQuery(
					context,
					item,
					'query',
					context.getNodeParameter('query', item, '*'),
					filters.queryParameters,
				),
				filters.conditions,
			),
			...readTimeRange(context, item),
			...sourceFilters(context, item),
			logTypes: filterIds(filters.logTypes, 'log types'),
			names: options.fieldNames ?? 'server',
		};
	} catch (error) {
		throw parameterError(context.getNode(), error, item);
	}
}

/** The entries of a filter; `*` stands for all, which an empty expression never does. */
export function filterList(value: unknown): string[] {
	const entries = idList(value);
	return entries.includes('*') ? [] : entries;
}

/** @throws RangeError when there are more than 100, which the server would refuse */
export function filterIds(value: unknown, what: string): string[] {
	const ids = filterList(value);
	if (ids.length > MAX_IDS) {
		throw new RangeError(
			`${ids.length} ${what} were given, but one search takes at most ${MAX_IDS}. Split them over several items, or filter by group.`,
		);
	}
	return ids;
}
