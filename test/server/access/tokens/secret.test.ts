/** The written form of tokens. */
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { toBase62 } from '../../../../server/access/tokens/base62';
import {
	hashSecret,
	isPlausible,
	isV1Secret,
	isV2Secret,
	newV2Secret,
	visiblePrefix,
} from '../../../../server/access/tokens/secret';

const V1 = 'k3j5h2g9f8d7s6a5p4o3i2u1y0t9r8e7w6q5z4x3c2v1b0n9';

describe('newV2Secret', () => {
	it('is l360_, 43 and 6 base-62 digits, the last 6 the CRC32 of the 43', () => {
		const secret = newV2Secret();
		const [, random, sum] = /^l360_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/.exec(
			secret,
		) as unknown as string[];
		expect(sum).toBe(toBase62(BigInt(crc32(random as string)), 6));
		expect(isV2Secret(secret)).toBe(true);
	});

	it('is another one each time', () => {
		expect(new Set(Array.from({ length: 1000 }, newV2Secret)).size).toBe(1000);
	});
});

describe('isV2Secret', () => {
	it('tells every one-character typing error', () => {
		const secret = newV2Secret();
		fc.assert(
			fc.property(fc.nat(secret.length - 1), fc.constantFrom(...'0aZ9_ '), (at, other) => {
				fc.pre(secret[at] !== other);
				expect(isV2Secret(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
			}),
		);
	});

	it.each(['', 'l360_', 'l360_short', V1])('is false for %j', (text) => {
		expect(isV2Secret(text)).toBe(false);
	});
});

describe('isV1Secret', () => {
	it('takes 48 lower-case letters and digits', () => expect(isV1Secret(V1)).toBe(true));

	it.each([V1.slice(1), `${V1}a`, V1.toUpperCase(), ''])('refuses %j', (text) => {
		expect(isV1Secret(text)).toBe(false);
	});
});

describe('visiblePrefix', () => {
	it('shows 11 characters of a V2 token and 6 of a V1 token', () => {
		const secret = newV2Secret();
		expect(visiblePrefix(secret)).toBe(secret.slice(0, 11));
		expect(visiblePrefix(V1)).toBe('k3j5h2');
	});

	it('shows a mistyped V2 token too, but nothing of what may be a password', () => {
		expect(visiblePrefix(`l360_${'a'.repeat(49)}`)).toBe('l360_aaaaaa');
		expect(visiblePrefix('correct horse battery staple')).toBeUndefined();
		expect(visiblePrefix('l360_short')).toBeUndefined();
	});
});

describe('hashSecret', () => {
	it('is the SHA-256', () => {
		expect(hashSecret('a').toString('hex')).toBe(createHash('sha256').update('a').digest('hex'));
	});
});

describe('isPlausible', () => {
	it('refuses nothing and too much', () => {
		expect(isPlausible('')).toBe(false);
		expect(isPlausible('x'.repeat(256))).toBe(true);
		expect(isPlausible('x'.repeat(257))).toBe(false);
	});
});

describe('toBase62', () => {
	it('pads, counts 0-9 A-Z a-z, and refuses what does not fit', () => {
		expect(toBase62(0n, 3)).toBe('000');
		expect(toBase62(61n, 1)).toBe('z');
		expect(toBase62(62n, 2)).toBe('10');
		expect(toBase62(2n ** 256n - 1n, 43)).toHaveLength(43);
		expect(() => toBase62(62n, 1)).toThrow('does not fit 1 base-62 digits');
	});
});
