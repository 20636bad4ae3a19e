/** Calls the server as the administrator, by the session's cookie or by a token that this tab keeps. */

const KEY = 'log360-token';
const BASE = '/admin/api';
/** The header that another site's page cannot send; see `server/http/admin/cross-site.ts`. */
const CONSOLE = { 'x-log360-console': '1' };

/** An answer that says no; its message is the server's sentence. */
export class ApiFailure extends Error {
	/**
	 * @param status HTTP status, 0 when no answer came
	 * @param code the server's code, empty when it gave none
	 */
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
	) {
		super(message);
	}
}

/** The token of this tab; gone when the tab is closed. */
export const token = {
	get: (): string | null => sessionStorage.getItem(KEY),
	set: (value: string): void => sessionStorage.setItem(KEY, value),
	clear: (): void => sessionStorage.removeItem(KEY),
};

let signedOut: (message: string) => void = () => undefined;

/** Names what happens when the server knows nobody any more: the session has ended, or the token was revoked. */
export function onSignedOut(handler: (message: string) => void): void {
	signedOut = handler;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Calls a path below `/admin/api`.
 *
 * @throws ApiFailure for an error answer, or when no answer came; AbortError when `signal` was aborted
 */
export async function call<T>(
	method: Method,
	path: string,
	body?: object,
	signal?: AbortSignal,
): Promise<T> {
	const response = await send(method, path, body, signal);
	return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Reads. Errors as {@link call}. */
export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
	return call<T>('GET', path, undefined, signal);
}

/**
 * The file behind a path, or the answer to a body that asks for one. Errors as {@link call}.
 */
export async function file(path: string, body?: object): Promise<{ content: Blob; name: string }> {
	const response = await send(body === undefined ? 'GET' : 'POST', path, body);
	const disposition = response.headers.get('content-disposition') ?? '';
	return {
		content: await response.blob(),
		name: /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'download',
	};
}

/**
 * Sends a body that is no JSON and reads the lines of the answer, each a JSON value, as they come. Errors as
 * {@link call}.
 */
export async function lines(
	path: string,
	body: Blob,
	onLine: (value: unknown) => void,
): Promise<void> {
	const response = await send('POST', path, body);
	let rest = '';
	const decoder = new TextDecoder();
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	for (;;) {
		const { done, value } = await reader.read();
		const parts = (rest + decoder.decode(value, { stream: !done })).split('\n');
		rest = parts.pop() ?? '';
		for (const part of parts) if (part !== '') onLine(JSON.parse(part));
		if (done) return;
	}
}

async function send(
	method: Method,
	path: string,
	body?: object,
	signal?: AbortSignal,
): Promise<Response> {
	const bearer = token.get();
	const response = await fetch(BASE + path, {
		method,
		headers: {
			...CONSOLE,
			...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
			...(body === undefined ? {} : typeOf(body)),
		},
		...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
		...(signal === undefined ? {} : { signal }),
	}).catch((error: unknown) => {
		if (signal?.aborted === true) throw error;
		throw new ApiFailure(0, '', 'The server does not answer. Is it still running?');
	});
	if (response.ok) return response;
	const failure = await failureOf(response);
	if (failure.code === 'not_logged_in') signedOut(failure.message);
	throw failure;
}

function typeOf(body: object): Record<string, string> {
	if (!(body instanceof Blob)) return { 'content-type': 'application/json' };
	return { 'content-type': body.type, accept: 'application/x-ndjson' };
}

async function failureOf(response: Response): Promise<ApiFailure> {
	const answer = (await response.json().catch(() => ({}))) as {
		error?: { code?: string; detail?: string; title?: string };
	};
	const { code = '', detail, title } = answer.error ?? {};
	return new ApiFailure(response.status, code, detail ?? title ?? `HTTP ${response.status}`);
}

/** Whether an error only says that the page was left. */
export function isAbort(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError';
}

/** The sentence of an error. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
