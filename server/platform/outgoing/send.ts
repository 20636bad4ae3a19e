/** Calls another system over HTTP: checked address, no redirects, a time limit, a bounded answer. */
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isInternal } from './address';
import { NoAnswerError, TargetRefusedError } from './errors';
import { guardedLookup, refused, type ResolveAll, systemResolve } from './lookup';

/** Most bytes of an answer that are read; more is cut off. */
const LONGEST_ANSWER = 1024 * 1024;

/** What may be called, and how long it may take. */
export interface OutgoingPolicy {
	/**
	 * What may be inside (loopback, private, link-local, ...): `host:port`, or a host for all its ports, as URLs name them,
	 * in lower case; an IPv6 address with a port stands in brackets.
	 */
	readonly allowInternal: readonly string[];
	/** From the start to the end of the answer, ms; 30 s by default. */
	readonly timeoutMs?: number;
	/** The machine's resolver by default. */
	readonly resolve?: ResolveAll;
}

/** A call. */
export interface OutgoingRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | undefined;
	readonly signal?: AbortSignal;
}

/** An answer of any status. */
export interface OutgoingResponse {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** Makes calls. */
export type Send = (request: OutgoingRequest) => Promise<OutgoingResponse>;

/**
 * Makes the function that calls under a policy.
 *
 * It throws {@link TargetRefusedError} for an address or URL that may not be called and {@link NoAnswerError} when no
 * answer came; messages name the host, never path, query or headers, which may hold secrets.
 */
export function outgoing(policy: OutgoingPolicy): Send {
	return async ({ method, url, headers = {}, body, signal }) => {
		const target = checkTarget(url, policy.allowInternal);
		const free = isAllowed(target, policy.allowInternal);
		const lookup = guardedLookup(free, policy.resolve ?? systemResolve);
		const timeout = AbortSignal.timeout(policy.timeoutMs ?? 30_000);
		const start = target.protocol === 'https:' ? httpsRequest : httpRequest;
		try {
			const answer = await new Promise<IncomingMessage>((resolve, reject) => {
				const call = start(target, {
					method,
					headers: {
						'user-agent': 'log360-server',
						...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
						...headers,
					},
					lookup,
					// A connection of its own each time: a pooled one was checked for another call.
					agent: false,
					signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
				});
				call.once('response', resolve).once('error', reject);
				call.end(body);
			});
			return { status: answer.statusCode ?? 0, headers: answer.headers, body: await read(answer) };
		} catch (error) {
			if (error instanceof TargetRefusedError) throw error;
			signal?.throwIfAborted();
			if (timeout.aborted) throw new NoAnswerError(`${target.host} did not answer in time`);
			const { code, message } = error as NodeJS.ErrnoException;
			throw new NoAnswerError(`${target.host} cannot be reached: ${code ?? message}`);
		}
	};
}

/** The URL, when it may be called; names are checked when they are resolved. @throws TargetRefusedError */
export function checkTarget(url: string, allowInternal: readonly string[]): URL {
	if (!URL.canParse(url)) throw new TargetRefusedError('The URL is not valid');
	const target = new URL(url);
	if (target.protocol !== 'https:' && target.protocol !== 'http:') {
		throw new TargetRefusedError(`Only http and https are called, not ${target.protocol}`);
	}
	if (target.username !== '' || target.password !== '') {
		throw new TargetRefusedError('The URL must not carry a user name or password');
	}
	const host = hostOf(target);
	if (!isAllowed(target, allowInternal) && isIP(host) !== 0 && isInternal(host))
		throw refused(host, host);
	return target;
}

/** Whether the list has the host, or the host with this very port. */
function isAllowed(target: URL, allowInternal: readonly string[]): boolean {
	const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
	return (
		allowInternal.includes(hostOf(target)) || allowInternal.includes(`${target.hostname}:${port}`)
	);
}

/** The name or address, an IPv6 address without its brackets; the parser has made it lower case. */
function hostOf({ hostname }: URL): string {
	return hostname.replace(/^\[|\]$/g, '');
}

async function read(answer: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > LONGEST_ANSWER) break;
	}
	return Buffer.concat(chunks).subarray(0, LONGEST_ANSWER).toString();
}
