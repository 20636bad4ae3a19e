/** Reads times whose month is a name: syslog's and ctime's, RFC 2822's, access logs', and how people write them. */
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

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const SHORT_MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const WEEKDAY = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? +/y;
const MONTH_NAME =
	/(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?/iy;
const YEAR_AFTER = /,? (\d{4})(?!\d)(?!:)/y;
const BEFORE_CLOCK = /(?:,? at|,)? +|:|T/y;

/** The number of a month that is named at `at` (1 to 12) and where the name ends; undefined when none is. */
export function readMonthName(
	text: string,
	at: number,
): { readonly month: number; readonly end: number } | undefined {
	MONTH_NAME.lastIndex = at;
	const name = MONTH_NAME.exec(text)?.[0];
	if (name === undefined) return undefined;
	const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) / 3 + 1;
	return { month, end: at + name.length };
}

/**
 * Reads from `at`: `Nov 20 10:00:00`, `Nov 20 2026 10:00:00`, `Nov 20 10:00:00 2026`, `November 20, 2026 10:00:00 AM`,
 * `20 Nov 2026 10:00:00 +0100`, `20-Nov-2026 10:00:00`, `20/Nov/2026:10:00:00 +0100`, each after a weekday or not.
 *
 * @returns undefined when no such time, or one that does not exist, stands there
 */
export function readMonthTime(
	text: string,
	at: number,
	options: TimeOptions,
): FoundTime | undefined {
	const usual = readUsual(text, at, options);
	if (usual !== undefined) return usual;
	WEEKDAY.lastIndex = at;
	const start = WEEKDAY.test(text) ? WEEKDAY.lastIndex : at;
	return digitAt(text, start) >= 0
		? readDayFirst(text, start, options)
		: readMonthFirst(text, start, options);
}

/** The two frequent forms without regular expressions: `Nov 20 10:00:00` and `20/Nov/2026:10:00:00 +0100`. */
function readUsual(text: string, at: number, options: TimeOptions): FoundTime | undefined {
	if (text[at + 3] === ' ' && text[at + 6] === ' ' && text[at + 9] === ':') {
		const month = monthAt(text, at);
		const day = text[at + 4] === ' ' ? digitAt(text, at + 5) : twoDigits(text, at + 4);
		if (month === 0 || day < 1 || text[at + 12] !== ':' || !isUsualEnd(text, at + 15))
			return undefined;
		const clock = readClock(text, at + 7);
		if (clock?.end !== at + 15) return undefined;
		const year = yearOf(month, day, clock.ms, options);
		return dated(text, year, month, day, clock.ms, clock.end);
	}
	if (text[at + 2] !== '/' || text[at + 6] !== '/' || text[at + 11] !== ':') return undefined;
	const month = monthAt(text, at + 3);
	const clock = readClock(text, at + 12);
	if (month === 0 || clock === undefined) return undefined;
	return dated(text, fourDigits(text, at + 7), month, twoDigits(text, at), clock.ms, clock.end);
}

/** Whether the time ends here, and no year follows: `Nov 20 10:00:00 2026`. */
function isUsualEnd(text: string, at: number): boolean {
	return text[at] !== ' ' || digitAt(text, at + 1) < 0;
}

/** The number (1 to 12) of the month whose name in three letters, the first a capital, stands at `at`; 0 when none does. */
function monthAt(text: string, at: number): number {
	const place = SHORT_MONTHS.indexOf(text.slice(at, at + 3));
	return place >= 0 && place % 3 === 0 ? place / 3 + 1 : 0;
}

/** Reads `2026 Nov 20 10:00:00`, as NX-OS writes. */
export function readYearFirst(text: string, at: number): FoundTime | undefined {
	const year = fourDigits(text, at);
	if (year < 1970 || year > 2255 || text[at + 4] !== ' ') return undefined;
	return readMonthFirst(text, at + 5, { now: 0, year });
}

function readDay(text: string, at: number): { readonly day: number; readonly end: number } {
	const two = twoDigits(text, at);
	return two < 0 ? { day: digitAt(text, at), end: at + 1 } : { day: two, end: at + 2 };
}

function readMonthFirst(text: string, at: number, options: TimeOptions): FoundTime | undefined {
	const named = readMonthName(text, at);
	if (named === undefined || text[named.end] !== ' ') return undefined;
	const { day, end } = readDay(text, text[named.end + 1] === ' ' ? named.end + 2 : named.end + 1);
	if (day < 1) return undefined;
	let clockAt = end;
	YEAR_AFTER.lastIndex = end;
	let year = Number(YEAR_AFTER.exec(text)?.[1] ?? -1);
	if (year >= 0) clockAt = YEAR_AFTER.lastIndex;
	BEFORE_CLOCK.lastIndex = clockAt;
	if (!BEFORE_CLOCK.test(text)) return undefined;
	const clock = readClock(text, BEFORE_CLOCK.lastIndex);
	if (clock === undefined) return undefined;
	if (year >= 0) return dated(text, year, named.month, day, clock.ms, clock.end);
	const zoned = zonedTime(text, 0, clock.end);
	// ctime writes the year last, date(1) after the zone.
	year = text[zoned.end] === ' ' ? fourDigits(text, zoned.end + 1) : -1;
	const isYear = year >= 1970 && year < 2256 && !/[\w:.-]/.test(text[zoned.end + 5] ?? ' ');
	if (isYear) {
		const time = dated(text, year, named.month, day, clock.ms, clock.end);
		return time === undefined ? undefined : { ...time, end: zoned.end + 5 };
	}
	year = yearOf(named.month, day, clock.ms, options);
	return dated(text, year, named.month, day, clock.ms, clock.end);
}

function readDayFirst(text: string, at: number, options: TimeOptions): FoundTime | undefined {
	const { day, end } = readDay(text, at);
	const separator = text[end];
	if (day < 1 || (separator !== ' ' && separator !== '-' && separator !== '/')) return undefined;
	const named = readMonthName(text, end + 1);
	if (named === undefined || text[named.end] !== separator) return undefined;
	let year = fourDigits(text, named.end + 1);
	let clockAt = named.end + 5;
	if (year < 0 && separator !== ' ' && twoDigits(text, named.end + 1) >= 0) {
		year = 2000 + twoDigits(text, named.end + 1);
		clockAt = named.end + 3;
	}
	if (year < 0) clockAt = named.end;
	BEFORE_CLOCK.lastIndex = clockAt;
	if (!BEFORE_CLOCK.test(text)) return undefined;
	const clock = readClock(text, BEFORE_CLOCK.lastIndex);
	if (clock === undefined) return undefined;
	if (year < 0) year = yearOf(named.month, day, clock.ms, options);
	return dated(text, year, named.month, day, clock.ms, clock.end);
}

function dated(
	text: string,
	year: number,
	month: number,
	day: number,
	ms: number,
	end: number,
): FoundTime | undefined {
	if (year < 0 || !isRealDate(year, month, day)) return undefined;
	return zonedTime(text, midnightOf(year, month, day) + ms, end);
}

/** Lines come day by day. */
let lastDate = 0;
let lastMidnight = 0;

function midnightOf(year: number, month: number, day: number): number {
	const date = (year * 100 + month) * 100 + day;
	if (date !== lastDate) {
		lastMidnight = Date.UTC(year, month - 1, day);
		lastDate = date;
	}
	return lastMidnight;
}
