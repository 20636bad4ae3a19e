/** Reads the lines that are documents already: flat JSON as this server writes it itself, with a time in ms and a host. */
import { isUtf8 } from 'node:buffer';
import { KIND_BITS, kindOfMark, PLAIN, type PlainArrival, PlainEvent, plainValue } from '../events';
import { ARRIVAL_FIELD } from './arrival';
import { type ShapeNode, Shapes } from './plain-shapes';

/** In the module's own scope: a name of another module is looked up there each time. */
const {
	text: TEXT,
	escaped: WITH_ESCAPES,
	unicode: UNICODE,
	number: NUMBER,
	boolean: BOOLEAN,
} = PLAIN;
const MOVED = KIND_BITS;

/** Longer lines are read as all others. */
const MAX_LINE = 16_384;

const BEGINS = Buffer.from('{"TIME":');
/** Epoch ms from 2001 to 2255 have as many. */
const TIME_DIGITS = 13;
/** First epoch ms whose event ids are no longer exact numbers, see `finish`. */
const TIME_LIMIT = 9_007_199_254_740;
/** Longer numbers may lose digits. */
const SAFE_DIGITS = 15;

const [QUOTE, COMMA, BACKSLASH, CLOSE, MINUS, POINT, ZERO] = [
	0x22, 0x2c, 0x5c, 0x7d, 0x2d, 0x2e, 0x30,
];

/** By byte: what it is inside of a string. */
const [PART, STOP, HIGH] = [0, 1, 2];
const IN_STRING = Uint8Array.from({ length: 256 }, (_, byte) =>
	byte < 0x20 || byte === QUOTE || byte === BACKSLASH ? STOP : byte < 0x80 ? PART : HIGH,
);
/** By byte: whether it may stand behind a backslash as `JSON.stringify` writes it. */
const ESCAPED = new Uint8Array(256);
for (const letter of '"\\bfnrt') ESCAPED[letter.charCodeAt(0)] = 1;

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** Marks of many lines; then others are begun, so that lines that are no longer in use hold none. */
const MARKS = 1 << 16;
/** Most marks of a line, two a field. */
const MAX_MARKS = 2 * Shapes.maxFields;

/** The field that a batch's events get. @param now epoch ms */
export function plainArrival(now: number): PlainArrival {
	return { name: ARRIVAL_FIELD, time: now, text: Buffer.from(`,"${ARRIVAL_FIELD}":${now}}`) };
}

/** Reads lines one by one; remembers which names of fields follow each other. */
export class PlainReader {
	private readonly shapes = new Shapes();
	private readonly hosts = new HostNames();
	private marks = new Int32Array(MARKS);
	private used = 0;
	/** Where the value at hand ends. */
	private end = 0;

	/**
	 * Reads a line.
	 *
	 * @param bytes which hold it and stay as they are
	 * @returns undefined when it must be read as any other, to the same event: whatever is not exactly what `JSON.stringify`
	 * would write of the event is left to that
	 */
	read(bytes: Buffer, start: number, end: number, arrival: PlainArrival): PlainEvent | undefined {
		if (end - start > MAX_LINE || bytes[end - 1] !== CLOSE) return undefined;
		const time = timeAt(bytes, start, end);
		if (time === undefined) return undefined;
		if (this.used + MAX_MARKS > this.marks.length) {
			this.marks = new Int32Array(MARKS);
			this.used = 0;
		}
		const { marks, used: from } = this;
		let node: ShapeNode = this.shapes.root;
		let to = from;
		let high = false;
		// At the comma before each field.
		let at = start + BEGINS.length + TIME_DIGITS;
		while (at < end - 1) {
			if (bytes[at] !== COMMA) return undefined;
			const next = this.shapes.next(node, bytes, at + 1, end);
			if (next === undefined) return undefined;
			node = next;
			at += 1 + next.key.bytes.length;
			const isText = bytes[at] === QUOTE;
			if (isText) at++;
			const kind = isText ? this.text(bytes, at, end) : this.scalar(bytes, at, end);
			if (kind < 0) return undefined;
			if (kind === UNICODE) high = true;
			marks[to++] = at - start;
			marks[to++] = ((this.end - start) << MOVED) | kind;
			at = isText ? this.end + 1 : this.end;
		}
		if (at !== end - 1 || node.host < 0) return undefined;
		const place = from + 2 * node.host;
		const kind = kindOfMark(marks[place + 1]!);
		if (kind > UNICODE) return undefined;
		if (high && !isUtf8(bytes.subarray(start, end))) return undefined;
		this.used = to;
		const shape = this.shapes.shapeOf(node);
		const hostEnd = start + (marks[place + 1]! >> MOVED);
		const host = this.hosts.at(bytes, start + marks[place]!, hostEnd, kind);
		return new PlainEvent(time, host, { bytes, start, end, shape, marks, from }, arrival);
	}

	/** The kind of a string whose first character is at `at`, -1 when it is not as it would be written. */
	private text(bytes: Buffer, at: number, end: number): number {
		let kind: number = TEXT;
		for (; at < end; at++) {
			const byte = bytes[at]!;
			const is = IN_STRING[byte]!;
			if (is === PART) continue;
			if (is === HIGH) {
				kind = UNICODE;
			} else if (byte === QUOTE) {
				this.end = at;
				return kind;
			} else {
				if (byte !== BACKSLASH || at + 1 >= end || ESCAPED[bytes[++at]!] === 0) return -1;
				if (kind === TEXT) kind = WITH_ESCAPES;
			}
		}
		return -1;
	}

	/** The kind of a number or boolean at `at`, -1 when it is neither, or not as it would be written. */
	private scalar(bytes: Buffer, at: number, end: number): number {
		const first = bytes[at]!;
		if (first === TRUE[0] || first === FALSE[0]) {
			const word = first === TRUE[0] ? TRUE : FALSE;
			this.end = at + word.length;
			return isAt(bytes, at, end, word) ? BOOLEAN : -1;
		}
		const digits = first === MINUS ? at + 1 : at;
		let to = digitsFrom(bytes, digits, end);
		this.end = to;
		if (to === digits || to - digits > SAFE_DIGITS || to >= end) return -1;
		if (bytes[digits] === ZERO && (to - digits > 1 || (first === MINUS && bytes[to] !== POINT)))
			return -1;
		if (bytes[to] !== POINT) return NUMBER;
		to = digitsFrom(bytes, to + 1, end);
		this.end = to;
		if (to - digits > SAFE_DIGITS) return -1;
		const text = bytes.toString('latin1', at, to);
		return String(Number(text)) === text ? NUMBER : -1;
	}
}

/** Epoch ms at the beginning of a line; undefined when it begins otherwise. */
function timeAt(bytes: Buffer, start: number, end: number): number | undefined {
	const digits = start + BEGINS.length;
	if (!isAt(bytes, start, end, BEGINS) || digits + TIME_DIGITS >= end) return undefined;
	if (bytes[digits] === ZERO) return undefined;
	let time = 0;
	for (let at = digits; at < digits + TIME_DIGITS; at++) {
		const digit = bytes[at]! - ZERO;
		if (digit < 0 || digit > 9) return undefined;
		time = time * 10 + digit;
	}
	return time < TIME_LIMIT ? time : undefined;
}

function isAt(bytes: Buffer, at: number, end: number, word: Uint8Array): boolean {
	if (at + word.length > end) return false;
	for (let index = 0; index < word.length; index++)
		if (bytes[at + index] !== word[index]) return false;
	return true;
}

function digitsFrom(bytes: Buffer, at: number, end: number): number {
	while (at < end && bytes[at]! >= ZERO && bytes[at]! <= ZERO + 9) at++;
	return at;
}

/** Places for names of hosts, a power of two. */
const HOSTS = 1_024;
const MAX_HOST = 64;

/** Makes the names of hosts strings: of those that came lately always the same ones, without making them anew. */
class HostNames {
	private readonly names: (string | undefined)[] = new Array<undefined>(HOSTS).fill(undefined);

	at(bytes: Buffer, start: number, end: number, kind: number): string {
		if (kind !== TEXT || end - start > MAX_HOST)
			return plainValue(bytes, start, end, kind) as string;
		let hash = 0;
		for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + bytes[at]!;
		const place = (hash ^ (hash >>> 15)) & (HOSTS - 1);
		const known = this.names[place];
		if (known !== undefined && isText(bytes, start, end, known)) return known;
		return (this.names[place] = bytes.toString('latin1', start, end));
	}
}

function isText(bytes: Buffer, start: number, end: number, text: string): boolean {
	if (text.length !== end - start) return false;
	for (let at = 0; at < text.length; at++)
		if (text.charCodeAt(at) !== bytes[start + at]) return false;
	return true;
}
