/** Outgoing HTTP without proxy: looks at the address that is connected to, follows no redirect, limits time and size. */
import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as http } from 'node:http';
import { request as https } from 'node:https';
import { isIP } from 'node:net';
import { isInternalAddress } from './internal-address';
import type { OutgoingAnswer, OutgoingHttp, OutgoingRequest } from './outgoing';

/** The most of an answer that is read, bytes. */
const MAX_ANSWER = 65_536;

/** What may be called. */
export interface DirectOptions {
	/** Hosts, as the URL names them, that may be internal; for instance `n8n` or `127.0.0.1`. */
	readonly allowInternal?: readonly string[];
}

/** Makes the sender. */
export function directHttp({ allowInternal = [] }: DirectOptions = {}): OutgoingHttp {
	const allowed = new Set(allowInternal.map((host) => host.toLowerCase()));
	return {
		send: async (request) => {
			const url = new URL(request.url);
			const host = url.hostname.replace(/^\[|\]$/g, '');
			const free = allowed.has(host.toLowerCase());
			if (!free && isIP(host) !== 0 && isInternalAddress(host)) throw refusal(host);
			return exchange(url, request, free ? undefined : lookupPublic);
		},
	};
}

type Callback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Checked here and not before: a name that resolves differently the second time gets no other chance. */
function lookupPublic(host: string, options: LookupOptions, callback: Callback): void {
	resolve(host, { ...options, all: true }, (error, addresses) => {
		if (error !== null) return callback(error, []);
		const first = addresses[0];
		if (first === undefined || addresses.some(({ address }) => isInternalAddress(address))) {
			return callback(refusal(host), []);
		}
		if (options.all === true) return callback(null, addresses);
		return callback(null, first.address, first.family);
	});
}

function refusal(host: string): Error {
	return new Error(`${host} is an internal address, and calling it is not allowed`);
}

function exchange(
	url: URL,
	request: OutgoingRequest,
	lookup: typeof lookupPublic | undefined,
): Promise<OutgoingAnswer> {
	// The path may hold a webhook's secret, so that messages name the host only.
	const where = `${request.method} ${url.origin}`;
	const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.timeoutMs)]);
	return new Promise((settle, reject) => {
		const fail = (error: Error) => {
			const late = signal.aborted && !request.signal.aborted;
			const why = late ? `no answer within ${request.timeoutMs / 1000} seconds` : error.message;
			reject(new Error(`${where}: ${why}`));
		};
		const send = url.protocol === 'https:' ? https : http;
		const call: ClientRequest = send(
			url,
			{
				method: request.method,
				headers: request.headers,
				signal,
				agent: false,
				...(lookup === undefined ? {} : { lookup: lookup }),
			},
			(answer) => void read(answer).then(settle, fail),
		);
		call.on('error', fail);
		call.end(request.body);
	});
}

async function read(answer: IncomingMessage): Promise<OutgoingAnswer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of answer as AsyncIterable<Buffer>) {
		parts.push(part.subarray(0, MAX_ANSWER - size));
		size += part.length;
		if (size >= MAX_ANSWER) break;
	}
	answer.destroy();
	return {
		status: answer.statusCode ?? 0,
		headers: Object.fromEntries(
			Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
		),
		body: Buffer.concat(parts).toString('utf8'),
	};
}
