/** Times as logs write them. */

import fc from 'fast-check';
import { readIsoTime, readJsonTime } from '../../../../../server/logs/ingest/formats/time';

describe('readIsoTime', () => {
	it.each([
		['2025-01-31T10:20:30Z', '2025-01-31T10:20:30.000Z', true],
		['2025-01-31T10:20:30.123456789Z', '2025-01-31T10:20:30.123Z', true],
		['2025-01-31 10:20:30,5', '2025-01-31T10:20:30.500Z', false],
		['2025-01-31T10:20:30+02:00', '2025-01-31T08:20:30.000Z', true],
		['2025-01-31T10:20:30-0530', '2025-01-31T15:50:30.000Z', true],
		['2025-01-31T10:20:30 +02', '2025-01-31T08:20:30.000Z', true],
		['2025-01-31T10:20', '2025-01-31T10:20:00.000Z', false],
		['2025-01-31', '2025-01-31T00:00:00.000Z', false],
		['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z', true],
		['2025-06-30T23:59:60Z', '2025-07-01T00:00:00.000Z', true],
	])('reads %s', (text, expected, zoned) => {
		const written = readIsoTime(text);
		expect(new Date(written!.time).toISOString()).toBe(expected);
		expect(written!.zoned).toBe(zoned);
	});

	it.each([
		'',
		'2025',
		'2025-13-01T00:00:00Z',
		'2025-02-29T00:00:00Z',
		'2025-01-00T00:00:00Z',
		'2025-01-31T24:00:00Z',
		'2025-01-31T10:60:00Z',
		'2025-01-31T10:20:30.Z',
		'2025-01-31T10:20:30+2',
		'2025-01-31T10:20:30+25:00',
		'2025-01-31T10:20:30Zx',
		'2025/01/31 10:20:30',
		'31-01-2025T10:20:30Z',
	])('refuses %j', (text) => {
		expect(readIsoTime(text)).toBeUndefined();
	});

	it('agrees with Date on every instant', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 9_007_199_254_739 }), (ms) => {
				expect(readIsoTime(new Date(ms).toISOString())).toEqual({ time: ms, zoned: true });
			}),
		);
	});
});

describe('readJsonTime', () => {
	it.each([
		[1_735_689_600_000, 1_735_689_600_000],
		[1_735_689_600_000.9, 1_735_689_600_000],
		['1735689600000', 1_735_689_600_000],
		['2025-01-01T00:00:00Z', 1_735_689_600_000],
		['2025-01-01 02:00:00', 1_735_689_600_000],
	])('reads %j, with a zone of +120 minutes where none is written', (value, time) => {
		expect(readJsonTime(value, 120)).toBe(time);
	});

	it.each([null, true, {}, 'yesterday', Number.NaN])('refuses %j', (value) => {
		expect(readJsonTime(value, 0)).toBeUndefined();
	});
});
