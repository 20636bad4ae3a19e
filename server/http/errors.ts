/** The one error class that routes and middleware throw to answer with an error of the catalogue. */

import type { ErrorCode } from '../contract';

/** An error that the API answers in the caller's dialect; see `server/contract/errors.ts` for the catalogue. */
export class ApiError extends Error {
	/**
	 * @param code symbolic code of the catalogue, which decides the HTTP status and the dialect's code
	 * @param detail one sentence for the caller: what was wrong, where, and what is accepted
	 * @param headers extra response headers, for instance `Retry-After`
	 */
	constructor(
		readonly code: ErrorCode,
		readonly detail: string,
		readonly headers: Readonly<Record<string, string>> = {},
	) {
		super(detail);
		this.name = 'ApiError';
	}
}
