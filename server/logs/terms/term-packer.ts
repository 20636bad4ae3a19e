/** Packs the index terms of events as `eventTermsOf` names them, byte by byte: it runs for every character that is taken in. */
import { type FieldValue, PLAIN, type PlainKey, plainText, plainValue } from '../events';
import { BACKSLASH, DELETE, IN_WORD, isBlank, isDecimalToRewrite, LOWER, SPACE } from './ascii';
import { canonicalValue } from './canonical';
import { type DayWords, NewWords, type WordsOfDay } from './new-words';
import { type PackedField, PackedFields } from './packed-fields';
import { type PackedTexts, TextPacker } from './packed-texts';
import { isBetweenWords, withoutMessage } from './raw-head';
import {
	ALTERED,
	cut,
	EVERY_EVENT,
	fieldTerm,
	MAX_TERM_TEXT,
	RAW_FIELD,
	RAW_MARK,
	SPACE_IN_TERM,
} from './terms';
import type { ValueTerms } from './value-terms';
import { BEFORE_WORD, WORD, WordTable } from './word-table';
import { wordsOf } from './words';

const TILDE = 0x7e;
const RAW = RAW_MARK.charCodeAt(0);

const encoder = new TextEncoder();
const SPACE_BYTES = encoder.encode(SPACE_IN_TERM);
const ALTERED_BYTES = encoder.encode(ALTERED);

/** Shorter texts are copied faster character by character than by a call out of JavaScript, in UTF-16 code units. */
const SHORT = 48;

/** Events are numbered up to here, then from 1 again. */
const MAX_EVENT = 0x3fff_ffff;

/** In the module's own scope, where they are constants of the compiled code: names of another module are looked up there each time. */
const { size: RECORD, start: START, length: LENGTH, seen: SEEN } = WORD;
const { again: AGAIN, named: NAMED, namedRaw: NAMED_RAW } = WORD;
const { text: TEXT, escaped: ESCAPED, unicode: UNICODE } = PLAIN;

/** Packs the terms of a batch, one text an event. */
export class TermPacker {
	private readonly out = new TextPacker();
	private readonly words = new WordTable();
	private readonly fields = new PackedFields(this.words);
	private readonly newWords = new NewWords();
	/** The number of the current event. */
	private event = 0;
	/** The words of the current event's day; undefined for an event without time. */
	private day: WordsOfDay | undefined;
	/** The current event's message, and raw log, whose words are looked at when those of all other fields are known. */
	private message: FieldValue | undefined;
	private raw: FieldValue | undefined;
	/** The same of an event that stands in bytes: where they are. */
	private readonly plain = { message: 0, messageEnd: 0, raw: 0, rawEnd: 0, kind: -1 };
	private plainBytes: Buffer | undefined;
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
		if (this.fields.isFull) this.fields.forget();
		if (this.words.isFull) this.sweep();
		if (++this.event > MAX_EVENT) {
			this.words.forgetEvents();
			this.event = 1;
		}
		this.raw = this.message = undefined;
		this.plainBytes = undefined;
		this.plain.messageEnd = 0;
		this.day = time === undefined ? undefined : this.newWords.at(time);
		this.out.write(EVERY_EVENT);
	}

	/** What is known of a field. */
	field(name: string): PackedField {
		return this.fields.of(name);
	}

	/** The same by a key that keeps it. */
	fieldOf(key: PlainKey): PackedField {
		return this.fields.ofKey(key);
	}

	/**
	 * Adds a value of the current event.
	 *
	 * @returns what is remembered of the value, always the same object; undefined when it is one of many
	 */
	addValue(field: PackedField, value: FieldValue): ValueTerms | undefined {
		const terms = field.values?.get(value);
		if (terms !== undefined) this.addKnown(terms);
		else if (field.isIndexed) {
			if (field.isText) this.message = value;
			this.addUnknown(field, value);
		} else if (field.name === RAW_FIELD) this.raw = value;
		return terms;
	}

	/**
	 * The same of a value that stands as JSON text in bytes, which must stay until the event ends.
	 *
	 * @param start where the value begins, behind a string's quote
	 * @param end where it ends, before a string's quote
	 * @param kind of the value, one of {@link PLAIN}
	 */
	addPlain(
		field: PackedField,
		bytes: Buffer,
		start: number,
		end: number,
		kind: number,
	): ValueTerms | undefined {
		const { values } = field;
		if (values === undefined) {
			this.addPlainText(field, bytes, start, end, kind);
			return undefined;
		}
		const begins = kind <= UNICODE ? start - 1 : start;
		const terms = values.getPlain(bytes, begins, start, end, kind);
		if (terms !== undefined) this.addKnown(terms);
		else if (kind === ESCAPED || kind === UNICODE)
			this.addUnknown(field, plainValue(bytes, start, end, kind));
		else {
			this.addFieldTerm(field, bytes, start, end, kind === TEXT);
			this.addWords(bytes, start, end, TILDE, false);
		}
		return terms;
	}

	/** Ends the current event. */
	end(): void {
		if (this.raw !== undefined) this.addRaw(withoutMessage(String(this.raw), this.message));
		else if (this.plainBytes !== undefined) this.addPlainRaw(this.plainBytes);
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

	private sweep(): void {
		if (this.words.sweep(this.fields.usedWords())) return;
		this.fields.forget();
		this.words.clear();
	}

	private addKnown({ whole, words, size }: ValueTerms): void {
		const { out, words: table, day, event } = this;
		out.reserve(size);
		const { bytes } = out;
		let to = out.length;
		for (let at = 0; at < whole.length; at++) bytes[to++] = whole[at]!;
		const { records, bytes: from } = table;
		for (let index = 0; index < words.length; index++) {
			const record = words[index]! * RECORD;
			if (records[record + SEEN] === event) continue;
			records[record + SEEN] = event;
			const start = records[record + START]!;
			const end = start + records[record + LENGTH]!;
			for (let at = start - BEFORE_WORD; at < end; at++) bytes[to++] = from[at]!;
			if (day !== undefined && records[record + NAMED] !== day.serial) this.name(day, record);
		}
		out.length = to;
	}

	/** Names a word for a day. */
	private name(day: WordsOfDay, record: number): void {
		const { records, bytes } = this.words;
		records[record + NAMED] = day.serial;
		const [start, length] = [records[record + START]!, records[record + LENGTH]!];
		day.add(bytes, start, length, this.words.hashOf(bytes, start, length));
	}

	/** The same of a word that stands in `out` behind the mark of raw logs, with that mark before it. */
	private nameRaw(day: WordsOfDay, record: number, begins: number, length: number): void {
		this.words.records[record + NAMED_RAW] = day.serial;
		const { bytes } = this.out;
		day.add(bytes, begins - 1, length + 1, this.words.hashOf(bytes, begins - 1, length + 1));
	}

	private addUnknown(field: PackedField, value: FieldValue): void {
		const text = typeof value === 'string' ? value : String(value);
		if (!this.copy(text)) {
			this.addUnicode(field, value, text);
			return;
		}
		if (!field.isText) this.addFieldTerm(field, this.value, 0, text.length, true);
		this.addWords(this.value, 0, text.length, TILDE, false);
	}

	/** Adds the words of a message, and keeps where the raw log stands. */
	private addPlainText(
		field: PackedField,
		bytes: Buffer,
		start: number,
		end: number,
		kind: number,
	): void {
		const { plain } = this;
		if (field.isIndexed) {
			plain.message = start;
			plain.messageEnd = end;
			if (kind === UNICODE) this.addUnknown(field, plainValue(bytes, start, end, kind));
			else this.addWords(bytes, start, end, TILDE, kind === ESCAPED);
		} else if (field.name === RAW_FIELD) {
			this.plainBytes = bytes;
			plain.raw = start;
			plain.rawEnd = end;
			plain.kind = kind;
		}
	}

	private addPlainRaw(bytes: Buffer): void {
		const { message, messageEnd, raw, rawEnd, kind } = this.plain;
		const length = messageEnd - message;
		let end = rawEnd;
		// Most raw logs are a header and the message: the message's words are there already.
		const head = rawEnd - length - 1;
		if (messageEnd > 0 && head >= raw && isBetweenWords(bytes[head]!)) {
			let same = 0;
			while (same < length && bytes[message + same] === bytes[head + 1 + same]) same++;
			if (same === length) end = head + 1;
		}
		if (kind === UNICODE) this.addRaw(plainText(bytes, raw, end));
		else this.addWords(bytes, raw, end, RAW, kind === ESCAPED);
	}

	/** Adds the words of a raw log that no other field has. */
	private addRaw(text: string): void {
		if (this.copy(text)) this.addWords(this.value, 0, text.length, RAW, false);
		else for (const word of wordsOf(text)) this.addWord(word, RAW);
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

	/**
	 * Adds the words of ASCII text: puts them in lower case, adds up their hashes and copies them in one go.
	 *
	 * @param escapes whether a backslash and the character behind it stand for one that belongs to no word
	 */
	private addWords(
		from: Uint8Array,
		start: number,
		end: number,
		mark: number,
		escapes: boolean,
	): void {
		const { out, words } = this;
		out.reserve(3 * (end - start) + 3);
		const { bytes } = out;
		const { seed, factor } = words;
		let begins = out.length + BEFORE_WORD;
		let size = 0;
		let hash = seed;
		for (let at = start; at < end; at++) {
			const code = from[at]!;
			const folded = IN_WORD[code]!;
			if (folded !== 0) {
				if (size === MAX_TERM_TEXT) continue;
				bytes[begins + size++] = folded;
				hash = Math.imul(hash ^ folded, factor);
				continue;
			}
			if (escapes && code === BACKSLASH) at++;
			if (size === 0) continue;
			if (this.keep(begins, size, hash, mark)) begins += size + BEFORE_WORD;
			size = 0;
			hash = seed;
		}
		if (size > 0) this.keep(begins, size, hash, mark);
	}

	/** Keeps a word that stands at the end of `out`, unless the event has it. */
	private keep(begins: number, size: number, hash: number, mark: number): boolean {
		const { out, words, event, day } = this;
		const { bytes } = out;
		const record = words.number(bytes, begins, size, hash) * RECORD;
		const { records } = words;
		const before = records[record + SEEN];
		if (before === event) return false;
		if (before !== 0) records[record + AGAIN] = 1;
		records[record + SEEN] = event;
		bytes[begins - 2] = SPACE;
		bytes[begins - 1] = mark;
		out.length = begins + size;
		if (day === undefined) return true;
		if (mark === RAW) {
			if (records[record + NAMED_RAW] !== day.serial) this.nameRaw(day, record, begins, size);
		} else if (records[record + NAMED] !== day.serial) this.name(day, record);
		return true;
	}

	/** @param canDiffer whether a decimal number may have another canonical form than it stands there in */
	private addFieldTerm(
		field: PackedField,
		from: Buffer,
		start: number,
		end: number,
		canDiffer: boolean,
	): void {
		while (start < end && isBlank(from[start]!)) start++;
		while (end > start && isBlank(from[end - 1]!)) end--;
		if (start === end) return;
		const { out } = this;
		if (canDiffer && isDecimalToRewrite(from, start, end)) {
			const canonical = canonicalValue(from.toString('latin1', start, end));
			out.write(` ${fieldTerm(field.name, canonical)}`);
			return;
		}
		const { prefix } = field;
		out.reserve(prefix.length + 3 * (end - start));
		const { bytes } = out;
		let to = out.length;
		for (let at = 0; at < prefix.length; at++) bytes[to++] = prefix[at]!;
		end = Math.min(end, start + MAX_TERM_TEXT);
		for (let at = start; at < end; at++) {
			const code = from[at]!;
			if (code > SPACE && code < DELETE) bytes[to++] = LOWER[code]!;
			else for (const byte of code === SPACE ? SPACE_BYTES : ALTERED_BYTES) bytes[to++] = byte;
		}
		out.length = to;
	}

	private addUnicode(field: PackedField, value: FieldValue, text: string): void {
		const { out } = this;
		if (!field.isText) {
			const canonical = canonicalValue(value);
			if (canonical !== '') out.write(` ${fieldTerm(field.name, canonical)}`);
		}
		for (const word of wordsOf(text)) this.addWord(word, TILDE);
	}

	/** Adds a word of any characters. */
	private addWord(word: string, mark: number): void {
		const { out } = this;
		const begins = out.length + BEFORE_WORD;
		out.reserve(BEFORE_WORD + 3 * MAX_TERM_TEXT);
		const size = out.bytes.write(cut(word), begins, 'utf8');
		this.keep(begins, size, this.words.hashOf(out.bytes, begins, size), mark);
	}
}
