/** Gathers the words that the events of each day are found by, each once: what wildcards are looked up in. */
import { MAX_TERM_TEXT } from './terms';
import { WordSet } from './word-set';

/** Words of one day (UTC). */
export interface DayWords {
	/** Days since 1970. */
	readonly day: number;
	/** Lines as {@link wordLine} makes them, UTF-8. */
	readonly words: Uint8Array<ArrayBuffer>;
}

/** Words from so many bytes on may have been cut. */
const LONG_WORD = MAX_TERM_TEXT - 1;

/** Stands before a long word, so that those are found among the others. */
export const LONG_WORD_MARK = 1;
const LINE_FEED = 10;

/** A word as it stands in a list: with a mark before it if it is long, and a line feed behind it. */
export function wordLine(word: string): string {
	const isLong = Buffer.byteLength(word) >= LONG_WORD;
	return `${isLong ? String.fromCharCode(LONG_WORD_MARK) : ''}${word}\n`;
}

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** Words that are remembered, some 45 bytes each; beyond it all are forgotten, and named again when they come. */
const MAX_WORDS = 131_072;
/** Days that are remembered: what is wrong about time stamps must not fill the memory. */
const MAX_DAYS = 64;
const FIRST_SIZE = 4_096;

/** Tells days apart from those that were forgotten. */
let days = 0;

/** The words of one day that were named. */
export class WordsOfDay {
	/** Differs from that of every other day, and from 0. */
	readonly serial = ++days;
	/** How many there are. */
	count = 0;
	private readonly known = new WordSet();
	private bytes = new Uint8Array(FIRST_SIZE);
	private length = 0;
	private taken = 0;

	/**
	 * Adds a word, unless it was named before.
	 *
	 * @param hash of its bytes, by one and the same hash function for all words
	 */
	add(from: Uint8Array, start: number, length: number, hash: number): void {
		if (this.length + length + 2 > this.bytes.length) this.grow(length + 2);
		const begins = this.length + (length >= LONG_WORD ? 1 : 0);
		const { bytes } = this;
		for (let at = 0; at < length; at++) bytes[begins + at] = from[start + at] as number;
		if (!this.known.add(bytes, begins, length, hash)) return;
		if (begins > this.length) bytes[begins - 1] = LONG_WORD_MARK;
		bytes[begins + length] = LINE_FEED;
		this.length = begins + length + 1;
		this.count++;
	}

	/** The words since the last call; undefined when there are none. */
	take(): Uint8Array<ArrayBuffer> | undefined {
		if (this.taken === this.length) return undefined;
		const words = this.bytes.slice(this.taken, this.length);
		this.taken = this.length;
		return words;
	}

	private grow(length: number): void {
		const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + length));
		larger.set(this.bytes.subarray(0, this.length));
		this.bytes = larger;
	}
}

/** Remembers over its life which words it has named, so that steady traffic names none. */
export class NewWords {
	private days = new Map<number, WordsOfDay>();
	private last: WordsOfDay | undefined;
	private lastDay = Number.NaN;
	/** Words of days that are forgotten already. */
	private named: DayWords[] = [];

	/** The day of a time, epoch ms: the same object until it is forgotten. */
	at(time: number): WordsOfDay {
		const day = Math.floor(time / DAY_MS);
		if (day === this.lastDay && this.last !== undefined) return this.last;
		this.lastDay = day;
		return (this.last = this.days.get(day) ?? this.begin(day));
	}

	/** The words that were not named before; a day may come twice. */
	take(): DayWords[] {
		const count = this.collect();
		const { named } = this;
		this.named = [];
		if (count > MAX_WORDS) this.reset();
		return named;
	}

	/** Forgets what was named, so that it is named again. */
	reset(): void {
		this.days = new Map();
		this.last = undefined;
	}

	private begin(day: number): WordsOfDay {
		if (this.days.size >= MAX_DAYS) {
			this.collect();
			this.reset();
		}
		const words = new WordsOfDay();
		this.days.set(day, words);
		return words;
	}

	/** Puts new words into `named`; returns how many words are remembered. */
	private collect(): number {
		let count = 0;
		for (const [day, known] of this.days) {
			const words = known.take();
			if (words !== undefined) this.named.push({ day, words });
			count += known.count;
		}
		return count;
	}
}
