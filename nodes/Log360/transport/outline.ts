/** Reads a long JSON text in outline: objects in lists stay text until each of them is asked for. */
import type { IDataObject } from 'n8n-workflow';

/** Where an object of a list lies in the text; stands in its place in the outline. */
interface Place {
	readonly from: number;
	readonly to: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Parses everything but the objects that stand directly in a list, which must not itself be in a list. A page of a thousand hits that
 * is parsed as a whole outlives several collections of V8's young generation, so that this and the old one grow by all of it.
 *
 * @param bytes UTF-8
 * @returns `undefined` when it is no JSON
 */
export function outlineOf(bytes: Buffer): unknown {
	const parts: string[] = [];
	let kept = hasMark(bytes) ? 3 : 0;
	let entry = -1;
	// Brackets that are open from the list on: 1 directly in the list, 0 outside of any.
	let level = 0;
	for (let at = kept; at < bytes.length; at += 1) {
		const byte = bytes[at];
		if (byte === QUOTE) {
			at = endOfText(bytes, at);
		} else if (byte === LIST || (byte === OBJECT && level > 0)) {
			if (byte === OBJECT && level === 1) entry = at;
			level += 1;
		} else if (level > 0 && (byte === LIST_END || byte === OBJECT_END)) {
			level -= 1;
			if (level === 1 && byte === OBJECT_END && entry >= 0) {
				const place: Place = { from: entry, to: at + 1 };
				parts.push(bytes.toString('utf8', kept, entry), JSON.stringify(place));
				kept = at + 1;
				entry = -1;
			}
		}
	}
	parts.push(bytes.toString('utf8', kept));
	try {
		return JSON.parse(parts.join('')) as unknown;
	} catch {
		return undefined;
	}
}

/** Where an entry of a list lies, unless it was no object and is itself in the outline. */
export function placeOf(entry: IDataObject): Place | undefined {
	const { from, to } = entry;
	return typeof from === 'number' && typeof to === 'number' ? { from, to } : undefined;
}

/** @throws SyntaxError when the entry is no JSON */
export function entryAt(bytes: Buffer, { from, to }: Place): IDataObject {
	return JSON.parse(bytes.toString('utf8', from, to)) as IDataObject;
}

/** Some servers put a byte order mark before their JSON. */
function hasMark(bytes: Buffer): boolean {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The position of the quote that ends the text which begins at `at`. */
function endOfText(bytes: Buffer, at: number): number {
	let end = at + 1;
	while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
	return end;
}
