/** Merges segments of the full-text index once nothing is written any more: fewer of them take less room, and are searched faster. */
import type { IndexMerging } from '../../../logs/store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { transaction } from '../data/transaction';
import { MergeReport, type MergeTimes } from './merge-report';
import { giveBackPages } from './retention/pages';
import { type Segment, segmentsOf, STRUCTURE_ID } from './segments/structure';

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
	private readonly report: MergeReport;
	/** Changes of the connection at the last look; undefined before the first one. */
	private seen: number | undefined;
	/** Whether what was begun is not at its end yet. */
	private isMerging = false;
	/** Whether nothing was written between the last two looks. */
	isResting = false;

	/**
	 * @param database the connection that writes
	 * @param pages that one step writes
	 * @param times those of the machine by default
	 */
	constructor(
		private readonly database: DatabaseSync,
		private readonly pages = STEP_PAGES,
		times?: MergeTimes,
	) {
		const pageSize = database.prepare('PRAGMA page_size').get()?.['page_size'] as number;
		this.report = new MergeReport(pageSize, times);
		this.merge = database.prepare("INSERT INTO event_fts (event_fts, rank) VALUES ('merge', ?)");
		this.changes = database.prepare('SELECT total_changes() AS n');
		this.structure = database.prepare('SELECT block FROM event_fts_data WHERE id = ?');
	}

	/** What is under way, and what was last: another object whenever that has changed. */
	get merging(): IndexMerging {
		return this.report.merging;
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
		const more =
			!this.isResting || this.report.step(() => this.work(before) && pagesLeft(this.segments()));
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
		const sizes = this.segments().map(pagesOf);
		return 2 * Math.max(...sizes) < sum(sizes);
	}

	private segments(): readonly Segment[] {
		const record = this.structure.get(STRUCTURE_ID)?.['block'];
		return record === undefined ? [] : segmentsOf(record as Uint8Array);
	}

	private count(): number {
		return this.changes.get()?.['n'] as number;
	}
}

function pagesLeft(segments: readonly Segment[]): number {
	return sum(segments.filter(({ isMerging }) => isMerging).map(pagesOf));
}

function pagesOf({ first, last }: Segment): number {
	return last - first + 1;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, one) => all + one, 0);
}
