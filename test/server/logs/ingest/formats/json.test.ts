/** The server's own JSON form. */

import { OWN_JSON } from '../../../../../server/logs/ingest/formats/json';
import { errorOf, eventOf, NOW, options, parseAs } from './options';

describe('the JSON form', () => {
	it('takes TIME as epoch ms and all other keys as fields', () => {
		const event = eventOf(
			parseAs(
				OWN_JSON,
				{ TIME: 1_735_689_600_000, HOSTNAME: 'web01', STATUS: 200, ok: true },
				options(),
			),
		);
		expect(event).toEqual({
			time: 1_735_689_600_000,
			fields: { HOSTNAME: 'web01', STATUS: 200, OK: true },
		});
	});

	it.each([
		[{ time: '2025-01-01T00:00:00Z' }, 1_735_689_600_000],
		[{ '@timestamp': '2025-01-01T00:00:00.000Z' }, 1_735_689_600_000],
		[{ TIME: '2025-01-01 01:00:00' }, 1_735_689_600_000],
		[{ TIME: null }, NOW],
		[{}, NOW],
	])('finds the time of %j', (source, time) => {
		expect(eventOf(parseAs(OWN_JSON, source, options({ timeZone: 60 }))).time).toBe(time);
	});

	it('keeps a second time as a field', () => {
		const { fields } = eventOf(parseAs(OWN_JSON, { TIME: 0, time: 5, HOSTNAME: 'h' }, options()));
		expect(fields).toEqual({ TIME_2: 5, HOSTNAME: 'h' });
	});

	it.each([
		{ eventTime: '2025-06-01T10:00:00Z', '@timestamp': '2025-06-01T10:05:00Z' },
		{ event_time: 1_748_772_000, received_at: '2025-06-01T10:05:00Z' },
		{ '@timestamp': '2025-06-01T10:00:00Z', received_at: '2025-06-01T10:05:00Z' },
		{ Timestamp: '2025-06-01 10:00:00' },
		{ ts: 1_748_772_000.000_1 },
		{ __REALTIME_TIMESTAMP: '1748772000000000' },
		{ time_created: '2025-06-01T10:00:00.000+0000' },
		{ 'log.timestamp': 'Sun, 01 Jun 2025 12:00:00 +0200' },
		{ '@timestamp': ['2025-06-01T10:00:00.000Z'] },
		{ date: '2025-06-01', time: '10:00:00' },
		{ time: 0.53, timestamp: '2025-06-01T10:00:00Z' },
		{ TimeCreated: '/Date(1748772000000)/' },
		{ timestamp: { $date: '2025-06-01T10:00:00Z' } },
		{ asctime: '2025-06-01 10:00:00,000' },
	])('finds the time of the event in %j', (source) => {
		const { time, fields } = eventOf(parseAs(OWN_JSON, source));
		expect(new Date(time).toISOString()).toBe('2025-06-01T10:00:00.000Z');
		expect(fields).not.toHaveProperty('TIME_MISSING');
	});

	it.each([
		{ host: 'db7' },
		{ host: { name: 'db7', ip: '192.0.2.1' } },
		{ hostname: 'db7', host: 'other' },
		{ Computer: 'db7' },
		{ _HOSTNAME: 'db7' },
	])('finds the host in %j', (source) => {
		expect(eventOf(parseAs(OWN_JSON, source)).fields.HOSTNAME).toBe('db7');
	});

	it('takes a duration for no time', () => {
		const { fields } = eventOf(parseAs(OWN_JSON, { time: 0.53, HOSTNAME: 'h' }));
		expect(fields).toEqual({ TIME_2: 0.53, HOSTNAME: 'h', TIME_MISSING: 'none found' });
	});

	it('flattens objects, joins arrays of scalars, drops null', () => {
		const source = {
			TIME: 0,
			HOSTNAME: 'h',
			user: { name: 'ann', groups: ['a', null, 2] },
			gone: null,
			list: [{ a: 1 }, 2],
			empty: '',
		};
		expect(eventOf(parseAs(OWN_JSON, source, options())).fields).toEqual({
			HOSTNAME: 'h',
			USER_NAME: 'ann',
			USER_GROUPS: 'a, 2',
			LIST: '[{"a":1},2]',
			EMPTY: '',
		});
	});

	it('gives events without a host the default host', () => {
		expect(eventOf(parseAs(OWN_JSON, { MESSAGE: 'x' }, options())).fields.HOSTNAME).toBe(
			'default-host',
		);
	});

	it('keeps numbers that JSON cannot write back as text', () => {
		const { fields } = eventOf(
			parseAs(OWN_JSON, { HUGE: JSON.parse('1e999') as number }, options()),
		);
		expect(fields.HUGE).toBe('Infinity');
	});

	it.each([
		[{ TIME: 'yesterday' }, 'unreadable'],
		[{ time: { a: 1 } }, 'unreadable'],
		[{ TIME: true }, 'unreadable'],
		[{ TIME: '20/11/2026 10:00:00' }, 'day and month order unknown'],
		[{ TIME: -1 }, 'out of range'],
		[{ TIME: 9e24 }, 'out of range'],
		[{ MESSAGE: 'x' }, 'none found'],
	])('dates %j by its arrival and says why', (source, reason) => {
		const { time, fields } = eventOf(parseAs(OWN_JSON, source, options()));
		expect(time).toBe(NOW);
		expect(fields.TIME_MISSING).toBe(reason);
	});

	it('refuses objects that are absurdly deep or wide', () => {
		let deep: Record<string, unknown> = { x: 1 };
		for (let i = 0; i < 40; i++) deep = { a: deep };
		expect(errorOf(parseAs(OWN_JSON, deep, options()))).toContain('nested deeper than 32 levels');
		const wide = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${i}`, i]));
		expect(errorOf(parseAs(OWN_JSON, wide, options()))).toBe('more than 1000 fields in one event');
	});
});
