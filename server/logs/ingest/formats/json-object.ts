/** Parses one JSON object without losing a digit: integers that a JavaScript number cannot hold stay text. */

/** A JSON object as parsed. */
export type JsonObject = Record<string, unknown>;

/** One without a prototype, made by `Object.create(null)`: every key is its own, whatever names come from outside. */
export type BareObject = JsonObject & { readonly __proto__?: null };

/** Integers shorter than this always fit: 2^53 has 16 digits. */
const LONG = 16;

/** `JSON.parse` whose reviver sees the source text of a value (Node 21 and later; not yet in the types). */
const parseWithSource = JSON.parse as (
	text: string,
	reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

/**
 * Parses `text`, which must hold one JSON object.
 *
 * @throws {SyntaxError} when it is not valid JSON or not an object
 */
export function parseJsonObject(text: string): JsonObject {
	const exact = quoteBigIntegers(text);
	const value: unknown =
		exact === undefined ? parseWithSource(text, keepExact) : (JSON.parse(exact) as unknown);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new SyntaxError('expected one JSON object');
	}
	return value as JsonObject;
}

/**
 * Puts quotes around the integers beyond 2^53, which nearly every nxlog line has (`Keywords`), so that the
 * plain, fast `JSON.parse` may read the line.
 *
 * @returns undefined when a long run of digits stands where only a full parse can tell what it is
 */
function quoteBigIntegers(text: string): string | undefined {
	let run = findLongDigits(text, 0);
	if (run < 0) return text;
	let out = '';
	let copied = 0;
	for (let end = run; run >= 0; run = findLongDigits(text, end)) {
		end = endOfDigits(text, run);
		if (isInsideWord(text, run)) continue;
		const start = text[run - 1] === '-' ? run - 1 : run;
		if (!followsKey(text, start) || !/[,}\s]/.test(text[end] ?? ' ')) return undefined;
		const digits = text.slice(start, end);
		if (Number.isSafeInteger(Number(digits))) continue;
		out += `${text.slice(copied, start)}"${digits}"`;
		copied = end;
	}
	return copied === 0 ? text : out + text.slice(copied);
}

/**
 * Where the next run of at least {@link LONG} digits begins, or -1. It looks at every 16th character only, which
 * no such run can slip past: six times as fast as a regular expression, on every line of the hot path.
 */
function findLongDigits(text: string, from: number): number {
	for (let i = from + LONG - 1; i < text.length; i += LONG) {
		if (!isDigit(text, i)) continue;
		let start = i;
		while (start > from && isDigit(text, start - 1)) start--;
		const end = endOfDigits(text, i);
		if (end - start >= LONG) return start;
	}
	return -1;
}

function endOfDigits(text: string, at: number): number {
	let end = at;
	while (isDigit(text, end)) end++;
	return end;
}

function isDigit(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
}

/** True when the character before `at` is one that never stands before a number outside a string. */
function isInsideWord(text: string, at: number): boolean {
	return !/[\s:,[\-.+eE]/.test(text[at - 1] ?? ' ');
}

/**
 * True when a key's closing quote and a colon stand right before `at`. A quote after anything but `: , [ {`,
 * a backslash or white space can only be a closing one, so what follows its colon is no string.
 */
function followsKey(text: string, at: number): boolean {
	let i = at - 1;
	while (text[i] === ' ') i--;
	if (text[i] !== ':') return false;
	i--;
	while (text[i] === ' ') i--;
	return text[i] === '"' && !/[\s:,[{\\]/.test(text[i - 1] ?? ' ');
}

function keepExact(_key: string, value: unknown, context: { source?: string }): unknown {
	if (typeof value !== 'number' || context.source === undefined) return value;
	const source = context.source;
	// Up to 15 significant digits always survive the way through a double.
	if (source.length <= 15 || String(value) === source) return value;
	return source.replace(/e[^]*/i, '').replace(/\D/g, '').length > 15 ? source : value;
}
