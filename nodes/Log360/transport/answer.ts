/** Tells results from failures, in what the HTTP client hands back. */
import type { IDataObject } from 'n8n-workflow';

import { errorIn, type Failure } from './failure';
import { retryAfterMs } from './retry';

export interface RawResponse {
	readonly statusCode: number;
	readonly headers: IDataObject;
	readonly body: unknown;
}

/** A result, or why there is none. */
export type Answer =
	| { readonly body: unknown; readonly headers: IDataObject; readonly bytes?: Buffer }
	| { readonly failure: Failure };

/**
 * Decides whether an answer is a result or a failure.
 *
 * @param file whether the body is a file, which came as a buffer and is not looked into unless it says that it is JSON or
 * HTML
 */
export function judge(response: RawResponse, file: boolean): Answer {
	const status = response.statusCode;
	const type = String(response.headers['content-type'] ?? '');
	const jsonFile = file && /\bjson\b/i.test(type);
	const body = file && (status >= 300 || jsonFile) ? parsed(response.body) : response.body;
	if (status >= 400) {
		const retryAfter = retryAfterMs(response.headers['retry-after'], Date.now());
		return { failure: { kind: 'status', status, body, retryAfterMs: retryAfter } };
	}
	if (status >= 300) {
		const target = String(response.headers.location ?? '').replace(/[?#][^]*/, '');
		return { failure: { kind: 'notJson', status, text: `redirect to ${target}` } };
	}
	if (errorIn(body) !== undefined) return { failure: { kind: 'embedded', status, body } };
	const page = file ? loginPage(response, type) : body;
	if (typeof page === 'string' && page.trim() !== '') {
		return { failure: { kind: 'notJson', status, text: page } };
	}
	return { body: file ? response.body : body, headers: response.headers };
}

/** The HTML of a page that asks to sign in, where a file was wanted. An export may be HTML too, so its content decides. */
function loginPage(response: RawResponse, type: string): string | undefined {
	if (!/\bhtml\b/i.test(type) || response.headers['content-disposition']) return undefined;
	const text = String(parsed(response.body)).slice(0, 100_000);
	return /<form\b/i.test(text) && /type=["']?password\b/i.test(text) ? text : undefined;
}

/** JSON where it is JSON, or else the text. */
export function parsed(body: unknown): unknown {
	const text = Buffer.isBuffer(body) ? body.toString('utf8') : String(body ?? '');
	try {
		return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
	} catch {
		return text;
	}
}

/** Finds the code of the operating system or of TLS in an error, however often n8n has wrapped it. */
export function networkFailure(error: unknown): Failure {
	let code = '';
	let text = '';
	let current = error as { code?: unknown; message?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; current !== undefined && current !== null && depth < 6; depth += 1) {
		if (code === '' && typeof current.code === 'string') code = current.code;
		if (typeof current.message === 'string') text = current.message;
		current = current.cause as typeof current;
	}
	return { kind: 'network', code, text };
}
