/** Collects one page of hits and their total. */
import type { FieldValue } from '../../../logs/events';
import {
	GatheredPage,
	type SearchPage,
	type SearchRequest,
	TOTAL_LIMIT,
} from '../../../logs/store';
import type { SearchClient } from '../client';
import { allOf, type Clause, complement, NONE } from './clauses';
import { type Selection, within } from './selection';

/** Documents of the first request, and of any: the engine gives no more than 10,000 at once. */
const FIRST = 1_001;
const MOST = 10_000;
/** About so many characters of documents are asked for at once, once it is known how long they are. */
const AT_ONCE = 4 * 1024 * 1024;

/** A document as a search gives it. */
export interface Found {
	readonly id: number;
	readonly doc: string;
}

interface Answer {
	readonly hits: {
		readonly total?: { readonly value: number };
		readonly hits: readonly {
			readonly sort: readonly [number];
			readonly _source: { readonly doc: string };
		}[];
	};
}

/** What a page is read with. */
export interface PageSource {
	readonly client: SearchClient;
	/** Names of the indices. */
	readonly events: string;
	/** Called for every candidate; what it throws ends the search. */
	readonly check: () => void;
}

/** One page: it ends at `limit` hits or before `MAX_PAGE_LENGTH`, but has at least one hit when there is any. */
export async function readPage(
	source: PageSource,
	selection: Selection,
	request: Pick<SearchRequest, 'limit' | 'form' | 'withTotal'>,
	upTo: number,
): Promise<SearchPage> {
	const { plan, test } = selection;
	const page = new GatheredPage(request);
	let lastId = 0;
	let total: number | undefined;
	const pages = candidates(source, selection, plan.candidates, {
		wanted: request.limit + 1,
		withTotal: request.withTotal && plan.exact,
	});
	for await (const { found, total: counted } of pages) {
		total ??= counted;
		for (const { id, doc } of found) {
			source.check();
			if (!plan.exact && !test(JSON.parse(doc) as Record<string, FieldValue>)) continue;
			if (!page.take(doc)) break;
			lastId = id;
		}
		if (page.isFull) break;
	}
	const gathered = page.hits();
	if (!page.isFull) total = gathered.count;
	else if (request.withTotal && total === undefined) total = await countChecked(source, selection);
	return {
		...gathered,
		lastId,
		upTo,
		total: request.withTotal ? total : undefined,
	};
}

/** Documents of a condition, newest first, in pieces. */
export async function* candidates(
	{ client, events }: Pick<PageSource, 'client' | 'events'>,
	range: Pick<Selection, 'low' | 'high'>,
	clause: Clause,
	{ wanted, withTotal }: { wanted: number; withTotal: boolean },
): AsyncGenerator<{ found: Found[]; total: number | undefined }, void, undefined> {
	let { high } = range;
	let size = Math.min(wanted, FIRST);
	let isFirst = true;
	while (high >= range.low) {
		const answer = await client.call<Answer>({
			method: 'POST',
			path: `/${events}/_search`,
			body: {
				query: within({ low: range.low, high }, clause),
				sort: [{ id: 'desc' }],
				size,
				track_total_hits: isFirst && withTotal,
			},
		});
		const found = answer.hits.hits.map(({ sort, _source }) => ({
			id: sort[0],
			doc: _source.doc,
		}));
		yield { found, total: isFirst && withTotal ? (answer.hits.total?.value ?? 0) : undefined };
		if (found.length < size) return;
		isFirst = false;
		high = (found.at(-1) as Found).id - 1;
		const length = found.reduce((sum, { doc }) => sum + doc.length, 0);
		size = Math.max(1, Math.min(MOST, Math.floor(AT_ONCE / (length / found.length))));
	}
}

/** All hits: those that the engine is sure of, and those of the others that pass, of which no more than the limit. */
async function countChecked(source: PageSource, selection: Selection): Promise<number> {
	const { plan, test } = selection;
	let total = await count(source, within(selection, plan.certain));
	let checked = 0;
	const unsure = allOf([plan.candidates, complement(plan.certain)]);
	if (unsure === NONE) return total;
	const pages = candidates(source, selection, unsure, { wanted: FIRST, withTotal: false });
	for await (const { found } of pages) {
		for (const { doc } of found) {
			source.check();
			if (!test(JSON.parse(doc) as Record<string, FieldValue>)) continue;
			total++;
			if (++checked >= TOTAL_LIMIT.read) return total;
		}
	}
	return total;
}

/** Number of documents that meet a query. */
export async function count(
	{ client, events }: Pick<PageSource, 'client' | 'events'>,
	query: object,
): Promise<number> {
	const answer = await client.call<{ count: number }>({
		method: 'POST',
		path: `/${events}/_count`,
		body: { query },
	});
	return answer.count;
}
