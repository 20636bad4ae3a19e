/** Sets of events as ascending arrays of their ids. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IndexLists, type ListStatements, newestOf } from './index-lists';
import type { RowRanges } from './index-rows';
import { WITHIN } from './within';
import type { IdRange } from './tallies/periods';

/** Place of the first id that is not below `id`. */
export function placeOf(ids: Float64Array, id: number): number {
	let low = 0;
	for (let high = ids.length; low < high; ) {
		const middle = (low + high) >>> 1;
		if ((ids[middle] as number) < id) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The ids of a range, as a view. */
export function idsWithin(ids: Float64Array, { low, high }: IdRange): Float64Array {
	return ids.subarray(placeOf(ids, low), placeOf(ids, high + 1));
}

/** Ids that are in both. */
export function inBoth(one: Float64Array, other: Float64Array): Float64Array {
	const [few, many] = one.length < other.length ? [one, other] : [other, one];
	const both = new Float64Array(few.length);
	let count = 0;
	let from = 0;
	for (const id of few) {
		while (from < many.length && (many[from] as number) < id) from++;
		if (many[from] === id) both[count++] = id;
	}
	return both.subarray(0, count);
}

/** Ids of one set that are not in the other. */
export function notIn(ids: Float64Array, others: Float64Array): Float64Array {
	const left = new Float64Array(ids.length);
	let count = 0;
	let from = 0;
	for (const id of ids) {
		while (from < others.length && (others[from] as number) < id) from++;
		if (others[from] !== id) left[count++] = id;
	}
	return left.subarray(0, count);
}

/** Ids of either of two sets that have none in common. */
export function joined(one: Float64Array, other: Float64Array): Float64Array {
	if (one.length === 0) return other;
	if (other.length === 0) return one;
	const all = new Float64Array(one.length + other.length);
	let from = 0;
	let count = 0;
	for (const id of one) {
		while (from < other.length && (other[from] as number) < id)
			all[count++] = other[from++] as number;
		all[count++] = id;
	}
	all.set(other.subarray(from), count);
	return all;
}

/** Ids that are in any, each once. */
export function inAny(sets: readonly Float64Array[]): Float64Array {
	if (sets.length === 1) return sets[0] as Float64Array;
	const all = new Float64Array(sets.reduce((sum, { length }) => sum + length, 0));
	let count = 0;
	for (const ids of sets) {
		all.set(ids, count);
		count += ids.length;
	}
	return ascending(all);
}

/** Ids in order, each once; sorts the array itself. */
export function ascending(ids: Float64Array): Float64Array {
	ids.sort();
	let count = 0;
	for (const id of ids) if (count === 0 || ids[count - 1] !== id) ids[count++] = id;
	return ids.subarray(0, count);
}

/** A MATCH expression may find so many times more events than a set has: 0.5 µs each, where reading one of the set costs 6. */
const MOST_TIMES = 8;

/** Events that are listed as one text, of 17 bytes each. */
const MOST_LISTED = 200_000;

/** Looks up which events of a set a MATCH expression selects. */
export class MatchingEvents {
	private readonly count: StatementSync;
	private readonly ids: ListStatements;
	private readonly list: StatementSync;
	private readonly lists: IndexLists;

	constructor(database: DatabaseSync) {
		const matching = `FROM event_fts WHERE event_fts MATCH ? AND rowid ${WITHIN}`;
		this.count = database.prepare(`SELECT count(*) AS n FROM (SELECT 1 ${matching} LIMIT ? + 0)`);
		this.lists = IndexLists.of(database);
		this.ids = this.lists.statements(
			(idOf) => `SELECT ${idOf('rowid')} ${matching} ORDER BY rowid DESC`,
		);
		this.list = database.prepare(
			`SELECT group_concat(rowid) AS rows FROM (SELECT rowid ${matching} ORDER BY rowid)`,
		);
	}

	/** All events of a range that an expression selects, ascending; undefined when they are more than `most` or {@link MOST_LISTED}. */
	all(match: string, range: IdRange, most: number): Float64Array | undefined {
		const limit = Math.min(most, MOST_LISTED);
		const rows = this.lists.within(range);
		if (limit < 0 || this.isMore(match, rows, limit)) return undefined;
		return joined(this.idsIn(match, rows.dense), this.idsIn(match, rows.sparse));
	}

	/** Those events; undefined when the expression selects so many that looking costs more than reading the set. */
	among(ids: Float64Array, match: string): Float64Array | undefined {
		if (ids.length === 0) return ids;
		const rows = this.lists.within({ low: ids[0] as number, high: ids.at(-1) as number });
		if (this.isMore(match, rows, MOST_TIMES * ids.length)) return undefined;
		const found: number[] = [];
		const all = newestOf(
			rows,
			this.ids,
			(statement, { low, high }) =>
				statement.iterate(match, low, high) as unknown as Iterable<readonly [number]>,
		);
		for (const [id] of all) found.push(id);
		return inBoth(ids, Float64Array.from(found.reverse()));
	}

	/** Whether an expression selects more than `most`. */
	private isMore(match: string, { dense, sparse }: RowRanges, most: number): boolean {
		let left = most + 1;
		for (const rows of [dense, sparse])
			if (rows !== undefined && left > 0)
				left -= Number(this.count.get(match, rows.low, rows.high, left)?.['n']);
		return left <= 0;
	}

	private idsIn(match: string, rows: IdRange | undefined): Float64Array {
		if (rows === undefined) return NO_IDS;
		// One text: a row for each would take SQLite and Node many times longer.
		const list = this.list.get(match, rows.low, rows.high)?.['rows'] as string | null;
		if (list === null) return NO_IDS;
		return Float64Array.from(list.split(','), (row) => this.lists.rows.idOf(Number(row)));
	}
}

const NO_IDS = new Float64Array(0);
