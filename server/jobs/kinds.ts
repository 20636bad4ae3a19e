/** What a part of the server hands in to have its work done as jobs: a handler and its limits. */
import { DEFAULT_BACKOFF, type BackoffOptions } from './backoff';
import type { JobRecord, Json } from './record';

/** What a handler reports while it works; written with the next flush, the latest report wins. */
export interface Progress {
	/** Units done, as the handler counts them. */
	readonly done?: number;
	/** Units in all, null while unknown. */
	readonly total?: number | null;
	/** What it is at, for people. */
	readonly note?: string | null;
}

/** Where a handler puts result ids. */
export interface ResultSink {
	/** Results appended so far, those of earlier runs up to the checkpoint included. */
	readonly count: number;
	/**
	 * Appends ids (safe integers) in the order in which they are to be read; the array is copied.
	 *
	 * Resolves at once while there is room, else when the disk has caught up: await it, and memory
	 * stays flat. @throws AbortError once the job was cancelled
	 */
	append(ids: Float64Array): Promise<void>;
}

/** What a handler gets. */
export interface JobContext<P = unknown> {
	readonly job: JobRecord;
	/** The submitted payload. */
	readonly payload: P;
	/** What the last `saveCheckpoint` of an earlier run stored, else null. */
	readonly checkpoint: Json;
	/** Aborted when the job is cancelled, deleted or lost, or when the server stops. */
	readonly signal: AbortSignal;
	readonly results: ResultSink;
	progress(update: Progress): void;
	/**
	 * Stores where a later run shall take up, with all results appended so far, in one transaction.
	 * Without a checkpoint a run that was cut off starts from scratch, and its results are dropped.
	 */
	saveCheckpoint(value: Json): Promise<void>;
	/**
	 * Ends this run and starts another at `time` (epoch ms), with the last checkpoint; no worker is
	 * held meanwhile, and the wait survives a restart. Never returns: let what it throws pass.
	 */
	sleepUntil(time: number): never;
}

/**
 * Does one job.
 *
 * Its value becomes `job.result` (JSON, undefined becomes null). A handler may run more than once for
 * one job, after a crash or an error, so its effects must be repeatable. Throw
 * {@link PermanentJobError} when no retry can help, {@link RetryLaterError} to name the earliest time.
 */
export type JobHandler<P = unknown> = (context: JobContext<P>) => Promise<unknown>;

/** Limits of one kind of job. */
export interface KindOptions {
	/** Jobs of the kind that run at the same time; default 8. */
	readonly concurrency?: number;
	/** Of those, how many may belong to one owner; default all but one, so that a place stays for others. */
	readonly perOwner?: number;
	/** Attempts that may fail before the job does; default 5. */
	readonly maxAttempts?: number;
	/** Waits between attempts. */
	readonly backoff?: BackoffOptions;
	/** How long record and results are kept after the end, ms; default 24 h. */
	readonly retentionMs?: number;
	/** Results per page; default 1,000. */
	readonly pageSize?: number;
	/** Default priority; larger runs first; default 0. */
	readonly priority?: number;
	/** Called after a job's results were removed (expired or deleted), with the record as it was before. */
	readonly removed?: (job: JobRecord) => Promise<void> | void;
}

/** A registered kind with every option set. */
export interface Kind extends Required<KindOptions> {
	readonly name: string;
	readonly handler: JobHandler;
}

/** Results are kept 24 hours (vendor: asynchronous search, "results are kept 24 hours"). */
export const RETENTION_MS = 24 * 3_600_000;

/** Fills in the defaults. @throws RangeError when a limit is not a positive integer */
export function makeKind(name: string, handler: JobHandler, options: KindOptions): Kind {
	const concurrency = options.concurrency ?? 8;
	const kind: Kind = {
		name,
		handler,
		concurrency,
		perOwner: options.perOwner ?? Math.max(1, concurrency - 1),
		maxAttempts: options.maxAttempts ?? 5,
		backoff: options.backoff ?? DEFAULT_BACKOFF,
		retentionMs: options.retentionMs ?? RETENTION_MS,
		pageSize: options.pageSize ?? 1_000,
		priority: options.priority ?? 0,
		removed: options.removed ?? (() => undefined),
	};
	for (const limit of [
		'concurrency',
		'perOwner',
		'maxAttempts',
		'retentionMs',
		'pageSize',
	] as const) {
		if (!Number.isInteger(kind[limit]) || kind[limit] < 1) {
			throw new RangeError(
				`Job kind "${name}": ${limit} must be an integer of at least 1, not ${kind[limit]}`,
			);
		}
	}
	return kind;
}
