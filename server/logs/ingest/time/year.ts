/** Infers the year of a time that has none. */
import { isLeapYear, type TimeOptions } from './parts';

const DAY = 86_400_000;

/**
 * The given year, else the latest one that does not put the time more than a day after `now`, so that December logs read in
 * January stay in the past; February 29 belongs to the last leap year.
 *
 * @param month 1 to 12
 * @param ms milliseconds since midnight
 */
export function yearOf(month: number, day: number, ms: number, options: TimeOptions): number {
	if (options.year !== undefined) {
		return options.years?.yearOf(month, day, options.year) ?? options.year;
	}
	let year = tomorrowsYear(options.now);
	if (Date.UTC(year, month - 1, day) + ms > options.now + DAY) year--;
	while (month === 2 && day === 29 && !isLeapYear(year)) year--;
	return year;
}

/** All lines of a batch have the same `now`. */
let lastNow = Number.NaN;
let lastYear = 0;

function tomorrowsYear(now: number): number {
	if (now !== lastNow) {
		lastYear = new Date(now + DAY).getUTCFullYear();
		lastNow = now;
	}
	return lastYear;
}
