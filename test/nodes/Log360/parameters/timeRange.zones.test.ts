/** Time ranges where clocks change: own dates in every zone, and presets that count real time. */
import fc from 'fast-check';

import { epochOf, timeRangeOf } from '../../../../nodes/Log360/parameters/timeRange';
import { runs } from '../../../support/runs';

const HOUR = 3_600_000;
const ZONES = [
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'America/St_Johns',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Pacific/Chatham',
	'America/Sao_Paulo',
];
const zone = fc.constantFrom(...ZONES);
const moment = fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 });
/** What a clock on the wall of a zone shows, e.g. `2026-11-01 00:00:00`. */
const wall = (epoch: number, timezone: string) =>
	new Date(epoch).toLocaleString('sv-SE', { timeZone: timezone });
const offsetOf = (epoch: number, timezone: string) =>
	Date.parse(`${wall(epoch, timezone).replace(' ', 'T')}Z`) - Math.floor(epoch / 1000) * 1000;
const at = (text: string, timezone: string) => epochOf(text, 'Start Time', timezone);

describe('a time without an offset', () => {
	it('is the wall clock of the zone, in every zone and at every time', () => {
		fc.assert(
			fc.property(moment, zone, (seconds, timezone) => {
				const local = wall(seconds * 1000, timezone);
				const read = at(local.replace(' ', 'T'), timezone);
				// Where an hour comes twice, either of the two is right.
				expect(wall(read, timezone)).toBe(local);
				expect(Math.abs(read - seconds * 1000)).toBeLessThanOrEqual(HOUR);
			}),
			{ numRuns: runs(2000) },
		);
	});

	it('with an offset does not depend on the zone', () => {
		fc.assert(
			fc.property(moment, zone, zone, (seconds, one, other) => {
				const minutes = Math.round(offsetOf(seconds * 1000, one) / 60_000);
				const [hh, mm] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
				const sign = minutes < 0 ? '-' : '+';
				const offset = `${sign}${String(hh).padStart(2, '0')}:${String(mm).padStart(2, '0')}`;
				const text = `${wall(seconds * 1000, one).replace(' ', 'T')}${offset}`;
				expect(at(text, other)).toBe(seconds * 1000);
			}),
		);
	});

	it.each([
		// Europe/Berlin goes from 02:00 to 03:00 on 2026-03-29 and back on 2026-10-25.
		['2026-03-29T01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
		['2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-10-25T01:59:59', 'Europe/Berlin', '2026-10-24T23:59:59.000Z'],
		['2026-10-25T03:00:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
		// America/New_York: 2026-03-08 and 2026-11-01.
		['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
		['2026-11-01T00:59', 'America/New_York', '2026-11-01T04:59:00.000Z'],
		['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
		['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
		// Half an hour of summer time, and offsets of quarters of an hour.
		['2026-04-05T02:30', 'Australia/Lord_Howe', '2026-04-04T16:00:00.000Z'],
		['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
		['2026-01-01T12:00:00.123', 'Pacific/Chatham', '2025-12-31T22:15:00.123Z'],
	])('%s in %s is %s', (text, timezone, expected) => {
		expect(new Date(at(text, timezone)).toISOString()).toBe(expected);
	});

	it.each([
		['2026-03-29T02:30:00', 'Europe/Berlin'],
		['2026-03-08T02:30:00', 'America/New_York'],
		['2026-10-04T02:15:00', 'Australia/Lord_Howe'],
	])('%s, which %s skips, is within the hour around the gap', (text, timezone) => {
		const naive = Date.parse(`${text}Z`);
		const offset = offsetOf(at(text, timezone), timezone);
		expect(Math.abs(at(text, timezone) + offset - naive)).toBeLessThanOrEqual(HOUR);
	});
});

describe('a day by its dates', () => {
	it.each([
		['2026-03-29', '2026-03-30', 'Europe/Berlin', 23],
		['2026-10-25', '2026-10-26', 'Europe/Berlin', 25],
		['2026-06-01', '2026-06-02', 'Europe/Berlin', 24],
		['2026-04-05', '2026-04-06', 'Australia/Lord_Howe', 24.5],
		['2026-03-29', '2026-03-30', 'UTC', 24],
	])('%s to %s in %s has %d hours', (startTime, endTime, timezone, hours) => {
		const range = timeRangeOf({ timeRange: 'custom', startTime, endTime }, 0, timezone);
		expect((range.to - range.from) / HOUR).toBe(hours);
	});
});

describe('presets', () => {
	const presets = [
		'last15Minutes',
		'lastHour',
		'last4Hours',
		'last12Hours',
		'last24Hours',
		'last7Days',
		'last30Days',
		'last90Days',
	];

	it('end now and last as long in every zone, whatever the clocks do', () => {
		fc.assert(
			fc.property(fc.constantFrom(...presets), moment, zone, (timeRange, seconds, timezone) => {
				const now = seconds * 1000;
				const range = timeRangeOf({ timeRange }, now, timezone);
				expect(range).toEqual(timeRangeOf({ timeRange }, now, 'UTC'));
				expect(range.to).toBe(now);
				expect(range.from).toBeLessThan(now);
			}),
		);
	});

	it('get longer from one to the next', () => {
		const lengths = presets
			.map((timeRange) => timeRangeOf({ timeRange }, 1e12, 'UTC'))
			.map(({ from, to }) => to - from);
		expect(lengths).toEqual([...lengths].sort((one, other) => one - other));
		expect(new Set(lengths).size).toBe(presets.length);
	});

	it.each(['', 'Last24Hours', 'constructor', '__proto__', 'toString'])(
		'do not include "%s"',
		(timeRange) => {
			expect(() => timeRangeOf({ timeRange }, 1e12, 'UTC')).toThrow(
				`The time range "${timeRange}" is unknown. Use one of last15Minutes`,
			);
		},
	);
});

describe('own dates from expressions', () => {
	const now = Date.UTC(2026, 10, 23);

	it.each<[string, unknown]>([
		['a luxon time', { toMillis: () => Date.UTC(2026, 10, 22) }],
		['a Date', new Date(Date.UTC(2026, 10, 22))],
		['milliseconds', Date.UTC(2026, 10, 22)],
		['milliseconds as text', ` ${Date.UTC(2026, 10, 22)} `],
		['ISO with spaces around', ' 2026-11-22T00:00:00Z '],
	])('may be %s', (_what, startTime) => {
		expect(timeRangeOf({ timeRange: 'custom', startTime }, now, 'Europe/Berlin').from).toBe(
			Date.UTC(2026, 10, 22),
		);
	});

	it.each([1_795_305_600, '1795305600', 1_795_305_600.5])(
		'are not taken for milliseconds where %s can only be seconds',
		(startTime) => {
			expect(() => timeRangeOf({ timeRange: 'custom', startTime }, now, 'UTC')).toThrow(
				/Start Time ".*" looks like seconds\. Give milliseconds or ISO 8601/,
			);
		},
	);

	it.each<[string, unknown]>([
		['an invalid luxon time', { toMillis: () => NaN }],
		['an invalid Date', new Date(NaN)],
		['a list', ['2026-11-22']],
		['an endless number', Infinity],
		['a year of five digits', '12026-01-01'],
		['a date behind the calendar', '2026-02-30T00:00:00Z'],
		['a week', '2026-W47'],
		['the 30th of February', '2026-02-30'],
	])('must not be %s', (_what, startTime) => {
		expect(() => timeRangeOf({ timeRange: 'custom', startTime }, now, 'UTC')).toThrow(
			/^Start Time ".*" is not a time/s,
		);
	});

	it('need a start before the end, by a millisecond at least', () => {
		const range = (startTime: number, endTime: number) =>
			timeRangeOf({ timeRange: 'custom', startTime, endTime }, now, 'UTC');
		expect(range(1e12, 1e12 + 1)).toEqual({ from: 1e12, to: 1e12 + 1 });
		expect(() => range(1e12 + 1, 1e12)).toThrow('must be before End Time');
	});
});
