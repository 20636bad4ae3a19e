/** Searches the two lists of rows of a full-text index as if they were one: only those that have something of a range. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
	DENSE_END,
	DENSE_ROWS,
	idOfDense,
	type IndexRows,
	type RowRanges,
	SPARSE_ROWS,
} from './index-rows';
import { hourOf, type IdRange } from './tallies/periods';

/** `index_hour` has a row for each list and hour of event time that the list may have events of. */
export const INDEX_ROWS_DDL = `
CREATE TABLE index_rows (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	dense INTEGER NOT NULL
) STRICT;
CREATE TABLE index_hour (
	dense INTEGER NOT NULL,
	hour INTEGER NOT NULL,
	PRIMARY KEY (dense, hour)
) STRICT, WITHOUT ROWID;
`;

/** A new store files all it can under dense rows. */
export const DENSE_FROM_NOW = 'INSERT INTO index_rows (id, dense) VALUES (1, 1);';

/**
 * What a store of an older layout has is filed under sparse rows, and stays so. Where an id is as small as dense rows are, which
 * would be taken for one, there will be none.
 */
export const SPARSE_UNTIL_NOW = `
INSERT INTO index_rows (id, dense)
	SELECT 1, NOT EXISTS (SELECT 1 FROM event_plain WHERE id < ${DENSE_END})
		AND NOT EXISTS (SELECT 1 FROM event_packed WHERE id < ${DENSE_END});
INSERT INTO index_hour (dense, hour) SELECT 0, hour FROM kept_hour;
`;

/** The lists of one index. Call within a transaction what looks at the store, as its answer is of that moment. */
export class IndexLists {
	private static readonly known = new WeakMap<DatabaseSync, IndexLists>();
	/**
	 * Weakly: a statement keeps its connection from being collected, and what the map of connections holds is kept as long as that.
	 */
	private looks: WeakRef<StatementSync> | undefined;

	private constructor(
		private readonly database: DatabaseSync,
		/** How the index files events. */
		readonly rows: IndexRows,
	) {}

	/** The lists of a table's index. @param table alerts have sparse rows only */
	static of(database: DatabaseSync, table: 'event' | 'alert' = 'event'): IndexLists {
		if (table === 'alert') return new IndexLists(database, SPARSE_ROWS);
		let lists = this.known.get(database);
		if (lists === undefined) {
			const mark = database.prepare('SELECT dense FROM index_rows').get();
			lists = new IndexLists(database, mark?.['dense'] === 1 ? DENSE_ROWS : SPARSE_ROWS);
			this.known.set(database, lists);
		}
		return lists;
	}

	/** The rows of a range in each list that may have some. */
	within(range: IdRange): RowRanges {
		const ranges = this.rows.within(range);
		if (!this.rows.hasDense || range.low > range.high) return ranges;
		let looks = this.looks?.deref();
		if (looks === undefined) {
			looks = this.prepareLooks();
			this.looks = new WeakRef(looks);
		}
		const hours = [hourOf(range.low), hourOf(range.high)] as const;
		const [dense, sparse] = looks.get(...hours) as unknown as readonly [number, number];
		return {
			dense: dense === 1 ? ranges.dense : undefined,
			sparse: sparse === 1 ? ranges.sparse : undefined,
		};
	}

	/**
	 * Makes statements over either list, each prepared when it is first needed.
	 *
	 * @param sql of one list, given the SQL that makes an id of a row
	 */
	statements(sql: (idOf: (row: string) => string) => string): ListStatements {
		return new ListStatements(this.database, sql);
	}

	private prepareLooks(): StatementSync {
		const has = (dense: 0 | 1) =>
			`EXISTS (SELECT 1 FROM index_hour WHERE dense = ${dense} AND hour BETWEEN ?1 AND ?2)`;
		const looks = this.database.prepare(`SELECT ${has(1)}, ${has(0)}`);
		looks.setReturnArrays(true);
		return looks;
	}
}

/** One statement for each list; what they return are arrays. */
export class ListStatements {
	private ofDense: StatementSync | undefined;
	private ofSparse: StatementSync | undefined;

	constructor(
		private readonly database: DatabaseSync,
		private readonly sql: (idOf: (row: string) => string) => string,
	) {}

	get dense(): StatementSync {
		return (this.ofDense ??= this.prepare(idOfDense));
	}

	get sparse(): StatementSync {
		return (this.ofSparse ??= this.prepare((row) => row));
	}

	private prepare(idOf: (row: string) => string): StatementSync {
		const statement = this.database.prepare(this.sql(idOf));
		statement.setReturnArrays(true);
		return statement;
	}
}

/**
 * What is found in either list, newest first.
 *
 * @param find finds in one list, newest first; the id stands first in what it finds
 * @param limit most that are wanted, which `find` knows as well; -1 for all
 */
export function newestOf<T extends readonly [id: number, ...unknown[]]>(
	{ dense, sparse }: RowRanges,
	statements: ListStatements,
	find: (statement: StatementSync, rows: IdRange) => Iterable<T>,
	limit = -1,
): Iterable<T> {
	if (dense === undefined) return sparse === undefined ? [] : find(statements.sparse, sparse);
	const found = find(statements.dense, dense);
	if (sparse === undefined) return found;
	const both = merged(found, find(statements.sparse, sparse));
	return limit < 0 ? both : firstOf(both, limit);
}

function* firstOf<T>(items: Iterable<T>, most: number): Generator<T, void, undefined> {
	let left = most;
	if (left > 0)
		for (const item of items) {
			yield item;
			if (--left === 0) return;
		}
}

/** Both, the larger id first. */
function* merged<T extends readonly [id: number, ...unknown[]]>(
	one: Iterable<T>,
	other: Iterable<T>,
): Generator<T, void, undefined> {
	const others = other[Symbol.iterator]();
	try {
		let next = others.next();
		for (const item of one) {
			for (; next.done !== true && next.value[0] > item[0]; next = others.next()) yield next.value;
			yield item;
		}
		for (; next.done !== true; next = others.next()) yield next.value;
	} finally {
		others.return?.();
	}
}
