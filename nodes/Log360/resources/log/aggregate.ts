/** Log > Aggregate: counts logs by values of fields or by time, without fetching them. */
import type { IDataObject, INodeProperties, NodeExecutionHint } from 'n8n-workflow';

import {
	aggregate as aggregateCall,
	MAX_GROUP_FIELDS,
	type AggregateCriteria,
} from '../../dialects/extension/aggregate';
import { numberOf, payload } from '../../dialects/read';
import { isoTime, readTime } from '../../dialects/times';
import type { ItemRun, Operation } from '../../operation';
import { idList } from '../../parameters/ids';
import { requiredText } from '../../parameters/locator';
import { numberOption } from '../../parameters/numbers';
import { optionsCollection } from '../../parameters/options';
import { fieldNamesOption, searchCriteria, searchProperties } from '../../parameters/search';
import { zoneOffset } from '../../parameters/timeRange';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { backgroundOptions, countInBackground, isInBackground } from './countInBackground';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'count logs');
	const criteria = criteriaOf(run);
	const body = isInBackground(run)
		? await countInBackground(run, criteria)
		: await client.send(aggregateCall(criteria));
	const inner = payload(body);
	const counted = isObject(inner) && numberOf(inner.count) !== undefined ? inner : undefined;
	const found = understood(counted, body, 'count', context.getNode(), item);
	const meta = isObject(body) && isObject(body.meta) ? body.meta : {};
	if (context.getNodeParameter('aggregateOutput', item, 'items') === 'single') {
		return [single(criteria, found, meta)];
	}
	const hint = remainderHint(meta);
	if (hint) context.addExecutionHints(hint);
	if (criteria.groupBy.length > 0) return listIn(found, 'groups').map(groupRecord);
	if (criteria.interval !== undefined) return listIn(found, 'buckets').map(bucketRecord);
	return [totalRecord(criteria, found, meta)];
}

function criteriaOf({ context, item }: ItemRun): AggregateCriteria {
	const search = searchCriteria(context, item);
	const by = String(context.getNodeParameter('countBy', item, 'fields'));
	const { distinct } = context.getNodeParameter('options', item, {}) as { distinct?: string };
	const common = { ...search, groupBy: [], ...(distinct ? { distinct: distinct.trim() } : {}) };
	switch (by) {
		case 'total':
			return common;
		case 'time': {
			const interval = requiredText(context, 'interval', 'Interval', item);
			return { ...common, interval, timeZone: zoneOffset(search.from, context.getTimezone()) };
		}
		case 'fields': {
			const limit = numberOption(context, item, context.getNodeParameter('limit', item, 50), {
				...{ label: 'Limit', fallback: 50, least: 1 },
			});
			return { ...common, groupBy: groupFields(context, item), limit };
		}
		default:
			throw usageError(
				context.getNode(),
				`Count By is "${by.slice(0, 60)}", which is none of fields, time and total`,
				'Choose it again.',
				item,
			);
	}
}

function groupFields(context: ItemRun['context'], item: number): string[] {
	const fields = idList(context.getNodeParameter('groupBy', item, []));
	if (fields.length > 0 && fields.length <= MAX_GROUP_FIELDS) return fields;
	throw usageError(
		context.getNode(),
		`${fields.length} fields were given; logs are counted by one or two`,
		'Correct Field Names, e.g. HOSTNAME and USERNAME.',
		item,
	);
}

function listIn(found: IDataObject, key: 'groups' | 'buckets'): IDataObject[] {
	return Array.isArray(found[key]) ? found[key].filter(isObject) : [];
}

/** The values under the names of their fields, and how many logs have them. */
function groupRecord(group: IDataObject): IDataObject {
	return { ...(isObject(group.values) ? group.values : {}), ...counts(group) };
}

function bucketRecord(bucket: IDataObject): IDataObject {
	return { time: readTime(bucket.start_time), ...counts(bucket) };
}

function counts({ count, distinct_count: distinct }: IDataObject): IDataObject {
	return { count, ...(distinct === undefined ? {} : { distinctCount: distinct }) };
}

function totalRecord(criteria: AggregateCriteria, found: IDataObject, meta: IDataObject) {
	const range = { from: isoTime(criteria.from), to: isoTime(criteria.to) };
	return { ...counts(found), exact: meta.exact !== false, ...range };
}

/** Everything in one item: small, and with what the lists leave out, for AI agents and messages. */
function single(criteria: AggregateCriteria, found: IDataObject, meta: IDataObject): IDataObject {
	const grouped = criteria.groupBy.length > 0;
	return {
		...totalRecord(criteria, found, meta),
		...(criteria.interval === undefined
			? {}
			: { interval: meta.interval, buckets: listIn(found, 'buckets').map(bucketRecord) }),
		...(grouped ? { groups: listIn(found, 'groups').map(groupRecord) } : {}),
		...(grouped
			? {
					groupCount: meta.group_count ?? null,
					otherCount: meta.other_count ?? null,
					missingCount: meta.missing_count ?? null,
				}
			: {}),
	};
}

/** Says what the groups leave out, and that counts are no more than lower bounds. */
function remainderHint(meta: IDataObject): NodeExecutionHint | undefined {
	const other = numberOf(meta.other_count) ?? 0;
	const missing = numberOf(meta.missing_count) ?? 0;
	const parts = [
		...(other > 0 ? [`${other} logs are in groups beyond the limit`] : []),
		...(missing > 0 ? [`${missing} logs lack a field`] : []),
		...(meta.exact === false
			? ['there were too many values to count all, so groups may lack']
			: []),
	];
	if (parts.length === 0) return undefined;
	return { message: `Not shown: ${parts.join('; ')}.`, type: 'info', location: 'outputPane' };
}

const distinctOption: INodeProperties = {
	displayName: 'Distinct Field Name or ID',
	name: 'distinct',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getLogFields' },
	default: '',
	description:
		'Count the distinct values of this field as well, e.g. from how many addresses each user came. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const aggregate: Operation = {
	value: 'aggregate',
	name: 'Aggregate',
	action: 'Count logs by field or time',
	description: `Count logs by the values of fields (top users, top hosts) or by time, without fetching them. ${EXTENSION}.`,
	properties: [
		...searchProperties,
		{
			displayName: 'Count By',
			name: 'countBy',
			type: 'options',
			options: [
				{
					name: 'Fields',
					value: 'fields',
					description: 'The most frequent values of one or two fields, with their counts',
				},
				{ name: 'Time', value: 'time', description: 'How many logs in each hour, day and so on' },
				{ name: 'Total', value: 'total', description: 'Only how many logs there are' },
			],
			default: 'fields',
			description: 'What the logs are counted by',
		},
		{
			displayName: 'Field Names or IDs',
			name: 'groupBy',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getLogFields' },
			default: [],
			displayOptions: { show: { countBy: ['fields'] } },
			description:
				'One or two fields, e.g. USERNAME or HOSTNAME and EVENTID. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 50,
			displayOptions: { show: { countBy: ['fields'] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Interval',
			name: 'interval',
			type: 'string',
			default: 'auto',
			placeholder: 'e.g. 1h',
			displayOptions: { show: { countBy: ['time'] } },
			description:
				'Width of the buckets: a number of seconds (s), minutes (m), hours (h) or days (d), or auto for at most 60 of them. They begin in the time zone of the workflow.',
		},
		{
			displayName: 'Output',
			name: 'aggregateOutput',
			type: 'options',
			options: [
				{ name: 'Items', value: 'items', description: 'One item per group or bucket' },
				{
					name: 'One Item',
					value: 'single',
					description: 'All in one item, with how many logs the groups leave out',
				},
			],
			default: 'items',
			description: 'How the counts leave the node',
		},
		optionsCollection(distinctOption, fieldNamesOption, ...backgroundOptions),
	],
	execute,
};
