/** An engine on a clock that stands still, for tests. */
import { ManualClock } from '../../../server/platform';
import { JobEngine, type JobEngineOptions } from '../../../server/jobs/engine';
import { MemoryJobQueue } from '../../../server/jobs/memory/queue';
import type { JobQueue } from '../../../server/jobs/queue';
import { ClockTimers } from '../../../server/jobs/timers';
import type { JobContext } from '../../../server/jobs/kinds';
import type { JobObserver } from '../../../server/jobs/observer';

export const T0 = 1_700_000_000_000;
export const HOUR = 3_600_000;
export const ann = { owner: 'ann', admin: false };
export const bob = { owner: 'bob', admin: false };
export const admin = { owner: 'root', admin: true };

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
	for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** Work that ends only when it is stopped. */
export function untilAborted({ signal }: JobContext): Promise<never> {
	return new Promise((_resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error));
	});
}

/** A promise to be resolved from outside. */
export interface Deferred {
	readonly promise: Promise<void>;
	readonly resolve: () => void;
}

/** Makes one. */
export function deferred(): Deferred {
	let resolve!: () => void;
	const promise = new Promise<void>((settled) => {
		resolve = settled;
	});
	return { promise, resolve };
}

/** Engine, queue, clock, and a log of what the engine told its observer. */
export function makeEngine(options: Partial<JobEngineOptions> & { queue?: JobQueue } = {}) {
	const clock = (options.clock as ManualClock | undefined) ?? new ManualClock(T0);
	const timers = new ClockTimers(clock);
	const queue = options.queue ?? new MemoryJobQueue();
	const log: string[] = [];
	const observer: JobObserver = {
		started: (job) => log.push(`started run ${job.run}`),
		finished: (job) => log.push(`finished ${job.state}`),
		released: (_job, reason) => log.push(`released ${reason}`),
		trouble: (doing, error) => log.push(`trouble: ${doing}: ${error.message}`),
	};
	const engine = new JobEngine({ queue, clock, timers, observer, random: () => 1, ...options });
	const advance = async (ms: number): Promise<void> => {
		clock.advance(ms);
		timers.moved();
		await settle();
	};
	const submit = async (payload: unknown = null, more: object = {}) =>
		(await engine.submit({ kind: 'work', owner: 'ann', payload, ...more })).job;
	return { engine, queue, clock, timers, log, advance, submit };
}
