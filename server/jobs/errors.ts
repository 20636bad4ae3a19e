/** The errors of the job engine, each with a `code` that survives the way out of the worker thread. */

/** A change of state that `states.ts` does not list. */
export class IllegalTransitionError extends Error {
	readonly code = 'JOB_ILLEGAL_TRANSITION';

	constructor(id: string, from: string, to: string, allowed: readonly string[]) {
		const choice = allowed.length === 0 ? 'it is final' : `allowed: ${allowed.join(', ')}`;
		super(`Job ${id} cannot go from ${from} to ${to} (${choice})`);
		this.name = 'IllegalTransitionError';
	}
}

/** The run that writes is no longer the one that holds the job's lease: the job was cancelled, deleted or taken over. */
export class LeaseLostError extends Error {
	readonly code = 'JOB_LEASE_LOST';

	constructor(id: string, run: number, found: string) {
		super(`Run ${run} of job ${id} no longer holds its lease: ${found}`);
		this.name = 'LeaseLostError';
	}
}

/** No job of that id is known: it never existed, its tombstone is gone, or it belongs to somebody else. */
export class JobNotFoundError extends Error {
	readonly code = 'JOB_NOT_FOUND';

	constructor(readonly id: string) {
		super(`There is no job "${id}"`);
		this.name = 'JobNotFoundError';
	}
}

/** The job existed, but its results are gone: `reason` says by age or by deletion. */
export class JobGoneError extends Error {
	readonly code = 'JOB_GONE';

	constructor(
		readonly id: string,
		readonly reason: 'expired' | 'deleted',
	) {
		super(
			`Job "${id}" was ${reason === 'expired' ? 'removed because its results expired' : 'deleted'}`,
		);
		this.name = 'JobGoneError';
	}
}

/** The same idempotency key came with another payload. */
export class JobKeyConflictError extends Error {
	readonly code = 'JOB_KEY_CONFLICT';

	constructor(kind: string, key: string) {
		super(`A ${kind} job with the idempotency key "${key}" exists and has a different payload`);
		this.name = 'JobKeyConflictError';
	}
}

/** A submission that names something wrong, e.g. a kind nobody registered. */
export class InvalidJobError extends Error {
	readonly code = 'JOB_INVALID';

	constructor(message: string) {
		super(message);
		this.name = 'InvalidJobError';
	}
}

/** Thrown by a handler: no further attempt can help (bad input, HTTP 400, an unknown incident). */
export class PermanentJobError extends Error {
	readonly code: string;

	/** @param code short machine-readable cause kept in the job's `error.code` */
	constructor(message: string, code = 'PERMANENT') {
		super(message);
		this.name = 'PermanentJobError';
		this.code = code;
	}
}

/** Thrown by a handler: try again, but not before `notBefore` (a `Retry-After` answer, a rate limit). */
export class RetryLaterError extends Error {
	readonly code: string;

	/** @param notBefore epoch ms; the usual back-off applies when that is later */
	constructor(
		message: string,
		readonly notBefore: number,
		code = 'RETRY_LATER',
	) {
		super(message);
		this.name = 'RetryLaterError';
		this.code = code;
	}
}

/** Whether `error` carries `code`; works for errors rebuilt from a worker thread, whose class is lost. */
export function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && (error as Error & { code?: unknown }).code === code;
}
