/** What the engine counts of all events: by source, by value, and the largest ids. Days that no longer change answer from its cache. */
import type { FieldValue } from '../../../logs/events';
import { canonicalValue } from '../../../logs/terms';
import type { SearchClient } from '../client';
import { anyOf, term, toQuery } from './clauses';
import { MARK } from './document';
import { inGroups } from './groups';
import { GROUPED_FIELDS } from './mapping';

/** A picker of more, or longer, values than this helps nobody. */
const MAX_LISTED_VALUES = 512;
const MAX_LISTED_LENGTH = 120;
/** Spellings that are looked at for it. */
const MAX_SPELLINGS = 2_000;
/** Sources, or milliseconds, of one request. */
const AT_ONCE = 5_000;

/** What is counted of one source. */
export interface SourceCounts {
	/** First and last event's time, epoch ms. */
	readonly firstSeen: number;
	readonly lastSeen: number;
	readonly events: number;
}

/** By key of the source, see `sourceKey`. @param keys of the sources that are wanted; all by default */
export async function countsBySource(
	client: SearchClient,
	events: string,
	keys?: readonly string[],
): Promise<ReadonlyMap<string, SourceCounts>> {
	const counts = new Map<string, SourceCounts>();
	let after: object | undefined;
	const query = keys === undefined ? { match_all: {} } : { terms: { h: keys } };
	do {
		const answer = await search<{
			sources?: {
				after_key?: object;
				buckets: {
					key: { h: string };
					doc_count: number;
					first: { value: number };
					last: { value: number };
				}[];
			};
		}>(
			client,
			events,
			{
				sources: {
					composite: {
						size: AT_ONCE,
						sources: [{ h: { terms: { field: 'h' } } }],
						...(after === undefined ? {} : { after }),
					},
					aggs: { first: { min: { field: 't' } }, last: { max: { field: 't' } } },
				},
			},
			query,
		);
		for (const { key, doc_count, first, last } of answer?.sources?.buckets ?? [])
			counts.set(key.h, {
				firstSeen: Math.floor(first.value),
				lastSeen: Math.floor(last.value),
				events: doc_count,
			});
		after = answer?.sources?.after_key;
	} while (after !== undefined);
	return counts;
}

/** The largest stored id of each of some milliseconds that has any. */
export async function largestIds(
	client: SearchClient,
	events: string,
	slots: readonly number[],
): Promise<ReadonlyMap<number, number>> {
	const found = new Map<number, number>();
	for (const part of inGroups(slots, AT_ONCE)) {
		const answer = await search<{
			slots?: { buckets: { key: number; largest: { value: number } }[] };
		}>(
			client,
			events,
			{
				slots: {
					terms: { field: 's', size: part.length },
					aggs: { largest: { max: { field: 'id' } } },
				},
			},
			{ terms: { s: part } },
		);
		for (const { key, largest } of answer?.slots?.buckets ?? []) found.set(key, largest.value);
	}
	return found;
}

/** The distinct canonical values of a field, most frequent first; undefined when they are too many, too long, or not counted. */
export async function valuesOf(
	client: SearchClient,
	events: string,
	field: string,
): Promise<readonly string[] | undefined> {
	const isGrouped = GROUPED_FIELDS.has(field);
	const hidden = isGrouped ? [MARK.cut + field] : [field, MARK.cut + field];
	const answer = await search<{
		hidden?: { doc_count: number };
		values?: { sum_other_doc_count: number; buckets: { key: string }[] };
	}>(client, events, {
		hidden: { filter: toQuery(anyOf(hidden.map((mark) => term('f', mark)))) },
		...(isGrouped ? { values: { terms: { field: `k.${field}`, size: MAX_SPELLINGS } } } : {}),
	});
	if ((answer?.hidden?.doc_count ?? 0) > 0) return undefined;
	const { buckets = [], sum_other_doc_count: more = 0 } = answer?.values ?? {};
	const values = new Set(buckets.map(({ key }) => canonicalValue(JSON.parse(key) as FieldValue)));
	if (more > 0 || values.size > MAX_LISTED_VALUES) return undefined;
	return [...values].some(({ length }) => length > MAX_LISTED_LENGTH) ? undefined : [...values];
}

async function search<T>(
	client: SearchClient,
	events: string,
	aggs: object,
	query: object = { match_all: {} },
): Promise<T | undefined> {
	const { aggregations } = await client.call<{ aggregations?: T }>({
		method: 'POST',
		path: `/${events}/_search`,
		query: { request_cache: true },
		body: { size: 0, track_total_hits: false, query, aggs },
	});
	return aggregations;
}
