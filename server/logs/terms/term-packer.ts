/** Packs the index terms of events as `termsOf` names them, byte by byte: it runs for every character that is taken in. */
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
	SPACE_IN_TERM,
	wordTerm,
} from './terms';
import { WordSet } from './word-set';

const SPACE = 0x20;
const TILDE = 0x7e;
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

/** A name of this file, which costs less at every character than one of another file. */
const IN_WORD = WORD_CODES;

/** Packs the terms of a batch, one text an event. */
export class TermPacker {
	private readonly out = new TextPacker();
	private readonly words = new WordSet();
	private readonly prefixes = new Map<string, Uint8Array>();
	/** The current value, in lower case. */
	private value = new Uint8Array(4096);

	/** Adds an event. */
	add(fields: Readonly<Record<string, FieldValue>>): void {
		this.words.clear();
		this.out.write(EVERY_EVENT);
		for (const field in fields) {
			if (!isIndexed(field)) continue;
			const value = fields[field] as FieldValue;
			const text = typeof value === 'string' ? value : String(value);
			if (this.lower(text)) this.addAscii(field, value, text.length);
			else this.addUnicode(field, value, text);
		}
		this.out.end();
	}

	/** The terms of all events since the last call. */
	take(): PackedTexts {
		return this.out.take();
	}

	/** Drops what was packed. */
	clear(): void {
		this.out.clear();
	}

	/** Puts a text in lower case into `value`; false when it is not ASCII. */
	private lower(text: string): boolean {
		if (text.length > this.value.length) this.value = new Uint8Array(text.length * 2);
		const { value } = this;
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code > 127) return false;
			value[at] = LOWER[code] as number;
		}
		return true;
	}

	private addAscii(field: string, value: FieldValue, length: number): void {
		if (!isTextField(field)) this.addFieldTerm(field, value, length);
		this.out.reserve(3 * length + 2);
		const bytes = this.value;
		let start = -1;
		for (let at = 0; at < length; at++) {
			if (IN_WORD[bytes[at] as number] === 1) {
				if (start < 0) start = at;
			} else if (start >= 0) {
				this.addWord(bytes, start, at);
				start = -1;
			}
		}
		if (start >= 0) this.addWord(bytes, start, length);
	}

	private addWord(from: Uint8Array, start: number, end: number): void {
		const { out } = this;
		const length = Math.min(end - start, MAX_TERM_TEXT);
		const at = out.length + 2;
		out.bytes[at - 2] = SPACE;
		out.bytes[at - 1] = TILDE;
		for (let index = 0; index < length; index++)
			out.bytes[at + index] = from[start + index] as number;
		if (this.words.add(out.bytes, at, length)) out.length = at + length;
	}

	private addFieldTerm(field: string, value: FieldValue, length: number): void {
		const bytes = this.value;
		let start = 0;
		let end = length;
		while (start < end && isBlank(bytes[start] as number)) start++;
		while (end > start && isBlank(bytes[end - 1] as number)) end--;
		if (start === end) return;
		if (isDecimalToRewrite(bytes, start, end)) {
			this.out.write(` ${fieldTerm(field, canonicalValue(value))}`);
			return;
		}
		const prefix = this.prefix(field);
		const { out } = this;
		out.reserve(prefix.length + 3 * (end - start));
		out.bytes.set(prefix, out.length);
		out.length += prefix.length;
		end = Math.min(end, start + MAX_TERM_TEXT);
		for (let at = start; at < end; at++) {
			const code = bytes[at] as number;
			if (code > SPACE && code < DELETE) out.bytes[out.length++] = code;
			else
				for (const byte of code === SPACE ? SPACE_BYTES : ALTERED_BYTES)
					out.bytes[out.length++] = byte;
		}
	}

	private addUnicode(field: string, value: FieldValue, text: string): void {
		const { out } = this;
		if (!isTextField(field)) {
			const canonical = canonicalValue(value);
			if (canonical !== '') out.write(` ${fieldTerm(field, canonical)}`);
		}
		for (const word of wordsOf(text)) {
			const before = out.length;
			out.write(` ${wordTerm(word)}`);
			if (!this.words.add(out.bytes, before + 2, out.length - before - 2)) out.length = before;
		}
	}

	/** A space and what the terms of the field start with. */
	private prefix(field: string): Uint8Array {
		let bytes = this.prefixes.get(field);
		if (bytes === undefined) {
			bytes = encoder.encode(` ${fieldPrefix(field)}`);
			// Field names come from logs: their number is not under our control, the size of the cache is.
			if (this.prefixes.size < 1_000) this.prefixes.set(field, bytes);
		}
		return bytes;
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
