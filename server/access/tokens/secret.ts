/** The written form of tokens: how a secret is made, recognised, shortened for display and hashed. */
import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { toBase62 } from './base62';

/** What every V2 secret begins with, so that secret scanners can look for it. */
export const V2_PREFIX = 'l360_';

/** 62^43 is the first power of 62 above 2^256. */
const RANDOM_DIGITS = 43;
const CHECKSUM_DIGITS = 6;

const V2_FORM = /^l360_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** V1 sample tokens of the vendor's older pages: 48 lower-case letters and digits. */
const V1_FORM = /^[0-9a-z]{48}$/;

/** Longer than any token: what is longer is not even hashed. */
const MAX_SECRET_LENGTH = 256;

/** Number of a secret's first characters that may be shown: enough to tell tokens apart, 35 bits of 256. */
const V2_VISIBLE = V2_PREFIX.length + 6;
const V1_VISIBLE = 6;

/**
 * Makes a V2 secret: `l360_`, 256 random bits as 43 base-62 digits, and their CRC32 as 6 more.
 *
 * @param entropy the 32 random bytes
 */
export function newV2Secret(entropy: Uint8Array = randomBytes(32)): string {
	const random = toBase62(BigInt(`0x${Buffer.from(entropy).toString('hex')}`), RANDOM_DIGITS);
	return V2_PREFIX + random + checksum(random);
}

/** The checksum of a secret's random part: CRC32 of its ASCII characters, in 6 base-62 digits. */
function checksum(random: string): string {
	return toBase62(BigInt(crc32(random)), CHECKSUM_DIGITS);
}

/** Whether `text` is written like a V2 secret, its checksum included: a typing error is told without a look-up. */
export function isV2Secret(text: string): boolean {
	const match = V2_FORM.exec(text);
	return match !== null && checksum(match[1] as string) === match[2];
}

/** Whether `text` is written like a legacy V1 secret. */
export function isV1Secret(text: string): boolean {
	return V1_FORM.test(text);
}

/** Whether `text` could be a token at all; anything else is refused before it costs a hash. */
export function isPlausible(text: string): boolean {
	return text.length > 0 && text.length <= MAX_SECRET_LENGTH;
}

/**
 * The part of a secret that may be shown, or undefined when the text is not written like a token of this
 * server: then it may be some other system's password, of which nothing may be shown.
 */
export function visiblePrefix(secret: string): string | undefined {
	if (V2_FORM.test(secret)) return secret.slice(0, V2_VISIBLE);
	if (isV1Secret(secret)) return secret.slice(0, V1_VISIBLE);
	return undefined;
}

/** The hash under which a secret is kept: SHA-256, unsalted, since 256 random bits need no salt. */
export function hashSecret(secret: string): Buffer {
	return hash('sha256', secret, 'buffer');
}
