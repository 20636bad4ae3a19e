/** The parameters that every retrieval of alerts has in common. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { AlertCriteria, FieldNames, Severity, Status } from '../dialects/dialect';
import { usageError } from '../transport/errors';
import { idList } from './ids';
import { filterIds, queryOf } from './search';
import { readTimeRange, timeRangeProperties } from './timeRange';

export const severityOptions = [
	{ name: 'Attention', value: 'attention' },
	{ name: 'Critical', value: 'critical' },
	{ name: 'Trouble', value: 'trouble' },
];

export const statusOptions = [
	{ name: 'Closed', value: 'closed' },
	{ name: 'In Progress', value: 'in_progress' },
	{ name: 'Open', value: 'open' },
];

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
	{
		displayName: 'Severities',
		name: 'severities',
		type: 'multiOptions',
		options: severityOptions,
		default: [],
		description: 'Only alerts of these severities; none means all',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: statusOptions,
		default: [],
		description: 'Only alerts with one of these statuses; none means all',
	},
];

export const alertProperties: INodeProperties[] = [
	...timeRangeProperties,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: alertFilterOptions,
	},
];

export interface AlertFilters {
	profiles?: unknown;
	query?: unknown;
	severities?: unknown;
	statuses?: unknown;
}

/** Reads the alert parameters of one item. */
export function alertCriteria(context: IExecuteFunctions, item: number): AlertCriteria {
	const filters = context.getNodeParameter('filters', item, {}) as AlertFilters;
	const options = context.getNodeParameter('options', item, {}) as { fieldNames?: FieldNames };
	try {
		return {
			...alertFilters(filters),
			...readTimeRange(context, item),
			names: options.fieldNames ?? 'server',
		};
	} catch (error) {
		throw usageError(context.getNode(), (error as Error).message, 'Correct the parameter.', item);
	}
}

/** @throws RangeError for words that are no severity or status, and for too many profiles */
export function alertFilters(
	filters: AlertFilters,
): Pick<AlertCriteria, 'query' | 'profileIds' | 'severities' | 'statuses'> {
	return {
		query: queryOf(filters.query),
		profileIds: filterIds(filters.profiles, 'alert profiles'),
		severities: words<Severity>(filters.severities, severityOptions, 'severity'),
		statuses: words<Status>(filters.statuses, statusOptions, 'status'),
	};
}

/** Accepts words in any case and with any separator, as both products and people write them. All of them are as good as none. */
function words<T extends string>(
	value: unknown,
	options: ReadonlyArray<{ value: string }>,
	what: string,
): T[] {
	const bare = (word: string) => word.toLowerCase().replace(/[\s_-]/g, '');
	const found = idList(value).map((word) => {
		const option = options.find((candidate) => bare(candidate.value) === bare(word));
		if (option) return option.value as T;
		const accepted = options.map((candidate) => candidate.value).join(', ');
		throw new RangeError(`"${word}" is not a ${what}. Use ${accepted}.`);
	});
	return found.length === options.length ? [] : found;
}
