/** Counts requests of callers in a window that slides: never more than the limit in any such span of time. */

/** Where a caller stands after a request. */
export interface Take {
	/** Whether the request fits the limit; only then it is counted. */
	readonly allowed: boolean;
	/** Requests that still fit now. */
	readonly remaining: number;
	/** Time until the oldest counted request leaves the window, ms. */
	readonly resetMs: number;
}

/** Counts requests, here or where other servers count them too. */
export interface RequestCounter {
	/** Counts a request of `key` at `now` (epoch ms), if it fits. */
	take(key: string, now: number): Take | Promise<Take>;
}

/** How many requests within what time. */
export interface RequestWindow {
	/** Requests per window. */
	readonly limit: number;
	/** Length of the window, ms. */
	readonly windowMs: number;
}

/**
 * Counts one request among the times of a caller's earlier ones, which it changes: what has left the window goes.
 *
 * The times of the counted requests are kept, at most `limit` of them, so that the limit holds exactly; a fixed window
 * would let twice the limit through at its border.
 *
 * @param times epoch ms, oldest first
 */
export function countRequest(
	times: number[],
	{ limit, windowMs }: RequestWindow,
	now: number,
): Take {
	forgetRequests(times, windowMs, now);
	const allowed = times.length < limit;
	if (allowed) times.push(now);
	return {
		allowed,
		remaining: limit - times.length,
		resetMs: times.length === 0 ? 0 : (times[0] as number) + windowMs - now,
	};
}

/** Removes the times that have left the window. A clock that was set back would otherwise lock callers out until it has caught up. */
export function forgetRequests(times: number[], windowMs: number, now: number): void {
	while (times.length > 0 && (times.at(-1) as number) > now) times.pop();
	let past = 0;
	while (past < times.length && (times[past] as number) <= now - windowMs) past++;
	if (past > 0) times.splice(0, past);
}
