/** Times on the wire: UTC whatever the zone of the machine, and the same instant when they are read back. */
import fc from 'fast-check';

import { isoRange, isoTime, readTime } from '../../../../nodes/Log360/dialects/times';
import { runs } from '../../../support/runs';

/** From 1970, which is the earliest that V2 accepts (documented), to the year 9999. */
const instant = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });

describe('isoTime', () => {
	it.each([
		[0, '1970-01-01T00:00:00Z'],
		[1, '1970-01-01T00:00:00.001Z'],
		[999, '1970-01-01T00:00:00.999Z'],
		[1000, '1970-01-01T00:00:01Z'],
		[Date.UTC(2026, 1, 28, 23, 59, 59), '2026-02-28T23:59:59Z'],
		[Date.UTC(2028, 1, 29), '2028-02-29T00:00:00Z'],
		[Date.UTC(2026, 9, 25, 0, 59), '2026-10-25T00:59:00Z'],
		[Date.UTC(2026, 9, 25, 1, 0), '2026-10-25T01:00:00Z'],
		[Date.UTC(2026, 2, 29, 1, 0), '2026-03-29T01:00:00Z'],
	])('of %i is %s', (time, expected) => {
		expect(isoTime(time)).toBe(expected);
	});

	it('is the same instant when it is read back', () => {
		fc.assert(
			fc.property(instant, (time) => Date.parse(isoTime(time)) === time),
			{ numRuns: runs(1000) },
		);
	});

	it('is always of the form that V2 documents', () => {
		fc.assert(
			fc.property(instant, (time) =>
				/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(isoTime(time)),
			),
		);
	});

	it.each([Number.NaN, Infinity, 9e15])('refuses %d, which is no time', (time) => {
		expect(() => isoTime(time)).toThrow(RangeError);
	});
});

it('isoRange keeps the order of its times', () => {
	fc.assert(
		fc.property(instant, instant, (one, other) => {
			const { start_time, end_time } = isoRange({ from: one, to: other });
			expect([Date.parse(start_time), Date.parse(end_time)]).toEqual([one, other]);
		}),
	);
});

describe('in any zone of the machine', () => {
	const zone = process.env.TZ;
	afterEach(() => {
		if (zone === undefined) delete process.env.TZ;
		else process.env.TZ = zone;
	});

	/** Both sides of the changes of the clock in Berlin, New York and Lord Howe, where it is half an hour. */
	const changes = [
		Date.UTC(2026, 2, 29, 0, 59, 59),
		Date.UTC(2026, 2, 29, 1, 0),
		Date.UTC(2026, 9, 25, 0, 30),
		Date.UTC(2026, 9, 25, 1, 30),
		Date.UTC(2026, 10, 1, 5, 30),
		Date.UTC(2026, 10, 1, 6, 30),
		Date.UTC(2026, 3, 4, 15, 0),
	];

	it.each([
		'UTC',
		'Europe/Berlin',
		'America/New_York',
		'Australia/Lord_Howe',
		'Pacific/Kiritimati',
		'Asia/Kolkata',
	])('%s', (name) => {
		process.env.TZ = name;
		for (const time of changes) {
			expect(isoTime(time)).toMatch(/Z$/);
			expect(Date.parse(isoTime(time))).toBe(time);
			expect(readTime(time)).toBe(new Date(time).toISOString());
		}
	});
});

describe('readTime', () => {
	it.each([
		['milliseconds', 1_793_491_200_000, '2026-11-01T00:00:00.000Z'],
		['milliseconds as text', '1793491200000', '2026-11-01T00:00:00.000Z'],
		['ISO 8601', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z'],
		['ISO 8601 with an offset', '2026-11-01T01:00:00+01:00', '2026-11-01T01:00:00+01:00'],
		['words of a console', '2026-11-01 00:00:00', '2026-11-01 00:00:00'],
		['the last time of all', 8.64e15, '+275760-09-13T00:00:00.000Z'],
		['0', 0, null],
		['0 as text', '0', null],
		['-1', -1, null],
		['a number beyond all calendars', 9e15, null],
		['NaN', Number.NaN, null],
		['empty text', '', null],
		['null', null, null],
		['undefined', undefined, null],
		['true', true, null],
		['an object', {}, null],
	])('of %s', (_name, value, expected) => {
		expect(readTime(value)).toBe(expected);
	});

	it('reads what isoTime wrote', () => {
		fc.assert(fc.property(instant, (time) => readTime(isoTime(time)) === isoTime(time)));
	});
});
