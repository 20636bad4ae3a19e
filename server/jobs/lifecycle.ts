/** What each step of a job's life changes in its record; queues load a draft, apply a step and store it. */
import { LeaseLostError } from './errors';
import { DEFAULT_PAGE_SIZE, type NewJob, type Outcome, type RecoverRequest } from './queue';
import type { ClaimRequest, Release, RunRef, RunUpdate } from './queue';
import type { JobRecord } from './record';
import { assertTransition, isActive, type JobState } from './states';

/** A record while a queue changes it, with what only queues know. */
export type JobDraft = { -readonly [K in keyof JobRecord]: JobRecord[K] } & {
	/** Order of acceptance. */
	seq: number;
	/** Results stored up to the last checkpoint: those that a new run keeps. */
	mark: number;
};

/** The draft of a job just accepted. */
export function newDraft(job: NewJob, seq: number): JobDraft {
	return {
		seq,
		id: job.id,
		kind: job.kind,
		owner: job.owner,
		key: job.key ?? null,
		state: 'QUEUED',
		payload: job.payload,
		priority: job.priority ?? 0,
		dueAt: job.dueAt ?? job.now,
		run: 0,
		failures: 0,
		interruptions: 0,
		holder: null,
		leaseUntil: null,
		submittedAt: job.now,
		startedAt: null,
		syncedAt: job.now,
		finishedAt: null,
		expiresAt: null,
		done: 0,
		total: null,
		note: null,
		hits: 0,
		mark: 0,
		pageSize: job.pageSize ?? DEFAULT_PAGE_SIZE,
		checkpoint: null,
		result: null,
		error: null,
		deadReason: null,
		gone: null,
	};
}

/** `QUEUED → RUNNING`: leased to the claiming instance. */
export function claimDraft(draft: JobDraft, request: ClaimRequest): void {
	move(draft, 'RUNNING');
	draft.run += 1;
	draft.holder = request.instance;
	draft.leaseUntil = request.leaseUntil;
	draft.startedAt ??= request.now;
	draft.syncedAt = request.now;
}

/** Throws LeaseLostError unless `ref` is the run that holds the job. */
export function assertLease(draft: JobDraft, ref: RunRef): void {
	if (draft.state !== 'RUNNING') throw new LeaseLostError(ref.id, ref.run, `it is ${draft.state}`);
	if (draft.run !== ref.run || draft.holder !== ref.instance) {
		throw new LeaseLostError(ref.id, ref.run, `run ${draft.run} of ${draft.holder} holds it`);
	}
}

/** Progress and checkpoint; the queue has already appended `update.ids` and counted them in `draft.hits`. */
export function updateDraft(draft: JobDraft, update: RunUpdate): void {
	draft.syncedAt = update.now;
	if (update.done !== undefined) draft.done = update.done;
	if (update.total !== undefined) draft.total = update.total;
	if (update.note !== undefined) draft.note = update.note;
	if (update.checkpoint !== undefined) {
		draft.checkpoint = update.checkpoint.value;
		draft.mark = draft.hits;
	}
}

/** `RUNNING → SUCCESS | FAILED`. */
export function finishDraft(draft: JobDraft, outcome: Outcome): void {
	updateDraft(draft, outcome);
	move(draft, outcome.state);
	end(draft, outcome.now, outcome.expiresAt);
	if (outcome.state === 'SUCCESS') {
		draft.result = outcome.result;
	} else {
		draft.failures += 1;
		draft.error = outcome.error;
		draft.deadReason = outcome.deadReason;
	}
}

/** `RUNNING → QUEUED`. */
export function releaseDraft(draft: JobDraft, release: Release): void {
	updateDraft(draft, release);
	if (release.reason === 'sleep') draft.mark = draft.hits;
	if (release.reason === 'retry') {
		draft.failures += 1;
		draft.error = release.error;
	}
	requeue(draft, release.dueAt);
}

/** `RUNNING → QUEUED` after a crash, or `→ FAILED` when that happened too often. */
export function recoverDraft(draft: JobDraft, request: RecoverRequest): void {
	draft.interruptions += 1;
	draft.syncedAt = request.now;
	if (draft.interruptions <= request.maxInterruptions) {
		requeue(draft, request.now);
		return;
	}
	const message = `The server stopped ${draft.interruptions} times while this job was running`;
	move(draft, 'FAILED');
	end(draft, request.now, request.expiresAt);
	draft.error = { code: 'INTERRUPTED', message };
	draft.deadReason = message;
}

/** `QUEUED | RUNNING → CANCELLED`, results dropped. */
export function cancelDraft(draft: JobDraft, now: number, expiresAt: number): void {
	move(draft, 'CANCELLED');
	end(draft, now, expiresAt);
	draft.syncedAt = now;
	draft.hits = 0;
	draft.mark = 0;
}

/** To the tombstone, through `CANCELLED` if active; nothing of what the job was about stays readable. */
export function removeDraft(draft: JobDraft, now: number, gone: 'expired' | 'deleted'): void {
	if (isActive(draft.state)) cancelDraft(draft, now, now);
	move(draft, 'EXPIRED');
	if (gone === 'deleted') draft.expiresAt = now;
	draft.gone = gone;
	draft.key = null;
	draft.payload = null;
	draft.checkpoint = null;
	draft.result = null;
	draft.note = null;
	draft.error = null;
	draft.hits = 0;
	draft.mark = 0;
}

/** Whether the job's results are past their time, swept or not. */
export function isExpired(job: Pick<JobRecord, 'state' | 'expiresAt'>, now: number): boolean {
	return job.state === 'EXPIRED' || (job.expiresAt !== null && job.expiresAt <= now);
}

function move(draft: JobDraft, to: JobState): void {
	assertTransition(draft.id, draft.state, to);
	draft.state = to;
}

function end(draft: JobDraft, now: number, expiresAt: number): void {
	draft.finishedAt = now;
	draft.expiresAt = expiresAt;
	draft.holder = null;
	draft.leaseUntil = null;
	draft.checkpoint = null;
}

function requeue(draft: JobDraft, dueAt: number): void {
	move(draft, 'QUEUED');
	draft.dueAt = dueAt;
	draft.holder = null;
	draft.leaseUntil = null;
	draft.hits = draft.mark;
	draft.done = 0;
	draft.total = null;
}
