/** Packs the index terms of events as `eventTermsOf` names them, byte by byte: it runs for every character that is taken in. */
import type { FieldValue } from '../events';
import { canonicalValue, isTextField, SAFE_DIGITS } from './canonical';
import { WORD_CODES, wordsOf } from './words';
import { type PackedTexts, TextPacker } from './packed-texts';
import {
	ALTERED,
	EVERY_EVENT,
	fieldPrefix,
	fieldTerm,
	isIndexed,
	MAX_TERM_TEXT,
	RAW_FIELD,
	RAW_MARK,
	rawWordTerm,
	SPACE_IN_TERM,
	wordTerm,
} from './terms';
import { FieldValueTerms, type ValueTerms } from './value-terms';
import { type DayWords, NewWords, type WordsOfDay } from './new-words';
import { WordSet } from './word-set';

const SPACE = 0x20;
const TILDE = 0x7e;
const RAW = RAW_MARK.charCodeAt(0);
const DELETE = 0x7f;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

const encoder = new TextEncoder();
const SPACE_BYTES = encoder.encode(SPACE_IN_TERM);
const ALTERED_BYTES = encoder.encode(ALTERED);

/** By ASCII code: its lower case. */
const LOWER = Uint8Array.from({ length: 128 }, (_, code) =>
	code > 64 && code < 91 ? code + 32 : code,
);

/** By ASCII code: its lower case when it belongs to a word, else 0. */
const IN_WORD = Uint8Array.from(WORD_CODES, (belongs, code) =>
	belongs === 1 ? (LOWER[code] as number) : 0,
);

/** Shorter texts are copied faster character by character than by a call out of JavaScript, in UTF-16 code units. */
const SHORT = 48;

/** What is known of a field. */
export interface PackedField {
	readonly name: string;
	/** Whether it is searched by word. */
	readonly isText: boolean;
	/** A space and what the terms of the field start with. */
	readonly prefix: Uint8Array;
	/** The terms of its values; undefined when the index has no values of it. */
	readonly values: FieldValueTerms | undefined;
	readonly isIndexed: boolean;
	/** For the caller, who may keep here for what the field was last looked at. */
	mark: unknown;
}

/** Fields that are remembered: their names come from logs, so their number is not under our control. */
const MAX_FIELDS = 1_000;
/** Values of all fields that are remembered, some 300 bytes each. */
const MAX_VALUES = 30_000;

/** Packs the terms of a batch, one text an event. */
export class TermPacker {
	private readonly out = new TextPacker();
	private readonly words = new WordSet();
	private readonly fields = new Map<string, PackedField>();
	private readonly room = { left: MAX_VALUES };
	private readonly newWords = new NewWords();
	/** The words of the current event's day; undefined for an event without time. */
	private day: WordsOfDay | undefined;
	/** The current event's raw log, whose words are looked at when those of all other fields are known. */
	private raw: FieldValue | undefined;
	/** The current value. */
	private value = Buffer.alloc(4096);

	/** Adds an event. */
	add(fields: Readonly<Record<string, FieldValue>>): void {
		this.begin();
		for (const name in fields) this.addValue(this.field(name), fields[name] as FieldValue);
		this.end();
	}

	/**
	 * Begins an event.
	 *
	 * @param time epoch ms, for {@link takeWords}; without it the event's words are not named there
	 */
	begin(time?: number): void {
		if (this.room.left <= 0) {
			this.fields.clear();
			this.room.left = MAX_VALUES;
		}
		this.words.clear();
		this.raw = undefined;
		this.day = time === undefined ? undefined : this.newWords.at(time);
		this.out.write(EVERY_EVENT);
	}

	/** What is known of a field. */
	field(name: string): PackedField {
		return this.fields.get(name) ?? this.know(name);
	}

	/**
	 * Adds a value of the current event.
	 *
	 * @returns what is remembered of the value, always the same object; undefined when it is one of many
	 */
	addValue(field: PackedField, value: FieldValue): ValueTerms | undefined {
		const terms = field.values?.get(value);
		if (terms !== undefined) this.addKnown(terms);
		else if (field.isIndexed) this.addUnknown(field, value);
		else if (field.name === RAW_FIELD) this.raw = value;
		return terms;
	}

	/** Ends the current event. */
	end(): void {
		if (this.raw !== undefined) this.addRaw(String(this.raw));
		this.out.end();
	}

	/** The terms of all events since the last call. */
	take(): PackedTexts {
		return this.out.take();
	}

	/** The words of all events that were not named by an earlier call, day by day. */
	takeWords(): DayWords[] {
		return this.newWords.take();
	}

	/** Forgets which words were named: those of the last call may be lost. */
	resetWords(): void {
		this.newWords.reset();
	}

	/** Drops what was packed, but for the words: that too many are named does no harm. */
	clear(): void {
		this.out.clear();
	}

	private know(name: string): PackedField {
		if (this.fields.size >= MAX_FIELDS) this.fields.clear();
		const indexed = isIndexed(name);
		const isText = isTextField(name);
		const field: PackedField = {
			name,
			isText,
			isIndexed: indexed,
			mark: undefined,
			prefix: encoder.encode(` ${fieldPrefix(name)}`),
			values: indexed && !isText ? new FieldValueTerms(name, this.words, this.room) : undefined,
		};
		this.fields.set(name, field);
		return field;
	}

	private addKnown(terms: ValueTerms): void {
		const { whole, words, ends, hashes } = terms;
		const { out, day } = this;
		out.reserve(whole.length + words.length);
		const { bytes } = out;
		let to = out.length;
		for (let at = 0; at < whole.length; at++) bytes[to++] = whole[at] as number;
		let start = 0;
		for (let index = 0; index < ends.length; index++) {
			const end = ends[index] as number;
			const begins = to;
			for (let at = start; at < end; at++) bytes[to++] = words[at] as number;
			// Two bytes are the space and the mark.
			if (!this.words.add(bytes, begins + 2, end - start - 2, hashes[index])) to = begins;
			start = end;
		}
		out.length = to;
		if (day === undefined || terms.namedIn === day) return;
		terms.namedIn = day;
		start = 0;
		for (const [index, end] of ends.entries()) {
			day.add(words, start + 2, end - start - 2, hashes[index] as number);
			start = end;
		}
	}

	private addUnknown(field: PackedField, value: FieldValue): void {
		const text = typeof value === 'string' ? value : String(value);
		if (!this.copy(text)) {
			this.addUnicode(field, value, text);
			return;
		}
		if (!field.isText) this.addFieldTerm(field, value, text.length);
		this.addWords(text.length, TILDE);
	}

	/** Adds the words of the raw log that no other field has. */
	private addRaw(text: string): void {
		if (this.copy(text)) {
			this.addWords(text.length, RAW);
			return;
		}
		const { out, words } = this;
		for (const word of wordsOf(text)) {
			const begins = out.length + 2;
			out.write(` ${rawWordTerm(word)}`);
			const length = out.length - begins;
			const isNew = words.add(out.bytes, begins, length);
			if (isNew) this.nameRaw(begins, length);
			else out.length = begins - 2;
		}
	}

	/** Names a word of the raw log for its day, with the mark before it. */
	private nameRaw(begins: number, length: number): void {
		const { bytes } = this.out;
		this.day?.add(bytes, begins - 1, length + 1, this.words.hashOf(bytes, begins - 1, length + 1));
	}

	/** Copies a text into `value`; false when it is not ASCII. */
	private copy(text: string): boolean {
		const { length } = text;
		if (length * 3 > this.value.length) this.value = Buffer.alloc(length * 6);
		// Any other character takes more bytes than it has code units.
		if (length > SHORT) return this.value.write(text, 0, 'utf8') === length;
		const { value } = this;
		for (let at = 0; at < length; at++) {
			const code = text.charCodeAt(at);
			if (code > 127) return false;
			value[at] = code;
		}
		return true;
	}

	/** Adds the words of `value`: puts them in lower case, adds up their hashes and copies them in one go. */
	private addWords(length: number, mark: number): void {
		const { out, words, value, day } = this;
		out.reserve(3 * length + 3);
		const { bytes } = out;
		const { seed, factor } = words;
		let begins = out.length + 2;
		let size = 0;
		let hash = seed;
		for (let at = 0; at <= length; at++) {
			const code = at === length ? 0 : (IN_WORD[value[at] as number] as number);
			if (code !== 0) {
				if (size === MAX_TERM_TEXT) continue;
				bytes[begins + size++] = code;
				hash = Math.imul(hash ^ code, factor);
			} else if (size > 0) {
				if (words.add(bytes, begins, size, hash)) {
					bytes[begins - 2] = SPACE;
					bytes[begins - 1] = mark;
					if (mark === TILDE) day?.add(bytes, begins, size, hash);
					else this.nameRaw(begins, size);
					out.length = begins + size;
					begins = out.length + 2;
				}
				size = 0;
				hash = seed;
			}
		}
	}

	private addFieldTerm(field: PackedField, value: FieldValue, length: number): void {
		const bytes = this.value;
		let start = 0;
		let end = length;
		while (start < end && isBlank(bytes[start] as number)) start++;
		while (end > start && isBlank(bytes[end - 1] as number)) end--;
		if (start === end) return;
		if (isDecimalToRewrite(bytes, start, end)) {
			this.out.write(` ${fieldTerm(field.name, canonicalValue(value))}`);
			return;
		}
		const { prefix } = field;
		const { out } = this;
		out.reserve(prefix.length + 3 * (end - start));
		out.bytes.set(prefix, out.length);
		out.length += prefix.length;
		end = Math.min(end, start + MAX_TERM_TEXT);
		for (let at = start; at < end; at++) {
			const code = bytes[at] as number;
			if (code > SPACE && code < DELETE) out.bytes[out.length++] = LOWER[code] as number;
			else
				for (const byte of code === SPACE ? SPACE_BYTES : ALTERED_BYTES)
					out.bytes[out.length++] = byte;
		}
	}

	private addUnicode(field: PackedField, value: FieldValue, text: string): void {
		const { out, words } = this;
		if (!field.isText) {
			const canonical = canonicalValue(value);
			if (canonical !== '') out.write(` ${fieldTerm(field.name, canonical)}`);
		}
		for (const word of wordsOf(text)) {
			const begins = out.length + 2;
			out.write(` ${wordTerm(word)}`);
			const length = out.length - begins;
			const hash = words.hashOf(out.bytes, begins, length);
			if (words.add(out.bytes, begins, length, hash))
				this.day?.add(out.bytes, begins, length, hash);
			else out.length = begins - 2;
		}
	}
}

/** What `trim` takes away. */
function isBlank(code: number): boolean {
	return code === SPACE || (code >= 9 && code <= 13);
}

function isDigit(code: number): boolean {
	return code >= ZERO && code < ZERO + 10;
}

/** Whether a text is a decimal number whose canonical form may be another; short integers stand for themselves. */
function isDecimalToRewrite(bytes: Uint8Array, start: number, end: number): boolean {
	let at = start;
	if (bytes[at] === MINUS) at++;
	const first = at;
	while (at < end && isDigit(bytes[at] as number)) at++;
	if (at === first) return false;
	if (at === end) {
		return first > start || end - first > SAFE_DIGITS || (bytes[first] === ZERO && end - first > 1);
	}
	if (bytes[at] !== POINT) return false;
	const fraction = ++at;
	while (at < end && isDigit(bytes[at] as number)) at++;
	return at === end && at > fraction;
}
