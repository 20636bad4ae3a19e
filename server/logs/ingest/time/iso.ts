/** Reads ISO 8601 and its relatives: year, month and day in digits, in this order, then the time of day. */
import {
	digitAt,
	fourDigits,
	isRealDate,
	readClock,
	twoDigits,
	type FoundTime,
	type WrittenTime,
} from './parts';
import { readZoneAt } from './zone';
import { instantOf } from './zones';

/**
 * Reads `YYYY-MM-DD hh:mm`, `YYYY-MM-DDThh:mm:ss.fff` and the like with `Z`, `±hh:mm`, `±hhmm`, `±hh`, an abbreviation
 * or an IANA name in brackets, or without zone; `YYYY-MM-DD` alone is midnight. Own code, because
 * `Date.parse` reads a time without zone in the machine's zone and accepts far too much.
 *
 * @returns undefined when the text as a whole is no such time
 */
export function readIsoTime(text: string): WrittenTime | undefined {
	const found = readIsoAt(text, 0);
	if (found === undefined || found.end !== text.length || text[4] !== '-') return undefined;
	return { time: found.time, zoned: found.zoned };
}

/**
 * Reads such a time from `at`, whatever follows it; date separators may be `-`, `/` or `.`, and time of day may follow after
 * `T`, a space, `, `, `_`, `-` or `:`. A date alone counts only where nothing that could belong to it follows.
 */
export function readIsoAt(text: string, at: number): FoundTime | undefined {
	const year = fourDigits(text, at);
	const separator = text[at + 4];
	if (year < 0 || (separator !== '-' && separator !== '/' && separator !== '.')) return undefined;
	const month = twoDigits(text, at + 5);
	const day = twoDigits(text, at + 8);
	if (text[at + 7] !== separator || !isRealDate(year, month, day)) return undefined;
	const date = Date.UTC(year, month - 1, day);
	const dateEnd = at + 10;
	if (dateEnd >= text.length) return { time: date, zoned: false, end: dateEnd };
	const clock = readClock(text, clockStart(text, dateEnd));
	if (clock === undefined) return undefined;
	return zonedTime(text, date + clock.ms, clock.end);
}

/** The time that the wall clock `wall` (epoch ms as if UTC) and the zone at `end`, if any, give. */
export function zonedTime(text: string, wall: number, end: number): FoundTime {
	const found = readZoneAt(text, end);
	if (found === undefined) return { time: wall, zoned: false, end };
	const { zone } = found;
	if (zone === undefined) return { time: wall, zoned: false, end: found.end };
	return { time: instantOf(wall, zone), zoned: true, end: found.end };
}

function clockStart(text: string, at: number): number {
	switch (text[at]) {
		case 'T':
		case 't':
		case '_':
		case '-':
		case ':':
			return at + 1;
		case ',':
			return text[at + 1] === ' ' ? at + 2 : at + 1;
		case ' ':
			// Some pad with a second space.
			return text[at + 1] === ' ' && digitAt(text, at + 2) >= 0 ? at + 2 : at + 1;
		default:
			return text.length;
	}
}
