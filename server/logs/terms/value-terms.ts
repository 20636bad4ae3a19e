/** Remembers the terms of field values that come again and again: a copy of them costs a fraction of making them. */
import type { FieldValue } from '../events';
import { canonicalValue } from './canonical';
import { fieldTerm, wordTerm } from './terms';
import type { WordsOfDay } from './new-words';
import type { CountedMemo } from './value-numbers';
import type { WordSet } from './word-set';
import { wordsOf } from './words';

/** The terms of one value, ready to be copied. */
export interface ValueTerms extends CountedMemo {
	/** A space and the term `field=value`; nothing for a blank value. */
	readonly whole: Uint8Array;
	/** The words one after another, each after a space and the mark of a word. */
	readonly words: Uint8Array;
	/** Where each word ends in `words`. */
	readonly ends: readonly number[];
	/** The hash of each word, see {@link WordSet.hashOf}. */
	readonly hashes: readonly number[];
	/** Where the words were named last. */
	namedIn: WordsOfDay | undefined;
}

/** Values of one field that are remembered. */
const MAX_VALUES = 512;
/** Longer values seldom come again, in UTF-16 code units. */
const MAX_LENGTH = 64;
/** Values that were not there before it is asked whether remembering is of use. */
const MISSES_TO_ASK = 2_048;
/** Values of a field for which nothing is remembered when it was of no use, before it is tried again. */
const PAUSE = 65_536;

const encoder = new TextEncoder();

/** How many more values may be remembered of all fields together. */
export interface Room {
	left: number;
}

/** The remembered values of one field. */
export class FieldValueTerms {
	private readonly values = new Map<FieldValue, ValueTerms>();
	private hits = 0;
	private misses = 0;
	private pause = 0;

	/**
	 * @param field server name of a keyword field
	 * @param words what the hashes are for
	 * @param room shared with other fields; it goes below 0 by the values of one event at most when its owner looks
	 */
	constructor(
		private readonly field: string,
		private readonly words: WordSet,
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

	private miss(value: FieldValue): ValueTerms | undefined {
		if (++this.misses > MISSES_TO_ASK) {
			// What came often a while ago need not come any more.
			if (this.hits < this.misses) this.pause = PAUSE;
			this.values.clear();
			this.hits = this.misses = 0;
		}
		if (this.values.size >= MAX_VALUES) return undefined;
		const terms = this.make(value);
		this.room.left--;
		this.values.set(value, terms);
		return terms;
	}

	private make(value: FieldValue): ValueTerms {
		const canonical = canonicalValue(value);
		const whole = canonical === '' ? '' : ` ${fieldTerm(this.field, canonical)}`;
		const pieces = wordsOf(String(value)).map((word) => encoder.encode(` ${wordTerm(word)}`));
		let length = 0;
		const ends = pieces.map((piece) => (length += piece.length));
		const words = new Uint8Array(length);
		for (const [index, piece] of pieces.entries())
			words.set(piece, (ends[index] as number) - piece.length);
		const hashes = pieces.map((piece) => this.words.hashOf(piece, 2, piece.length - 2));
		return {
			whole: encoder.encode(whole),
			words,
			ends,
			hashes,
			counted: undefined,
			namedIn: undefined,
		};
	}
}
