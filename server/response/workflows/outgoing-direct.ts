/** Outgoing HTTP of workflows, by the server's one sender: it checks the address and follows no redirect. */
import { outgoing, type OutgoingRequest as SendRequest } from '../../platform/outgoing';
import type { OutgoingAnswer, OutgoingHttp, OutgoingRequest } from './outgoing';

/** The most of an answer that a run log keeps, characters. */
const MAX_ANSWER = 65_536;

/** What may be called. */
export interface DirectOptions {
	/** Hosts, as the URL names them, that may be internal; for instance `n8n` or `127.0.0.1`. */
	readonly allowInternal?: readonly string[];
}

/** Makes the sender. */
export function directHttp({ allowInternal = [] }: DirectOptions = {}): OutgoingHttp {
	return {
		send: async (request) => {
			const { timeoutMs, ...call } = request;
			const send = outgoing({ allowInternal, timeoutMs });
			const { status, headers, body } = await send(call as SendRequest).catch((error: unknown) => {
				throw explain(request, error);
			});
			return { status, headers: flat(headers), body: body.slice(0, MAX_ANSWER) };
		},
	};
}

/** The path may hold a webhook's secret, so that messages name the host only. */
function explain({ method, url, signal }: OutgoingRequest, error: unknown): Error {
	if (signal.aborted) return signal.reason as Error;
	const where = URL.canParse(url) ? new URL(url).origin : 'an address that is no URL';
	return new Error(`${method} ${where}: ${(error as Error).message}`);
}

function flat(headers: Record<string, string | string[] | undefined>): OutgoingAnswer['headers'] {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
