/** Numbers the words of many events, so that what is known of a word stands under its number and is not looked up again. */
import { randomInt } from 'node:crypto';

const FIRST_WORDS = 2_048;
/** Words that are remembered, some 40 bytes each; when there are as many, those that only one event had are forgotten. */
const MAX_WORDS = 65_536;
const FIRST_BYTES = 1 << 15;

const SPACE = 0x20;
const TILDE = 0x7e;
/** What stands before each word: a space and the mark of a word's term. */
export const BEFORE_WORD = 2;

/** Words by number. A number holds until {@link sweep} or {@link clear}, that of a word that is kept for longer. */
export class WordTable {
	/** Drawn anew by every table, so that nobody can send words that all land in one place. */
	readonly seed = randomInt(2 ** 32) | 0;
	/** A hash begins as the seed; each byte is exclusive-ored into it, then it is multiplied by this factor. */
	readonly factor = randomInt(2 ** 31) * 2 + 1;

	/** The words, each with {@link BEFORE_WORD} bytes before it, so that its term can be copied. */
	bytes = new Uint8Array(FIRST_BYTES);
	/** By number: where the word begins in `bytes`. */
	starts = new Uint32Array(FIRST_WORDS);
	/** By number: bytes of the word. */
	lengths = new Uint16Array(FIRST_WORDS);
	/** By number: the word's hash. */
	hashes = new Int32Array(FIRST_WORDS);
	/** By number: the last event that had it, for the caller to set. */
	seen = new Uint32Array(FIRST_WORDS);
	/** By number: the day for which it was named last, and the same of it as a word of raw logs, for the caller to set. */
	named = new Uint32Array(FIRST_WORDS);
	namedRaw = new Uint32Array(FIRST_WORDS);
	/** By number: 1 when a second event had it, for the caller to set. */
	again = new Uint8Array(FIRST_WORDS);

	/** Numbers, plus 1, by hash; twice as many places as numbers. */
	private slots = new Int32Array(2 * FIRST_WORDS);
	private length = 0;
	private next = 0;
	private free: number[] = [];

	/** Words that are remembered. */
	get size(): number {
		return this.next - this.free.length;
	}

	/** Whether it is time to {@link sweep}: between two events, when no number is in use but those that are kept. */
	get isFull(): boolean {
		return this.size >= MAX_WORDS;
	}

	/** The hash of a range of bytes. */
	hashOf(bytes: Uint8Array, start: number, length: number): number {
		const { factor } = this;
		let hash = this.seed;
		for (let at = start; at < start + length; at++)
			hash = Math.imul(hash ^ (bytes[at] as number), factor);
		return hash;
	}

	/** The number of a word. @param hash of its bytes, see {@link hashOf} */
	number(from: Uint8Array, start: number, length: number, hash: number): number {
		const { slots, hashes, lengths, starts, bytes } = this;
		const mask = slots.length - 1;
		let place = spread(hash) & mask;
		for (let entry = slots[place]!; entry !== 0; entry = slots[place]!) {
			const number = entry - 1;
			if (hashes[number] === hash && lengths[number] === length) {
				const other = starts[number]!;
				let same = 0;
				while (same < length && bytes[other + same] === from[start + same]) same++;
				if (same === length) return number;
			}
			place = (place + 1) & mask;
		}
		return this.add(from, start, length, hash);
	}

	/**
	 * Forgets the words that only one event had since the last time.
	 *
	 * @param kept numbers that are in use elsewhere, whose words stay
	 * @returns whether that made room; when not, most words are in use, and {@link clear} is all that is left
	 */
	sweep(kept: Iterable<readonly number[]>): boolean {
		const { again } = this;
		for (const numbers of kept) for (const number of numbers) again[number] = 1;
		const old = this.bytes;
		this.bytes = new Uint8Array(old.length);
		this.length = 0;
		this.slots.fill(0);
		const freed = new Set(this.free);
		for (let number = 0; number < this.next; number++) {
			if (freed.has(number)) continue;
			if (again[number] === 0) {
				this.free.push(number);
				continue;
			}
			again[number] = 0;
			const start = this.starts[number]!;
			this.place(number, old, start, this.lengths[number]!, this.hashes[number]!);
		}
		return this.size <= MAX_WORDS / 2;
	}

	/** Forgets all words. */
	clear(): void {
		this.slots.fill(0);
		this.again.fill(0);
		this.length = this.next = 0;
		this.free = [];
	}

	private add(from: Uint8Array, start: number, length: number, hash: number): number {
		let number = this.free.pop();
		if (number === undefined) {
			if (this.next === this.starts.length) this.grow();
			number = this.next++;
		}
		this.lengths[number] = length;
		this.hashes[number] = hash;
		this.seen[number] = this.named[number] = this.namedRaw[number] = 0;
		this.again[number] = 0;
		this.place(number, from, start, length, hash);
		return number;
	}

	/** Puts a word's bytes and its number where they belong. */
	private place(
		number: number,
		from: Uint8Array,
		start: number,
		length: number,
		hash: number,
	): void {
		const begins = this.length + BEFORE_WORD;
		if (begins + length > this.bytes.length) {
			const larger = new Uint8Array(Math.max(2 * this.bytes.length, begins + length));
			larger.set(this.bytes);
			this.bytes = larger;
		}
		const { bytes } = this;
		bytes[begins - 2] = SPACE;
		bytes[begins - 1] = TILDE;
		for (let at = 0; at < length; at++) bytes[begins + at] = from[start + at]!;
		this.starts[number] = begins;
		this.length = begins + length;
		this.put(number, hash);
	}

	private put(number: number, hash: number): void {
		const { slots } = this;
		const mask = slots.length - 1;
		let place = spread(hash) & mask;
		while (slots[place] !== 0) place = (place + 1) & mask;
		slots[place] = number + 1;
	}

	/** Numbers are given beyond the bound, too: it is looked at between two events. */
	private grow(): void {
		const size = 2 * this.starts.length;
		this.starts = larger(this.starts, new Uint32Array(size));
		this.lengths = larger(this.lengths, new Uint16Array(size));
		this.hashes = larger(this.hashes, new Int32Array(size));
		this.seen = larger(this.seen, new Uint32Array(size));
		this.named = larger(this.named, new Uint32Array(size));
		this.namedRaw = larger(this.namedRaw, new Uint32Array(size));
		this.again = larger(this.again, new Uint8Array(size));
		this.slots = new Int32Array(2 * size);
		for (let number = 0; number < this.next; number++) this.put(number, this.hashes[number]!);
	}
}

function larger<T extends { set(from: T): void }>(from: T, to: T): T {
	to.set(from);
	return to;
}

/** The product's high bits depend on all of the word, its low bits on little. */
function spread(hash: number): number {
	return hash ^ (hash >>> 15);
}
