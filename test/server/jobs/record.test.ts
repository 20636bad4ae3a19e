/** What is computed from a record: pages and running time. */
import { pageCount, runningTime } from '../../../server/jobs/record';

test.each([
	[0, 0],
	[1, 1],
	[1000, 1],
	[1001, 2],
])('%i hits make %i pages', (hits, pages) => {
	expect(pageCount({ hits, pageSize: 1000 })).toBe(pages);
});

test('running time is none before the start, grows, and stands still after the end', () => {
	expect(runningTime({ startedAt: null, finishedAt: null }, 500)).toBe(0);
	expect(runningTime({ startedAt: null, finishedAt: 90 }, 500)).toBe(0);
	expect(runningTime({ startedAt: 100, finishedAt: null }, 500)).toBe(400);
	expect(runningTime({ startedAt: 100, finishedAt: 130 }, 500)).toBe(30);
});

test('a clock that was set back makes no negative time', () => {
	expect(runningTime({ startedAt: 100, finishedAt: null }, 50)).toBe(0);
});
