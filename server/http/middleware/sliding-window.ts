/** Counts requests of many callers in a window that slides: never more than the limit in any such span of time. */

/** Number of calls between two looks for callers that went silent. */
const SWEEP_EVERY = 1_000;

/** Where a caller stands after a request. */
export interface Take {
	/** Whether the request fits the limit; only then it is counted. */
	readonly allowed: boolean;
	/** Requests that still fit now. */
	readonly remaining: number;
	/** Time until the oldest counted request leaves the window, ms. */
	readonly resetMs: number;
}

/**
 * Sliding windows by key. The times of the counted requests are kept, at most `limit` of them a key, so that
 * the limit holds exactly; a fixed window would let twice the limit through at its border.
 */
export class SlidingWindow {
	private readonly times = new Map<string, number[]>();
	private calls = 0;

	/**
	 * @param limit requests per window
	 * @param windowMs length of the window, ms
	 */
	constructor(
		private readonly limit: number,
		private readonly windowMs: number,
	) {}

	/** Counts a request of `key` at `now` (epoch ms), if it fits. */
	take(key: string, now: number): Take {
		if (++this.calls % SWEEP_EVERY === 0) this.sweep(now);
		const times = this.times.get(key) ?? [];
		this.forget(times, now);
		const allowed = times.length < this.limit;
		if (allowed) {
			times.push(now);
			this.times.set(key, times);
		}
		return {
			allowed,
			remaining: this.limit - times.length,
			resetMs: times.length === 0 ? 0 : (times[0] as number) + this.windowMs - now,
		};
	}

	/** Number of callers that are remembered. */
	get size(): number {
		return this.times.size;
	}

	/** A clock that was set back would otherwise lock callers out until it has caught up. */
	private forget(times: number[], now: number): void {
		while (times.length > 0 && (times.at(-1) as number) > now) times.pop();
		let past = 0;
		while (past < times.length && (times[past] as number) <= now - this.windowMs) past++;
		if (past > 0) times.splice(0, past);
	}

	private sweep(now: number): void {
		for (const [key, times] of this.times) {
			this.forget(times, now);
			if (times.length === 0) this.times.delete(key);
		}
	}
}
