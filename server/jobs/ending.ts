/** Decides how a run ends from what its handler returned or threw. */
import { backoffDelay } from './backoff';
import { PermanentJobError, RetryLaterError } from './errors';
import type { Kind } from './kinds';
import type { Outcome, Release, RunUpdate } from './queue';
import type { JobError, Json } from './record';
import type { Run } from './run';

/** What a handler did. */
export type Returned = { readonly value: unknown } | { readonly thrown: unknown };

/** What is to be written; `none` when the job is no longer this run's. */
export type Ending =
	| { readonly write: 'finish'; readonly outcome: Outcome }
	| { readonly write: 'release'; readonly release: Release }
	| { readonly write: 'none' };

/**
 * The ending of `run`.
 *
 * @param update what the run reported last; dropped where results are
 * @param random in [0, 1), spreads retries
 */
export function decideEnding(
	run: Run,
	kind: Kind,
	returned: Returned,
	update: RunUpdate,
	random: number,
): Ending {
	const { now } = update;
	if (run.abortCause === 'lost') return { write: 'none' };
	if (run.abortCause === 'storage') {
		const error = { code: 'STORAGE', message: 'Results or progress could not be stored' };
		return failed(run, kind, error, now, now + backoffDelay(1, random, kind.backoff));
	}
	if (run.sleepAt !== undefined) {
		return { write: 'release', release: { ...update, reason: 'sleep', dueAt: run.sleepAt } };
	}
	if ('value' in returned) return succeeded(kind, returned.value, update);
	if (run.abortCause !== undefined) {
		// A cancelled run gets here only if the cancellation could not be stored.
		return { write: 'release', release: { now, reason: 'handBack', dueAt: now } };
	}
	const { thrown } = returned;
	const error = describeError(thrown);
	if (thrown instanceof PermanentJobError) return dead(kind, error, now, error.message);
	const wait = backoffDelay(run.job.failures + 1, random, kind.backoff);
	const notBefore = thrown instanceof RetryLaterError ? thrown.notBefore : 0;
	return failed(run, kind, error, now, Math.max(now + wait, notBefore));
}

/** Code and message of anything thrown; no stack, because it is shown to API callers. */
export function describeError(thrown: unknown): JobError {
	if (!(thrown instanceof Error)) return { code: 'ERROR', message: String(thrown) };
	const { code } = thrown as Error & { code?: unknown };
	return { code: typeof code === 'string' ? code : thrown.name, message: thrown.message };
}

function succeeded(kind: Kind, value: unknown, update: RunUpdate): Ending {
	let result: Json;
	try {
		result = JSON.parse(JSON.stringify(value ?? null)) as Json;
	} catch (error) {
		const message = `The ${kind.name} handler returned what is not JSON: ${(error as Error).message}`;
		return dead(kind, { code: 'RESULT', message }, update.now, message);
	}
	const expiresAt = update.now + kind.retentionMs;
	return { write: 'finish', outcome: { ...update, state: 'SUCCESS', result, expiresAt } };
}

function failed(run: Run, kind: Kind, error: JobError, now: number, retryAt: number): Ending {
	const attempts = run.job.failures + 1;
	if (attempts >= kind.maxAttempts) {
		const reason =
			attempts === 1 ? error.message : `Gave up after ${attempts} attempts: ${error.message}`;
		return dead(kind, error, now, reason);
	}
	return { write: 'release', release: { now, reason: 'retry', dueAt: retryAt, error } };
}

function dead(kind: Kind, error: JobError, now: number, deadReason: string): Ending {
	const expiresAt = now + kind.retentionMs;
	return { write: 'finish', outcome: { now, state: 'FAILED', error, deadReason, expiresAt } };
}
