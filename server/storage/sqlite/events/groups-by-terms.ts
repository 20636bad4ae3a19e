/** Counts the hits of a search by the values of a field in one walk over the field's terms in the index, whatever their number. */
import type { DatabaseSync } from 'node:sqlite';
import { fieldPrefix, SPACE_IN_TERM } from '../../../logs/terms';
import { HitIds, MOST_HITS } from './hit-ids';
import { RowsWithin } from './index-rows';
import type { TermVisitor } from './segments/leaf';
import { TermWalk } from './segments/term-walk';
import { isEverything, type Selection, type SelectStatements } from './select';
import type { IdRange } from './tallies/periods';

/** What is counted: hits that the index tells without a doubt. */
export interface CountedHits extends IdRange {
	readonly selection: Selection;
	/** Their number. */
	readonly count: number;
}

/** The index decides all hits that are counted here. */
const noEvents = () => undefined;

/** Counts by value; a generator, so that others get their turns in between. */
export class GroupsByTerms {
	private readonly walk: TermWalk;
	private readonly hits: HitIds;

	constructor(database: DatabaseSync, statements: SelectStatements) {
		this.walk = new TermWalk(database);
		this.hits = new HitIds(database, statements);
	}

	/**
	 * The number of hits by value, in the order of `values`.
	 *
	 * @param values all that the field has, canonical, each of them unique in the index
	 * @returns undefined when the index cannot tell: it has more hits than are kept, events that were removed, or another layout
	 */
	*count(
		hits: CountedHits,
		field: string,
		values: readonly string[],
	): Generator<void, Float64Array | undefined, undefined> {
		if (hits.count > MOST_HITS) return undefined;
		try {
			const selection = { ...hits.selection, low: hits.low, high: hits.high };
			const ids = isEverything(selection) ? undefined : yield* this.hits.of(selection, noEvents);
			if (ids !== undefined && ids.length !== hits.count) return undefined;
			const counts = new Counts(values, ids, new RowsWithin(this.walk.rows, hits));
			yield* this.walk.steps(fieldPrefix(field), counts);
			return counts.result();
		} catch {
			// The layout of the index is SQLite's own, and may be another one some day.
			return undefined;
		}
	}
}

/** Adds up the rows of each term that are hits. */
class Counts implements TermVisitor {
	private readonly places: ReadonlyMap<string, number>;
	private readonly counts: Float64Array;
	private isExact = true;
	private at = 0;
	/** Hits before this place are smaller than the rows to come of the term. */
	private from = 0;
	private last = 0;

	/** @param ids of the hits, ascending; undefined = all of the range are */
	constructor(
		values: readonly string[],
		private readonly ids: Float64Array | undefined,
		private readonly rows: RowsWithin,
	) {
		this.places = new Map(values.map((value, place) => [value, place]));
		this.counts = new Float64Array(values.length);
	}

	term(bytes: Buffer, start: number, end: number): boolean {
		const text = bytes.toString('utf8', start, end);
		const place = this.places.get(text.replaceAll(SPACE_IN_TERM, ' '));
		// A value that is not listed, or one that is cut or altered.
		if (place === undefined) this.isExact = false;
		this.at = place ?? 0;
		this.from = this.last = 0;
		return this.isExact;
	}

	row(row: number): void {
		const id = this.rows.idOf(row);
		if (id < 0) return;
		// Sparse rows stand behind dense ones, whatever their times.
		if (id < this.last) this.from = 0;
		this.last = id;
		if (this.ids === undefined || this.isHit(this.ids, id))
			this.counts[this.at] = (this.counts[this.at] as number) + 1;
	}

	removed(): void {
		this.isExact = false;
	}

	result(): Float64Array | undefined {
		return this.isExact ? this.counts : undefined;
	}

	/** Looks ahead in steps that double: hits and rows may be of very different numbers, and both ascend. */
	private isHit(ids: Float64Array, id: number): boolean {
		let low = this.from;
		if (low >= ids.length || id < (ids[low] as number)) return false;
		let step = 1;
		while (low + step < ids.length && (ids[low + step] as number) < id) {
			low += step;
			step *= 2;
		}
		let high = Math.min(low + step, ids.length);
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((ids[middle] as number) < id) low = middle + 1;
			else high = middle;
		}
		this.from = low;
		return ids[low] === id;
	}
}
