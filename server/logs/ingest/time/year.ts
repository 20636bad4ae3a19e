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

/** Days: a line so much further back in the year is of the next one ... */
const NEXT_YEAR = 183;
/** ... and one so much further ahead, once New Year has passed, a late one of the last. */
const LATE = 300;

/** Follows the days of a file whose lines carry no year across New Year. */
export class YearClock {
	/** The year of the last line; undefined before the first. */
	year: number | undefined;
	private first = 0;
	private last = 0;

	/** The year of a line of this day, after those before it. @param given year of the file's first line */
	yearOf(month: number, day: number, given: number): number {
		const today = (month - 1) * 31 + day;
		if (this.year === undefined) {
			this.year = this.first = given;
		} else if (today - this.last < -NEXT_YEAR) {
			this.year++;
		} else if (today - this.last > LATE && this.year > this.first) {
			return this.year - 1;
		}
		this.last = today;
		return this.year;
	}
}
