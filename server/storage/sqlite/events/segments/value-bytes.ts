/** Reads values out of the bytes of terms: most of them never become a string. */
import { decimalOf } from '../../../../logs/terms';

/** The number that some bytes are, undefined when they are none. */
export function numberIn(bytes: Buffer, start: number, end: number): number | undefined {
	let value = 0;
	for (let at = start; at < end; at++) {
		const digit = (bytes[at] as number) - 48;
		if (digit < 0 || digit > 9) return decimalIn(bytes, start, end);
		value = value * 10 + digit;
	}
	return value;
}

const [MINUS, POINT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39];

function decimalIn(bytes: Buffer, start: number, end: number): number | undefined {
	for (let at = start; at < end; at++) {
		const byte = bytes[at] as number;
		const isDigit = byte >= ZERO && byte <= NINE;
		if (!isDigit && byte !== POINT && !(byte === MINUS && at === start)) return undefined;
	}
	const number = decimalOf(bytes.toString('latin1', start, end));
	return number === undefined ? undefined : Number(number);
}
