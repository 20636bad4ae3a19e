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
