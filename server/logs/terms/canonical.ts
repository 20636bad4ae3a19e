/** The canonical text of a field value: equal values have equal canonical texts. */
import type { FieldValue } from '../events';
import { isDecimal } from './decimal';
import { fold } from './words';

/** Fields whose content is prose: they are searched by word, all others as a whole. */
const TEXT_FIELDS: ReadonlySet<string> = new Set(['MESSAGE', 'RAWLOG']);

/** Whether a field is searched by word. @param field server name, in upper case */
export function isTextField(field: string): boolean {
	return TEXT_FIELDS.has(field);
}

/** Significant digits that a double always keeps. */
export const SAFE_DIGITS = 15;

/**
 * The canonical text of a value: trimmed; a decimal number in its shortest form (`0200` and `200.0` are
 * `200`) unless a double could not hold it; anything else without case.
 */
export function canonicalValue(value: FieldValue): string {
	if (typeof value !== 'string') return String(value).toLowerCase();
	if (value !== lastValue) {
		lastCanonical = canonicalText(value);
		lastValue = value;
	}
	return lastCanonical;
}

/** Many alert profiles look at the same field of an event one after another. */
let lastValue = '';
let lastCanonical = '';

function canonicalText(value: string): string {
	const text = value.trim();
	if (isDecimal(text)) return canonicalDecimal(text);
	return fold(text);
}

function canonicalDecimal(text: string): string {
	if (text.length > SAFE_DIGITS && !keepsItsDigits(text)) return text;
	const shortest = String(Number(text));
	return shortest.includes('e') ? text : shortest;
}

function keepsItsDigits(text: string): boolean {
	if (!text.includes('.')) return Number.isSafeInteger(Number(text));
	return text.replace(/^-?0*|0+$|\./g, '').length <= SAFE_DIGITS;
}
