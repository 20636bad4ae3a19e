/** Claims jobs for the free places, runs their handlers and stores how each run ends. */
import type { Clock } from '../platform';
import { decideEnding, type Ending, type Returned } from './ending';
import { hasCode } from './errors';
import type { JobContext, Kind } from './kinds';
import type { JobObserver } from './observer';
import type { JobQueue } from './queue';
import type { JobRecord } from './record';
import { Run } from './run';
import type { Timers } from './timers';

/** What the dispatcher needs of its engine; times in ms. */
export interface DispatcherOptions {
	readonly instance: string;
	readonly queue: JobQueue;
	readonly clock: Clock;
	readonly timers: Timers;
	readonly random: () => number;
	readonly leaseMs: number;
	readonly flushMs: number;
	readonly observer: JobObserver;
	/** A run begins. */
	readonly begun: () => void;
	/** A job is over. */
	readonly over: (job: JobRecord) => void;
}

/** Longest wait between two tries to reach a queue that fails, ms. */
const LONGEST_PAUSE_MS = 30_000;

/** No polling: it claims when a job arrives, a place becomes free, or a delayed job's time comes. */
export class Dispatcher {
	readonly kinds = new Map<string, Kind>();
	readonly runs = new Map<string, Run>();
	private readonly occupied = new Map<string, number>();
	private working = false;
	private claiming: Promise<void> | undefined;
	private claimAgain = false;
	private troubles = 0;
	private cancelDueTimer: () => void = () => undefined;
	private whenIdle: (() => void) | undefined;

	constructor(private readonly options: DispatcherOptions) {}

	/** Begins to claim. */
	start(): void {
		this.working = true;
		this.pump();
	}

	/** Claims what there is room for; one claim at a time, and another if something changed meanwhile. */
	pump(): void {
		if (!this.working) return;
		if (this.claiming !== undefined) {
			this.claimAgain = true;
			return;
		}
		const slots = this.freeSlots();
		if (slots.length === 0) return;
		this.claimAgain = false;
		this.claiming = this.claim(slots).finally(() => {
			this.claiming = undefined;
			if (this.claimAgain) this.pump();
		});
	}

	/** Claims no more, waits up to `graceMs` for what runs, then tells it to stop and hands it back. */
	async stop(graceMs: number, abandonMs: number): Promise<void> {
		this.working = false;
		this.cancelDueTimer();
		await this.claiming;
		await this.idleWithin(graceMs);
		for (const run of this.runs.values()) run.abort('shutdown', 'The server is shutting down');
		// A handler that ignores its signal is left behind: its lease is taken back at the next start.
		await this.idleWithin(abandonMs);
	}

	private freeSlots(): { kind: string; free: number; perOwner: number }[] {
		return [...this.kinds.values()]
			.map(({ name, concurrency, perOwner }) => ({
				kind: name,
				free: concurrency - (this.occupied.get(name) ?? 0),
				perOwner,
			}))
			.filter(({ free }) => free > 0);
	}

	private async claim(slots: { kind: string; free: number; perOwner: number }[]): Promise<void> {
		const { clock, queue, instance, leaseMs } = this.options;
		const now = clock.now();
		try {
			const claimed = await queue.claim({ instance, now, leaseUntil: now + leaseMs, slots });
			this.troubles = 0;
			for (const job of claimed.jobs) void this.execute(job);
			this.pumpAt(claimed.nextDue);
		} catch (error) {
			this.options.observer.trouble?.('claim jobs', error as Error);
			this.pumpAt(clock.now() + pauseAfter(this.troubles++));
		}
	}

	private pumpAt(time: number | null): void {
		this.cancelDueTimer();
		if (time === null || !this.working) return;
		this.cancelDueTimer = this.options.timers.at(time, () => this.pump());
	}

	private async execute(job: JobRecord): Promise<void> {
		const kind = this.kinds.get(job.kind) as Kind;
		const run = new Run(job, this.options.instance, this.options);
		this.runs.set(job.id, run);
		this.occupy(kind, 1);
		// Claimed in the moment of the shutdown: it goes back without having begun.
		if (!this.working) run.abort('shutdown', 'The server is shutting down');
		this.options.begun();
		this.options.observer.started?.(job);
		const returned = await callHandler(kind, run.context);
		// An earlier write that failed must turn the ending, so its answer is awaited.
		await run.written();
		run.ending = true;
		const ending = decideEnding(run, kind, returned, run.takePending(), this.options.random());
		await this.store(run, kind, ending);
		this.runs.delete(job.id);
		if (this.runs.size === 0) this.whenIdle?.();
	}

	/** Stores the ending, again and again if the disk is full: the outcome of work is not thrown away. */
	private async store(run: Run, kind: Kind, ending: Ending): Promise<void> {
		for (let attempt = 0; ; attempt++) {
			const storing = this.send(run, ending);
			// The place is free once the ending is on its way: a claim behind it finds the job over.
			this.occupy(kind, -1);
			this.pump();
			try {
				const job = await storing;
				if (job !== undefined) this.announce(job, ending);
				return;
			} catch (error) {
				if (hasCode(error, 'JOB_LEASE_LOST') || hasCode(error, 'JOB_NOT_FOUND')) return;
				this.options.observer.trouble?.(`store the end of job ${run.job.id}`, error as Error);
				if (!this.working) return;
				this.occupy(kind, 1);
				await this.pause(pauseAfter(attempt));
			}
		}
	}

	private async send(run: Run, ending: Ending): Promise<JobRecord | undefined> {
		if (ending.write === 'finish') return this.options.queue.finish(run.ref, ending.outcome);
		if (ending.write === 'release') return this.options.queue.release(run.ref, ending.release);
		return undefined;
	}

	private announce(job: JobRecord, ending: Ending): void {
		if (ending.write === 'release') {
			this.options.observer.released?.(job, ending.release.reason);
		} else {
			this.options.over(job);
		}
	}

	private occupy(kind: Kind, change: number): void {
		this.occupied.set(kind.name, (this.occupied.get(kind.name) ?? 0) + change);
	}

	private pause(ms: number): Promise<void> {
		const { clock, timers } = this.options;
		return new Promise((resolve) => void timers.at(clock.now() + ms, resolve));
	}

	private async idleWithin(ms: number): Promise<void> {
		if (this.runs.size === 0) return;
		// Machine time: with the lab's clock frozen, a shutdown must end all the same.
		await new Promise<void>((resolve) => {
			const timeout = setTimeout(resolve, ms);
			this.whenIdle = () => {
				clearTimeout(timeout);
				resolve();
			};
		});
	}
}

async function callHandler(kind: Kind, context: JobContext): Promise<Returned> {
	try {
		context.signal.throwIfAborted();
		return { value: await kind.handler(context) };
	} catch (thrown) {
		return { thrown };
	}
}

function pauseAfter(attempts: number): number {
	return Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(attempts, 10));
}
