/** Hashes administrators' passwords with scrypt, and checks them. */
import { toBase62 } from '../tokens';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { commonPasswordProblem } from './common-passwords';
import { derivePooled, type ScryptCost } from './derive';
import type { Derive } from './hashing';

/** Shortest and longest password, characters. */
export const PASSWORD_LENGTH = { min: 12, max: 1024 } as const;

/** OWASP's recommendation for scrypt with little memory: a tenth of a second or two. */
export const SCRYPT_COST: ScryptCost = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };

const SALT_BYTES = 16;
const STORED_FORM = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/**
 * Hashes a password with a salt of its own; the cost is part of the text, so that it can be raised later.
 *
 * @param derive does the work; in libuv's pool by default
 * @returns `scrypt$cost$blockSize$parallelization$salt$hash`
 */
export async function hashPassword(
	password: string,
	cost = SCRYPT_COST,
	derive: Derive = derivePooled,
): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const hash = Buffer.from(await derive(password, salt, cost));
	const numbers = [cost.cost, cost.blockSize, cost.parallelization].join('$');
	return `scrypt$${numbers}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/**
 * Whether `password` is the one that `stored` was made of; compared in constant time.
 *
 * @param derive does the work; in libuv's pool by default
 * @throws Error when `stored` is damaged
 */
export async function verifyPassword(
	password: string,
	stored: string,
	derive: Derive = derivePooled,
): Promise<boolean> {
	const match = STORED_FORM.exec(stored);
	if (match === null) throw new Error('The stored password hash is damaged');
	const [, cost, blockSize, parallelization, salt, hash] = match as unknown as string[];
	const expected = Buffer.from(hash as string, 'base64url');
	const actual = Buffer.from(
		await derive(password, Buffer.from(salt as string, 'base64url'), {
			cost: Number(cost),
			blockSize: Number(blockSize),
			parallelization: Number(parallelization),
		}),
	);
	return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Makes a password of 25 letters and digits, 144 bits. */
export function generatePassword(): string {
	return toBase62(
		randomBytes(18).reduce((number, byte) => (number << 8n) | BigInt(byte), 0n),
		25,
	);
}

/** What is wrong with a new password, or undefined. */
export function passwordProblem(password: string): string | undefined {
	const { min, max } = PASSWORD_LENGTH;
	if (password.length >= min && password.length <= max) return commonPasswordProblem(password);
	return `expected a password of ${min} to ${max} characters, got ${password.length}`;
}
