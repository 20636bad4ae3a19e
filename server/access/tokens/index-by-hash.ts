/** Looks stored secrets up by hash in memory, in a time that does not depend on how much of the hash agrees. */
import { timingSafeEqual } from 'node:crypto';

/** A stored hash and what it stands for. */
interface Entry<T> {
	readonly hash: Uint8Array;
	readonly value: T;
}

/** Compared with when nothing else is, so that a miss costs one comparison as a hit does. */
const NOTHING = new Uint8Array(32);

/**
 * An index of SHA-256 hashes. A bucket is found by the first four bytes, the rest is compared in constant
 * time: what an attacker could learn from timing is at most those 32 bits of a hash, which say nothing
 * about the secret.
 */
export class HashIndex<T> {
	private readonly buckets = new Map<number, Entry<T>[]>();

	/** Adds an entry; entries with the same hash are not expected. */
	add(hash: Uint8Array, value: T): void {
		const entry = { hash: Uint8Array.from(hash), value };
		const bucket = this.buckets.get(bucketOf(hash));
		if (bucket === undefined) this.buckets.set(bucketOf(hash), [entry]);
		else bucket.push(entry);
	}

	/** What was added under `hash` (32 bytes), or undefined. */
	find(hash: Uint8Array): T | undefined {
		const bucket = this.buckets.get(bucketOf(hash));
		if (bucket === undefined) {
			timingSafeEqual(NOTHING, hash);
			return undefined;
		}
		let found: T | undefined;
		for (const entry of bucket) {
			if (timingSafeEqual(entry.hash, hash)) found = entry.value;
		}
		return found;
	}
}

function bucketOf(hash: Uint8Array): number {
	return new DataView(hash.buffer, hash.byteOffset, 4).getUint32(0);
}
