/** Long runs over all hits of a query, on one snapshot, in batches of ids. */
import type { FieldValue } from '../../../logs/events';
import type { ScanBatch } from '../../../logs/store';
import type { Clause } from './clauses';
import type { Found } from './page';
import { type Selection, within } from './selection';
import type { Snapshot } from './snapshot';

/** Ids, or documents, of one request: what bounds how fast a scan can be stopped. */
const IDS = 10_000;
const DOCUMENTS = 1_000;

interface Answer {
	readonly hits: {
		readonly hits: readonly {
			readonly sort: readonly [number];
			readonly _source?: { readonly doc: string };
		}[];
	};
}

/** All hits of a selection, descending. */
export async function* scanSelection(
	snapshot: Snapshot,
	selection: Selection,
	signal: AbortSignal | undefined,
): AsyncGenerator<ScanBatch, void, undefined> {
	const { plan, test } = selection;
	if (plan.exact) {
		for await (const ids of idsOf(snapshot, selection, plan.candidates, signal))
			yield { ids, scanned: ids.length };
		return;
	}
	for await (const found of documentsOf(snapshot, selection, plan.candidates, signal)) {
		const hits = found.filter(({ doc }) => test(JSON.parse(doc) as Record<string, FieldValue>));
		yield { ids: Float64Array.from(hits, ({ id }) => id), scanned: found.length };
	}
}

async function* idsOf(
	snapshot: Snapshot,
	range: Selection,
	clause: Clause,
	signal: AbortSignal | undefined,
): AsyncGenerator<Float64Array, void, undefined> {
	for await (const hits of read(snapshot, range, clause, signal, { stored_fields: '_none_' }, IDS))
		yield Float64Array.from(hits, ({ sort }) => sort[0]);
}

/** All documents of a condition, newest first, in pieces. */
export async function* documentsOf(
	snapshot: Snapshot,
	range: Pick<Selection, 'low' | 'high'>,
	clause: Clause,
	signal: AbortSignal | undefined,
): AsyncGenerator<Found[], void, undefined> {
	for await (const hits of read(snapshot, range, clause, signal, {}, DOCUMENTS))
		yield hits.map(({ sort, _source }) => ({ id: sort[0], doc: _source?.doc ?? '{}' }));
}

async function* read(
	snapshot: Snapshot,
	range: Pick<Selection, 'low' | 'high'>,
	clause: Clause,
	signal: AbortSignal | undefined,
	fields: object,
	size: number,
): AsyncGenerator<Answer['hits']['hits'], void, undefined> {
	let after: readonly [number] | undefined;
	if (range.high < range.low) return;
	for (;;) {
		signal?.throwIfAborted();
		const answer = await snapshot.search<Answer>({
			query: within(range, clause),
			sort: [{ id: 'desc' }],
			size,
			track_total_hits: false,
			...fields,
			...(after === undefined ? {} : { search_after: after }),
		});
		signal?.throwIfAborted();
		const { hits } = answer.hits;
		yield hits;
		if (hits.length < size) return;
		after = hits.at(-1)?.sort;
	}
}
