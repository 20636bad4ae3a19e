/** The terms that a document is filed under for the values of its fields: the engine compares these as they are, byte by byte. */
import { createHash } from 'node:crypto';
import { addressOf } from '../../../logs/query';
import { decimalOf } from '../../../logs/terms';

/**
 * Longest text in a term, UTF-16 code units. The engine refuses a document with a term of more than 32,766 bytes.
 * A longer text ends there, followed by its digest, so that it still equals only itself.
 */
export const MAX_TEXT = 1_000;
/** The same of words, which come in far greater number. */
export const MAX_WORD = 200;

/** Between a field's name and what is said of its value: a value without case, a number, an address. */
const KIND = { value: '=', number: '#', address: '@' } as const;

/** A kind of term of a field: where the terms of all values lie in the order of terms. */
export interface Band {
	readonly from: string;
	/** First one behind it. */
	readonly to: string;
}

/** Where the terms of a kind lie. */
export function bandOf(field: string, kind: keyof typeof KIND): Band {
	const mark = KIND[kind];
	return { from: field + mark, to: field + String.fromCharCode(mark.charCodeAt(0) + 1) };
}

/** The term of a canonical value. */
export function valueTerm(field: string, canonical: string): string {
	return field + KIND.value + cut(canonical, MAX_TEXT);
}

/** The term of a number; terms of numbers are in the order of the numbers. */
export function numberTerm(field: string, number: number | bigint): string {
	return field + KIND.number + sortableNumber(number);
}

/** The term of an address of IPv4 (2 groups of 16 bits) or IPv6 (8 groups); in the order of the addresses of each kind. */
export function addressTerm(field: string, groups: readonly number[]): string {
	const hex = groups.map((group) => group.toString(16).padStart(4, '0')).join('');
	return `${field}${KIND.address}${groups.length === 2 ? 4 : 6}${hex}`;
}

/** The term of a word. */
export function wordText(word: string): string {
	return cut(word, MAX_WORD);
}

/** A text that stands for itself alone and may be part of a document's id: up to 100 characters as they are. */
export function boundedText(text: string): string {
	return cut(text, 100);
}

/** All terms of a canonical value that is not empty. */
export function termsOfValue(field: string, canonical: string): string[] {
	const terms = [valueTerm(field, canonical)];
	const number = decimalOf(canonical);
	if (number !== undefined) terms.push(numberTerm(field, number));
	const address = mayBeAddress(canonical) ? addressOf(canonical) : undefined;
	if (address !== undefined) terms.push(addressTerm(field, address));
	return terms;
}

/** Whether a text is in its term as it is, so that what holds for the term holds for the text. */
export function isWhole(text: string, most: number): boolean {
	return text.length <= most && text.isWellFormed();
}

/** A text that the engine can file: of bounded length, without half surrogate pairs. */
function cut(text: string, most: number): string {
	if (text.length <= most) return text.toWellFormed();
	// The digest is of the text itself, in which half pairs differ.
	const digest = createHash('sha256').update(text, 'utf16le').digest('hex').slice(0, 32);
	return text.slice(0, most).toWellFormed() + digest;
}

const buffer = new DataView(new ArrayBuffer(8));

/** Sixteen hexadecimal digits in the order of the numbers; what a double cannot hold is rounded, which keeps the order. */
function sortableNumber(number: number | bigint): string {
	// Adding zero makes a negative zero a positive one.
	buffer.setFloat64(0, Number(number) + 0);
	const bits = buffer.getBigUint64(0);
	const isNegative = bits >> 63n === 1n;
	const ordered = isNegative ? ~bits & 0xffff_ffff_ffff_ffffn : bits | (1n << 63n);
	return ordered.toString(16).padStart(16, '0');
}

/** Most values are none, and are told at a glance. */
function mayBeAddress(text: string): boolean {
	const first = text.charCodeAt(0);
	return (first >= 48 && first <= 57) || text.includes(':');
}
