/** Counts requests of many callers in this process, in a window that slides. */
import {
	countRequest,
	forgetRequests,
	type RequestCounter,
	type RequestWindow,
	type Take,
} from '../../platform';

/** Number of calls between two looks for callers that went silent. */
const SWEEP_EVERY = 1_000;

/** Sliding windows by key, in memory: a restart forgets them. */
export class SlidingWindow implements RequestCounter {
	private readonly times = new Map<string, number[]>();
	private readonly window: RequestWindow;
	private calls = 0;

	/**
	 * @param limit requests per window
	 * @param windowMs length of the window, ms
	 */
	constructor(limit: number, windowMs: number) {
		this.window = { limit, windowMs };
	}

	/** Counts a request of `key` at `now` (epoch ms), if it fits. */
	take(key: string, now: number): Take {
		if (++this.calls % SWEEP_EVERY === 0) this.sweep(now);
		const times = this.times.get(key) ?? [];
		const take = countRequest(times, this.window, now);
		if (take.allowed) this.times.set(key, times);
		return take;
	}

	/** Number of callers that are remembered. */
	get size(): number {
		return this.times.size;
	}

	private sweep(now: number): void {
		for (const [key, times] of this.times) {
			forgetRequests(times, this.window.windowMs, now);
			if (times.length === 0) this.times.delete(key);
		}
	}
}
