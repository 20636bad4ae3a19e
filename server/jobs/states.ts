/** The states of a job and the only ways from one to another. */
import { IllegalTransitionError } from './errors';

/** Every state a job can be in. */
export const JOB_STATES = [
	'QUEUED',
	'RUNNING',
	'SUCCESS',
	'FAILED',
	'CANCELLED',
	'EXPIRED',
] as const;

/**
 * - `QUEUED`: accepted and on disk; waits for its turn, its start time or its next attempt.
 * - `RUNNING`: one engine holds its lease.
 * - `SUCCESS`, `FAILED`, `CANCELLED`: over; the record (and results, unless cancelled) can be read.
 * - `EXPIRED`: a tombstone: results are gone, by age or by deletion; only "there was such a job" is left.
 */
export type JobState = (typeof JOB_STATES)[number];

/**
 * Where each state may go.
 *
 * `RUNNING → QUEUED` covers a retry, a sleep, a hand-back at shutdown and a lease taken back after a
 * crash. There is no `QUEUED → SUCCESS`: an outcome belongs to a run, and a run holds a lease.
 */
const NEXT: Readonly<Record<JobState, readonly JobState[]>> = {
	QUEUED: ['RUNNING', 'CANCELLED'],
	RUNNING: ['QUEUED', 'SUCCESS', 'FAILED', 'CANCELLED'],
	SUCCESS: ['EXPIRED'],
	FAILED: ['EXPIRED'],
	CANCELLED: ['EXPIRED'],
	EXPIRED: [],
};

/** The states `from` may change to, empty for the last one. */
export function nextStates(from: JobState): readonly JobState[] {
	return NEXT[from];
}

/** Whether a job in `from` may become `to`; staying in a state is not a transition. */
export function canTransition(from: JobState, to: JobState): boolean {
	return NEXT[from].includes(to);
}

/** Throws {@link IllegalTransitionError} unless job `id` may go from `from` to `to`. */
export function assertTransition(id: string, from: JobState, to: JobState): void {
	if (!canTransition(from, to)) throw new IllegalTransitionError(id, from, to, NEXT[from]);
}

/** Whether a job in `state` still has work to do. */
export function isActive(state: JobState): boolean {
	return state === 'QUEUED' || state === 'RUNNING';
}
