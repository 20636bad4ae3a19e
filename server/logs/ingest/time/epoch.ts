/** Reads epoch numbers; their size tells seconds, milliseconds, microseconds and nanoseconds apart. */
import type { WrittenTime } from './parts';

/**
 * Seconds from 1973 on have at least 9 digits, milliseconds 12, microseconds 15, nanoseconds 18. Smaller numbers are milliseconds
 * of January 1970, which nobody means but no other reading fits better.
 */
const SECONDS_FROM = 1e8;
const MILLISECONDS_FROM = 1e11;
const MICROSECONDS_FROM = 1e14;
const NANOSECONDS_FROM = 1e17;
const NUMBER = /^(\d{9,20})(?:\.\d{0,12})?$/;
const ASP_DATE = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** Epoch ms of an epoch number in any unit; undefined when it is no finite number. */
export function readEpoch(value: number): number | undefined {
	const size = Math.abs(value);
	if (size < SECONDS_FROM) return Number.isFinite(value) ? Math.floor(value) : undefined;
	// Rounded, because 1795168800.123 * 1000 is a hair less than the millisecond that is meant.
	if (size < MILLISECONDS_FROM) return Math.floor(Math.round(value * 1e6) / 1e3);
	if (size < MICROSECONDS_FROM) return Math.floor(value);
	if (size < NANOSECONDS_FROM) return Math.floor(value / 1e3);
	return Number.isFinite(value) ? Math.floor(value / 1e6) : undefined;
}

/** The same of digits in a text (at least 9, with or without fraction), and of `/Date(1795168801123)/`. */
export function readEpochText(text: string): WrittenTime | undefined {
	const first = text.charCodeAt(0);
	if (first === 0x2f) {
		const ms = ASP_DATE.exec(text)?.[1];
		return ms === undefined ? undefined : { time: Number(ms), zoned: true };
	}
	if (!(first >= 48 && first <= 57) || !NUMBER.test(text)) return undefined;
	return { time: readEpoch(Number(text))!, zoned: true };
}
