/** The one place that turns errors of the parts into errors of the API's catalogue, and those into answers. */
import { UnknownAlertError, UnknownProfileError } from '../detection';
import { errorEntry, v1ErrorBody, v2ErrorBody } from '../contract';
import { isIncidentError } from '../response/incidents';
import { hasCode, JobGoneError, JobQuotaError } from '../jobs';
import { isInventoryError } from '../platform';
import { BatchStoppedError, BatchTooLargeError } from '../logs/ingest';
import { CursorError } from '../logs/search';
import { UnknownFilterError } from '../logs/sources';
import { isWorkflowError, type WorkflowErrorCode } from '../response/workflows';
import { UnknownWebhookError } from '../response/tickets';
import type { Context, Middleware } from 'koa';
import { ApiError } from './errors';

const UNKNOWN_FILTER = {
	host: 'unknown_host',
	group: 'unknown_group',
	'log type': 'unknown_log_type',
} as const;

/** The catalogue's error for what a part threw; undefined when it is a fault of the server. */
export function toApiError(error: unknown): ApiError | undefined {
	if (error instanceof ApiError) return error;
	if (error instanceof CursorError) return new ApiError(`cursor_${error.reason}`, '5 minutes');
	if (error instanceof UnknownFilterError) {
		return new ApiError(UNKNOWN_FILTER[error.kind], JSON.stringify(error.given));
	}
	if (error instanceof UnknownWebhookError)
		return new ApiError('unknown_webhook', String(error.given));
	if (error instanceof UnknownAlertError) return new ApiError('unknown_alert', String(error.given));
	if (error instanceof UnknownProfileError)
		return new ApiError('unknown_profile', JSON.stringify(error.given));
	if (error instanceof BatchStoppedError) return stoppedBatch(error);
	if (error instanceof Error && error.name === 'IdempotencyConflictError')
		return new ApiError('idempotency_conflict', error.message);
	if (isWorkflowError(error)) return workflowError(error);
	if (isInventoryError(error)) return new ApiError(error.code, error.message);
	if (isIncidentError(error)) return new ApiError(error.code, error.details);
	if (isDiskFull(error)) return new ApiError('storage_full', 'nothing more can be stored');
	if (hasCode(error, 'SEARCH_TIMED_OUT')) {
		return new ApiError('unavailable', (error as Error).message, { 'Retry-After': '1' });
	}
	const store = storeError(error);
	if (store !== undefined) return store;
	const job = jobError(error);
	if (job !== undefined) return job;
	// Query errors come from a reader thread, where only name and message survive.
	if (error instanceof Error && error.name === 'QuerySyntaxError')
		return new ApiError('query_syntax', error.message);
	return undefined;
}

/** SQLite's SQLITE_FULL and the system's ENOSPC; of an error of another thread only the message is left. */
function isDiskFull(error: unknown): boolean {
	return (
		error instanceof Error &&
		(/database or disk is full/.test(error.message) ||
			(error as NodeJS.ErrnoException).code === 'ENOSPC' ||
			/\bENOSPC\b/.test(error.message))
	);
}

/** Seconds after which a caller may ask again whose store did not answer: engines need some to agree on who is left. */
const STORE_RETRY_SECONDS = '5';

/** Whether an engine that servers share cannot answer now. */
function isStoreAway(error: unknown): error is Error {
	return error instanceof Error && hasCode(error, 'STORE_UNAVAILABLE');
}

/** What engines and addresses are behind the server is the operator's business: their messages go to the log alone. */
function storeError(error: unknown): ApiError | undefined {
	const later = { 'Retry-After': STORE_RETRY_SECONDS };
	if (isStoreAway(error)) {
		const what =
			error.name === 'PostgresUnavailableError' ? 'the database' : 'the store of the events';
		return new ApiError('unavailable', `${what} does not answer`, later);
	}
	return hasCode(error, 'INGEST_HELD')
		? new ApiError('unavailable', 'another server is storing this batch', later)
		: undefined;
}

/** Says what is stored and where to go on, so that the sender loses and repeats nothing. */
function stoppedBatch(error: BatchStoppedError): ApiError {
	const { nextLine, report } = error;
	const kept = `${report.stored} events of the lines before line ${nextLine} are stored; send the rest from line ${nextLine} on`;
	return error instanceof BatchTooLargeError
		? new ApiError('body_too_large', `${error.limit} bytes of log lines (${kept})`)
		: new ApiError('invalid_parameter', `body: ${error.message} (${kept})`);
}

/** Definitions are the console's business only, so that their error has no entry in the catalogue. */
function workflowError({ code, message }: Error & { code: WorkflowErrorCode }) {
	if (code === 'unknown_run') return new ApiError('unknown_execution', message);
	return code === 'invalid_definition' ? undefined : new ApiError(code, message);
}

function jobError(error: unknown): ApiError | undefined {
	if (error instanceof JobQuotaError) return jobQuota(error);
	const id = JSON.stringify((error as { id?: string }).id ?? '');
	if (hasCode(error, 'JOB_NOT_FOUND')) return new ApiError('unknown_job', id);
	if (error instanceof JobGoneError) {
		return new ApiError(error.reason === 'deleted' ? 'unknown_job' : 'job_expired', id);
	}
	if (hasCode(error, 'JOB_KIND')) return new ApiError('other_job_kind', (error as Error).message);
	if (hasCode(error, 'JOB_INVALID')) {
		return new ApiError('page_out_of_range', (error as Error).message);
	}
	return undefined;
}

/** Jobs at work end soon; those that are kept do not go away by waiting a little. */
function jobQuota({ limit, has }: JobQuotaError): ApiError {
	if (limit === 'active')
		return new ApiError('too_many_searches', `${has} searches`, { 'Retry-After': '1' });
	const most = 'the most that are kept of one token';
	return new ApiError(
		'too_many_jobs',
		limit === 'kept' ? `${has} jobs, ${most}` : `jobs with ${has} hits, ${most}`,
	);
}

/** Answers an error in the caller's dialect: V1 below `/RestAPI`, V2's form everywhere else. */
export function answerError(ctx: Context, error: ApiError): void {
	ctx.status = errorEntry(error.code).status;
	ctx.set(error.headers);
	ctx.body = ctx.path.startsWith('/RestAPI/')
		? v1ErrorBody(error.code, error.detail)
		: v2ErrorBody(error.code, error.detail);
	ctx.state['errorCode'] = error.code;
}

/**
 * Outermost middleware: every error becomes an answer, and a fault of the server is reported with the request's id.
 *
 * @param report receives faults, for the log
 * @param away receives what an engine said, or the system about it, when a store could not be reached
 */
export function faults(
	report: (error: unknown, ctx: Context) => void,
	away: (error: Error, ctx: Context) => void = () => undefined,
): Middleware {
	return async (ctx: Context, next) => {
		try {
			await next();
		} catch (error) {
			const known = toApiError(error);
			if (known === undefined && !isCallerGone(error, ctx)) report(error, ctx);
			if (isStoreAway(error)) away(error, ctx);
			answerError(ctx, known ?? new ApiError('internal', String(ctx.state['requestId'] ?? '')));
		}
	};
}

/** Whether the caller left in the middle of its request: nobody's fault here, and nobody reads the answer. */
function isCallerGone(error: unknown, ctx: Context): boolean {
	if (error instanceof Error && error.name === 'AbortError' && ctx.res.closed) return true;
	if (hasCode(error, 'SEARCH_CANCELLED')) return true;
	return (error as NodeJS.ErrnoException).code === 'ECONNRESET' && !ctx.req.complete;
}
