/** Log > Aggregate: counts logs by values of fields or by time, without fetching them. */
import type { INodeProperties } from 'n8n-workflow';

import {
	aggregate as aggregateCall,
	MAX_GROUP_FIELDS,
	type AggregateCriteria,
} from '../../dialects/extension/aggregate';
import type { ItemRun, Operation } from '../../operation';
import { idList } from '../../parameters/ids';
import { requiredText } from '../../parameters/locator';
import { numberOption } from '../../parameters/numbers';
import { optionsCollection } from '../../parameters/options';
import { fieldNamesOption, searchCriteria, searchProperties } from '../../parameters/search';
import { zoneOffset } from '../../parameters/timeRange';
import { usageError } from '../../transport/errors';
import { countItems, countsOutputProperty, type CountedBy } from '../shared/counts';
import { EXTENSION } from '../shared/extension';
import { backgroundOptions, countInBackground, isInBackground } from './countInBackground';

async function execute(run: ItemRun) {
	const { client } = run;
	client.need('v2', 'count logs');
	const criteria = criteriaOf(run);
	const body = isInBackground(run)
		? await countInBackground(run, criteria)
		: await client.send(aggregateCall(criteria));
	return countItems(run, criteria, body, { by: wayOf(criteria) });
}

function wayOf({ groupBy, interval }: AggregateCriteria): CountedBy {
	if (groupBy.length > 0) return 'groups';
	return interval === undefined ? 'total' : 'buckets';
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
		countsOutputProperty,
		optionsCollection(distinctOption, fieldNamesOption, ...backgroundOptions),
	],
	execute,
};
