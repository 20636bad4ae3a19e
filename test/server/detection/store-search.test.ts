/** Stored alerts, whichever engine keeps them: how they are found, page by page and as a whole. */
import type { AlertSearchRequest } from '../../../server/detection/store';
import { ALL, T, HOUR, alerts, find, page, profile, world } from './alert-world';
import { event } from './support';

describe('a search', () => {
	/** Alerts of three profiles over an hour, the later ones first: numbers and times run apart. */
	beforeEach(async () => {
		for (const severity of ['critical', 'trouble', 'attention'] as const)
			await profile(
				{ steps: [{ query: `KIND = ${severity}`, count: 1 }] },
				{ name: severity, severity },
			);
		const kinds = ['critical', 'trouble', 'attention', 'critical', 'trouble', 'critical'];
		for (const [n, KIND] of kinds.entries())
			await world.append([event(T + (10 - n) * 60_000, { KIND, N: n, USERNAME: `user${n % 2}` })]);
	});

	const numbers = (found: object[]) => found.map((hit) => (hit as { N: number }).N);

	it('filters by profile, severity, status and time, each together with the query', async () => {
		const of = async (request: Partial<AlertSearchRequest>) =>
			numbers((await page({ query: '*', ...request })).found);
		expect(await of({})).toEqual([0, 1, 2, 3, 4, 5]);
		expect(await of({ profiles: [1801, 1803] })).toEqual([0, 2, 3, 5]);
		expect(await of({ profiles: [] })).toEqual([]);
		expect(await of({ severities: ['critical'], query: 'USERNAME = user1' })).toEqual([3, 5]);
		expect(await of({ from: T + 6 * 60_000, to: T + 8 * 60_000 })).toEqual([2, 3, 4]);
		const [first] = await alerts();
		await world.alerts.revise({
			...{ ids: [first!.id], status: 'closed', actor: 'ann', at: T, note: '' },
		});
		expect(await of({ statuses: ['closed'] })).toEqual([0]);
		expect(await of({ statuses: ['open', 'in_progress'] })).toEqual([1, 2, 3, 4, 5]);
	});

	it.each([
		['N >= 4', [4, 5]],
		['KIND = *t*c*', [0, 3, 5]],
		['KIND = cr*', [0, 3, 5]],
		['NOT KIND = cr*', [1, 2, 4]],
		['USERNAME = user0 AND NOT KIND = critical', [2, 4]],
		['(N = 0 OR N = 5) AND KIND = critical', [0, 5]],
		['user1', [1, 3, 5]],
		['NOBODY = *', []],
		['KIND = "it\'s" OR KIND = "a\\\\b" OR N = 1', [1]],
		['KIND MATCHES "^t.*e$"', [1, 4]],
		['ALERT_PROFILE_NAME = trouble', [1, 4]],
	])('understands %s', async (query, expected) => {
		const { found, total } = await page({ query });
		expect(numbers(found).sort()).toEqual([...expected].sort());
		expect(total).toBe(expected.length);
	});

	it.each(['event', 'raised'] as const)(
		'goes page by page, by the time of %s',
		async (timeField) => {
			const whole = await page({ query: '*', timeField });
			const read: number[] = [];
			let before: number | undefined;
			let upTo: number | undefined;
			for (;;) {
				const next = await page({
					...{ query: '*', timeField, limit: 2, before, upTo },
					withTotal: before === undefined,
				});
				read.push(...numbers(next.found));
				if (before === undefined) {
					expect(next.total).toBe(6);
					// What is raised meanwhile is in none of the pages.
					await world.append([event(T + 20 * 60_000, { KIND: 'critical', N: 99 })]);
				}
				({ lastId: before, upTo } = next);
				if (!next.more) break;
			}
			expect(read).toEqual(numbers(whole.found));
			expect(read).toEqual(timeField === 'event' ? [0, 1, 2, 3, 4, 5] : [5, 4, 3, 2, 1, 0]);
		},
	);

	it('refuses what is no query', async () => {
		await expect(page({ query: 'KIND = ' })).rejects.toMatchObject({ name: 'QuerySyntaxError' });
	});

	it('is stopped when nobody waits for it', async () => {
		const caller = { owner: 'test', signal: AbortSignal.abort() };
		await expect(
			world.alerts.search({ ...ALL, query: 'KIND MATCHES "r"' }, caller),
		).rejects.toThrow();
	});

	it('scans all ids, newest first, and fetches alerts by them', async () => {
		const ids: number[] = [];
		let scanned = 0;
		const filter = { query: 'N > 0 AND USERNAME = user1', from: 0, to: 8e12 };
		for await (const batch of world.alerts.scan(filter)) {
			ids.push(...batch.ids);
			scanned += batch.scanned;
		}
		expect(scanned).toBeGreaterThanOrEqual(3);
		expect(ids).toEqual([...ids].sort((one, other) => other - one));
		const { hits, count } = await world.alerts.fetch(
			Float64Array.from([...ids.slice(1), 4711, ids[0]!]),
			'client',
		);
		expect(count).toBe(3);
		const found = JSON.parse(`[${new TextDecoder().decode(hits)}]`) as object[];
		expect(numbers(found)).toEqual([3, 5, 1]);
		expect(found[0]).toHaveProperty('Alert_Profile_Name', 'critical');
	});

	it('lets a scan be stopped', async () => {
		const filter = { query: '*', from: 0, to: 8e12 };
		const over = AbortSignal.abort(new Error('enough'));
		const scan = world.alerts.scan(filter, over);
		await expect(scan[Symbol.asyncIterator]().next()).rejects.toThrow('enough');
		for await (const batch of world.alerts.scan(filter)) {
			expect(batch.scanned).toBeGreaterThan(0);
			break;
		}
		expect(await find('*')).toHaveLength(6);
	});
});

it('finds alerts of events that are larger than an index takes', async () => {
	await profile({ steps: [{ query: 'KIND = bad', count: 1 }], within: HOUR });
	const words = (count: number) =>
		Array.from({ length: count }, (_, n) => `word${n}x${'y'.repeat(60)}`).join(' ');
	await world.append([event(T, { KIND: 'bad', MESSAGE: words(20_000) })]);
	await world.append([event(T + HOUR * 3, { KIND: 'bad', MESSAGE: words(2) })]);
	await world.append([event(T + 1, { KIND: 'bad' })]);
	const [large, small] = await alerts();
	expect(large).toMatchObject({ events: 2 });
	expect(await find(`word19999x${'y'.repeat(60)}`)).toEqual([large!.id]);
	expect(await find('KIND = bad')).toEqual([small!.id, large!.id]);
	expect(await find('NOT KIND = bad')).toEqual([]);
	expect(await find('ALERT_EVENT_COUNT = 2')).toEqual([large!.id]);
});
