/** The job engine: what the rest of the server submits jobs to and asks about them. */
import type { Clock } from '../platform';
import { randomUUID } from 'node:crypto';

import { Dispatcher } from './dispatcher';
import { hasCode, InvalidJobError } from './errors';
import { Housekeeping } from './housekeeping';
import { newJobId } from './job-id';
import { makeKind, RETENTION_MS, type JobHandler, type KindOptions } from './kinds';
import type { JobObserver } from './observer';
import type { Enqueued, JobFilter, JobQueue, QueueNews } from './queue';
import type { JobRecord, Json } from './record';
import { isActive, JOB_STATES } from './states';
import { ClockTimers, type Timers } from './timers';
import { JobViews, type ResultPage, type Viewer } from './views';
import { Waiters } from './waiters';

/** What the engine is made of; times in ms. */
export interface JobEngineOptions {
	readonly queue: JobQueue;
	readonly clock: Clock;
	/** Default: timers of `clock`. */
	readonly timers?: Timers;
	/** In [0, 1), spreads retries; default Math.random. */
	readonly random?: () => number;
	readonly observer?: JobObserver;
	/** How long a lease lasts without heartbeat; default 30 s. */
	readonly leaseMs?: number;
	/** Progress is stored at most this long after it was reported; default 250. */
	readonly flushMs?: number;
	/** How long "expired" is told apart from "unknown"; default 7 days. */
	readonly tombstoneMs?: number;
	/** Crashes a job may be cut off by before it fails; default 20. */
	readonly maxInterruptions?: number;
}

/** A job to submit. */
export interface Submission {
	/** A registered kind. */
	readonly kind: string;
	/** Who may see it. */
	readonly owner: string;
	/** JSON. */
	readonly payload: unknown;
	/** A second submission with the same key (per kind and owner) answers the first's job. */
	readonly key?: string | undefined;
	/** Larger runs first; default the kind's. */
	readonly priority?: number | undefined;
	/** Not before, epoch ms. */
	readonly dueAt?: number | undefined;
	/** Results per page; default the kind's. */
	readonly pageSize?: number | undefined;
}

/** Runs jobs. Register every kind, then `start`. */
export class JobEngine {
	/** A new one each start, so that leases of a process that died are known at once. */
	readonly instance = randomUUID();
	private readonly queue: JobQueue;
	private readonly clock: Clock;
	private readonly timers: Timers;
	private readonly observer: JobObserver;
	private readonly views: JobViews;
	private readonly waiters = new Waiters();
	private readonly dispatcher: Dispatcher;
	private readonly housekeeping: Housekeeping;
	private readonly maxInterruptions: number;
	private state: 'new' | 'running' | 'stopping' = 'new';
	private unwatch: (() => void) | undefined;

	constructor(options: JobEngineOptions) {
		const { queue, clock, timers = new ClockTimers(clock), observer = {} } = options;
		const leaseMs = options.leaseMs ?? 30_000;
		this.queue = queue;
		this.clock = clock;
		this.timers = timers;
		this.observer = observer;
		this.maxInterruptions = options.maxInterruptions ?? 20;
		this.views = new JobViews(queue, clock);
		this.dispatcher = new Dispatcher({
			instance: this.instance,
			queue,
			clock,
			timers,
			observer,
			leaseMs,
			random: options.random ?? Math.random,
			flushMs: options.flushMs ?? 250,
			begun: () => this.housekeeping.beat(),
			over: (job) => this.over(job),
		});
		this.housekeeping = new Housekeeping({
			queue,
			clock,
			timers,
			leaseMs,
			tombstoneMs: options.tombstoneMs ?? 7 * 24 * 3_600_000,
			runs: () => this.dispatcher.runs.values(),
			removed: (job) => this.cleanUp(job),
			...(queue.watch === undefined ? {} : { takeBack: () => this.takeBack() }),
			trouble: (doing, error) => observer.trouble?.(doing, error),
		});
	}

	/** Number of handlers at work. */
	get runningJobs(): number {
		return this.dispatcher.runs.size;
	}

	/** Names the handler of a kind; before `start`. @throws InvalidJobError on a second registration */
	register<P = unknown>(kind: string, handler: JobHandler<P>, options: KindOptions = {}): void {
		if (this.state !== 'new') {
			throw new InvalidJobError(`Job kind "${kind}" must be registered before the engine starts`);
		}
		if (this.dispatcher.kinds.has(kind)) {
			throw new InvalidJobError(`Job kind "${kind}" is registered twice`);
		}
		this.dispatcher.kinds.set(kind, makeKind(kind, handler as JobHandler, options));
	}

	/** Takes back what a dead process left running, then begins to work. */
	async start(): Promise<void> {
		if (this.state !== 'new') throw new InvalidJobError('The job engine was started before');
		this.unwatch = await this.queue.watch?.((news) => void this.hear(news));
		const recovered = await this.recover();
		this.state = 'running';
		this.tellRecovered(recovered);
		await this.housekeeping.start();
		this.dispatcher.start();
	}

	/**
	 * Accepts a job; resolves when it is on disk. Before `start` it waits there.
	 *
	 * @throws InvalidJobError for an unknown kind or a payload that is not JSON
	 * @throws JobKeyConflictError when `key` names a job with another payload
	 */
	async submit(submission: Submission): Promise<Enqueued> {
		const kind = this.dispatcher.kinds.get(submission.kind);
		if (kind === undefined) {
			const known = [...this.dispatcher.kinds.keys()].join(', ');
			throw new InvalidJobError(`Unknown job kind "${submission.kind}"; known: ${known}`);
		}
		if (this.state === 'stopping') throw new InvalidJobError('The server is shutting down');
		const accepted = this.queue.enqueue({
			id: newJobId(),
			kind: kind.name,
			owner: submission.owner,
			key: submission.key,
			payload: toJson(submission.payload),
			priority: submission.priority ?? kind.priority,
			dueAt: submission.dueAt,
			pageSize: submission.pageSize ?? kind.pageSize,
			now: this.clock.now(),
		});
		// Claimed in the same breath: acceptance and start share one commit.
		this.dispatcher.pump();
		return accepted;
	}

	/** See {@link JobViews.get}. */
	get(id: string, viewer: Viewer): Promise<JobRecord> {
		return this.views.get(id, viewer);
	}

	/** See {@link JobViews.list}. */
	list(
		viewer: Viewer,
		filter: Omit<JobFilter, 'owner' | 'now'> = {},
	): Promise<{ total: number; jobs: readonly JobRecord[] }> {
		return this.views.list(viewer, filter);
	}

	/** See {@link JobViews.page}. */
	page(id: string, page: number, viewer: Viewer): Promise<ResultPage> {
		return this.views.page(id, page, viewer);
	}

	/** Resolves with the job when it is over. @throws as `get`; JobGoneError when it is deleted meanwhile */
	async wait(id: string, viewer: Viewer): Promise<JobRecord> {
		const { over, forget } = this.waiters.wait(id);
		try {
			const job = await this.views.get(id, viewer);
			return isActive(job.state) ? this.views.check(id, await over, viewer) : job;
		} finally {
			forget();
		}
	}

	/**
	 * Stops a job and keeps its record as `CANCELLED`.
	 *
	 * @throws IllegalTransitionError when it is over; JobNotFoundError and JobGoneError as `get`
	 */
	async cancel(id: string, viewer: Viewer): Promise<JobRecord> {
		const job = await this.views.get(id, viewer);
		const now = this.clock.now();
		const retention = this.dispatcher.kinds.get(job.kind)?.retentionMs ?? RETENTION_MS;
		return this.end(id, this.queue.cancel(id, now, now + retention));
	}

	/** Stops a job if it runs, removes its results and leaves a tombstone. @throws as `get` */
	async delete(id: string, viewer: Viewer): Promise<JobRecord> {
		const job = await this.views.get(id, viewer);
		const removed = await this.end(id, this.queue.remove(id, this.clock.now()));
		await this.cleanUp(job);
		return removed;
	}

	/** Deletes all the viewer's jobs of these kinds; answers how many. */
	async deleteAll(viewer: Viewer, kinds: readonly string[]): Promise<number> {
		const { jobs } = await this.views.list(viewer, { kinds, limit: Number.MAX_SAFE_INTEGER });
		const gone = (error: unknown): undefined => {
			if (hasCode(error, 'JOB_GONE') || hasCode(error, 'JOB_NOT_FOUND')) return undefined;
			throw error;
		};
		const deleted = await Promise.all(jobs.map((job) => this.delete(job.id, viewer).catch(gone)));
		return deleted.filter((job) => job !== undefined).length;
	}

	/** Stops all jobs of an owner that are not over, of these kinds; their records stay as `CANCELLED`. Answers how many. */
	async cancelAll(owner: string, kinds: readonly string[]): Promise<number> {
		const viewer = { owner, admin: false };
		const { jobs } = await this.views.list(viewer, {
			...{ kinds, states: JOB_STATES.filter(isActive) },
			limit: Number.MAX_SAFE_INTEGER,
		});
		const over = (error: unknown): undefined => {
			const codes = ['JOB_GONE', 'JOB_NOT_FOUND', 'JOB_ILLEGAL_TRANSITION'];
			if (codes.some((code) => hasCode(error, code))) return undefined;
			throw error;
		};
		const stopped = await Promise.all(jobs.map(({ id }) => this.cancel(id, viewer).catch(over)));
		return stopped.filter((job) => job !== undefined).length;
	}

	/** After the clock was moved by hand: does now what has become due. */
	async wake(): Promise<void> {
		await this.housekeeping.tend();
		if (this.timers instanceof ClockTimers) this.timers.moved();
		this.dispatcher.pump();
	}

	/**
	 * Shuts down: takes no more jobs, gives running ones `graceMs` to finish, then tells them to stop
	 * and hands them back to the queue for the next start. Handlers that have not ended `abandonMs` later
	 * are left behind. Both in machine time. The queue stays open; close it afterwards.
	 */
	async stop(graceMs = 5_000, abandonMs = 2_000): Promise<void> {
		if (this.state === 'stopping') return;
		this.state = 'stopping';
		await this.dispatcher.stop(graceMs, abandonMs);
		this.unwatch?.();
		this.housekeeping.stop();
	}

	private recover(): Promise<readonly JobRecord[]> {
		const now = this.clock.now();
		return this.queue.recover({
			instance: this.instance,
			now,
			maxInterruptions: this.maxInterruptions,
			expiresAt: now + RETENTION_MS,
		});
	}

	private tellRecovered(recovered: readonly JobRecord[]): void {
		for (const job of recovered) {
			if (isActive(job.state)) this.observer.released?.(job, 'recovered');
			else this.over(job);
		}
	}

	/** A regular duty on a queue that several servers share: jobs of servers that died, and work whose news was lost. */
	private async takeBack(): Promise<void> {
		this.tellRecovered(await this.recover());
		this.dispatcher.pump();
	}

	/** Another server has done something on the queue. */
	private async hear(news: QueueNews): Promise<void> {
		if (news.news === 'work') return this.dispatcher.pump();
		try {
			const job = await this.queue.get(news.job);
			if (job === undefined || isActive(job.state)) return;
			this.dispatcher.runs.get(job.id)?.abort('cancelled', `Job ${job.id} was ended elsewhere`);
			this.housekeeping.expiresAt(job.expiresAt);
			this.waiters.settle(job);
		} catch (error) {
			this.observer.trouble?.(`read job ${news.job}, which ended elsewhere`, error as Error);
		}
	}

	/** Tells the run to stop at once, in parallel to the write that ends its job. */
	private async end(id: string, ended: Promise<JobRecord>): Promise<JobRecord> {
		const message = `Job ${id} was cancelled`;
		this.dispatcher.runs.get(id)?.abort('cancelled', message);
		const job = await ended;
		// A claim that was on its way has begun the run meanwhile.
		this.dispatcher.runs.get(id)?.abort('cancelled', message);
		this.over(job);
		return job;
	}

	private over(job: JobRecord): void {
		this.housekeeping.expiresAt(job.expiresAt);
		this.waiters.settle(job);
		this.observer.finished?.(job);
	}

	private async cleanUp(job: JobRecord): Promise<void> {
		try {
			await this.dispatcher.kinds.get(job.kind)?.removed(job);
		} catch (error) {
			this.observer.trouble?.(`clean up after ${job.kind} job ${job.id}`, error as Error);
		}
	}
}

function toJson(payload: unknown): Json {
	try {
		return JSON.parse(JSON.stringify(payload ?? null)) as Json;
	} catch (error) {
		throw new InvalidJobError(`The payload is not JSON: ${(error as Error).message}`);
	}
}
