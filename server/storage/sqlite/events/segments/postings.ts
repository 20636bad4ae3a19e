/** Reads which events have a term of the index, by FTS5's own records: a fraction of what its own search takes for each event. */
import { free, grown } from '../buffers';
import { ascending, joined } from '../event-set';
import { type IndexRows, RowsWithin } from '../index-rows';
import type { IdRange } from '../tallies/periods';
import type { TermVisitor } from './leaf';
import type { TermWalk } from './term-walk';

const FIRST_ROOM = 1_024;

/** How many entries of the index may still be read for a query: one of 20 ns for each event of a term. */
export interface PostingBudget {
	left: number;
}

/**
 * The events of a range that have a term, ascending; undefined when the budget is used up.
 *
 * @param isPrefix whether the events of all terms that begin like it are asked for
 * @throws Error see `TermWalk.visit`
 */
export function postingsOf(
	walk: TermWalk,
	term: string,
	isPrefix: boolean,
	range: IdRange,
	budget: PostingBudget,
): Float64Array | undefined {
	const found = new Postings(walk.rows, range, budget);
	for (const segment of walk.segments().toReversed()) {
		walk.visitSegment(segment, term, found, !isPrefix);
		if (budget.left < 0) return undefined;
		found.endOfSegment();
	}
	return found.result();
}

/** Gathers rows, segment after segment, the newest first: what it says was removed, older ones still have. */
class Postings implements TermVisitor {
	private readonly dense = new Gathered();
	private readonly sparse = new Gathered();
	private readonly rows: IndexRows;
	private readonly within: RowsWithin;
	private readonly gone = new Set<number>();
	/** Removed by the segment that is read: of a term it has a row or says that it was removed, but several terms may be asked for. */
	private goneHere: number[] = [];

	constructor(
		rows: IndexRows,
		range: IdRange,
		private readonly budget: PostingBudget,
	) {
		this.rows = rows;
		this.within = new RowsWithin(rows, range);
	}

	term(): boolean {
		return this.budget.left >= 0;
	}

	row(row: number): void {
		if (--this.budget.left < 0) return;
		const id = this.within.idOf(row);
		if (id < 0 || (this.gone.size > 0 && this.gone.has(row))) return;
		(this.rows.isDense(row) ? this.dense : this.sparse).add(id);
	}

	removed(row: number): void {
		if (--this.budget.left >= 0) this.goneHere.push(row);
	}

	endOfSegment(): void {
		for (const row of this.goneHere) this.gone.add(row);
		this.goneHere = [];
		this.dense.endOfSegment();
		this.sparse.endOfSegment();
	}

	result(): Float64Array {
		return joined(this.dense.result(), this.sparse.result());
	}
}

/** Ids of one list of rows, in which they ascend in each segment for each term. */
class Gathered {
	private ids = NO_ROOM;
	private count = 0;
	/** Where the rows of each segment end. */
	private readonly ends = [0];
	private isSorted = true;

	add(id: number): void {
		if (this.count === this.ids.length)
			this.ids = grown(this.ids, Math.max(FIRST_ROOM, 2 * this.count));
		const isFirst = this.count === this.ends.at(-1);
		if (!isFirst && (this.ids[this.count - 1] as number) >= id) this.isSorted = false;
		this.ids[this.count++] = id;
	}

	endOfSegment(): void {
		const start = this.ends.at(-1) as number;
		if (this.count === start) return;
		// Events arrive mostly in order, so that those of an older segment come before.
		const isBefore =
			start === 0 ||
			(this.ids[this.count - 1] as number) < (this.ids[this.ends.at(-2) as number] as number);
		this.isSorted &&= isBefore;
		this.ends.push(this.count);
	}

	/** Ascending; to be asked for once, at the end. */
	result(): Float64Array {
		const ids = this.ids.subarray(0, this.count);
		if (!this.isSorted) return ascending(ids);
		const ordered = new Float64Array(this.count);
		let at = 0;
		for (let place = this.ends.length - 1; place > 0; place--) {
			const part = ids.subarray(this.ends[place - 1], this.ends[place]);
			ordered.set(part, at);
			at += part.length;
		}
		if (this.ids !== NO_ROOM) free(this.ids);
		return ordered;
	}
}

const NO_ROOM = new Float64Array(0);
