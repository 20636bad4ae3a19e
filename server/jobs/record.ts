/** A job as the queue keeps it. */
import type { JobState } from './states';

/** What can be stored as JSON text. */
export type Json =
	| null
	| boolean
	| number
	| string
	| readonly Json[]
	| { readonly [key: string]: Json };

/** Why a job failed; `code` is for programs, `message` for people (never holds secrets). */
export interface JobError {
	readonly code: string;
	readonly message: string;
}

/** One job; all times are epoch ms. */
export interface JobRecord {
	/** 20 characters of base64url, the form of the vendor's sample ids. */
	readonly id: string;
	/** Which handler runs it, e.g. `search`. */
	readonly kind: string;
	/** Who may see it: a token's id, or the name of the server part that asked. */
	readonly owner: string;
	/** Idempotency key, unique within kind and owner while the job is not expired. */
	readonly key: string | null;
	readonly state: JobState;
	readonly payload: Json;
	/** Larger runs first; 0 is normal. */
	readonly priority: number;
	/** Not started before this time. */
	readonly dueAt: number;
	/** How often it was claimed; a run with a lower number writes nothing more. */
	readonly run: number;
	/** Attempts that ended with an error. */
	readonly failures: number;
	/** Runs cut off by a crash of their process. */
	readonly interruptions: number;
	/** The engine instance that runs it now. */
	readonly holder: string | null;
	readonly leaseUntil: number | null;
	readonly submittedAt: number;
	/** Start of the first run. */
	readonly startedAt: number | null;
	/** When progress was last written. */
	readonly syncedAt: number;
	readonly finishedAt: number | null;
	/** When its results go; null while it is active. */
	readonly expiresAt: number | null;
	/** Units done of `total`, as the handler counts them. */
	readonly done: number;
	readonly total: number | null;
	/** What the handler is at, for people. */
	readonly note: string | null;
	/** Results stored, in pages of `pageSize`. */
	readonly hits: number;
	readonly pageSize: number;
	/** What `saveCheckpoint` last stored; a new run starts from it. */
	readonly checkpoint: Json;
	/** What the handler returned. */
	readonly result: Json;
	/** The last attempt's error; kept after a later success. */
	readonly error: JobError | null;
	/** Dead letter: why no further attempt was made; set on `FAILED` only. */
	readonly deadReason: string | null;
	/** Why it is `EXPIRED`. */
	readonly gone: 'expired' | 'deleted' | null;
}

/** Number of result pages that can be read now. */
export function pageCount(job: Pick<JobRecord, 'hits' | 'pageSize'>): number {
	return Math.ceil(job.hits / job.pageSize);
}

/** How long the job has been at work, ms: up to `now` while active, up to its end afterwards. */
export function runningTime(job: Pick<JobRecord, 'startedAt' | 'finishedAt'>, now: number): number {
	if (job.startedAt === null) return 0;
	return Math.max(0, (job.finishedAt ?? now) - job.startedAt);
}
