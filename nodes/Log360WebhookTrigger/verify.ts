/** Decides whether a call to the webhook comes from someone who knows the secret. */
import { createHmac, timingSafeEqual } from 'crypto';

/** How a sender proves itself. */
export type Method = 'signature' | 'header' | 'none';

export interface Incoming {
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, unknown>>;
	/** The body as it came over the wire. */
	readonly rawBody: Buffer;
}

/** Why a call was refused; `status` is 401 for a missing proof, 403 for a wrong one. */
export interface Refusal {
	readonly status: 401 | 403;
	readonly reason: string;
}

/** How far the time in a signature may be off (Standard Webhooks recommends five minutes). */
export const TOLERANCE_SECONDS = 300;

/**
 * @param secret secret of the credential
 * @param headerName header that carries the secret, for the method `header`
 * @param now epoch milliseconds
 * @returns `undefined` when the call is genuine
 */
export function verify(
	method: Method,
	incoming: Incoming,
	secret: string,
	headerName: string,
	now: number,
): Refusal | undefined {
	if (method === 'none') return undefined;
	// With a weak secret, or none, everyone could sign; a test of the credential says so, but nobody has to run it.
	const problem = secretProblem(secret);
	switch (method) {
		case 'header':
			return verifyHeader(incoming, secret, headerName, problem);
		case 'signature':
			return verifySignature(incoming, secret, now, problem);
		default:
			// An expression may give anything; what is not understood lets nobody in.
			return { status: 403, reason: `Authentication is set to "${String(method)}", which is none` };
	}
}

/** Shorter keys could be guessed from one signed call that somebody has seen. */
const SHORTEST_KEY = 16;

/** What is wrong with a secret, as one sentence; undefined when it may be checked against. */
export function secretProblem(secret: string): string | undefined {
	if (secret.trim() === '') return 'The credential of this webhook holds no secret';
	const { length } = keyOf(secret);
	if (length >= SHORTEST_KEY) return undefined;
	return secret.startsWith('whsec_')
		? `After "whsec_", the secret must be base64 of at least ${SHORTEST_KEY} bytes, not of ${length}; copy it again`
		: `The secret is shorter than ${SHORTEST_KEY} characters`;
}

function verifyHeader(
	incoming: Incoming,
	secret: string,
	headerName: string,
	problem: string | undefined,
): Refusal | undefined {
	const value = text(incoming.headers[headerName.toLowerCase()]);
	if (problem !== undefined) return { status: 403, reason: problem };
	if (value === '') return { status: 401, reason: `The header ${headerName} is missing` };
	const given = value.replace(/^Bearer\s+/i, '');
	return sameText(given, secret)
		? undefined
		: { status: 403, reason: `The header ${headerName} does not hold the secret` };
}

/**
 * Standard Webhooks: `webhook-signature` holds `v1,<base64>` entries, each an HMAC-SHA256 over `id.timestamp.body`. Several entries
 * occur while a secret is changed over.
 */
function verifySignature(
	incoming: Incoming,
	secret: string,
	now: number,
	problem: string | undefined,
): Refusal | undefined {
	const id = text(incoming.headers['webhook-id']);
	const timestamp = text(incoming.headers['webhook-timestamp']);
	const signatures = text(incoming.headers['webhook-signature']);
	if (id === '' || timestamp === '' || signatures === '') {
		return {
			status: 401,
			reason: 'The headers webhook-id, webhook-timestamp and webhook-signature are needed',
		};
	}
	const seconds = Number(timestamp);
	if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1000 - seconds) > TOLERANCE_SECONDS) {
		return {
			status: 403,
			reason: `webhook-timestamp is more than ${TOLERANCE_SECONDS} seconds off, or not in Unix seconds`,
		};
	}
	if (problem !== undefined) return { status: 403, reason: problem };
	const expected = sign(secret, id, timestamp, incoming.rawBody);
	const genuine = signatures
		.split(/\s+/)
		.filter((entry) => entry.startsWith('v1,'))
		.map((entry) => sameText(entry.slice(3), expected));
	// Every entry has been compared, so the time taken does not tell which one was right.
	return genuine.includes(true)
		? undefined
		: { status: 403, reason: 'webhook-signature does not match the body and the secret' };
}

/** The signature of a message, in base64. */
export function sign(secret: string, id: string, timestamp: string, body: Buffer): string {
	return createHmac('sha256', keyOf(secret))
		.update(`${id}.${timestamp}.`)
		.update(body)
		.digest('base64');
}

/** `whsec_` stands before base64; any other secret is taken as it is. */
export function keyOf(secret: string): Buffer {
	return secret.startsWith('whsec_')
		? Buffer.from(secret.slice('whsec_'.length), 'base64')
		: Buffer.from(secret, 'utf8');
}

/** Compares in a time that depends on neither text: digests of equal length are compared, not the texts. */
function sameText(one: string, other: string): boolean {
	const digest = (value: string) => createHmac('sha256', 'compare').update(value, 'utf8').digest();
	return timingSafeEqual(digest(one), digest(other));
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
