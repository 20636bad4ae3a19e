/** When a failed call is sent again, and after which pause. */
import type { Call } from './call';
import type { Explanation } from './explanation';

/** Statuses after which a call that does no harm twice is sent again. */
const PASSING = new Set(['502', '503', '504']);

export interface RetryPolicy {
	/** How often a call may be sent again; 0 switches retries off. */
	readonly retries: number;
	/** Longest pause in milliseconds that is accepted from a `Retry-After` header. */
	readonly maxRetryAfterMs: number;
}

/** Six pauses without `Retry-After` add up to a little over the minute that the vendor's limit (60 a minute) counts in. */
export const DEFAULT_RETRY: RetryPolicy = { retries: 6, maxRetryAfterMs: 120_000 };

/** So often a call is sent again after a lost connection, for 15 s in all: a server that is started anew is back before. */
const LOST_RETRIES = 4;

const BASE_MS = 1_000;
const CAP_MS = 30_000;

/**
 * Pause before the next attempt.
 *
 * @param attempt number of attempts made so far, from 1
 * @param random number in [0, 1) for the jitter
 * @returns milliseconds, or `undefined` when the call must not be sent again
 */
export function retryDelay(
	call: Call,
	failure: Explanation,
	attempt: number,
	policy: RetryPolicy,
	random: number,
): number | undefined {
	if (attempt > policy.retries) return undefined;
	// A 429, or the same said in an answer with another status, was refused before anything happened, so even a call that changes
	// something is safe to repeat.
	const refused = failure.cause === 'rateLimited';
	const passing = PASSING.has(failure.httpCode ?? '') && call.repeatable !== 'once';
	const lost = call.repeatable === 'keyed' && isLost(failure, attempt);
	if (!refused && !passing && !lost) return undefined;
	if (failure.retryAfterMs !== undefined) {
		if (failure.retryAfterMs > policy.maxRetryAfterMs) return undefined;
		return failure.retryAfterMs + Math.round(random * 250);
	}
	const full = Math.min(CAP_MS, BASE_MS * 2 ** (attempt - 1));
	return Math.round(full * (0.75 + random * 0.25));
}

/** Whether the connection broke off, or nobody listens at an address where a server was before. */
function isLost({ cause }: Explanation, attempt: number): boolean {
	if (attempt > LOST_RETRIES) return false;
	return cause === 'interrupted' || (cause === 'unreachable' && attempt > 1);
}

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 *
 * @param now epoch milliseconds
 * @returns milliseconds from now, or `undefined` when there is no usable header
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	const text = String(Array.isArray(header) ? header[0] : (header ?? '')).trim();
	if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
	const date = text === '' ? Number.NaN : Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
