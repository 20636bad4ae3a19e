/** Reads decimal numbers the way the query language compares them. */

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** Whether a text is a decimal number: digits, an optional sign and fraction, no exponent. */
export function isDecimal(text: string): boolean {
	// Most values are no numbers and are told by their first character.
	const first = text.charCodeAt(0);
	if (!((first >= 48 && first <= 57) || first === 45)) return false;
	return DECIMAL.test(text);
}

/**
 * The number a text stands for, undefined when it is none. Integers that a double cannot hold come as
 * bigint: JavaScript orders the two kinds among each other correctly.
 */
export function decimalOf(text: string): number | bigint | undefined {
	if (!isDecimal(text)) return undefined;
	const number = Number(text);
	if (text.includes('.') || Number.isSafeInteger(number)) return number;
	return BigInt(text);
}
