/** Takes entries of removed events out of the full-text index, under the rows that they have. */
import { EVERY_EVENT } from '../../../../logs/terms';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IndexLists } from '../index-lists';
import type { RowRanges } from '../index-rows';
import type { IdRange } from '../tallies/periods';
import { WITHIN } from '../within';

/** Removes some events of a range, in the order of their ids; belongs into the writer's transaction. */
export class IndexRemoval {
	private readonly lists: IndexLists;
	private readonly remove: StatementSync;
	private readonly sparseRows: StatementSync;
	/** Where the range has rows of both kinds: events of it that have sparse ones, up to the number asked for. */
	private sparse: ReadonlySet<number> = new Set();
	private ranges: RowRanges = {};
	private later: (readonly [row: number, terms: string])[] = [];

	constructor(database: DatabaseSync) {
		this.lists = IndexLists.of(database);
		this.remove = database.prepare(
			"INSERT INTO event_fts (event_fts, rowid, tokens) VALUES ('delete', ?, ?)",
		);
		this.sparseRows = database.prepare(
			`SELECT rowid FROM event_fts WHERE event_fts MATCH '"${EVERY_EVENT}"' AND rowid ${WITHIN}
			ORDER BY rowid LIMIT ? + 0`,
		);
		this.sparseRows.setReturnArrays(true);
	}

	/** Begins with a range. @param most events that are removed of it, its first ones */
	begin(range: IdRange, most: number): void {
		this.ranges = this.lists.within(range);
		this.later = [];
		const { dense, sparse } = this.ranges;
		if (dense === undefined || sparse === undefined) return;
		// The id alone does not tell: what was stored before there were dense rows has a sparse one.
		const rows = this.sparseRows.all(sparse.low, sparse.high, most);
		this.sparse = new Set(rows.map((row) => (row as unknown as [number])[0]));
	}

	/** Removes an event. @param terms exactly those that it was filed under, or the index keeps some of them */
	event(id: number, terms: string): void {
		const { dense, sparse } = this.ranges;
		if (dense === undefined) this.remove.run(id, terms);
		// FTS5 writes all that is pending when a row is smaller than the one before: sparse rows come last.
		else if (sparse !== undefined && this.sparse.has(id)) this.later.push([id, terms]);
		else this.remove.run(this.lists.rows.rowOf(id), terms);
	}

	/** Removes what was left for the end. */
	end(): void {
		for (const [row, terms] of this.later) this.remove.run(row, terms);
		this.later = [];
	}
}
