/** What is known about a failed call: its cause, and the words that people see. */

/** Why a call failed, as far as code needs to tell. */
export type Cause =
	| 'badToken'
	| 'missingScope'
	| 'cursorExpired'
	| 'badRequest'
	| 'notFound'
	| 'gone'
	| 'conflict'
	| 'tooLarge'
	| 'rateLimited'
	| 'serverError'
	| 'notJson'
	| 'tls'
	| 'wrongScheme'
	| 'unreachable'
	| 'interrupted'
	| 'timeout'
	| 'canceled';

export interface Explanation {
	readonly cause: Cause;
	/** What happened. */
	readonly message: string;
	/** The words of the server, and what to do. */
	readonly description: string;
	readonly httpCode?: string;
	readonly retryAfterMs?: number;
}
