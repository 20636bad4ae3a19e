/** One aggregate under way: from tallies where they answer, from the index where it decides, else event by event. */
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
import type { SelectStatements, Selection } from './select';
import { GroupsByIndex } from './groups-by-index';
import type { IdRange } from './tallies/periods';
import type { Outlook, TalliedQuery, TallyReader } from './tallies/reader';
import { countRange } from './tallies/total';

/** How many events are looked at before the time is looked at again. */
const STRIDE = 256;

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
		if (yield* this.timesWithoutReading(stored)) part.times = false;
		if (part.groups && (yield* this.groupsWithoutReading(whole))) part.groups = false;
		if (part.times || part.groups) yield* this.read(whole, part);
	}

	/** Totals and buckets from the tallies or the index alone; false when events have to be read for them. */
	private *timesWithoutReading(stored: IdRange): Generator<void, boolean, undefined> {
		const { distinct, groupBy } = this.request;
		// Distinct values of groups need the events, and the others come with them.
		if (distinct !== undefined && groupBy.length > 0) return false;
		const query = this.source.tallies.plan(this.selection.query, distinct);
		if (query === undefined && (distinct !== undefined || this.selection.residual !== undefined))
			return false;
		const outlook = this.source.tallies.outlook(this.selection);
		for (const range of this.ranges(stored)) {
			const rest = query === undefined ? [range] : this.tallyTimes(query, range, outlook);
			for (const one of rest) {
				if (distinct === undefined && this.selection.residual === undefined)
					this.sums.addTime(
						timeOf(one.low),
						countRange(this.source.statements, this.selection, one),
					);
				else yield* this.read(one, { times: true, groups: false });
			}
			yield;
		}
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

	/** Groups from the tallies or the index alone; false when events have to be read for them. */
	private *groupsWithoutReading(whole: IdRange): Generator<void, boolean, undefined> {
		const { groupBy, distinct } = this.request;
		const [field, second] = groupBy;
		if (field === undefined || second !== undefined || distinct !== undefined) return false;
		if (field === TIME_FIELD || isTextField(field)) return false;
		const query = this.source.tallies.plan(this.selection.query, field);
		const found =
			query &&
			this.source.tallies.count(query, whole, ({ value, spelled }, n) =>
				this.sums.addGroup([{ canonical: value, spelled: JSON.parse(spelled) as FieldValue }], n),
			);
		if (found !== undefined) {
			this.sums.addMissing(found.missing);
			for (const range of found.rest) yield* this.read(range, { times: false, groups: true });
			return true;
		}
		return yield* this.source.groups.count(this.selection, whole, field, this.sums);
	}

	/** Reads the events of a range. */
	private *read(range: IdRange, part: Part): Generator<void, void, undefined> {
		const { groupBy, distinct } = this.request;
		const fields = groupBy.map((field) => new DocumentValue(field));
		const counted = distinct === undefined ? undefined : new DocumentValue(distinct);
		const { match, events, residual } = this.selection;
		const { foundText } = this.source.statements;
		for (const row of this.source.statements.found({ match, events, ...range }, -1)) {
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
