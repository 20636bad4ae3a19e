/** Tables and tests of ASCII text as bytes, for what runs for every character that is taken in. */
import { SAFE_DIGITS } from './canonical';
import { WORD_CODES } from './words';

/** The codes that have a name here. */
export const SPACE = 0x20;
export const DELETE = 0x7f;
export const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** By ASCII code: its lower case. */
export const LOWER = Uint8Array.from({ length: 128 }, (_, code) =>
	code > 64 && code < 91 ? code + 32 : code,
);

/** By ASCII code: its lower case when it belongs to a word, else 0. */
export const IN_WORD = Uint8Array.from(WORD_CODES, (belongs, code) =>
	belongs === 1 ? (LOWER[code] as number) : 0,
);

/** What `trim` takes away. */
export function isBlank(code: number): boolean {
	return code === SPACE || (code >= 9 && code <= 13);
}

function isDigit(code: number): boolean {
	return code >= ZERO && code < ZERO + 10;
}

/** Whether a text is a decimal number whose canonical form may be another; short integers stand for themselves. */
export function isDecimalToRewrite(bytes: Uint8Array, start: number, end: number): boolean {
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
