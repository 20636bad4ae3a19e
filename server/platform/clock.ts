/** The one source of time: everything that needs "now" is handed a Clock, so tests move time instead of waiting for it. */

/** A source of the current time. */
export interface Clock {
	/** Current time in epoch milliseconds. */
	now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved; for tests and the lab. */
export class ManualClock implements Clock {
	/** @param time start, epoch ms */
	constructor(private time: number) {}

	now(): number {
		return this.time;
	}

	/** Moves the clock by `ms` milliseconds (negative moves it back). */
	advance(ms: number): void {
		this.time += ms;
	}

	/** Sets the clock to `time`, epoch ms. */
	set(time: number): void {
		this.time = time;
	}
}
