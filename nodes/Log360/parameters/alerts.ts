/** The parameters that every retrieval of alerts has in common. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { AlertCriteria, FieldNames } from '../dialects/dialect';
import { parameterError } from '../transport/errors';
import { queryOf, readQuery } from './query';
import { filterIds, queryParametersOption } from './search';
import { readTimeRange, timeRangeProperties } from './timeRange';
import { severitiesFilter, severitiesOf, statusesFilter, statusesOf } from './words';

export const alertFilterOptions: INodeProperties[] = [
	{
		displayName: 'Alert Profile Names or IDs',
		name: 'profiles',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getAlertProfiles' },
		default: [],
		description:
			'Only alerts of these profiles, at most 100; none means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Query',
		name: 'query',
		type: 'string',
		default: '*',
		placeholder: 'e.g. HOSTNAME = web01 AND USERNAME = root',
		description: 'Only alerts whose log matches this search query',
	},
	severitiesFilter('alerts'),
	statusesFilter('alerts'),
];

export const alertProperties: INodeProperties[] = [
	...timeRangeProperties,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [...alertFilterOptions, queryParametersOption].sort((one, other) =>
			one.displayName.localeCompare(other.displayName),
		),
	},
];

export interface AlertFilters {
	profiles?: unknown;
	query?: unknown;
	queryParameters?: unknown;
	severities?: unknown;
	statuses?: unknown;
}

/** Reads the alert parameters of one item. */
export function alertCriteria(context: IExecuteFunctions, item: number): AlertCriteria {
	const filters = context.getNodeParameter('filters', item, {}) as AlertFilters;
	const options = context.getNodeParameter('options', item, {}) as { fieldNames?: FieldNames };
	try {
		const { query, queryParameters } = filters;
		const written =
			query === undefined
				? undefined
				: readQuery(context, item, 'filters.query', query, queryParameters);
		return {
			...alertFilters({ ...filters, query: written }),
			...readTimeRange(context, item),
			names: options.fieldNames ?? 'server',
		};
	} catch (error) {
		throw parameterError(context.getNode(), error, item);
	}
}

/** @throws RangeError for words that are no severity or status, and for too many profiles */
export function alertFilters(
	filters: AlertFilters,
): Pick<AlertCriteria, 'query' | 'profileIds' | 'severities' | 'statuses'> {
	return {
		query: filters.query === undefined ? '*' : queryOf(filters.query),
		profileIds: filterIds(filters.profiles, 'alert profiles'),
		severities: severitiesOf(filters.severities),
		statuses: statusesOf(filters.statuses),
	};
}
