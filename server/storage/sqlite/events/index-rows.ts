/**
 * The rows under which the full-text index files events, and how they follow from ids. An entry of the index takes the bytes of
 * the difference to the row before it, and ids, a thousand for each millisecond, are far apart.
 */
import { IDS_PER_MS } from '../../../logs/events';
import type { IdRange } from './tallies/periods';

/** Events of a millisecond that have dense rows, the first ones. Files hold such rows: another number is another layout. */
export const PLACES = 8;
/** How much further apart ids are, for each millisecond. */
const GAP = IDS_PER_MS - PLACES;
/** Dense rows are smaller, sparse ones are not. Ids below, of before February 1971, are filed under rows below 0. */
export const DENSE_END = 2 ** 45;
/** The first millisecond whose dense rows would be no smaller, in 2109: all of its rows are ids. */
const LAST_DENSE_MS = DENSE_END / PLACES;

/** The rows of a range of ids, in either list. Undefined where it has none; both ascend as their ids do. */
export interface RowRanges {
	readonly dense?: IdRange | undefined;
	readonly sparse?: IdRange | undefined;
}

/**
 * How one index files events. An event is in one of two lists. *Dense* rows are `ms * PLACES + place`, for the first
 * {@link PLACES} events of a millisecond. *Sparse* rows equal ids: those of the other events of a millisecond, and of all that
 * were stored before there were dense ones. A row tells its id; an id tells the row of an event that is stored now, while older ones
 * may have the sparse row that is their id.
 */
export class IndexRows {
	/** Rows below it are dense. */
	private readonly end: number;

	/** @param hasDense whether there are dense rows at all */
	constructor(readonly hasDense: boolean) {
		this.end = hasDense ? DENSE_END : -Infinity;
	}

	/** The row of an event that is stored now. */
	rowOf(id: number): number {
		if (!this.hasDense) return id;
		if (id < DENSE_END) return id - DENSE_END;
		const ms = Math.floor(id / IDS_PER_MS);
		const place = id - ms * IDS_PER_MS;
		return place < PLACES && ms < LAST_DENSE_MS ? ms * PLACES + place : id;
	}

	/** The id of the event that is filed under a row. */
	idOf(row: number): number {
		if (row >= this.end) return row;
		return row < 0 ? row + DENSE_END : row + Math.floor(row / PLACES) * GAP;
	}

	/** In which list a row is. */
	isDense(row: number): boolean {
		return row < this.end;
	}

	/** The rows that events of a range of ids may have. */
	within({ low, high }: IdRange): RowRanges {
		if (!this.hasDense) return { sparse: rangeOf(low, high) };
		return {
			dense: rangeOf(firstDense(low), lastDense(high)),
			sparse: rangeOf(Math.max(low, DENSE_END), high),
		};
	}
}

/** Where all rows are ids: alerts, and the events of a store that has some of before 1971. */
export const SPARSE_ROWS = new IndexRows(false);
/** Any other store of events. */
export const DENSE_ROWS = new IndexRows(true);

/** SQL of the id of a dense row. @param row SQL of the row */
export function idOfDense(row: string): string {
	const shift = Math.log2(PLACES);
	return `CASE WHEN ${row} < 0 THEN ${row} + ${DENSE_END} ELSE ${row} + (${row} >> ${shift}) * ${GAP} END`;
}

/** Tells the ids of rows that are within a range, many times a microsecond. */
export class RowsWithin {
	private readonly denseLow: number;
	private readonly denseHigh: number;
	private readonly sparseLow: number;
	private readonly sparseHigh: number;

	constructor(
		private readonly rows: IndexRows,
		range: IdRange,
	) {
		const { dense = NONE, sparse = NONE } = rows.within(range);
		this.denseLow = dense.low;
		this.denseHigh = dense.high;
		this.sparseLow = sparse.low;
		this.sparseHigh = sparse.high;
	}

	/** The id of a row; -1 for one outside the range. */
	idOf(row: number): number {
		if (this.rows.isDense(row))
			return row < this.denseLow || row > this.denseHigh ? -1 : this.rows.idOf(row);
		return row < this.sparseLow || row > this.sparseHigh ? -1 : row;
	}
}

const NONE: IdRange = { low: Infinity, high: -Infinity };

function rangeOf(low: number, high: number): IdRange | undefined {
	return low > high ? undefined : { low, high };
}

/** The smallest dense row of an event whose id is not below `id`. */
function firstDense(id: number): number {
	if (id < DENSE_END) return Math.max(0, id) - DENSE_END;
	const ms = Math.floor(id / IDS_PER_MS);
	return ms * PLACES + Math.min(id - ms * IDS_PER_MS, PLACES);
}

/** The largest dense row of an event whose id is not above `id`. */
function lastDense(id: number): number {
	if (id < DENSE_END) return id - DENSE_END;
	const ms = Math.floor(id / IDS_PER_MS);
	return Math.min(ms * PLACES + Math.min(id - ms * IDS_PER_MS, PLACES - 1), DENSE_END - 1);
}
