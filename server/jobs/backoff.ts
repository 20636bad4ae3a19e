/** How long to wait before a failed job is tried again. */

/** Shape of the waiting times. */
export interface BackoffOptions {
	/** Mean wait after the first failure, ms. */
	readonly baseMs: number;
	/** No wait is longer than this, ms. */
	readonly capMs: number;
}

/** 1 s, 2 s, 4 s, ... up to 5 minutes. */
export const DEFAULT_BACKOFF: BackoffOptions = { baseMs: 1_000, capMs: 300_000 };

/**
 * Wait before the next attempt, ms.
 *
 * Exponential with "equal jitter" (half fixed, half random): jobs that failed together, because the
 * one service they call was down, do not come back together, and none comes back at once.
 *
 * @param failures attempts that have failed so far, at least 1
 * @param random in [0, 1)
 */
export function backoffDelay(failures: number, random: number, options = DEFAULT_BACKOFF): number {
	const full = Math.min(options.capMs, options.baseMs * 2 ** Math.max(0, failures - 1));
	return Math.round(full / 2 + (full / 2) * random);
}
