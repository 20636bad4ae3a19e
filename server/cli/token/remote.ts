/** Manages the tokens of a running server over its administrator API. */
import type { PresentedToken } from '../../http';
import type { Made, TokenManager } from './manager';

/** How to show who asks: a token with the scope `admin`, or the administrator's password. */
export type Credential = { readonly token: string } | { readonly password: string };

/** Longest wait for an answer, ms. */
const TIMEOUT_MS = 30_000;

/**
 * Opens a session, if it takes one.
 *
 * @param url base address of the server
 * @param fetchFrom sends requests; the global `fetch` by default
 * @throws Error when the server cannot be reached or refuses
 */
export async function openRemote(
	url: string,
	credential: Credential,
	fetchFrom: typeof fetch = fetch,
): Promise<TokenManager> {
	const headers: Record<string, string> = {
		'X-Log360-Console': '1',
		'Content-Type': 'application/json',
	};
	const call = async (method: string, path: string, body?: unknown) => {
		const response = await send(fetchFrom, `${url}/admin/api${path}`, {
			method,
			headers,
			signal: AbortSignal.timeout(TIMEOUT_MS),
			// A redirect could carry the token somewhere else.
			redirect: 'error',
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw await refusal(response, url);
		return response;
	};
	const made = async (response: Response) => (await response.json()) as Made;
	if ('token' in credential) {
		headers['Authorization'] = `Bearer ${credential.token}`;
	} else {
		const response = await call('POST', '/login', { password: credential.password });
		headers['Cookie'] = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	}
	return {
		create: async (request) => made(await call('POST', '/tokens', request)),
		async list() {
			const response = await call('GET', '/tokens');
			return ((await response.json()) as { tokens: PresentedToken[] }).tokens;
		},
		regenerate: async (id, expires) =>
			made(await call('POST', `/tokens/${encodeURIComponent(id)}/regenerate`, { expires })),
		async revoke(id) {
			const response = await call('POST', `/tokens/${encodeURIComponent(id)}/revoke`);
			return ((await response.json()) as { token: PresentedToken }).token;
		},
		async close() {
			if ('password' in credential) await call('POST', '/logout');
		},
	};
}

async function send(fetchFrom: typeof fetch, url: string, init: RequestInit): Promise<Response> {
	try {
		return await fetchFrom(url, init);
	} catch (error) {
		const { message, cause } = error as Error;
		const reason = cause instanceof Error ? cause.message : message;
		throw new Error(`cannot reach ${new URL(url).origin}: ${reason}`, { cause: error });
	}
}

async function refusal(response: Response, url: string): Promise<Error> {
	const text = await response.text();
	let detail: unknown;
	try {
		detail = (JSON.parse(text) as { error?: { detail?: unknown } }).error?.detail;
	} catch {
		// Not our server, or a proxy in between: the status is all there is to say.
	}
	return new Error(
		typeof detail === 'string'
			? detail
			: `${url} answered HTTP ${response.status} ${response.statusText}`.trim(),
	);
}
