/** Measures how long the HTTP thread works in one piece: what of the event loop's delay is its own, and not the machine's. */
import { createHistogram } from 'node:perf_hooks';
// Not the globals, which tests may replace: this measures the machine, as `monitorEventLoopDelay` does.
import { clearInterval, setInterval } from 'node:timers';

/** What a {@link LoopWork} reads and is driven by; tests hand in their own. */
export interface LoopWorkSource {
	/** Processor time that the thread has used since its start, microseconds. */
	readonly cpuMicros: () => number;
	/** Calls back again and again, as soon as the loop is free after so many ms; returns what ends it. */
	readonly every: (ms: number, look: () => void) => () => void;
}

const THREAD: LoopWorkSource = {
	cpuMicros: () => {
		const { user, system } = process.threadCpuUsage();
		return user + system;
	},
	every: (ms, look) => {
		const timer = setInterval(look, ms).unref();
		return () => clearInterval(timer);
	},
};

/**
 * Processor time of the thread between two turns of a timer, less the timer's own interval: so long a call that
 * arrived meanwhile would have waited on a machine with nothing else to do. The delay that a clock shows
 * (`log360_event_loop_delay_seconds`) also has what other threads and processes took from the thread.
 */
export class LoopWork {
	private readonly histogram = createHistogram();
	private readonly end: () => void;
	private before: number;

	/** @param resolutionMs how often it looks; shorter pieces of work do not show */
	constructor(resolutionMs: number, source: LoopWorkSource = THREAD) {
		this.before = source.cpuMicros();
		this.end = source.every(resolutionMs, () => {
			const now = source.cpuMicros();
			const excess = Math.round(now - this.before - resolutionMs * 1000);
			this.before = now;
			// A histogram counts from 1 on.
			this.histogram.record(Math.max(1, excess));
		});
	}

	/** @param quantile 0 to 1; @returns seconds since the last {@link reset} */
	seconds(quantile: number): number {
		if (this.histogram.count === 0) return 0;
		return quantile === 1
			? this.histogram.max / 1e6
			: this.histogram.percentile(quantile * 100) / 1e6;
	}

	/** Begins anew. */
	reset(): void {
		this.histogram.reset();
	}

	/** Ends the measurement. */
	close(): void {
		this.end();
	}
}
