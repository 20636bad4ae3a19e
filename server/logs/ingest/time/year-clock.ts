/** Follows the year of lines that carry none, line by line. */

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
