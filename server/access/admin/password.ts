/** Hashes administrators' passwords with scrypt, and checks them, off the HTTP thread. */
import { toBase62 } from '../tokens';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Shortest and longest password, characters. */
export const PASSWORD_LENGTH = { min: 12, max: 1024 } as const;

/** Work of one hash: memory is 128 * cost * blockSize bytes, 32 MiB here. */
export interface ScryptCost {
	readonly cost: number;
	readonly blockSize: number;
	readonly parallelization: number;
}

/** OWASP's recommendation for scrypt with little memory: a tenth of a second or two. */
export const SCRYPT_COST: ScryptCost = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };

const HASH_BYTES = 32;
const SALT_BYTES = 16;
const STORED_FORM = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/**
 * Hashes a password with a salt of its own; the cost is part of the text, so that it can be raised later.
 *
 * @returns `scrypt$cost$blockSize$parallelization$salt$hash`
 */
export async function hashPassword(password: string, cost = SCRYPT_COST): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const hash = await derive(password, salt, cost);
	const numbers = [cost.cost, cost.blockSize, cost.parallelization].join('$');
	return `scrypt$${numbers}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/**
 * Whether `password` is the one that `stored` was made of; compared in constant time.
 *
 * @throws Error when `stored` is damaged
 */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
	const match = STORED_FORM.exec(stored);
	if (match === null) throw new Error('The stored password hash is damaged');
	const [, cost, blockSize, parallelization, salt, hash] = match as unknown as string[];
	const expected = Buffer.from(hash as string, 'base64url');
	const actual = await derive(password, Buffer.from(salt as string, 'base64url'), {
		cost: Number(cost),
		blockSize: Number(blockSize),
		parallelization: Number(parallelization),
	});
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
	if (password.length >= min && password.length <= max) return undefined;
	return `expected a password of ${min} to ${max} characters, got ${password.length}`;
}

function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
	// Two spellings of the same letter, as two keyboards may send them, are one password.
	const text = password.normalize('NFKC');
	const maxmem = 256 * cost.cost * cost.blockSize;
	return new Promise((resolve, reject) => {
		scrypt(text, salt, HASH_BYTES, { ...cost, maxmem }, (error, key) => {
			if (error === null) resolve(key);
			else reject(error);
		});
	});
}
