/** Reads times in digits that are no ISO: `20/11/2026 10:00:00`, `17/06/09 20:10:40`, `20261120100000`, `11-20 10:00:00`. */
import {
	digitAt,
	fourDigits,
	isRealDate,
	readClock,
	twoDigits,
	type FoundTime,
	type TimeOptions,
} from './parts';
import { zonedTime } from './iso';
import { yearOf } from './year';

const CLOCK_DIGITS = /[T_ -]?(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,9}))?(?!\d)/y;

/** Reads `yyyymmdd` and a time of day with or without colons: `20261120T100000Z`, `20171223-22:15:29:606`, `20261120100000`. */
export function readCompact(text: string, at: number): FoundTime | undefined {
	const year = fourDigits(text, at);
	if (year < 1970 || year > 2255) return undefined;
	const month = twoDigits(text, at + 4);
	const day = twoDigits(text, at + 6);
	if (!isRealDate(year, month, day)) return undefined;
	const date = Date.UTC(year, month - 1, day);
	const separated = /[T_ -]/.test(text[at + 8] ?? '');
	const clock = separated ? readClock(text, at + 9) : undefined;
	if (clock !== undefined) return zonedTime(text, date + clock.ms, clock.end);
	return clockDigits(text, date, at + 8);
}

/** Reads `yymmdd hhmmss`. */
export function readShortCompact(text: string, at: number): FoundTime | undefined {
	const year = twoDigits(text, at);
	const month = twoDigits(text, at + 2);
	const day = twoDigits(text, at + 4);
	if (year < 0 || text[at + 6] !== ' ' || !isRealDate(2000 + year, month, day)) return undefined;
	const date = Date.UTC(2000 + year, month - 1, day);
	const clock = readClock(text, text[at + 7] === ' ' ? at + 8 : at + 7);
	if (clock !== undefined) return zonedTime(text, date + clock.ms, clock.end);
	return clockDigits(text, date, at + 6);
}

function clockDigits(text: string, date: number, at: number): FoundTime | undefined {
	CLOCK_DIGITS.lastIndex = at;
	const match = CLOCK_DIGITS.exec(text);
	if (match === null) return undefined;
	const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (hour > 23 || minute > 59 || second > 60) return undefined;
	const fraction = Math.floor(Number(`0.${match[4] ?? '0'}`) * 1000);
	const ms = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
	return zonedTime(text, date + ms, CLOCK_DIGITS.lastIndex);
}

/**
 * Reads `20/11/2026 10:00:00` and `11/20/2026 10:00:00 AM` in the order that the options name (not at all without one), and
 * `20.11.2026 10:00:00`, whose order is always day first.
 */
export function readSlashed(text: string, at: number, options: TimeOptions): FoundTime | undefined {
	const slashed = slashedDate(text, at);
	if (slashed === undefined) return undefined;
	const order = slashed.separator === '.' ? 'dmy' : options.dateOrder;
	if (order === undefined) return undefined;
	const [day, month] =
		order === 'dmy' ? [slashed.first, slashed.second] : [slashed.second, slashed.first];
	if (!isRealDate(slashed.year, month, day)) return undefined;
	const date = Date.UTC(slashed.year, month - 1, day);
	if (slashed.end >= text.length) return { time: date, zoned: false, end: slashed.end };
	let clockAt = slashed.end;
	if (text[clockAt] === ',') clockAt++;
	while (text[clockAt] === ' ' && clockAt < slashed.end + 3) clockAt++;
	if (clockAt === slashed.end && !/[:T-]/.test(text[clockAt] ?? '')) return undefined;
	const clock = readClock(text, clockAt === slashed.end ? clockAt + 1 : clockAt);
	return clock === undefined ? undefined : zonedTime(text, date + clock.ms, clock.end);
}

/** True when `20/11/2026` or its like stands at `at`, whose order of day and month nothing tells. */
export function isAmbiguousDate(text: string, at: number): boolean {
	const slashed = slashedDate(text, at);
	return slashed !== undefined && slashed.separator !== '.';
}

interface SlashedDate {
	readonly first: number;
	readonly second: number;
	readonly year: number;
	readonly separator: string;
	readonly end: number;
}

function slashedDate(text: string, at: number): SlashedDate | undefined {
	const [first, firstEnd] = oneOrTwo(text, at);
	const separator = text[firstEnd];
	if (first < 1 || (separator !== '/' && separator !== '.' && separator !== '-')) return undefined;
	const [second, secondEnd] = oneOrTwo(text, firstEnd + 1);
	if (second < 1 || text[secondEnd] !== separator) return undefined;
	const year = fourDigits(text, secondEnd + 1);
	if (year < 1970 || year > 2255 || first > 31 || second > 31) return undefined;
	const end = secondEnd + 5;
	return digitAt(text, end) >= 0 ? undefined : { first, second, year, separator, end };
}

function oneOrTwo(text: string, at: number): readonly [value: number, end: number] {
	const two = twoDigits(text, at);
	return two < 0 ? [digitAt(text, at), at + 1] : [two, at + 2];
}

/** Reads `yy/mm/dd hh:mm:ss`, the short date of Hadoop's and Spark's console layout. */
export function readShortDate(text: string, at: number): FoundTime | undefined {
	const year = twoDigits(text, at);
	if (year < 0 || text[at + 2] !== '/' || text[at + 5] !== '/' || text[at + 8] !== ' ')
		return undefined;
	const month = twoDigits(text, at + 3);
	const day = twoDigits(text, at + 6);
	const clock = readClock(text, at + 9);
	if (clock === undefined || !isRealDate(2000 + year, month, day)) return undefined;
	return zonedTime(text, Date.UTC(2000 + year, month - 1, day) + clock.ms, clock.end);
}

/** Reads `mm-dd hh:mm:ss.fff` (Android's logcat) and `mm.dd hh:mm:ss`, which carry no year. */
export function readMonthDay(
	text: string,
	at: number,
	options: TimeOptions,
): FoundTime | undefined {
	const month = twoDigits(text, at);
	const separator = text[at + 2];
	const day = twoDigits(text, at + 3);
	if ((separator !== '-' && separator !== '.') || text[at + 5] !== ' ' || text[at + 8] !== ':')
		return undefined;
	const clock = readClock(text, at + 6);
	// A leap year, so that February 29 is a day; the year decides later.
	if (clock === undefined || !isRealDate(2000, month, day)) return undefined;
	const year = yearOf(month, day, clock.ms, options);
	if (!isRealDate(year, month, day)) return undefined;
	return zonedTime(text, Date.UTC(year, month - 1, day) + clock.ms, clock.end);
}
