/** Time ranges in words, as people and AI agents write them: "2h", "last 2 hours", "now-15m", "yesterday". */
import type { TimeRange } from '../dialects/dialect';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Length of each unit in milliseconds, by every name that it has; a month counts 30 days. */
const UNITS: ReadonlyMap<string, number> = new Map(
	(
		[
			[1_000, 's sec secs second seconds'],
			[MINUTE, 'm min mins minute minutes'],
			[HOUR, 'h hr hrs hour hours'],
			[DAY, 'd day days'],
			[7 * DAY, 'w week weeks'],
			[30 * DAY, 'mon month months'],
		] as const
	).flatMap(([length, names]) => names.split(' ').map((name) => [name, length] as const)),
);

/** What the words may look like, for errors and descriptions. */
export const TIME_WORDS = '2h, 30m, last 2 hours, now-15m, today, yesterday';

/**
 * Reads a range that ends now, or a day.
 *
 * @param now epoch milliseconds
 * @param dayStart epoch milliseconds of the beginning of the day that is so many days before now, in the time zone of the workflow
 * @returns `undefined` for what is no such word
 */
export function rangeInWords(
	text: string,
	now: number,
	dayStart: (daysAgo: number) => number,
): TimeRange | undefined {
	const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
	if (words === 'today') return { from: dayStart(0), to: now };
	if (words === 'yesterday') return { from: dayStart(1), to: dayStart(0) };
	const ago = agoInWords(words);
	return ago === undefined ? undefined : { from: now - ago, to: now };
}

/**
 * How long ago a moment in words is: `now-15m`, `2h`, `2 hours ago`, `last 2 hours`.
 *
 * @returns milliseconds, or `undefined` for what is no such word
 */
export function agoInWords(text: string): number | undefined {
	const words = text.trim().toLowerCase();
	if (words === 'now') return 0;
	const match =
		/^(?:now ?- ?|-|(?:the )?(?:last|past) )?(\d{1,6}(?:\.\d+)?)? ?([a-z]+)(?: ago)?$/.exec(words);
	if (match === null) return undefined;
	const unit = UNITS.get(match[2]);
	// A bare unit is one of them in "last hour" alone.
	if (unit === undefined || (match[1] === undefined && !/\b(last|past)\b/.test(words)))
		return undefined;
	const length = Number(match[1] ?? 1) * unit;
	return length > 0 ? Math.round(length) : undefined;
}
