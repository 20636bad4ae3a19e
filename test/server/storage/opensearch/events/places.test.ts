import { Places } from '../../../../../server/storage/opensearch/events/places';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 28, 12);

describe('indices of events', () => {
	const places = new Places('log360');
	const indexOf = (time: number) => places.indexFor(time * 1_000, NOW);

	it('are one a day', () => {
		expect(indexOf(NOW)).toBe('log360-events-2026.11.28');
		expect(indexOf(Date.UTC(2026, 10, 28) - 1)).toBe('log360-events-2026.11.27');
	});

	it('do not become many because senders choose odd times', () => {
		expect(indexOf(0)).toBe('log360-events-other');
		expect(indexOf(NOW - 401 * DAY)).toBe('log360-events-other');
		expect(indexOf(NOW - 400 * DAY)).not.toBe('log360-events-other');
		expect(indexOf(NOW + 3 * DAY)).toBe('log360-events-other');
	});

	it('are told by the id alone, whenever the event arrived', () => {
		for (const time of [0, NOW, NOW - 500 * DAY, 9_007_199_254_739])
			expect(places.indicesOf(time * 1_000)).toContain(indexOf(time));
	});

	it('tell the day of an index, and of no other', () => {
		expect(places.dayOfIndex(indexOf(NOW))).toBe(Math.floor(NOW / DAY) * DAY);
		for (const name of ['log360-events-other', 'log360-catalogue', 'other-events-2026.11.28'])
			expect(places.dayOfIndex(name)).toBeUndefined();
	});

	it.each(['', 'A', '-x', 'a_b', 'x*', 'a'.repeat(101)])('have no prefix %j', (prefix) => {
		expect(() => new Places(prefix)).toThrow(/no prefix of index names/);
	});
});
