/** What is told of merging the index at rest: how far it is, and how long the last merge took. */
import type { IndexMerging } from '../../../logs/store';
import { type Clock, systemClock } from '../../../platform';

/** Where times come from. */
export interface MergeTimes {
	readonly clock: Clock;
	/** Monotonic milliseconds. */
	readonly elapsed: () => number;
}

const MACHINE: MergeTimes = { clock: systemClock, elapsed: () => performance.now() };

/** A merge that is under way. */
interface Merge {
	/** By the monotonic time, ms. */
	readonly begun: number;
	workMs: number;
	/** Pages that are left, and all that there were. */
	left: number;
	total: number;
}

/** Watches the steps of merging. */
export class MergeReport {
	private merge: Merge | undefined;
	private told: IndexMerging = { toMerge: null, merged: null };

	/**
	 * @param pageSize bytes
	 * @param times those of the machine by default
	 */
	constructor(
		private readonly pageSize: number,
		private readonly times = MACHINE,
	) {}

	/** What is under way, and what was last: another object whenever that has changed. */
	get merging(): IndexMerging {
		return this.told;
	}

	/**
	 * Does a step.
	 *
	 * @param work answers how many pages are left to merge, none when only room is left to be given back; false when nothing is left
	 * to do, or was
	 * @returns whether there is more to do
	 */
	step(work: () => number | false): boolean {
		const start = this.times.elapsed();
		const left = work();
		const end = this.times.elapsed();
		if (left === false) this.ended(start, end);
		else this.worked(start, end, left);
		return left !== false;
	}

	private worked(start: number, end: number, left: number): void {
		this.merge ??= { begun: start, workMs: 0, left: 0, total: 0 };
		const { merge } = this;
		merge.workMs += end - start;
		// Once a level is merged there may be another one.
		merge.total += Math.max(0, left - merge.left);
		merge.left = left;
		const bytes = (pages: number) => this.pageSize * Math.max(1, pages);
		this.told = {
			toMerge: { left: bytes(left), total: bytes(merge.total) },
			merged: this.told.merged,
		};
	}

	private ended(start: number, end: number): void {
		if (this.merge === undefined) return;
		const { begun, workMs, total } = this.merge;
		this.merge = undefined;
		const merged = {
			count: (this.told.merged?.count ?? 0) + 1,
			at: this.times.clock.now(),
			bytes: this.pageSize * Math.max(1, total),
			tookMs: Math.round(end - begun),
			workMs: Math.round(workMs + end - start),
		};
		this.told = { toMerge: null, merged };
	}
}
