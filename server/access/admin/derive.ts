/** One scrypt run: the work behind each password that is set or checked. */
import { scrypt, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Work of one hash: memory is 128 * cost * blockSize bytes, 32 MiB here. */
export interface ScryptCost {
	readonly cost: number;
	readonly blockSize: number;
	readonly parallelization: number;
}

const pooled = promisify<
	string,
	Uint8Array,
	number,
	ScryptCost & { readonly maxmem: number },
	Buffer
>(scrypt);

/** Hashes in libuv's pool: for a start, when nobody else needs it. */
export async function derivePooled(
	password: string,
	salt: Uint8Array,
	cost: ScryptCost,
): Promise<Uint8Array> {
	const maxmem = 256 * cost.cost * cost.blockSize;
	return pooled(password.normalize('NFKC'), salt, HASH_BYTES, { ...cost, maxmem });
}

/** Hashes in this very thread, a tenth of a second or two at production's cost. */
export function deriveNow(password: string, salt: Uint8Array, cost: ScryptCost): Uint8Array {
	// Two spellings of the same letter, as two keyboards may send them, are one password.
	const text = password.normalize('NFKC');
	const maxmem = 256 * cost.cost * cost.blockSize;
	return new Uint8Array(scryptSync(text, salt, HASH_BYTES, { ...cost, maxmem }));
}
