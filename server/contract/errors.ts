/** The catalogue of every error the server can give, in both dialects, with what the caller should do about it. */
import { requestErrors } from './errors.request';
import { resourceErrors } from './errors.resource';
import type { ErrorEntry } from './errors.entry';

export type { ErrorEntry } from './errors.entry';

/** Every error by its symbolic code. Codes, texts and most statuses are assumed: the vendor lists none. */
export const ERRORS = { ...requestErrors, ...resourceErrors } as const satisfies Record<
	string,
	ErrorEntry
>;

/** The symbolic code of an error. */
export type ErrorCode = keyof typeof ERRORS;

/** All codes, in the order of the catalogue. */
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

/**
 * The catalogue's entry of a code.
 *
 * @param code symbolic code
 */
export function errorEntry(code: ErrorCode): ErrorEntry {
	return ERRORS[code];
}

/**
 * Writes an error's message: the entry's template with `{detail}` filled in.
 *
 * @param code symbolic code
 * @param detail what was wrong in this very request; the entry's `fallback` when left out
 */
export function errorMessage(code: ErrorCode, detail?: string): string {
	const entry = errorEntry(code);
	return entry.message.replace('{detail}', () => detail ?? entry.fallback ?? '');
}

/** V1's error body. `ERROR_DESCRIPTION` is observed, `ERROR_CODE` assumed. */
export interface V1ErrorBody {
	ERROR_CODE: string;
	ERROR_DESCRIPTION: string;
}

/** V2's error body. Observed on Log360 Cloud, inferred for the on-prem product. */
export interface V2ErrorBody {
	error: { code: string; title: string; detail: string };
}

/**
 * The V1 body of an error.
 *
 * @param code symbolic code
 * @param detail see `errorMessage`
 */
export function v1ErrorBody(code: ErrorCode, detail?: string): V1ErrorBody {
	return { ERROR_CODE: errorEntry(code).v1, ERROR_DESCRIPTION: errorMessage(code, detail) };
}

/**
 * The V2 body of an error.
 *
 * @param code symbolic code
 * @param detail see `errorMessage`
 */
export function v2ErrorBody(code: ErrorCode, detail?: string): V2ErrorBody {
	const entry = errorEntry(code);
	return {
		error: { code: entry.v2.code, title: entry.v2.title, detail: errorMessage(code, detail) },
	};
}
