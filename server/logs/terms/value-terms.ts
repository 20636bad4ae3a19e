/** Remembers the terms of field values that come again and again: a copy of them costs a fraction of making them. */
import { type FieldValue, plainValue } from '../events';
import { canonicalValue } from './canonical';
import { fieldTerm, wordTerm } from './terms';
import type { CountedMemo } from './value-numbers';
import { BEFORE_WORD, type WordTable } from './word-table';
import { wordsOf } from './words';

/** The terms of one value, ready to be copied. */
export interface ValueTerms extends CountedMemo {
	readonly value: FieldValue;
	/** A space and the term `field=value`; nothing for a blank value. */
	readonly whole: Uint8Array;
	/** Numbers of the words. */
	readonly words: readonly number[];
	/** Bytes of all terms at most. */
	readonly size: number;
	/** Where its JSON text stands among those of the field that came as such, and its hash. */
	textAt: number;
	textLength: number;
	textHash: number;
}

/** Values of one field that are remembered. */
const MAX_VALUES = 512;
/** Longer values seldom come again, in UTF-16 code units. */
const MAX_LENGTH = 200;
/** What a value takes of the room that all share: one place, and one for each so many characters. */
const ROOM_LENGTH = 64;
/** Values that were not there before it is asked whether remembering is of use. */
const MISSES_TO_ASK = 2_048;
/** Values of a field for which nothing is remembered when it was of no use, before it is tried again. */
const PAUSE = 65_536;
/** Places for values by the hash of their JSON text: a power of two, twice as many as values. */
const PLACES = 2 * MAX_VALUES;
const FIRST_TEXTS = 1_024;

const encoder = new TextEncoder();

/** How many more values may be remembered of all fields together. */
export interface Room {
	left: number;
}

/** The remembered values of one field. */
export class FieldValueTerms {
	private readonly values = new Map<FieldValue, ValueTerms>();
	/** Those of them that came as JSON text, by its hash; made when the first one comes. */
	private places: (ValueTerms | undefined)[] | undefined;
	private texts = new Uint8Array(0);
	private textsLength = 0;
	private hits = 0;
	private misses = 0;
	private pause = 0;

	/**
	 * @param field server name of a keyword field
	 * @param words which numbers them
	 * @param room shared with other fields; it goes below 0 by the values of one event at most when its owner looks
	 */
	constructor(
		private readonly field: string,
		private readonly words: WordTable,
		private readonly room: Room,
	) {}

	/** The terms of a value; undefined when it is one of many, and the caller has to make them. */
	get(value: FieldValue): ValueTerms | undefined {
		if (typeof value === 'string' && value.length > MAX_LENGTH) return undefined;
		if (this.pause > 0) {
			this.pause--;
			return undefined;
		}
		const known = this.values.get(value);
		if (known === undefined) return this.miss(value);
		this.hits++;
		return known;
	}

	/**
	 * The same of a value that stands as canonical JSON text in bytes: only what was not there before is read.
	 *
	 * @param begins where the text begins, with a string's quote
	 * @param start where the value begins, behind it
	 * @param end where it ends, before a string's quote
	 * @param kind of the value, see `plainValue`
	 */
	getPlain(
		bytes: Buffer,
		begins: number,
		start: number,
		end: number,
		kind: number,
	): ValueTerms | undefined {
		const length = end - begins;
		if (length > MAX_LENGTH) return undefined;
		if (this.pause > 0) {
			this.pause--;
			return undefined;
		}
		const { seed, factor } = this.words;
		let hash = seed;
		for (let at = begins; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, factor);
		const places = (this.places ??= new Array<undefined>(PLACES).fill(undefined));
		const { texts } = this;
		let place = (hash ^ (hash >>> 15)) & (PLACES - 1);
		for (let known = places[place]; known !== undefined; known = places[place]) {
			if (known.textHash === hash && known.textLength === length) {
				const other = known.textAt;
				let same = 0;
				while (same < length && texts[other + same] === bytes[begins + same]) same++;
				if (same === length) {
					this.hits++;
					return known;
				}
			}
			place = (place + 1) & (PLACES - 1);
		}
		const terms = this.get(plainValue(bytes, start, end, kind));
		if (terms !== undefined) this.putText(terms, bytes, begins, end, hash);
		return terms;
	}

	/** Hands out the words that are in use here. */
	*usedWords(): Iterable<readonly number[]> {
		for (const { words } of this.values.values()) yield words;
	}

	private miss(value: FieldValue): ValueTerms | undefined {
		if (++this.misses > MISSES_TO_ASK) {
			// What came often a while ago need not come any more.
			if (this.hits < this.misses) this.pause = PAUSE;
			this.values.clear();
			this.places = undefined;
			this.texts = new Uint8Array(0);
			this.textsLength = 0;
			this.hits = this.misses = 0;
		}
		if (this.values.size >= MAX_VALUES) return undefined;
		const terms = this.make(value);
		this.room.left -= 1 + Math.floor(terms.size / ROOM_LENGTH);
		this.values.set(value, terms);
		return terms;
	}

	private make(value: FieldValue): ValueTerms {
		const canonical = canonicalValue(value);
		const whole = encoder.encode(canonical === '' ? '' : ` ${fieldTerm(this.field, canonical)}`);
		let size = whole.length;
		const words = wordsOf(String(value)).map((word) => {
			const term = encoder.encode(` ${wordTerm(word)}`);
			const length = term.length - BEFORE_WORD;
			size += term.length;
			const hash = this.words.hashOf(term, BEFORE_WORD, length);
			return this.words.number(term, BEFORE_WORD, length, hash);
		});
		return {
			value,
			whole,
			words,
			size,
			counted: undefined,
			textAt: 0,
			textLength: 0,
			textHash: 0,
		};
	}

	/** Each value has one canonical text, so that there are no more of these than values. */
	private putText(
		terms: ValueTerms,
		bytes: Buffer,
		begins: number,
		end: number,
		hash: number,
	): void {
		const length = end - begins;
		if (this.textsLength + length > this.texts.length) {
			const size = Math.max(FIRST_TEXTS, 2 * this.texts.length, this.textsLength + length);
			const larger = new Uint8Array(size);
			larger.set(this.texts);
			this.texts = larger;
		}
		for (let at = begins; at < end; at++) this.texts[this.textsLength + at - begins] = bytes[at]!;
		terms.textAt = this.textsLength;
		terms.textLength = length;
		terms.textHash = hash;
		this.textsLength += length;
		const places = (this.places ??= new Array<undefined>(PLACES).fill(undefined));
		let place = (hash ^ (hash >>> 15)) & (PLACES - 1);
		while (places[place] !== undefined) place = (place + 1) & (PLACES - 1);
		places[place] = terms;
	}
}
