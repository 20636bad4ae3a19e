/** Reads the times that logs carry: ISO 8601 and its relatives, and epoch milliseconds. */

const MINUTE = 60_000;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A time as written: epoch ms read as if it were UTC, less `offset` minutes when the text names a zone. */
export interface WrittenTime {
	/** Epoch ms: exact when `zoned`, else the wall clock read as UTC. */
	readonly time: number;
	readonly zoned: boolean;
}

/** The number that two decimal digits at `at` write, or -1. */
export function twoDigits(text: string, at: number): number {
	const tens = text.charCodeAt(at) - 48;
	const ones = text.charCodeAt(at + 1) - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** True when the parts name a real date and time of day (a leap second counts as real). */
export function isRealTime(
	year: number,
	month: number,
	day: number,
	hour: number,
	minute: number,
	second: number,
): boolean {
	if (month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) return false;
	if (minute < 0 || minute > 59 || second < 0 || second > 60) return false;
	if (month === 2 && day === 29) return isLeapYear(year);
	return day <= DAYS[month - 1]!;
}

/** True for years that have a February 29. */
export function isLeapYear(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM-DD hh:mm`, `YYYY-MM-DDThh:mm:ss.fff` with `Z`, `±hh:mm`, `±hhmm` or `±hh`, or
 * without zone. Digits beyond milliseconds are cut. Own code, because `Date.parse` reads a time without
 * zone in the machine's zone and accepts far too much.
 *
 * @returns undefined when the text is no such time
 */
export function readIsoTime(text: string): WrittenTime | undefined {
	const century = twoDigits(text, 0);
	const year = century < 0 ? -1 : century * 100 + twoDigits(text, 2);
	if (year < century * 100 || text[4] !== '-' || text[7] !== '-') return undefined;
	const month = twoDigits(text, 5);
	const day = twoDigits(text, 8);
	if (text.length === 10) {
		return isRealTime(year, month, day, 0, 0, 0)
			? { time: Date.UTC(year, month - 1, day), zoned: false }
			: undefined;
	}
	const separator = text[10];
	if ((separator !== 'T' && separator !== ' ' && separator !== 't') || text[13] !== ':') {
		return undefined;
	}
	const hour = twoDigits(text, 11);
	const minute = twoDigits(text, 14);
	let second = 0;
	let ms = 0;
	let at = 16;
	if (text[at] === ':') {
		second = twoDigits(text, 17);
		at = 19;
		if (text[at] === '.' || text[at] === ',') {
			let weight = 100;
			let digit = text.charCodeAt(++at) - 48;
			if (!(digit >= 0 && digit <= 9)) return undefined;
			while (digit >= 0 && digit <= 9) {
				ms += digit * weight;
				weight = weight > 1 ? weight / 10 : 0;
				digit = text.charCodeAt(++at) - 48;
			}
		}
	}
	if (!isRealTime(year, month, day, hour, minute, second)) return undefined;
	const time = Date.UTC(year, month - 1, day, hour, minute, second, ms);
	if (at === text.length) return { time, zoned: false };
	const offset = readZone(text, text[at] === ' ' ? at + 1 : at);
	return offset === undefined ? undefined : { time: time - offset * MINUTE, zoned: true };
}

/** Reads `Z`, `±hh:mm`, `±hhmm` or `±hh` from `at` to the end of `text`: minutes east of UTC. */
export function readZone(text: string, at: number): number | undefined {
	const sign = text[at];
	if ((sign === 'Z' || sign === 'z') && text.length === at + 1) return 0;
	if (sign !== '+' && sign !== '-') return undefined;
	const hours = twoDigits(text, at + 1);
	const rest = text[at + 3] === ':' ? at + 4 : at + 3;
	const minutes = text.length === at + 3 ? 0 : twoDigits(text, rest);
	const end = text.length === at + 3 ? at + 3 : rest + 2;
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || text.length !== end)
		return undefined;
	return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * Epoch ms of a JSON value: a number of epoch ms, a string of 11 to 13 digits of it, or ISO 8601 text.
 *
 * @param offsetMinutes minutes east of UTC of a text without zone
 * @returns undefined when the value is no time
 */
export function readJsonTime(value: unknown, offsetMinutes: number): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? Math.floor(value) : undefined;
	if (typeof value !== 'string') return undefined;
	if (/^\d{11,13}$/.test(value)) return Number(value);
	const written = readIsoTime(value.trim());
	if (written === undefined) return undefined;
	return written.zoned ? written.time : written.time - offsetMinutes * MINUTE;
}
