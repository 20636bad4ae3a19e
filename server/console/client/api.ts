/** Calls the server's V2 API with the token that this tab holds. */

const KEY = 'log360-token';

/** An answer that says no; `detail` is the server's sentence. */
export class ApiFailure extends Error {
	constructor(
		readonly status: number,
		readonly detail: string,
	) {
		super(detail);
	}
}

/** The token of this tab; gone when the tab is closed. */
export const token = {
	get: (): string | null => sessionStorage.getItem(KEY),
	set: (value: string): void => sessionStorage.setItem(KEY, value),
	clear: (): void => sessionStorage.removeItem(KEY),
};

/** Calls `path`; a body makes it a POST. Throws an {@link ApiFailure} for an error answer. */
export async function call<T>(path: string, body?: object): Promise<T> {
	const response = await fetch(path, {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			authorization: `Bearer ${token.get() ?? ''}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	}).catch(() => {
		throw new ApiFailure(0, 'The server does not answer. Is it still running?');
	});
	const answer = (await response.json().catch(() => ({}))) as T & {
		error?: { detail?: string; title?: string };
	};
	if (response.ok) return answer;
	throw new ApiFailure(
		response.status,
		answer.error?.detail ?? answer.error?.title ?? `HTTP ${response.status}`,
	);
}
