/** Numbers the words of many events, so that what is known of a word stands under its number and is not looked up again. */
import { randomInt } from 'node:crypto';

const FIRST_WORDS = 2_048;
/** Words that are remembered, some 50 bytes each; when there are as many, those that only one event had are forgotten. */
const MAX_WORDS = 65_536;
/** At first it is done from so many on: a table that stays in the processor's cache is quicker than one that remembers more. */
const FIRST_LIMIT = 8_192;
const FIRST_BYTES = 1 << 15;

const SPACE = 0x20;
const TILDE = 0x7e;
/** What stands before each word: a space and the mark of a word's term. */
export const BEFORE_WORD = 2;

/**
 * What is known of a word: `size` numbers from its number times that on. They stand together, since a word is looked at so often
 * that how many lines of the processor's cache it takes is what it costs.
 */
export const WORD = {
	size: 8,
	hash: 0,
	/** Where the word begins in the table's `bytes`, and how many it has. */
	start: 1,
	length: 2,
	/** For the caller to set: the last event that had it. */
	seen: 3,
	/** For the caller to set: the day for which it was named last, and the same of it as a word of raw logs. */
	named: 4,
	namedRaw: 5,
	/** For the caller to set: 1 when a second event had it since the last sweep. */
	again: 6,
} as const;
/** In the module's own scope, where they are constants of the compiled code. */
const { size: SIZE, hash: HASH, start: START, length: LENGTH } = WORD;
const { seen: SEEN, again: AGAIN, named: NAMED, namedRaw: NAMED_RAW } = WORD;

/** Words by number. A number holds until {@link sweep} or {@link clear}, that of a word that is kept for longer. */
export class WordTable {
	/** Drawn anew by every table, so that nobody can send words that all land in one place. */
	readonly seed = randomInt(2 ** 32) | 0;
	/** A hash begins as the seed; each byte is exclusive-ored into it, then it is multiplied by this factor. */
	readonly factor = randomInt(2 ** 31) * 2 + 1;

	/** The words, each with {@link BEFORE_WORD} bytes before it, so that its term can be copied. */
	bytes = new Uint8Array(FIRST_BYTES);
	/** What is known of each word. */
	records = new Int32Array(SIZE * FIRST_WORDS);

	/** Numbers, plus 1, by hash; twice as many places as numbers. */
	private slots = new Int32Array(2 * FIRST_WORDS);
	private length = 0;
	private next = 0;
	private free: number[] = [];
	private limit = FIRST_LIMIT;

	/** Words that are remembered. */
	get size(): number {
		return this.next - this.free.length;
	}

	/** Whether it is time to {@link sweep}: between two events, when no number is in use but those that are kept. */
	get isFull(): boolean {
		return this.size >= this.limit;
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
		const { slots, records, bytes } = this;
		const mask = slots.length - 1;
		// The product's high bits depend on all of the word, its low bits on little.
		let place = (hash ^ (hash >>> 15)) & mask;
		for (let entry = slots[place]!; entry !== 0; entry = slots[place]!) {
			const record = (entry - 1) * SIZE;
			if (records[record + HASH] === hash && records[record + LENGTH] === length) {
				const other = records[record + START]!;
				let same = 0;
				while (same < length && bytes[other + same] === from[start + same]) same++;
				if (same === length) return entry - 1;
			}
			place = (place + 1) & mask;
		}
		return this.add(from, start, length, hash);
	}

	/** Where a word begins and ends in `bytes`. */
	rangeOf(number: number): readonly [start: number, end: number] {
		const start = this.records[number * SIZE + START]!;
		return [start, start + this.records[number * SIZE + LENGTH]!];
	}

	/** Forgets which event had which word. */
	forgetEvents(): void {
		for (let at = SEEN; at < this.records.length; at += SIZE) this.records[at] = 0;
	}

	/**
	 * Forgets the words that only one event had since the last time.
	 *
	 * @param kept numbers that are in use elsewhere, whose words stay
	 * @returns whether that made room; when not, most words are in use, and {@link clear} is all that is left
	 */
	sweep(kept: Iterable<readonly number[]>): boolean {
		const { records } = this;
		for (const numbers of kept) for (const number of numbers) records[number * SIZE + AGAIN] = 1;
		const old = this.bytes;
		this.bytes = new Uint8Array(old.length);
		this.length = 0;
		this.slots.fill(0);
		const freed = new Set(this.free);
		for (let number = 0; number < this.next; number++) {
			if (freed.has(number)) continue;
			const record = number * SIZE;
			if (records[record + AGAIN] === 0) {
				this.free.push(number);
				continue;
			}
			records[record + AGAIN] = 0;
			this.place(number, old, records[record + START]!, records[record + LENGTH]!);
		}
		if (this.size > this.limit / 2) this.limit = Math.min(2 * this.limit, MAX_WORDS);
		return this.size <= MAX_WORDS / 2;
	}

	/** Forgets all words. */
	clear(): void {
		this.slots.fill(0);
		this.length = this.next = 0;
		this.free = [];
	}

	private add(from: Uint8Array, start: number, length: number, hash: number): number {
		let number = this.free.pop();
		if (number === undefined) {
			if (this.next * SIZE === this.records.length) this.grow();
			number = this.next++;
		}
		const { records } = this;
		const record = number * SIZE;
		records[record + HASH] = hash;
		records[record + LENGTH] = length;
		records[record + SEEN] = records[record + AGAIN] = 0;
		records[record + NAMED] = records[record + NAMED_RAW] = 0;
		this.place(number, from, start, length);
		return number;
	}

	/** Puts a word's bytes and its number where they belong. */
	private place(number: number, from: Uint8Array, start: number, length: number): void {
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
		this.records[number * SIZE + START] = begins;
		this.length = begins + length;
		this.put(number);
	}

	private put(number: number): void {
		const { slots } = this;
		const mask = slots.length - 1;
		const hash = this.records[number * SIZE + HASH]!;
		let place = (hash ^ (hash >>> 15)) & mask;
		while (slots[place] !== 0) place = (place + 1) & mask;
		slots[place] = number + 1;
	}

	/** Numbers are given beyond the bound, too: it is looked at between two events. */
	private grow(): void {
		const larger = new Int32Array(2 * this.records.length);
		larger.set(this.records);
		this.records = larger;
		this.slots = new Int32Array((2 * larger.length) / SIZE);
		for (let number = 0; number < this.next; number++) this.put(number);
	}
}
