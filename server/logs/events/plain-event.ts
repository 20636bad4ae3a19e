/** Events whose lines are already the documents that are stored of them: their values are read where they stand in the bytes. */
import type { FieldValue, LogEvent } from './event';

/** What a value is in the text of a plain event. */
export const PLAIN = {
	/** A string of ASCII without escapes. */
	text: 0,
	/** A string of ASCII with escapes. */
	escaped: 1,
	/** Any other string. */
	unicode: 2,
	number: 3,
	boolean: 4,
} as const;

/** Bits of a value's second mark below where the value ends. */
export const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;

/** A name of a field, as plain events have it. */
export interface PlainKey {
	readonly name: string;
	/** The name in quotes, and the colon. */
	readonly bytes: Uint8Array;
	/** For those who make terms: what they know of the field, and until when that holds. */
	packed: unknown;
	packedIn: number;
}

/** Names of fields in the order in which an event has them. */
export interface PlainShape {
	readonly keys: readonly PlainKey[];
	/** Places of some fields among the keys, -1 for none. */
	readonly host: number;
	readonly logType: number;
	readonly address: number;
	/** For those who report fields: for what they have reported these. */
	reported: unknown;
}

/** The arrival of a batch, which all its events have as their last field. */
export interface PlainArrival {
	readonly name: string;
	/** Epoch ms. */
	readonly time: number;
	/** What takes the place of the brace that closes a line: a comma, the field, the brace. */
	readonly text: Buffer;
}

/** The line of an event, and where its values stand in it. */
export interface PlainLine {
	/** Bytes that hold the line among others. */
	readonly bytes: Buffer;
	/** Where the line begins, with a brace. */
	readonly start: number;
	/** Where it ends, behind a brace. */
	readonly end: number;
	readonly shape: PlainShape;
	/**
	 * Two marks a value, in the order of the keys: where it begins from the start of the line (a string behind its quote), and
	 * where it ends (before the quote), moved by {@link KIND_BITS}, with its kind of {@link PLAIN}.
	 */
	readonly marks: Int32Array;
	/** Where those of this line begin. */
	readonly from: number;
}

/** An event that was one line of JSON as this server writes it itself, so that nothing but the arrival is added. */
export class PlainEvent implements LogEvent {
	private parsed: Readonly<Record<string, FieldValue>> | undefined;

	/** @param host its HOSTNAME */
	constructor(
		readonly time: number,
		readonly host: string,
		readonly line: PlainLine,
		readonly arrival: PlainArrival,
	) {}

	/** All fields; made when somebody asks for them, which storing an event does not. */
	get fields(): Readonly<Record<string, FieldValue>> {
		return (this.parsed ??= this.parse());
	}

	/** A value. @param place of its field among the shape's keys */
	value(place: number): FieldValue {
		const { bytes, start, marks, from } = this.line;
		const ends = marks[from + 2 * place + 1] as number;
		const begins = start + (marks[from + 2 * place] as number);
		return plainValue(bytes, begins, start + (ends >> KIND_BITS), ends & KIND_MASK);
	}

	private parse(): Readonly<Record<string, FieldValue>> {
		const { bytes, start, end } = this.line;
		const text = bytes.toString('utf8', start, end - 1);
		const fields = `{${text.slice(text.indexOf(',') + 1)}${this.arrival.text.toString()}`;
		return JSON.parse(fields) as Record<string, FieldValue>;
	}
}

/** A value by its marks. @param kind one of {@link PLAIN} */
export function plainValue(bytes: Buffer, start: number, end: number, kind: number): FieldValue {
	switch (kind) {
		case PLAIN.text:
			return bytes.toString('latin1', start, end);
		case PLAIN.number:
			return Number(bytes.toString('latin1', start, end));
		case PLAIN.boolean:
			return end - start === 4;
		default:
			return plainText(bytes, start, end);
	}
}

/** What stands between the quotes of a JSON string, or between two of its characters. */
export function plainText(bytes: Buffer, start: number, end: number): string {
	return JSON.parse(`"${bytes.toString('utf8', start, end)}"`) as string;
}

/** The kind of a value. @param ends its second mark */
export function kindOfMark(ends: number): number {
	return ends & KIND_MASK;
}
