/** Wake-up calls at times of the injected clock. */

import type { Clock } from '../platform';

/** Calls back at a time of the clock it was made for. */
export interface Timers {
	/** Calls `wake` once when the clock reaches `time` (epoch ms); the answer cancels it. */
	at(time: number, wake: () => void): () => void;
}

/** A sleeping thread is woken at least this often, so that a clock that was set forward is noticed. */
const LONGEST_SLEEP_MS = 60_000;
/** A frozen clock never reaches a time; looking again this often costs nothing. */
const SHORTEST_RETRY_MS = 20;

/** Timers of a {@link Clock}; whoever moves the clock by hand calls {@link ClockTimers.moved}. */
export class ClockTimers implements Timers {
	private readonly waiting = new Set<{ time: number; wake: () => void }>();
	private handle: NodeJS.Timeout | undefined;
	private armedFor = Infinity;

	constructor(private readonly clock: Clock) {}

	at(time: number, wake: () => void): () => void {
		const entry = { time, wake };
		this.waiting.add(entry);
		if (time < this.armedFor) this.arm(0);
		return () => this.waiting.delete(entry);
	}

	/** Calls everything that is due; for after the clock was moved by hand. */
	moved(): void {
		const now = this.clock.now();
		const due = [...this.waiting]
			.filter((entry) => entry.time <= now)
			.sort((a, b) => a.time - b.time);
		for (const entry of due) {
			if (this.waiting.delete(entry)) entry.wake();
		}
		this.arm(SHORTEST_RETRY_MS);
	}

	private arm(atLeastMs: number): void {
		clearTimeout(this.handle);
		this.armedFor = Infinity;
		for (const entry of this.waiting) this.armedFor = Math.min(this.armedFor, entry.time);
		if (this.armedFor === Infinity) return;
		const wait = Math.min(LONGEST_SLEEP_MS, Math.max(atLeastMs, this.armedFor - this.clock.now()));
		this.handle = setTimeout(() => this.moved(), wait);
		this.handle.unref();
	}
}
