/** Checks what a new token is asked to be, and makes its record. */
import type { Scope } from '../../contract';
import { randomBytes } from 'node:crypto';
import { toBase62 } from './base62';
import { TokenError } from './errors';
import type { Generation, StoredToken } from './record';
import { parseScopes } from './scope-list';
import { hashSecret, isV1Secret, newV2Secret, visiblePrefix } from './secret';

const MAX_NAME_LENGTH = 100;

/** What a new token is to be. */
export interface TokenRequest {
	/** For people; 1 to 100 printable characters, need not be unique. */
	readonly name: string;
	/** Only `v2` is accepted: no new V1 tokens can be made (documented). */
	readonly generation: Generation;
	readonly scopes: readonly Scope[];
	/** Epoch ms, in the future; null = never. See `parseExpiry`. */
	readonly expiresAt: number | null;
}

/**
 * Makes a V2 token.
 *
 * @param now epoch ms
 * @param entropy 32 random bytes of the secret; fresh ones by default
 * @throws TokenError naming what is wrong with the request
 */
export function newV2Token(
	request: TokenRequest,
	now: number,
	entropy?: Uint8Array,
): { secret: string; token: StoredToken } {
	if (request.generation !== 'v2') {
		throw new TokenError(
			'v1_not_creatable',
			'No new V1 token can be created: V1 is deprecated; create a V2 token.',
		);
	}
	const list = parseScopes(request.scopes);
	if ('error' in list) throw new TokenError('invalid_scopes', `scopes: ${list.error}`);
	checkExpiry(request.expiresAt, now);
	const secret = newV2Secret(entropy);
	return { secret, token: record(secret, { ...request, scopes: list.scopes }, now) };
}

/**
 * Makes the record of a V1 token that exists already.
 *
 * @throws TokenError when the secret is not 48 lower-case letters and digits
 */
export function legacyV1Token(
	{
		secret,
		name,
		expiresAt = null,
	}: { readonly secret: string; readonly name: string; readonly expiresAt?: number | null },
	now: number,
): StoredToken {
	if (!isV1Secret(secret)) {
		throw new TokenError(
			'invalid_secret',
			'A V1 token consists of 48 lower-case letters and digits.',
		);
	}
	return record(secret, { name, generation: 'v1', scopes: [], expiresAt }, now);
}

/** @throws TokenError unless the expiry is null or later than `now`. */
export function checkExpiry(expiresAt: number | null, now: number): void {
	if (expiresAt !== null && !(Number.isSafeInteger(expiresAt) && expiresAt > now)) {
		throw new TokenError('invalid_expiry', 'expires: expected a time in the future, or never.');
	}
}

function record(secret: string, request: TokenRequest, now: number): StoredToken {
	return {
		id: `tok_${toBase62(randomBytes(8).readBigUInt64BE(), 11)}`,
		name: checkedName(request.name),
		generation: request.generation,
		prefix: visiblePrefix(secret) as string,
		hash: hashSecret(secret),
		scopes: request.scopes,
		expiresAt: request.expiresAt,
		createdAt: now,
		lastUsedAt: null,
		regeneratedAt: null,
		revokedAt: null,
	};
}

function checkedName(text: string): string {
	const name = text.trim();
	if (name.length === 0 || name.length > MAX_NAME_LENGTH || /\p{C}/u.test(name)) {
		throw new TokenError(
			'invalid_name',
			`name: expected 1 to ${MAX_NAME_LENGTH} printable characters.`,
		);
	}
	return name;
}
