/** The server's own JSON form. */

import { parseJson } from '../../../../../server/logs/ingest/formats/json';
import { errorOf, eventOf, NOW, options } from './options';

describe('parseJson', () => {
	it('takes TIME as epoch ms and all other keys as fields', () => {
		const event = eventOf(
			parseJson({ TIME: 1_735_689_600_000, HOSTNAME: 'web01', STATUS: 200, ok: true }, options()),
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
		expect(eventOf(parseJson(source, options({ timeZoneOffsetMinutes: 60 }))).time).toBe(time);
	});

	it('keeps a second time as a field', () => {
		const { fields } = eventOf(parseJson({ TIME: 0, time: 5, HOSTNAME: 'h' }, options()));
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
		expect(eventOf(parseJson(source, options())).fields).toEqual({
			HOSTNAME: 'h',
			USER_NAME: 'ann',
			USER_GROUPS: 'a, 2',
			LIST: '[{"a":1},2]',
			EMPTY: '',
		});
	});

	it('gives events without a host the default host', () => {
		expect(eventOf(parseJson({ MESSAGE: 'x' }, options())).fields.HOSTNAME).toBe('default-host');
	});

	it('keeps numbers that JSON cannot write back as text', () => {
		const { fields } = eventOf(parseJson({ HUGE: JSON.parse('1e999') as number }, options()));
		expect(fields.HUGE).toBe('Infinity');
	});

	it.each([
		[{ TIME: 'yesterday' }, 'TIME "yesterday" is not a time; accepted are epoch milliseconds'],
		[{ time: { a: 1 } }, 'time (an object) is not a time'],
		[{ TIME: true }, 'TIME "true" is not a time'],
		[{ TIME: -1 }, 'time -1 ms is outside 1970-01-01'],
		[{ TIME: 9e15 }, 'outside 1970-01-01 to 2255-06-05'],
	])('refuses %j', (source, message) => {
		expect(errorOf(parseJson(source, options()))).toContain(message);
	});

	it('refuses objects that are absurdly deep or wide', () => {
		let deep: Record<string, unknown> = { x: 1 };
		for (let i = 0; i < 40; i++) deep = { a: deep };
		expect(errorOf(parseJson(deep, options()))).toContain('nested deeper than 32 levels');
		const wide = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${i}`, i]));
		expect(errorOf(parseJson(wide, options()))).toBe('more than 1000 fields in one event');
	});
});
