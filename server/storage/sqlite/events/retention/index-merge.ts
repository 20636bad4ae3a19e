/** Writes the full-text index anew, some pages at a time: entries of removed events take space until then. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Pages of one step: some 10 ms. */
const STEP_PAGES = 32;

/** FTS5's own incremental merge of all segments into one, which drops what was deleted. */
export class IndexMerge {
	/** Whether it is the merge's turn, where removals wait as well. */
	isNext = true;
	private readonly run: StatementSync;
	private readonly changes: StatementSync;
	/** Steps that are left, undefined before the first one of this process. */
	private left: number | undefined;

	constructor(private readonly database: DatabaseSync) {
		this.run = database.prepare("INSERT INTO event_fts (event_fts, rank) VALUES ('merge', ?)");
		this.changes = database.prepare('SELECT total_changes() AS n');
	}

	/** Writes some pages; returns whether there are more. What arrives meanwhile need not be merged as well. */
	step(): boolean {
		if (this.isAllGone()) {
			// A merge would read the whole index in one step, as it counts the pages that it writes.
			this.database.exec("INSERT INTO event_fts (event_fts) VALUES ('delete-all')");
			this.left = undefined;
			return false;
		}
		const isFirst = this.left === undefined;
		this.left ??= Math.ceil(this.pages() / STEP_PAGES) + 1;
		const before = Number(this.changes.get()?.['n']);
		// A negative number puts all segments on the list of those to be merged; afterwards it goes on with them.
		this.run.run(isFirst ? -STEP_PAGES : STEP_PAGES);
		// FTS5's document: fewer than two changes mean that there was nothing to do.
		const more = --this.left > 0 && Number(this.changes.get()?.['n']) - before >= 2;
		if (!more) this.left = undefined;
		return more;
	}

	/** Call after a rollback: begins anew. */
	reset(): void {
		this.left = undefined;
	}

	private isAllGone(): boolean {
		return this.database.prepare('SELECT 1 FROM event LIMIT 1').get() === undefined;
	}

	/** No index has more pages than the whole file uses. */
	private pages(): number {
		return Number(
			this.database
				.prepare(
					'SELECT page_count - freelist_count AS n FROM pragma_page_count, pragma_freelist_count',
				)
				.get()?.['n'],
		);
	}
}
