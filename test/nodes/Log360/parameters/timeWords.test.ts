/** Time ranges in words, beside the presets: what they mean, also where the clock is changed, and what is none. */
import { timeRangeOf } from '../../../../nodes/Log360/parameters/timeRange';
import { agoInWords } from '../../../../nodes/Log360/parameters/timeWords';

const NOW = Date.UTC(2026, 10, 28, 12, 34, 56);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each<[string, number]>([
	['2h', 2 * HOUR],
	['2 h', 2 * HOUR],
	['30m', 30 * MINUTE],
	['90 seconds', 90_000],
	['last 2 hours', 2 * HOUR],
	['Last 2 Hours', 2 * HOUR],
	['the last 15 minutes', 15 * MINUTE],
	['past week', 7 * DAY],
	['last hour', HOUR],
	['now-15m', 15 * MINUTE],
	['now - 15m', 15 * MINUTE],
	['-1d', DAY],
	['3 days ago', 3 * DAY],
	['1.5h', 1.5 * HOUR],
	['2 weeks', 14 * DAY],
	['1 month', 30 * DAY],
])('%s', (words, length) => {
	expect(agoInWords(words)).toBe(length);
	for (const input of [{ timeRange: words }, { timeRange: 'words', timeWords: words }]) {
		expect(timeRangeOf(input, NOW, 'UTC')).toEqual({ from: NOW - length, to: NOW });
	}
});

it.each([
	['today', 'UTC', '2026-11-28T00:00:00Z', '2026-11-28T12:34:56Z'],
	['yesterday', 'UTC', '2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z'],
	['yesterday', 'Europe/Berlin', '2026-11-26T23:00:00Z', '2026-11-27T23:00:00Z'],
	['yesterday', 'Pacific/Auckland', '2026-11-27T11:00:00Z', '2026-11-28T11:00:00Z'],
])('%s in %s is a day of the workflow', (timeWords, zone, from, to) => {
	expect(timeRangeOf({ timeRange: 'words', timeWords }, NOW, zone)).toEqual({
		from: Date.parse(from),
		to: Date.parse(to),
	});
});

it('yesterday has 23 hours where the clock went forward in it', () => {
	const now = Date.parse('2026-03-30T10:00:00Z');
	const { from, to } = timeRangeOf({ timeRange: 'yesterday' }, now, 'Europe/Berlin');
	expect(to - from).toBe(23 * HOUR);
});

it.each([
	[{ startTime: 'now-2h', endTime: 'now-1h' }, 2 * HOUR, HOUR],
	[{ startTime: '2h' }, 2 * HOUR, 0],
	[{ startTime: '2 hours ago', endTime: 'now' }, 2 * HOUR, 0],
])('start and end may be words: %j', (times, from, to) => {
	expect(timeRangeOf({ timeRange: 'custom', ...times }, NOW, 'UTC')).toEqual({
		from: NOW - from,
		to: NOW - to,
	});
});

it.each([
	'',
	'h',
	'hour',
	'2',
	'0h',
	'next 2 hours',
	'2 fortnights',
	'now+1h',
	'2h 30m',
	'lastYear',
])('"%s" is no range, and the error says what is', (timeWords) => {
	expect(() => timeRangeOf({ timeRange: 'words', timeWords }, NOW, 'UTC')).toThrow(
		/^Period .*Write it like 2h, 30m, last 2 hours/,
	);
});
