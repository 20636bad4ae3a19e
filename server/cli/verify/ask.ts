/** Asks a server once: bounded in time and size, without redirects, and for self-signed certificates if that is wanted. */
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** Longest wait for an answer, ms. */
const TIMEOUT_MS = 30_000;

/** Longest answer that is read, bytes; a page of a thousand logs is a tenth of it. */
const LONGEST = 32 * 1024 * 1024;

/** What came back; `failure`: nothing did. */
export type Reply =
	| { readonly status: number; readonly type: string; readonly text: string }
	| { readonly failure: string };

/** Where and how to ask. */
export interface Asking {
	/** Base address, without a slash at its end. */
	readonly url: string;
	/** Goes into the header only. */
	readonly token: string;
	/** Takes any certificate. */
	readonly insecure: boolean;
}

/**
 * Asks.
 *
 * @param method of HTTP
 * @param path with the query
 * @param body sent as JSON
 */
export function ask(
	{ url, token, insecure }: Asking,
	method: string,
	path: string,
	body?: unknown,
): Promise<Reply> {
	const { promise, resolve } = Promise.withResolvers<Reply>();
	const isTls = url.startsWith('https:');
	const sent = body === undefined ? undefined : JSON.stringify(body);
	const options = {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			accept: 'application/json',
			...(sent === undefined
				? {}
				: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
		},
		signal: AbortSignal.timeout(TIMEOUT_MS),
		...(isTls ? { rejectUnauthorized: !insecure } : {}),
	};
	const take = (response: IncomingMessage) => {
		const chunks: Buffer[] = [];
		let length = 0;
		response.on('data', (chunk: Buffer) => {
			length += chunk.length;
			if (length > LONGEST) response.destroy(new Error('the answer is longer than 32 MiB'));
			else chunks.push(chunk);
		});
		response.on('end', () =>
			resolve({
				status: response.statusCode ?? 0,
				type: (response.headers['content-type'] ?? 'none').split(';')[0]?.trim() ?? 'none',
				text: Buffer.concat(chunks).toString('utf8'),
			}),
		);
		response.on('error', (error) => resolve({ failure: reasonOf(error) }));
	};
	const call = (isTls ? httpsRequest : httpRequest)(url + path, options, take);
	call.on('error', (error) => resolve({ failure: reasonOf(error) }));
	call.end(sent);
	return promise;
}

/** Why nothing came, without addresses: the report is made to be shown. */
function reasonOf(error: Error & { code?: string }): string {
	if (error.name === 'TimeoutError' || error.name === 'AbortError') {
		return `no answer within ${TIMEOUT_MS / 1000} s`;
	}
	switch (error.code) {
		case 'ECONNREFUSED':
			return 'nothing listens at this address';
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return 'the host name is unknown';
		case 'DEPTH_ZERO_SELF_SIGNED_CERT':
		case 'SELF_SIGNED_CERT_IN_CHAIN':
		case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
		case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
			return 'the certificate is not trusted; --insecure takes it as it is';
		case 'EPROTO':
			return 'it does not speak TLS here; try http://';
		case 'ECONNRESET':
			return 'the connection was cut; a TLS port answers https:// only';
		default:
			return error.code ?? 'the answer broke off';
	}
}
