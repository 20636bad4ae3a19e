/** Event ids: `epoch_ms * 1000 + sequence`, which makes order key, cursor and time filter one number. */

/** Ids per millisecond; further events of the same millisecond take ids of the next free one. */
export const IDS_PER_MS = 1000;

/** The last millisecond that has ids: they must stay below 2^53. */
const LAST_MS = Math.floor(Number.MAX_SAFE_INTEGER / IDS_PER_MS) - 1;

/** Latest time that an event's id tells, epoch ms; the day after it is left free for what overflows from it. */
export const MAX_TIME = LAST_MS - 24 * 60 * 60 * 1000;

/** Milliseconds that are remembered, or those of one batch. */
const MOST_KNOWN = 50_000;

/** The smallest id of a time, epoch ms. */
export function firstIdAt(time: number): number {
	return Math.max(0, Math.min(time, LAST_MS)) * IDS_PER_MS;
}

/** The largest id of a time, epoch ms. */
export function lastIdAt(time: number): number {
	return time < 0 ? -1 : firstIdAt(time) + IDS_PER_MS - 1;
}

/**
 * Hands out the next free id of a millisecond.
 *
 * Logs with whole-second stamps put thousands of events on one millisecond; the overflow goes to the
 * following milliseconds, so ids stay ordered by time to within that overflow.
 */
export class IdAllocator {
	private readonly next = new Map<number, number>();
	private most = MOST_KNOWN;
	/** Milliseconds in which nothing is stored but what `next` tells, both ends included. */
	private emptyFrom = Infinity;
	private emptyTo = -Infinity;

	/** @param largestIn finds the largest stored id in [low, high], or undefined when there is none */
	constructor(private readonly largestIn: (low: number, high: number) => number | undefined) {}

	/**
	 * Tells that events of these times come next: when nothing is stored between the first and the last of them, none
	 * needs a look of its own. Call before the first of them is stored; what it found holds until `allocate` leaves the
	 * range, a rollback, or the next call. Until then all of them may be given ids before the first one is stored.
	 *
	 * @param times epoch ms
	 */
	expect(times: Float64Array): void {
		// What was handed out before is stored by now, and can be looked up; what is handed out next must not be forgotten.
		if (this.next.size + times.length > MOST_KNOWN) this.next.clear();
		this.most = Math.max(MOST_KNOWN, times.length);
		let from = Infinity;
		let to = -Infinity;
		for (const time of times) {
			if (time < from) from = time;
			if (time > to) to = time;
		}
		this.emptyFrom = Infinity;
		if (times.length < 2) return;
		const [low, high] = [msOf(from), msOf(to)];
		const largest = this.largestIn(firstIdAt(low), lastIdAt(high));
		// What is stored lies at the beginning: the milliseconds after it are empty.
		this.emptyFrom = largest === undefined ? low : Math.floor(largest / IDS_PER_MS) + 1;
		this.emptyTo = high;
	}

	/** Returns a free id for an event at `time`, epoch ms. */
	allocate(time: number): number {
		let ms = msOf(time);
		for (;;) {
			const free = this.next.get(ms) ?? this.firstFree(ms);
			if (free < lastIdAt(ms) + 1) {
				this.remember(ms, free + 1);
				return free;
			}
			ms = this.skipFull(ms);
		}
	}

	/** Forgets everything not stored; call after a transaction was rolled back. */
	reset(): void {
		this.next.clear();
		this.fullUntil.clear();
		this.emptyFrom = Infinity;
	}

	/** Full milliseconds remember where the first non-full one after them lies, so bursts do not rescan. */
	private readonly fullUntil = new Map<number, number>();

	private skipFull(ms: number): number {
		const known = this.fullUntil.get(ms) ?? ms + 1;
		let target = known;
		while (this.fullUntil.has(target)) target = this.fullUntil.get(target) as number;
		this.fullUntil.set(ms, target);
		if (this.fullUntil.size > 100_000) this.fullUntil.clear();
		return target;
	}

	private firstFree(ms: number): number {
		if (ms >= this.emptyFrom && ms <= this.emptyTo) return firstIdAt(ms);
		const largest = this.largestIn(firstIdAt(ms), lastIdAt(ms));
		return largest === undefined ? firstIdAt(ms) : largest + 1;
	}

	private remember(ms: number, free: number): void {
		if (this.next.size > this.most) {
			this.next.clear();
			// What it told of the range is forgotten with it.
			this.emptyFrom = Infinity;
		}
		this.next.set(ms, free);
	}
}

/** The millisecond whose ids an event at `time` gets. */
function msOf(time: number): number {
	return Math.max(0, Math.min(Math.floor(time), MAX_TIME));
}
