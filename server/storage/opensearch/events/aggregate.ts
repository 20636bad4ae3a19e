/** Counts by time and by values: by the engine where it has the fields' values, else event by event. */
import { type FieldValue, IDS_PER_MS } from '../../../logs/events';
import {
	type AggregateProgress,
	type AggregateRequest,
	type AggregateResult,
	aggregateTimedOut,
	Aggregator,
	bucketsUntil,
	DocumentValue,
	type SpelledValue,
} from '../../../logs/store';
import { canonicalValue } from '../../../logs/terms';
import type { SearchClient } from '../client';
import { allOf, anyOf, type Clause, complement, NONE, term } from './clauses';
import { MARK } from './document';
import { GROUPED_FIELDS } from './mapping';
import { documentsOf } from './scan';
import { type Selection, selectionOf, within } from './selection';
import { Snapshot } from './snapshot';

/** Groups of one request. */
const GROUPS = 5_000;
/** More buckets in time than this are counted event by event: the engine has its own bound. */
const MAX_BUCKETS = 10_000;

/** What stops an aggregate between two requests to the engine, and hears how far it is. */
export interface AggregateWatch {
	readonly signal: AbortSignal | undefined;
	/** Throws when the time is up or the caller has gone. */
	check(): void;
	readonly progress: AggregateProgress;
}

/**
 * Makes the watch of one aggregate, whose time begins now.
 *
 * @param budgetMs longest time; undefined = as long as it takes
 * @throws SearchStoppedError (the check) when the time is up, the signal's reason when it is aborted
 */
export function aggregateWatch(
	signal: AbortSignal | undefined,
	budgetMs: number | undefined,
	progress: AggregateProgress = () => undefined,
): AggregateWatch {
	const end = performance.now() + (budgetMs ?? Infinity);
	return {
		signal,
		check: () => {
			signal?.throwIfAborted();
			if (budgetMs !== undefined && performance.now() > end) throw aggregateTimedOut(budgetMs);
		},
		progress,
	};
}

/**
 * Runs one aggregate on a snapshot of its own.
 *
 * @param events name that stands for all indices with events
 */
export async function aggregateOn(
	client: SearchClient,
	events: string,
	request: AggregateRequest,
	watch: AggregateWatch,
): Promise<AggregateResult> {
	watch.check();
	const selection = selectionOf(request);
	const snapshot = await Snapshot.open(client, events);
	try {
		return await runAggregate(snapshot, selection, request, watch);
	} finally {
		await snapshot.close();
	}
}

async function runAggregate(
	snapshot: Snapshot,
	selection: Selection,
	request: AggregateRequest,
	watch: AggregateWatch,
): Promise<AggregateResult> {
	const sums = new Aggregator(request);
	if (selection.high < selection.low) return sums.result();
	const { candidates } = selection.plan;
	const counted = countedByEngine(selection, request);
	if (counted !== NONE) {
		const engine = new EngineCounts(snapshot, within(selection, counted), request, watch);
		await engine.addTo(sums);
	}
	const rest = allOf([candidates, complement(counted)]);
	const isAllCounted = counted === candidates || rest === NONE;
	if (!isAllCounted) await readRest(snapshot, selection, rest, request, sums, watch);
	return sums.result();
}

/** The events that the engine may count: hits without doubt, whose values it has as a whole. */
function countedByEngine({ plan }: Selection, request: AggregateRequest): Clause {
	const { buckets, distinct, groupBy, to } = request;
	const fields = distinct === undefined ? groupBy : [...groupBy, distinct];
	if (!fields.every((field) => GROUPED_FIELDS.has(field))) return NONE;
	// The engine could count distinct values of each bucket, but only about.
	if (buckets !== undefined && (distinct !== undefined || bucketsUntil(buckets, to) > MAX_BUCKETS))
		return NONE;
	if (fields.length === 0) return plan.certain;
	const cut = anyOf(fields.map((field) => term('f', MARK.cut + field)));
	return allOf([plan.certain, complement(cut)]);
}

interface GroupAnswer {
	readonly hits: { readonly total: { readonly value: number } };
	readonly aggregations?: {
		readonly times?: { readonly buckets: readonly { key: number; doc_count: number }[] };
		readonly groups?: {
			readonly after_key?: object;
			readonly buckets: readonly {
				readonly key: Readonly<Record<string, string | null>>;
				readonly doc_count: number;
			}[];
		};
	};
}

/** What the engine counts of one aggregate. */
class EngineCounts {
	constructor(
		private readonly snapshot: Snapshot,
		private readonly query: object,
		private readonly request: AggregateRequest,
		private readonly watch: AggregateWatch,
	) {}

	async addTo(sums: Aggregator): Promise<void> {
		await this.addTimes(sums);
		const { groupBy, distinct } = this.request;
		if (groupBy.length > 0 || distinct !== undefined) await this.addGroups(sums);
	}

	private async addTimes(sums: Aggregator): Promise<void> {
		const { buckets } = this.request;
		const answer = await this.search(
			buckets === undefined
				? {}
				: {
						times: {
							histogram: {
								field: 's',
								interval: buckets.width,
								offset: ((buckets.start % buckets.width) + buckets.width) % buckets.width,
								min_doc_count: 1,
							},
						},
					},
		);
		const times = answer.aggregations?.times;
		if (times === undefined) sums.addTime(0, answer.hits.total.value);
		else for (const { key, doc_count } of times.buckets) sums.addTime(Math.round(key), doc_count);
	}

	/** All combinations of values, page by page, with the distinct field as one more of them. */
	private async addGroups(sums: Aggregator): Promise<void> {
		const { groupBy, distinct } = this.request;
		const fields = distinct === undefined ? groupBy : [...groupBy, distinct];
		const sources = fields.map((field, at) => ({
			[`f${at}`]: { terms: { field: `k.${field}`, missing_bucket: true } },
		}));
		let after: object | undefined;
		do {
			const composite = { size: GROUPS, sources, ...(after === undefined ? {} : { after }) };
			const answer = await this.search({ groups: { composite } });
			const groups = answer.aggregations?.groups;
			for (const { key, doc_count } of groups?.buckets ?? []) {
				const values = fields.map((_, at) => spelled(key[`f${at}`]));
				const value = distinct === undefined ? undefined : values.at(-1)?.canonical;
				if (value !== undefined) sums.addDistinct(0, value);
				if (groupBy.length > 0) sums.addGroup(values.slice(0, groupBy.length), doc_count, value);
			}
			after = groups?.after_key;
		} while (after !== undefined);
	}

	private async search(aggs: object): Promise<GroupAnswer> {
		this.watch.check();
		return this.snapshot.search<GroupAnswer>({
			query: this.query,
			size: 0,
			track_total_hits: true,
			...(Object.keys(aggs).length === 0 ? {} : { aggs }),
		});
	}
}

function spelled(json: string | null | undefined): SpelledValue | undefined {
	if (json === null || json === undefined) return undefined;
	const value = JSON.parse(json) as FieldValue;
	return { canonical: canonicalValue(value), spelled: value };
}

/** Adds the events that the engine did not count, one by one. */
async function readRest(
	snapshot: Snapshot,
	selection: Selection,
	clause: Clause,
	{ groupBy, distinct }: AggregateRequest,
	sums: Aggregator,
	watch: AggregateWatch,
): Promise<void> {
	const fields = groupBy.map((field) => new DocumentValue(field));
	const counted = distinct === undefined ? undefined : new DocumentValue(distinct);
	let looked = 0;
	for await (const found of documentsOf(snapshot, selection, clause, watch.signal)) {
		watch.check();
		watch.progress((looked += found.length));
		for (const { id, doc } of found) {
			const { plan, test } = selection;
			if (!plan.exact && !test(JSON.parse(doc) as Record<string, FieldValue>)) continue;
			const time = Math.floor(id / IDS_PER_MS);
			const value = counted?.of(doc)?.canonical;
			sums.addTime(time, 1);
			if (value !== undefined) sums.addDistinct(time, value);
			if (groupBy.length > 0)
				sums.addGroup(
					fields.map((field) => field.of(doc)),
					1,
					value,
				);
		}
	}
}
