/** Parses the JSON text of a body within bounds that keep the HTTP thread free: depth and number of values are looked at first. */

/** Most levels of objects and arrays in a body; what is stored of people's own making (evidence, workflows) needs ten. */
export const MAX_JSON_DEPTH = 64;

/** Most values and keys in a body: parsing and checking so many takes some 50 ms. */
export const MAX_JSON_VALUES = 50_000;

/** The text is no JSON object or array, or more than is taken; the message says what, and repeats at most a few characters. */
export class JsonTextError extends Error {}

/** It is deeper, or has more values, than is taken; the message says no word of the text. */
export class TooMuchJsonError extends JsonTextError {}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
/** A key that sets the prototype of what is copied from it, however its letters are escaped. */
const SUSPECT = /__proto__|\\u00/i;

/**
 * Parses an object or array; an empty text is `{}`.
 *
 * @throws JsonTextError
 */
export function parseJsonText(text: string): unknown {
	if (text === '') return {};
	if (!/^[ \t\r\n]*[[{]/.test(text)) {
		throw new JsonTextError('invalid JSON, only supports object and array');
	}
	refuseTooMuch(text);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new JsonTextError(error instanceof Error ? error.message : String(error));
	}
	if (SUSPECT.test(text)) refusePrototypes(value);
	return value;
}

/** Counts levels and values without building anything: a text of brackets alone would take the parser far longer. */
function refuseTooMuch(text: string): void {
	let depth = 0;
	let values = 1;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) at = endOfString(text, at);
		else if (code === COMMA || code === COLON) values++;
		else if (OPEN.has(code)) depth++;
		else if (CLOSE.has(code)) depth--;
		if (depth > MAX_JSON_DEPTH) {
			throw new TooMuchJsonError(`it nests deeper than ${MAX_JSON_DEPTH} levels`);
		}
		if (values > MAX_JSON_VALUES) {
			throw new TooMuchJsonError(`it has more than ${MAX_JSON_VALUES} keys and values`);
		}
	}
}

/** Where the string that opens at `start` closes; the end of the text if it never does. */
function endOfString(text: string, start: number): number {
	for (let at = start + 1; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === BACKSLASH) at++;
		else if (code === QUOTE) return at;
	}
	return text.length;
}

function refusePrototypes(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	if (Object.hasOwn(value, '__proto__')) {
		throw new JsonTextError('Object contains forbidden prototype property');
	}
	for (const inner of Object.values(value)) refusePrototypes(inner);
}
