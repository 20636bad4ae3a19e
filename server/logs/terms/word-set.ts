/** Tells which words an event had before: a hash table over bytes that stay where they are. */
import { randomInt } from 'node:crypto';

/** Places at first; a power of two. */
const FIRST_SIZE = 1024;

/** A set of byte ranges in one growing buffer. */
export class WordSet {
	/** Drawn anew by every set, so that nobody can send words that all land in one place. */
	readonly seed = randomInt(2 ** 32) | 0;
	/** A hash begins as the seed; each byte is exclusive-ored into it, then it is multiplied by this factor. */
	readonly factor = randomInt(2 ** 31) * 2 + 1;
	/** An entry counts when it is of this generation, so that clearing costs nothing. */
	private generation = 1;
	private count = 0;
	private generations = new Uint32Array(FIRST_SIZE);
	private hashes = new Int32Array(FIRST_SIZE);
	private starts = new Uint32Array(FIRST_SIZE);
	private lengths = new Uint32Array(FIRST_SIZE);

	/** Forgets all. */
	clear(): void {
		this.count = 0;
		if (++this.generation <= 0xffff_ffff) return;
		this.generations.fill(0);
		this.generation = 1;
	}

	/** The hash of a range, as {@link add} wants it. */
	hashOf(bytes: Uint8Array, start: number, length: number): number {
		const { factor } = this;
		let hash = this.seed;
		for (let at = start; at < start + length; at++)
			hash = Math.imul(hash ^ (bytes[at] as number), factor);
		return hash;
	}

	/**
	 * Adds a range; false when one with the same bytes is there. What was added must stay in the buffer unchanged.
	 *
	 * @param hash of the range, for callers who look at its bytes anyway
	 */
	add(
		bytes: Uint8Array,
		start: number,
		length: number,
		hash = this.hashOf(bytes, start, length),
	): boolean {
		if (this.count * 2 >= this.hashes.length) this.grow();
		const place = this.find(hash, bytes, start, length);
		if (this.generations[place] === this.generation) return false;
		this.put(place, hash, start, length);
		this.count++;
		return true;
	}

	/** The place of an equal entry, or the free one where it belongs. */
	private find(hash: number, bytes: Uint8Array, start: number, length: number): number {
		const mask = this.hashes.length - 1;
		let place = spread(hash) & mask;
		for (; this.generations[place] === this.generation; place = (place + 1) & mask) {
			if (this.hashes[place] !== hash || this.lengths[place] !== length) continue;
			const other = this.starts[place] as number;
			let same = 0;
			while (same < length && bytes[other + same] === bytes[start + same]) same++;
			if (same === length) break;
		}
		return place;
	}

	private put(place: number, hash: number, start: number, length: number): void {
		this.generations[place] = this.generation;
		this.hashes[place] = hash;
		this.starts[place] = start;
		this.lengths[place] = length;
	}

	private grow(): void {
		const { generations, hashes, starts, lengths } = this;
		const size = hashes.length * 2;
		const mask = size - 1;
		this.generations = new Uint32Array(size);
		this.hashes = new Int32Array(size);
		this.starts = new Uint32Array(size);
		this.lengths = new Uint32Array(size);
		for (let old = 0; old < hashes.length; old++) {
			if (generations[old] !== this.generation) continue;
			const hash = hashes[old] as number;
			let place = spread(hash) & mask;
			while (this.generations[place] === this.generation) place = (place + 1) & mask;
			this.put(place, hash, starts[old] as number, lengths[old] as number);
		}
	}
}

/** The product's high bits depend on all of the word, its low bits on little. */
function spread(hash: number): number {
	return hash ^ (hash >>> 15);
}
