/** Hits of an answer: pages end before they are too long, and answers that need every hit shorten what has no room. */
import { AllHits, GatheredPage, MAX_PAGE_LENGTH } from '../../../../server/logs/store';

const long = (n: number, length: number) =>
	JSON.stringify({ TIME: n, MESSAGE: 'm'.repeat(length) });
const parsed = ({ hits }: { hits: Uint8Array }) =>
	JSON.parse(`[${Buffer.from(hits).toString()}]`) as Record<string, unknown>[];

describe('a page', () => {
	it('is full at its limit, or where the text has no room', () => {
		const short = new GatheredPage({ limit: 2, form: 'server' });
		expect([1, 2, 3].map((n) => short.take(long(n, 1)))).toEqual([true, true, false]);
		expect(short.hits()).toMatchObject({ count: 2, more: true });
		const wide = new GatheredPage({ limit: 100, form: 'server' });
		const taken = Array.from({ length: 20 }, (_, n) => wide.take(long(n, 1_000_000)));
		expect(taken.filter(Boolean)).toHaveLength(8);
		expect(wide.hits().hits.length).toBeLessThan(MAX_PAGE_LENGTH);
	});

	it('takes nothing after a hit that had no room, however short: the next page begins there', () => {
		const page = new GatheredPage({ limit: 100, form: 'server' });
		expect(page.take(long(1, MAX_PAGE_LENGTH))).toBe(true);
		expect(page.take(long(2, 1))).toBe(false);
		expect(page.take(long(3, 1))).toBe(false);
		expect(page).toMatchObject({ isFull: true, seen: 3 });
		expect(page.hits()).toMatchObject({ count: 1, more: true });
	});
});

/** So many hits that a long one has no room any more. */
function filled(form: 'server' | 'client'): AllHits {
	const all = new AllHits(form);
	for (let n = 0; n < 8; n++) all.take(long(n, 1_048_000));
	return all;
}

describe('all hits', () => {
	it('are there, and none is so long that there is no room for the others', () => {
		const all = new AllHits('server');
		for (let n = 0; n < 100; n++) all.take(long(n, 1_000_000));
		const answer = all.hits();
		expect(answer.count).toBe(100);
		expect(answer.hits.length).toBeLessThan(2 * MAX_PAGE_LENGTH);
		const hits = parsed(answer);
		expect(hits.map(({ TIME }) => TIME)).toEqual(Array.from({ length: 100 }, (_, n) => n));
		expect(hits[0]).toEqual({ TIME: 0, MESSAGE: 'm'.repeat(1_000_000) });
		expect(hits[99]).toEqual({ TIME: 99, MESSAGE: 'm'.repeat(256), CUT_FIELDS: 'MESSAGE' });
	});

	it('say which fields were cut, left out, or cut before; short ones stay as they are', () => {
		const all = filled('server');
		const many = Object.fromEntries(
			Array.from({ length: 100 }, (_, n) => [`F${n}`, 'x'.repeat(200)]),
		);
		const wide = {
			TIME: 1,
			CUT_FIELDS: 'RAWLOG',
			A: `${'😀'.repeat(200)}`,
			B: true,
			...many,
			Z: 7,
		};
		all.take(JSON.stringify(wide));
		all.take(long(2, 10));
		const [cut, short] = parsed(all.hits()).slice(8);
		expect(cut).toMatchObject({ TIME: 1, A: '😀'.repeat(128), B: true, F0: 'x'.repeat(200) });
		expect(JSON.stringify(cut).length).toBeLessThan(10_000);
		expect(cut).not.toHaveProperty('F99');
		expect(cut?.['CUT_FIELDS']).toMatch(/^RAWLOG, A, F\d+, .* F99$/);
		expect(short).toEqual({ TIME: 2, MESSAGE: 'm'.repeat(10) });
	});

	it('have display names where they are asked for', () => {
		const all = filled('client');
		all.take(JSON.stringify({ TIME: 0, USERNAME: 'u', MESSAGE: 'm'.repeat(9_000) }));
		expect(parsed(all.hits())[8]).toEqual({
			...{ Time: '1970-01-01T00:00:00.000Z', Username: 'u', Message: 'm'.repeat(256) },
			'Cut Fields': 'MESSAGE',
		});
	});
});
