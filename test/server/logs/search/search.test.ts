import { ManualClock } from '../../../../server/platform';
import { SqliteEventStore } from '../../../../server/storage/sqlite';
import type { EventStore } from '../../../../server/logs/store';
import { Prng } from '../../../../server/demo';
import {
	type FoundPage,
	PagedSearch,
	type SearchStart,
} from '../../../../server/logs/search/search';
import { tempFolder } from '../../../support/temp';

const T0 = Date.UTC(2026, 0, 31);
const ALL = { query: '*', from: 0, to: 4e12, form: 'server' } as const;
const key = Buffer.alloc(32, 1);

let store: EventStore;
let clock: ManualClock;
const search = (pageSize: number, use = 'v2.search') =>
	new PagedSearch<SearchStart>({ store, clock, key, pageSize, use });
const numbers = (page: FoundPage): number[] =>
	(JSON.parse(`[${Buffer.from(page.hits).toString()}]`) as { N: number }[]).map(({ N }) => N);
const event = (time: number, N: number) => ({
	time,
	fields: { HOSTNAME: N % 2 ? 'odd' : 'even', LOGTYPE: 'Unix', N },
});

beforeEach(async () => {
	clock = new ManualClock(T0);
	store = await SqliteEventStore.open({ directory: tempFolder(), readers: 1 });
});
afterEach(() => store.close());

describe('PagedSearch', () => {
	it.each([
		[1, 5, [[4], [3], [2], [1], [0]]],
		[2, 5, [[4, 3], [2, 1], [0]]],
		[5, 5, [[4, 3, 2, 1, 0]]],
		[6, 5, [[4, 3, 2, 1, 0]]],
	])('with pages of %i gives %i events as %j', async (pageSize, count, expected) => {
		await store.append(Array.from({ length: count }, (_, n) => event(T0 + n, n)));
		const pages: number[][] = [];
		let page = await search(pageSize).first('ann', ALL);
		for (;;) {
			expect(page.total).toBe(count);
			expect(page.count).toBe(numbers(page).length);
			pages.push(numbers(page));
			if (page.cursor === undefined) break;
			page = await search(pageSize).next('ann', page.cursor);
		}
		expect(pages).toEqual(expected);
	});

	it('keeps query, filters and field names over the pages', async () => {
		await store.append(Array.from({ length: 20 }, (_, n) => event(T0 + n, n)));
		const start = {
			query: 'N >= 5',
			from: T0,
			to: T0 + 15,
			hosts: ['odd'],
			logTypes: ['Unix'],
			form: 'client' as const,
		};
		const first = await search(4).first('ann', start);
		const second = await search(4).next('ann', first.cursor as string);
		expect([first.total, second.total]).toEqual([6, 6]);
		const hits = JSON.parse(`[${Buffer.from(second.hits).toString()}]`) as unknown[];
		expect(hits).toEqual([
			{ Time: new Date(T0 + 7).toISOString(), Device: 'odd', LogType: 'Unix', N: 7 },
			{ Time: new Date(T0 + 5).toISOString(), Device: 'odd', LogType: 'Unix', N: 5 },
		]);
		expect(second.cursor).toBeUndefined();
	});

	it('answers the same page to the same cursor, as often as it is asked', async () => {
		await store.append(Array.from({ length: 6 }, (_, n) => event(T0 + n, n)));
		const { cursor } = await search(2).first('ann', ALL);
		for (let n = 0; n < 3; n++)
			expect(numbers(await search(2).next('ann', cursor as string))).toEqual([3, 2]);
	});

	it('gives the next page five minutes from each use', async () => {
		await store.append(Array.from({ length: 6 }, (_, n) => event(T0 + n, n)));
		let page = await search(2).first('ann', ALL);
		clock.advance(299_000);
		page = await search(2).next('ann', page.cursor as string);
		clock.advance(299_000);
		const last = page.cursor as string;
		await search(2).next('ann', last);
		clock.advance(2_000);
		await expect(search(2).next('ann', last)).rejects.toMatchObject({
			name: 'CursorError',
			reason: 'expired',
		});
	});

	it('refuses cursors of other owners and uses', async () => {
		await store.append(Array.from({ length: 6 }, (_, n) => event(T0 + n, n)));
		const { cursor } = await search(2).first('ann', ALL);
		const refused = { name: 'CursorError', reason: 'invalid' };
		await expect(search(2).next('bob', cursor as string)).rejects.toMatchObject(refused);
		await expect(search(2, 'v1.search').next('ann', cursor as string)).rejects.toMatchObject(
			refused,
		);
	});

	it('rejects a bad query', async () => {
		await expect(search(2).first('ann', { ...ALL, query: '(' })).rejects.toMatchObject({
			name: 'QuerySyntaxError',
		});
	});

	it.each([1, 2, 3, 4])(
		'gives each event of the first page\u2019s time once while others arrive (seed %i)',
		async (seed) => {
			const random = new Prng(seed);
			let next = 0;
			const some = (count: number) =>
				Array.from({ length: count }, () => event(T0 + random.below(40), next++));
			await store.append(some(80 + random.below(60)));
			const existed = next;
			const paged = search(1 + random.below(12));
			const seen: number[] = [];
			let page = await paged.first('ann', ALL);
			for (;;) {
				seen.push(...numbers(page));
				if (page.cursor === undefined) break;
				await store.append([
					...some(random.below(8)),
					event(T0 - random.below(99), next++),
					event(T0 + 40 + random.below(99), next++),
				]);
				page = await paged.next('ann', page.cursor);
			}
			expect(new Set(seen).size).toBe(seen.length);
			expect(seen.filter((n) => n < existed).sort((a, b) => a - b)).toEqual(
				Array.from({ length: existed }, (_, n) => n),
			);
		},
	);
});
