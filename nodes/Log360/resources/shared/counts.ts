/** What operations that count hand out: an item for each group or bucket, or everything in one. */
import type { IDataObject, INodeProperties, NodeExecutionHint } from 'n8n-workflow';

import type { TimeRange } from '../../dialects/dialect';
import { numberOf, payload } from '../../dialects/read';
import { isoTime, readTime } from '../../dialects/times';
import type { ItemRun } from '../../operation';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';

/** What was counted by. */
export type CountedBy = 'groups' | 'buckets' | 'total';

/** An answer with counts, read as far as all of them have it. */
interface Counted {
	readonly found: IDataObject;
	readonly meta: IDataObject;
	readonly range: TimeRange;
}

export const countsOutputProperty: INodeProperties = {
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
};

/**
 * Reads an answer with counts into what leaves the node, and says in a hint what its groups leave out.
 *
 * @param by what it was counted by; by default what the answer has
 * @param limit in words of a hint: what bounds the number of groups
 * @throws NodeOperationError when the answer has no counts
 */
export function countItems(
	{ context, item }: ItemRun,
	range: TimeRange,
	body: unknown,
	{ by, limit = 'the limit' }: { readonly by?: CountedBy; readonly limit?: string } = {},
): IDataObject[] {
	const inner = payload(body);
	const data = isObject(inner) && numberOf(inner.count) !== undefined ? inner : undefined;
	const found = understood(data, body, 'count', context.getNode(), item);
	const meta = isObject(body) && isObject(body.meta) ? body.meta : {};
	const counted = { found, meta, range };
	const way = by ?? wayOf(found);
	if (context.getNodeParameter('aggregateOutput', item, 'items') === 'single') {
		return [single(counted, way)];
	}
	const hint = remainderHint(meta, limit);
	if (hint) context.addExecutionHints(hint);
	switch (way) {
		case 'groups':
			return listIn(found, 'groups').map(groupRecord);
		case 'buckets':
			return listIn(found, 'buckets').map(bucketRecord);
		default:
			return [totalRecord(counted)];
	}
}

function wayOf(found: IDataObject): CountedBy {
	if (Array.isArray(found.groups)) return 'groups';
	return Array.isArray(found.buckets) ? 'buckets' : 'total';
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

function totalRecord({ found, meta, range }: Counted): IDataObject {
	const times = { from: isoTime(range.from), to: isoTime(range.to) };
	return { ...counts(found), exact: meta.exact !== false, ...times };
}

/** Everything in one item: small, and with what the lists leave out, for AI agents and messages. */
function single(counted: Counted, by: CountedBy): IDataObject {
	const { found, meta } = counted;
	const total = totalRecord(counted);
	switch (by) {
		case 'buckets':
			return {
				...{ ...total, interval: meta.interval },
				buckets: listIn(found, 'buckets').map(bucketRecord),
			};
		case 'groups':
			return {
				...{ ...total, groups: listIn(found, 'groups').map(groupRecord) },
				groupCount: meta.group_count ?? null,
				otherCount: meta.other_count ?? null,
				missingCount: meta.missing_count ?? null,
			};
		default:
			return total;
	}
}

/** Says what the groups leave out, and that counts are no more than lower bounds. */
function remainderHint(meta: IDataObject, limit: string): NodeExecutionHint | undefined {
	const other = numberOf(meta.other_count) ?? 0;
	const missing = numberOf(meta.missing_count) ?? 0;
	const parts = [
		...(other > 0
			? [`${logs(other)} ${other === 1 ? 'is' : 'are'} in groups beyond ${limit}`]
			: []),
		...(missing > 0 ? [`${logs(missing)} ${missing === 1 ? 'lacks' : 'lack'} a field`] : []),
		...(meta.exact === false
			? ['there were too many values to count all, so groups may lack']
			: []),
	];
	if (parts.length === 0) return undefined;
	return { message: `Not shown: ${parts.join('; ')}.`, type: 'info', location: 'outputPane' };
}

function logs(count: number): string {
	return count === 1 ? '1 log' : `${count} logs`;
}
