/** One run of one job: collects what the handler reports and writes it in few, whole steps. */
import type { Clock } from '../platform';
import { hasCode } from './errors';
import type { JobContext, Progress } from './kinds';
import type { JobQueue, RunRef, RunUpdate } from './queue';
import type { JobRecord, Json } from './record';
import type { Timers } from './timers';

/** Why a run was told to stop; `storage`: what it reported could not be stored, so it must not succeed. */
export type AbortCause = 'cancelled' | 'lost' | 'shutdown' | 'storage';

/** Results held back before they are written: 128 KB, so that a flush is one short transaction. */
const FLUSH_IDS = 16_000;

/** What a run needs of its engine. */
export interface RunHost {
	readonly queue: JobQueue;
	readonly clock: Clock;
	readonly timers: Timers;
	/** Progress is written at most this long after it was reported, ms. */
	readonly flushMs: number;
}

/** The state of one run, and the {@link JobContext} its handler sees. */
export class Run {
	readonly ref: RunRef;
	readonly context: JobContext;
	/** Set by `sleepUntil`; counts even if the handler swallows the throw. */
	sleepAt: number | undefined;
	abortCause: AbortCause | undefined;
	/** True from the moment its end is being written. */
	ending = false;
	private readonly controller = new AbortController();
	private ids: Float64Array[] = [];
	private held = 0;
	private count: number;
	private report: Progress = {};
	private cancelTimer: (() => void) | undefined;
	private lastWrite: Promise<void> = Promise.resolve();

	constructor(
		readonly job: JobRecord,
		instance: string,
		private readonly host: RunHost,
	) {
		this.ref = { id: job.id, run: job.run, instance };
		this.count = job.hits;
		const results = { append: (ids: Float64Array) => this.append(ids) };
		Object.defineProperty(results, 'count', { get: () => this.count, enumerable: true });
		this.context = {
			job,
			payload: job.payload,
			checkpoint: job.checkpoint,
			signal: this.controller.signal,
			results: results as JobContext['results'],
			progress: (update) => this.progress(update),
			saveCheckpoint: (value) => this.saveCheckpoint(value),
			sleepUntil: (time) => this.sleepUntil(time),
		};
	}

	/** Tells the handler to stop; the first cause counts. */
	abort(cause: AbortCause, message: string): void {
		if (this.abortCause !== undefined) return;
		this.abortCause = cause;
		this.controller.abort(new DOMException(message, 'AbortError'));
	}

	/** What has not been written yet; it goes with the run's last write. */
	takePending(): RunUpdate {
		this.cancelTimer?.();
		this.cancelTimer = undefined;
		const update = {
			now: this.host.clock.now(),
			...this.report,
			...(this.ids.length > 0 ? { ids: this.ids } : {}),
		};
		this.report = {};
		this.ids = [];
		this.held = 0;
		return update;
	}

	/** Resolves when all writes sent so far were answered, well or not. */
	async written(): Promise<void> {
		await this.lastWrite.catch(() => undefined);
	}

	private async append(ids: Float64Array): Promise<void> {
		this.controller.signal.throwIfAborted();
		if (ids.length === 0) return;
		this.ids.push(ids.slice());
		this.held += ids.length;
		this.count += ids.length;
		if (this.held >= FLUSH_IDS) return this.flush();
		this.flushSoon();
	}

	private progress(update: Progress): void {
		this.report = { ...this.report, ...update };
		this.flushSoon();
	}

	private saveCheckpoint(value: Json): Promise<void> {
		this.controller.signal.throwIfAborted();
		return this.flush({ checkpoint: { value } });
	}

	private sleepUntil(time: number): never {
		if (!Number.isFinite(time)) throw new RangeError(`Cannot sleep until ${time}: not a time`);
		this.sleepAt = time;
		throw new DOMException('The job sleeps', 'AbortError');
	}

	private flushSoon(): void {
		if (this.ending) return;
		this.cancelTimer ??= this.host.timers.at(this.host.clock.now() + this.host.flushMs, () => {
			this.cancelTimer = undefined;
			if (!this.ending) this.flush().catch(() => undefined);
		});
	}

	/** Waits for the write before, so that at most two batches are in memory. */
	private async flush(more: Pick<RunUpdate, 'checkpoint'> = {}): Promise<void> {
		const before = this.lastWrite;
		const update = { ...this.takePending(), ...more };
		this.lastWrite = this.host.queue.update(this.ref, update).catch((error: Error) => {
			if (hasCode(error, 'JOB_LEASE_LOST')) this.abort('lost', error.message);
			else this.abort('storage', `Progress could not be stored: ${error.message}`);
			throw error;
		});
		this.lastWrite.catch(() => undefined);
		await (more.checkpoint === undefined ? before : this.lastWrite);
	}
}
