/** Readers of parameters: ids, times and time ranges. */
import { filterIds } from '../../../../nodes/Log360/parameters/search';
import { idList } from '../../../../nodes/Log360/parameters/ids';
import { epochOf, timeRangeOf } from '../../../../nodes/Log360/parameters/timeRange';

describe('idList', () => {
	it.each([
		[
			[1, 2],
			['1', '2'],
		],
		['1, 2\n3', ['1', '2', '3']],
		[' a ', ['a']],
		[7, ['7']],
		['["a", "b"]', ['a', 'b']],
		['[not json]', ['[not json]']],
		[{ id: 5 }, ['5']],
		[{ __rl: true, mode: 'id', value: '9' }, ['9']],
		[
			[{ id: 1 }, '2', ['3']],
			['1', '2', '3'],
		],
		[['a', 'a', ' a'], ['a']],
		[['Servers, EU'], ['Servers, EU']],
		['', []],
		[',,', []],
		[null, []],
		[undefined, []],
		[[null, ''], []],
	])('reads %j', (given, expected) => {
		expect(idList(given)).toEqual(expected);
	});
});

describe('filterIds', () => {
	it('takes a hundred', () => {
		expect(
			filterIds(
				Array.from({ length: 100 }, (_, id) => id),
				'hosts',
			),
		).toHaveLength(100);
	});

	it('refuses more and says what to do', () => {
		const ids = Array.from({ length: 101 }, (_, id) => id);
		expect(() => filterIds(ids, 'hosts')).toThrow(
			'101 hosts were given, but one search takes at most 100',
		);
	});

	it('counts repeated ones once', () => {
		expect(
			filterIds(
				Array.from({ length: 200 }, (_, id) => id % 50),
				'hosts',
			),
		).toHaveLength(50);
	});
});

describe('epochOf', () => {
	const noon = Date.UTC(2026, 10, 1, 12);

	it.each([
		['2026-11-01T12:00:00Z', 'Asia/Tokyo', noon],
		['2026-11-01T17:30:00+05:30', 'UTC', noon],
		['2026-11-01T12:00:00.250Z', 'UTC', noon + 250],
		['2026-11-01 12:00:00Z', 'UTC', noon],
		['2026-11-01T12:00:00', 'UTC', noon],
		['2026-11-01T12:00', 'UTC', noon],
		['2026-11-01 12:00:00', 'UTC', noon],
		['2026-11-01T17:30:00', 'Asia/Kolkata', noon],
		['2026-11-01T07:00:00', 'America/New_York', noon],
		['2026-11-01', 'UTC', noon - 12 * 3_600_000],
		['2026-11-01', 'Europe/Berlin', Date.UTC(2026, 9, 31, 23)],
		['2026-07-01T12:00:00.5', 'Europe/Berlin', Date.UTC(2026, 6, 1, 10, 0, 0, 500)],
		[noon, 'UTC', noon],
		[String(noon), 'UTC', noon],
		[new Date(noon), 'UTC', noon],
		[{ toMillis: () => noon }, 'UTC', noon],
	])('reads %j in %s', (given, zone, expected) => {
		expect(epochOf(given, 'Start Time', zone)).toBe(expected);
	});

	it.each([
		'tomorrow',
		'01/11/2026',
		'2026-13-01T00:00:00Z',
		'',
		true,
		{},
		-5,
		Number.NaN,
		'2026-11-31T99:00',
	])('refuses %j and names the parameter', (given) => {
		expect(() => epochOf(given, 'Start Time', 'UTC')).toThrow(
			/^Start Time ".*" is not a time\. Use ISO 8601/,
		);
	});

	it('gives the hour that exists for one that the change to summer time skips', () => {
		const skipped = epochOf('2026-03-29T02:30:00', 'Start Time', 'Europe/Berlin');
		expect(new Date(skipped).toISOString()).toMatch(/^2026-03-29T0[01]:30:00/);
	});
});

describe('timeRangeOf', () => {
	const now = Date.UTC(2026, 10, 23);

	it.each([
		['last15Minutes', 15],
		['lastHour', 60],
		['last4Hours', 240],
		['last12Hours', 720],
		['last24Hours', 1440],
		['last7Days', 7 * 1440],
		['last30Days', 30 * 1440],
		['last90Days', 90 * 1440],
	])('counts %s back from now', (timeRange, minutes) => {
		expect(timeRangeOf({ timeRange }, now, 'UTC')).toEqual({
			from: now - minutes * 60_000,
			to: now,
		});
	});

	it('takes own dates, and now for an empty end', () => {
		const startTime = '2026-11-22T00:00:00Z';
		expect(timeRangeOf({ timeRange: 'custom', startTime }, now, 'UTC')).toEqual({
			from: Date.UTC(2026, 10, 22),
			to: now,
		});
	});

	it.each([
		[{ timeRange: 'custom' }, 'Start Time is empty'],
		[{ timeRange: 'custom', startTime: '2026-11-24T00:00:00Z' }, 'must be before End Time'],
		[{ timeRange: 'custom', startTime: 1e12, endTime: 1e12 }, 'must be before End Time'],
		[{ timeRange: 'custom', startTime: 'x' }, 'Start Time "x" is not a time'],
		[{ timeRange: 'custom', startTime: 1e12, endTime: 'y' }, 'End Time "y" is not a time'],
		[{ timeRange: 'lastYear' }, 'The time range "lastYear" is unknown. Use one of last15Minutes'],
	])('refuses %j', (input, message) => {
		expect(() => timeRangeOf(input, now, 'UTC')).toThrow(message);
	});
});
