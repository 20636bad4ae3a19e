/** What can go wrong with a call, told apart by what was seen on the wire. */
import type { IDataObject } from 'n8n-workflow';

import { statusOfTitle } from './titles';

export type Failure =
	/** An answer with a status of 400 or more. */
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly body: unknown;
			readonly retryAfterMs?: number;
	  }
	/** An error inside an answer with a success status, as V1 (`ERROR_DESCRIPTION`) and V2 (`error`) both send. */
	| { readonly kind: 'embedded'; readonly status: number; readonly body: unknown }
	/** Something else than JSON, such as the HTML of a login page or a proxy. */
	| { readonly kind: 'notJson'; readonly status: number; readonly text: string }
	/** No answer; `code` is that of the operating system, of TLS or of the HTTP client. */
	| { readonly kind: 'network'; readonly code: string; readonly text: string };

/** The error words of an answer, in whichever of the known forms they came. */
export interface ServerWords {
	readonly code?: string;
	/** A heading, mostly the name of the HTTP status (see `titles.ts`). */
	readonly title?: string;
	/** What was wrong; missing where the server names no more than the status. */
	readonly text?: string;
}

/** Keys under which an answer may wrap its error once more. */
const WRAPPERS = ['data', 'response', 'results'];

/**
 * Reads the error of an answer.
 *
 * Forms: V1 `{"ERROR_CODE","ERROR_DESCRIPTION"}` (observed); V2 `{"error":{"code","title","detail"}}` (observed);
 * tolerated: `error` as a string or `true` beside a `message`, and either form one level down in `data`, `response` or `results`.
 *
 * @returns `undefined` when the answer carries no error
 */
export function errorIn(body: unknown): ServerWords | undefined {
	const direct = directError(body);
	if (direct !== undefined || !isObject(body)) return direct;
	for (const key of WRAPPERS) {
		const inner = body[key];
		// A record may have a field `error` of its own, such as a failed job; an error has nothing else.
		if (isObject(inner) && typeof inner.error === 'string' && !onlyError(inner)) continue;
		const words = directError(inner);
		if (words !== undefined) return words;
	}
	return undefined;
}

function onlyError(record: IDataObject): boolean {
	return Object.keys(record).every((key) => /^(error|code|message|status)/i.test(key));
}

function directError(body: unknown): ServerWords | undefined {
	if (!isObject(body)) return undefined;
	if (body.ERROR_DESCRIPTION !== undefined) {
		return { code: word(body.ERROR_CODE), text: word(body.ERROR_DESCRIPTION) };
	}
	const { error } = body;
	if (error === true || (typeof error === 'string' && error !== '')) {
		const title = error === true ? undefined : word(error);
		return worded(word(body.code), title, word(body.error_description) ?? word(body.message));
	}
	if (isObject(error)) {
		const title = word(error.title) ?? word(error.message);
		return worded(word(error.code), title, word(error.detail) ?? word(error.description));
	}
	return undefined;
}

function worded(
	code: string | undefined,
	title: string | undefined,
	detail: string | undefined,
): ServerWords | undefined {
	if (code === undefined && title === undefined && detail === undefined) return undefined;
	// A heading that only repeats the status says nothing of its own.
	const telling = statusOfTitle(title) === undefined ? title : undefined;
	const text = [telling, detail].filter(Boolean).join(': ');
	return { code, title, ...(text === '' ? {} : { text }) };
}

/** A text, or `undefined` for nothing. It is as long as the server made it. */
function word(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
