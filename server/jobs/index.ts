/** Jobs: the engine for work in the background, and the port of its queue; what others may use of it. */

/** The job engine: what the rest of the server submits jobs to and asks about them. */
export { JobEngine } from './engine';

/** The errors of the job engine, each with a `code` that survives the way out of the worker thread. */
export {
	hasCode,
	JobGoneError,
	JobKeyConflictError,
	JobNotFoundError,
	PermanentJobError,
	RetryLaterError,
} from './errors';

/** Exports as jobs: whatever a producer streams becomes a downloadable file that dies with its job. */
export {
	type ExportContent,
	exportJob,
	type ExportResult,
	openExport,
	removeOrphanExports,
} from './export-job';

/** Which owner's job runs next, so that one busy owner cannot hold up the others. */
export { type Head, pickFair, Turns } from './fair-share';

/** Files that jobs produce: written whole or not at all, with size and checksum. */
export { JobFiles, type JobFileStore, type StoredFile } from './files';

/** Lists of event ids as compact bytes: the difference to the previous id, zigzag, seven bits a byte. */
export { decodeIds, encodeIds } from './idlist';

/** Job ids in the form of the vendor's samples (`AYVTeCb0wPH5eWuO5jkC`). */
export { newJobId } from './job-id';

/** What a part of the server hands in to have its work done as jobs: a handler and its limits. */
export type { JobContext, JobHandler, KindOptions } from './kinds';

/** What each step of a job's life changes in its record; queues load a draft, apply a step and store it. */
export {
	assertLease,
	cancelDraft,
	claimDraft,
	finishDraft,
	isExpired,
	type JobDraft,
	newDraft,
	recoverDraft,
	releaseDraft,
	removeDraft,
	updateDraft,
} from './lifecycle';

/** The job queue in memory: for tests, and the plainest reading of what every queue must do. */
export { MemoryJobQueue } from './memory/queue';

/** The durable queue the job engine works on: an interface, so that a networked database can stand in for SQLite. */
export type {
	Claimed,
	ClaimRequest,
	Enqueued,
	JobFilter,
	JobQueue,
	KindSlots,
	NewJob,
	Outcome,
	QueueNews,
	RecoverRequest,
	Release,
	RunRef,
	RunUpdate,
	Swept,
} from './queue';

/** Bounds what one owner may have of jobs: so many at work or waiting, so many that are kept, so many results in all of them. */
export { type JobLimits, JobQuota, JobQuotaError } from './quota';

/** A job as the queue keeps it. */
export { type JobRecord, type Json, pageCount, runningTime } from './record';

/** Asynchronous searches (of events or alerts) as jobs: the ids of the hits, in the order they are found. */
export { type HitSource, searchJob } from './search-job';

/** The states of a job and the only ways from one to another. */
export { isActive, type JobState } from './states';

/** Wake-up calls at times of the injected clock. */
export { ClockTimers, type Timers } from './timers';

/** What callers may see of jobs: their own, unless they are administrators; and no results past their time. */
export type { ResultPage, Viewer } from './views';
