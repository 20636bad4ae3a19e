/** One aggregate under way: from tallies and columns where they answer, from the index where it decides, else event by event. */
import { isTextField } from '../../../logs/terms';
import { TIME_FIELD } from '../../../logs/query';
import {
	type AggregateRequest,
	type AggregateResult,
	Aggregator,
	bucketsUntil,
	DocumentValue,
} from '../../../logs/store';
import { type FieldValue, firstIdAt, IDS_PER_MS } from '../../../logs/events';
import { BlockCounter } from './columns/counter';
import { idsWithin } from './event-set';
import { type Filter, filterOf } from './columns/filter';
import type { ColumnReader } from './columns/reader';
import type { HitIds } from './hit-ids';
import { countCandidates, type SelectStatements, type Selection } from './select';
import { GroupsByIndex } from './groups-by-index';
import type { IdRange } from './tallies/periods';
import type { Outlook, TalliedQuery, TallyReader } from './tallies/reader';
import { countRange } from './tallies/total';

/** How many events are looked at before the time is looked at again. */
const STRIDE = 256;
/** So few hits are read, as columns would be read for all events around them. */
const FEW_HITS = 1_000;
/** So many hits the index counts in the time that columns of a million events take. */
const FEW_COUNTED = 20_000;

/** What of an aggregate events are still to be read for. */
interface Part {
	readonly times: boolean;
	readonly groups: boolean;
}

/** What an aggregate is read from. */
export interface AggregationSource {
	readonly statements: SelectStatements;
	readonly tallies: TallyReader;
	readonly groups: GroupsByIndex;
	readonly columns: ColumnReader;
	readonly hits: HitIds;
}

/** One running aggregate; all of it must happen in one read transaction. */
export class Aggregation {
	private readonly sums: Aggregator;
	private readonly steps: Generator<void, void, undefined>;
	private looked = 0;

	constructor(
		private readonly source: AggregationSource,
		private readonly selection: Selection,
		private readonly request: AggregateRequest,
	) {
		this.sums = new Aggregator(request);
		this.steps = this.run();
	}

	/** Goes on for about `budget` milliseconds; returns whether it is done. */
	next(budget: number): boolean {
		const end = performance.now() + budget;
		do {
			if (this.steps.next().done === true) return true;
		} while (performance.now() < end);
		return false;
	}

	/** Events looked at so far, one by one. */
	get events(): number {
		return this.looked;
	}

	/** The result, once {@link next} said that it is done. */
	result(): AggregateResult {
		return this.sums.result();
	}

	/** Ends it early. */
	close(): void {
		this.steps.return();
	}

	private *run(): Generator<void, void, undefined> {
		const { groupBy } = this.request;
		// Not narrowed to the events there are: tallies would then have to cut hours at the oldest and the newest.
		const whole = this.selection;
		const stored = this.source.tallies.within(whole);
		if (stored === undefined) return;
		const part = { times: true, groups: groupBy.length > 0 };
		if (yield* this.timesByTallies(stored)) part.times = false;
		if (part.groups && (yield* this.groupsByTallies(whole))) part.groups = false;
		if (!part.times && !part.groups) return;
		if (part.times && !part.groups && this.countFew(stored)) return;
		if (part.times && !part.groups && (yield* this.timesByHits(stored))) return;
		if (yield* this.byColumns(stored, part)) return;
		if (part.times && (yield* this.timesByIndex(stored))) part.times = false;
		if (part.groups && (yield* this.groupsByIndex(whole))) part.groups = false;
		if (part.times || part.groups) yield* this.read(whole, part);
	}

	/** Totals and buckets from the tallies; false when these do not tell them. */
	private *timesByTallies(stored: IdRange): Generator<void, boolean, undefined> {
		const { distinct, groupBy } = this.request;
		// Distinct values of groups need what tells them by event, and the others come with them.
		if (distinct !== undefined && groupBy.length > 0) return false;
		const query = this.source.tallies.plan(this.selection.query, distinct);
		if (query === undefined) return false;
		const outlook = this.source.tallies.outlook(this.selection);
		for (const range of this.ranges(stored)) {
			for (const one of this.tallyTimes(query, range, outlook)) {
				if (distinct === undefined && this.selection.residual === undefined) this.countTimes(one);
				else yield* this.read(one, { times: true, groups: false });
			}
			yield;
		}
		return true;
	}

	/** Totals and buckets from the index alone; false when events have to be read for them. */
	private *timesByIndex(stored: IdRange): Generator<void, boolean, undefined> {
		if (this.request.distinct !== undefined || this.selection.residual !== undefined) return false;
		for (const range of this.ranges(stored)) {
			this.countTimes(range);
			yield;
		}
		return true;
	}

	/** Totals and buckets from the ids of all hits, where these are put together of sets; false when they are not, or too many. */
	private *timesByHits(stored: IdRange): Generator<void, boolean, undefined> {
		const { distinct, buckets } = this.request;
		const isChecked = this.selection.residual !== undefined;
		// The number of all hits alone the index tells, or columns do.
		if (distinct !== undefined || (!isChecked && buckets === undefined)) return false;
		const { hits } = this.source;
		const ids = yield* hits.ofSets(this.selection, () => this.looked++);
		if (ids === undefined) return false;
		for (const range of this.ranges(stored))
			this.sums.addTime(timeOf(range.low), idsWithin(ids, range).length);
		return true;
	}

	/** Counts a few hits by the index, where nothing but their number is asked for; false when they are more. */
	private countFew({ low, high }: IdRange): boolean {
		const { distinct, buckets } = this.request;
		const { residual } = this.selection;
		if (buckets !== undefined || distinct !== undefined || residual !== undefined) return false;
		const few = { ...this.selection, low, high };
		const count = countCandidates(this.source.statements, few, FEW_COUNTED + 1);
		if (count > FEW_COUNTED) return false;
		this.sums.addTime(timeOf(low), count);
		return true;
	}

	/** Counts hits of a range that lies in one bucket. */
	private countTimes(range: IdRange): void {
		this.sums.addTime(timeOf(range.low), countRange(this.source.statements, this.selection, range));
	}

	/**
	 * Counts by columns what these tell of the hits, and reads the others; false when the index is the better way.
	 *
	 * @param part what is left to be counted
	 */
	private *byColumns(stored: IdRange, part: Part): Generator<void, boolean, undefined> {
		const { tallies, columns } = this.source;
		const { selection, request } = this;
		const counted = columns.counted(request);
		if (counted === undefined) return false;
		const query = filterOf(selection.query, (one) => tallies.plan(one));
		// Without conditions on columns, times of hits that the index decides are counted by it.
		if (query === undefined && !part.groups && selection.residual === undefined) return false;
		const gaps = columns.gaps(stored);
		if (gaps === undefined) return false;
		let hits = selection;
		let filter: Filter | undefined = query;
		if (filter === undefined) {
			const ids = yield* this.source.hits.of(selection, () => this.looked++);
			if (ids === undefined) return false;
			hits = { ...selection, events: ids, residual: undefined, residualOfBytes: undefined };
			if (ids.length <= FEW_HITS) {
				yield* this.read(selection, part, hits);
				return true;
			}
			filter = { kind: 'ids', ids };
		}
		const counter = new BlockCounter(request, counted, part, this.sums);
		yield* columns.add(stored, filter, gaps, counter);
		counter.finish();
		for (const range of gaps.rest) yield* this.read(range, part, hits);
		return true;
	}

	/** Counts one bucket; returns the parts that the tallies do not cover. */
	private tallyTimes(query: TalliedQuery, range: IdRange, outlook: Outlook): readonly IdRange[] {
		const { distinct } = this.request;
		const time = timeOf(range.low);
		const visit = ({ value }: { readonly value: string }, n: number) => {
			if (distinct !== undefined && n > 0) this.sums.addDistinct(time, value);
		};
		const found = this.source.tallies.count(query, range, visit, outlook);
		if (found === undefined) return [range];
		this.sums.addTime(time, found.valued + found.missing);
		return found.rest;
	}

	/** Groups from the tallies; false when these do not tell them. */
	private *groupsByTallies(whole: IdRange): Generator<void, boolean, undefined> {
		const field = this.soleGroup;
		const query = field && this.source.tallies.plan(this.selection.query, field);
		const found =
			query &&
			this.source.tallies.count(query, whole, ({ value, spelled }, n) =>
				this.sums.addGroup([{ canonical: value, spelled: JSON.parse(spelled) as FieldValue }], n),
			);
		if (!found) return false;
		this.sums.addMissing(found.missing);
		for (const range of found.rest) yield* this.read(range, { times: false, groups: true });
		return true;
	}

	/** Groups from the index alone; false when events have to be read for them. */
	private *groupsByIndex(whole: IdRange): Generator<void, boolean, undefined> {
		const field = this.soleGroup;
		if (field === undefined) return false;
		return yield* this.source.groups.count(this.selection, whole, field, this.sums);
	}

	/** The one field that groups are counted by without distinct values, where the index has its values as terms. */
	private get soleGroup(): string | undefined {
		const { groupBy, distinct } = this.request;
		const [field, second] = groupBy;
		if (field === undefined || second !== undefined || distinct !== undefined) return undefined;
		return field === TIME_FIELD || isTextField(field) ? undefined : field;
	}

	/** Reads the events of a range. */
	private *read(
		{ low, high }: IdRange,
		part: Part,
		selection = this.selection,
	): Generator<void, void, undefined> {
		const { groupBy, distinct } = this.request;
		const fields = groupBy.map((field) => new DocumentValue(field));
		const counted = distinct === undefined ? undefined : new DocumentValue(distinct);
		const { match, events, residual } = selection;
		const { foundText } = this.source.statements;
		for (const row of this.source.statements.found({ match, events, low, high }, -1)) {
			if (++this.looked % STRIDE === 0) yield;
			const doc = foundText(row);
			if (residual !== undefined && !residual(doc)) continue;
			const time = timeOf(row[0]);
			const value = counted?.of(doc)?.canonical;
			if (part.times) {
				this.sums.addTime(time, 1);
				if (value !== undefined) this.sums.addDistinct(time, value);
			}
			if (part.groups)
				this.sums.addGroup(
					fields.map((field) => field.of(doc)),
					1,
					value,
				);
		}
	}

	/** The ranges of the buckets that may have events; the whole range without buckets. */
	private *ranges(stored: IdRange): Iterable<IdRange> {
		const { buckets } = this.request;
		const { low, high } = this.selection;
		if (buckets === undefined) {
			yield { low, high };
			return;
		}
		const first = Math.max(0, bucketsUntil(buckets, timeOf(stored.low)) - 1);
		const count = bucketsUntil(buckets, timeOf(stored.high));
		for (let bucket = first; bucket < count; bucket++) {
			const start = buckets.start + bucket * buckets.width;
			yield {
				low: Math.max(low, firstIdAt(start)),
				high: Math.min(high, firstIdAt(start + buckets.width) - 1),
			};
		}
	}
}

function timeOf(id: number): number {
	return Math.floor(id / IDS_PER_MS);
}
