/** Base 62 (0-9, A-Z, a-z) of a fixed width: digits that survive a double click, a URL and a shell. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Writes a number in base 62, most significant digit first, padded with `0`.
 *
 * @param value not negative, below 62 to the power of `width`
 * @param width number of digits
 */
export function toBase62(value: bigint, width: number): string {
	let rest = value;
	let text = '';
	for (let digit = 0; digit < width; digit++) {
		text = ALPHABET.charAt(Number(rest % 62n)) + text;
		rest /= 62n;
	}
	if (rest !== 0n) throw new RangeError(`The number does not fit ${width} base-62 digits`);
	return text;
}
