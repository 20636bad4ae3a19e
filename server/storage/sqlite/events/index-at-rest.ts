/** Merges segments of the full-text index once nothing is written any more: fewer of them take less room, and are searched faster. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { transaction } from '../data/transaction';
import { giveBackPages } from './retention/pages';
import { segmentsOf, STRUCTURE_ID } from './segments/structure';

/** Pages that one step writes: some 10 ms, for which batches wait. */
const STEP_PAGES = 64;
/** Share of the file's pages that may be free when it is done. */
const KEPT_FREE = 0.005;
/** FTS5's document: a merge that changes less had nothing to do. */
const LEAST_CHANGES = 2;

/**
 * All segments become one when none of them has half of the index's pages; else those of levels that have four, FTS5's own
 * `usermerge`, where writes merge 16. So a page is written anew when the index has doubled, and once a level: a bounded number of
 * times, however often the store rests.
 *
 * Where a step was killed or batches arrive in between, FTS5's own record of segments tells how far it was.
 */
export class IndexAtRest {
	private readonly merge: StatementSync;
	private readonly changes: StatementSync;
	private readonly structure: StatementSync;
	/** Changes of the connection at the last look; undefined before the first one. */
	private seen: number | undefined;
	/** Whether what was begun is not at its end yet. */
	private isMerging = false;
	/** Whether nothing was written between the last two looks. */
	isResting = false;

	/**
	 * @param database the connection that writes
	 * @param pages that one step writes
	 */
	constructor(
		private readonly database: DatabaseSync,
		private readonly pages = STEP_PAGES,
	) {
		this.merge = database.prepare("INSERT INTO event_fts (event_fts, rank) VALUES ('merge', ?)");
		this.changes = database.prepare('SELECT total_changes() AS n');
		this.structure = database.prepare('SELECT block FROM event_fts_data WHERE id = ?');
	}

	/**
	 * Does nothing but note it where something was written since the last call; else merges some pages, and once there are none
	 * left gives back some of the pages that became free. Each is a transaction of its own.
	 *
	 * @returns whether there is more to do, or to wait for
	 */
	step(): boolean {
		const before = this.count();
		this.isResting = before === this.seen;
		const more = !this.isResting || this.work(before);
		this.seen = this.count();
		return more;
	}

	private work(before: number): boolean {
		// A negative number puts all segments on the list of those to be merged; afterwards it goes on with them.
		const isWhole = !this.isMerging && this.isScattered();
		transaction(this.database, () => this.merge.run(isWhole ? -this.pages : this.pages));
		if (this.count() - before >= LEAST_CHANGES) return (this.isMerging = true);
		if (!this.isMerging) return false;
		return (this.isMerging = transaction(this.database, () =>
			giveBackPages(this.database, KEPT_FREE),
		));
	}

	/** Whether no segment has half of the pages. */
	private isScattered(): boolean {
		const record = this.structure.get(STRUCTURE_ID)?.['block'];
		if (record === undefined) return false;
		const sizes = segmentsOf(record as Uint8Array).map(({ first, last }) => last - first + 1);
		return 2 * Math.max(...sizes) < sizes.reduce((sum, size) => sum + size, 0);
	}

	private count(): number {
		return this.changes.get()?.['n'] as number;
	}
}
