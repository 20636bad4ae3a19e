/** Calls a running server for a command: with a token, in bounded time, and with errors that a person can read. */

/** Longest wait for an answer, ms. */
const TIMEOUT_MS = 30_000;

/** A call. */
export interface ServerCall {
	readonly method: 'GET' | 'POST';
	readonly path: string;
	readonly type?: string;
	readonly body?: string;
}

/**
 * Makes the function that calls.
 *
 * @param url base address
 * @param token goes into the header only
 */
export function serverCaller(url: string, token: string) {
	return async ({ method, path, type, body }: ServerCall): Promise<unknown> => {
		const response = await fetch(url + path, {
			method,
			// A redirect could carry the token somewhere else.
			redirect: 'error',
			headers: {
				authorization: `Bearer ${token}`,
				...(type === undefined ? {} : { 'content-type': type }),
			},
			signal: AbortSignal.timeout(TIMEOUT_MS),
			...(body === undefined ? {} : { body }),
		}).catch((error: unknown) => {
			throw new Error(`cannot reach ${new URL(url).origin}`, { cause: error });
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
		return JSON.parse(text) as unknown;
	};
}

/** The address without a slash at its end; undefined when it is none. */
export function serverAddress(text: string): string | undefined {
	return /^https?:/.test(URL.parse(text)?.protocol ?? '')
		? text.replace(/(?<!\/)\/+$/, '')
		: undefined;
}
