/** The durable queue the job engine works on: an interface, so that a networked database can stand in for SQLite. */
import type { JobError, JobRecord, Json } from './record';
import type { JobState } from './states';

/** A job to accept. */
export interface NewJob {
	readonly id: string;
	readonly kind: string;
	readonly owner: string;
	readonly key?: string | undefined;
	readonly payload: Json;
	readonly priority?: number | undefined;
	/** Not before, epoch ms; default `now`. */
	readonly dueAt?: number | undefined;
	/** Results per page, default 1,000. */
	readonly pageSize?: number | undefined;
	readonly now: number;
}

/** `created` is false when the idempotency key named an existing job, which is then `job`. */
export interface Enqueued {
	readonly job: JobRecord;
	readonly created: boolean;
}

/** What one engine can take on. */
export interface ClaimRequest {
	readonly instance: string;
	readonly now: number;
	readonly leaseUntil: number;
	readonly slots: readonly KindSlots[];
}

/** Free places for one kind of job. */
export interface KindSlots {
	readonly kind: string;
	/** How many more may run in this engine. */
	readonly free: number;
	/** How many of the kind one owner may have running; the rest of the places stays for others. */
	readonly perOwner: number;
}

/** Jobs now leased to the caller; `nextDue` is when the earliest delayed job of any kind may start. */
export interface Claimed {
	readonly jobs: readonly JobRecord[];
	readonly nextDue: number | null;
}

/** Names one run of one job; writes with a run that lost its lease are refused. */
export interface RunRef {
	readonly id: string;
	readonly run: number;
	readonly instance: string;
}

/** What a running handler reports; all of it becomes visible at once. */
export interface RunUpdate {
	readonly now: number;
	readonly done?: number | undefined;
	readonly total?: number | null | undefined;
	readonly note?: string | null | undefined;
	/** Result ids to append, in order. */
	readonly ids?: readonly Float64Array[] | undefined;
	/** Where a later run shall take up; results stored up to here are kept for it. */
	readonly checkpoint?: { readonly value: Json } | undefined;
}

/** The end of a job. */
export type Outcome = RunUpdate & { readonly expiresAt: number } & (
		| { readonly state: 'SUCCESS'; readonly result: Json }
		| { readonly state: 'FAILED'; readonly error: JobError; readonly deadReason: string }
	);

/**
 * A run that ends without an outcome.
 *
 * `retry` counts a failure; `sleep` keeps what the run wrote; `handBack` is a shutdown. Results after
 * the last checkpoint are dropped, except by `sleep`, because the next run will produce them again.
 */
export type Release = RunUpdate & { readonly dueAt: number } & (
		| { readonly reason: 'retry'; readonly error: JobError }
		| { readonly reason: 'sleep' | 'handBack' }
	);

/** Which jobs to list; newest first, tombstones and jobs past their expiry left out. */
export interface JobFilter {
	readonly owner?: string | undefined;
	readonly kinds?: readonly string[] | undefined;
	readonly states?: readonly JobState[] | undefined;
	/** Default 1,000. */
	readonly limit?: number | undefined;
	readonly now: number;
}

/** What another server did on a queue that several share: put work into it, or ended a job. */
export type QueueNews =
	| { readonly news: 'work' }
	| { readonly news: 'ended'; readonly job: string };

/** What {@link JobQueue.sweep} did. */
export interface Swept {
	/** Jobs whose results were removed now; files beside the queue are the caller's to delete. */
	readonly expired: readonly JobRecord[];
	/** When the next job expires, null when none is waiting to. */
	readonly nextAt: number | null;
}

/**
 * A durable queue of jobs with their results.
 *
 * Every method is atomic and answers only when its effect is on disk. Calls take effect in the order
 * in which they are made. The queue has no clock of its own: callers pass `now`.
 */
export interface JobQueue {
	/** Accepts a job. @throws JobKeyConflictError when `key` names a job with another payload */
	enqueue(job: NewJob): Promise<Enqueued>;
	/**
	 * Leases due jobs: highest priority first, then owners in turn, then oldest first. Shares of owners are those
	 * of the places that the caller has.
	 */
	claim(request: ClaimRequest): Promise<Claimed>;
	/** Extends leases; answers the ids of those the caller no longer holds. */
	heartbeat(runs: readonly RunRef[], now: number, leaseUntil: number): Promise<readonly string[]>;
	/** Stores progress, results and checkpoint together. @throws LeaseLostError */
	update(run: RunRef, update: RunUpdate): Promise<void>;
	/** Ends the job. @throws LeaseLostError */
	finish(run: RunRef, outcome: Outcome): Promise<JobRecord>;
	/** Puts the job back. @throws LeaseLostError */
	release(run: RunRef, release: Release): Promise<JobRecord>;
	/** Ends an active job and drops its results; the record stays until `expiresAt`. @throws JobNotFoundError, IllegalTransitionError */
	cancel(id: string, now: number, expiresAt: number): Promise<JobRecord>;
	/** Drops a job's results and leaves a tombstone, cancelling it first if active; a second call changes nothing. @throws JobNotFoundError */
	remove(id: string, now: number): Promise<JobRecord>;
	/**
	 * Takes leases back: those of any other instance if this queue serves one process at a time
	 * (SQLite), else those that ran out, for which it is called again and again. A job interrupted more than `maxInterruptions` times fails.
	 */
	recover(request: RecoverRequest): Promise<readonly JobRecord[]>;
	/** Removes the results of at most `limit` expired jobs, and tombstones older than `forgetBefore`. */
	sweep(now: number, forgetBefore: number, limit: number): Promise<Swept>;
	/** The job, tombstones included. */
	get(id: string): Promise<JobRecord | undefined>;
	/** Matching jobs; `total` counts beyond `limit`. */
	list(filter: JobFilter): Promise<{ readonly total: number; readonly jobs: readonly JobRecord[] }>;
	/** The job and the ids of its result page `page` (from 1), read at one moment; `ids` is undefined past the last page. */
	page(
		id: string,
		page: number,
	): Promise<{ job: JobRecord; ids: Float64Array | undefined } | undefined>;
	/**
	 * Only queues that several servers share have it: tells of what the others do, until the answer is called. It is no
	 * more than a hint that comes early: news can be lost, so leases are to be taken back and work looked for regularly.
	 */
	watch?(hear: (news: QueueNews) => void): Promise<() => void>;
	/** Finishes what was called and closes. */
	close(): Promise<void>;
}

/** See {@link JobQueue.recover}. */
export interface RecoverRequest {
	readonly instance: string;
	readonly now: number;
	readonly maxInterruptions: number;
	/** Expiry for those that fail for good. */
	readonly expiresAt: number;
}

/** Default number of results a page. */
export const DEFAULT_PAGE_SIZE = 1000;
