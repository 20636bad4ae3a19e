/** Retention on OpenSearch: whole days, the oldest first, the day at hand never, each counted once whichever server removes it. */
import { OpenSearchEventStore } from '../../../server/storage/opensearch';
import { freshPlace, OPENSEARCH, onOpenSearch } from './connection';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 28, 12);
const KEEP_ALL = { ageMs: null, bytes: null };

onOpenSearch('retention', () => {
	async function filled() {
		const { prefix } = freshPlace();
		const open = () =>
			OpenSearchEventStore.open({
				cluster: { nodes: [OPENSEARCH as string] },
				...{ prefix, replicas: 0, refresh: 'true', clock: { now: () => NOW } },
			});
		const store = await open();
		// Three of each of four days, and one of a time that is far from its arrival.
		const times = [0, 1, 2, 3].flatMap((day) => [1, 2, 3].map((n) => NOW - day * DAY - n));
		await store.append([...times, 1_000].map((time) => ({ time, fields: { HOSTNAME: 'h' } })));
		return { store, open };
	}

	it('tells what is kept, and removes nothing within its limits', async () => {
		const { store } = await filled();
		const kept = await store.kept();
		expect(kept).toMatchObject({
			...{
				events: 13,
				oldest: 1_000,
				removed: { age: 0, size: 0 },
				toCompress: null,
				toCompressAnew: null,
				toList: null,
				toColumn: null,
				toMerge: null,
				merged: null,
			},
			arrivedSince: Date.UTC(2026, 10, 25),
		});
		expect(kept.bytes).toBeGreaterThan(0);
		expect(await store.removeDay(KEEP_ALL, NOW)).toBeUndefined();
		expect(await store.removeDay({ ageMs: 10 * DAY, bytes: 1e12 }, NOW)).toBeUndefined();
		await store.close();
	});

	it('removes days whose end is too long ago, once for all servers', async () => {
		const { store, open } = await filled();
		const other = await open();
		const limits = { ageMs: 1.4 * DAY, bytes: null };
		expect(await store.removeDay(limits, NOW)).toMatchObject({
			...{ reason: 'age', removed: 3, day: Date.UTC(2026, 10, 25) },
			ids: [Date.UTC(2026, 10, 25) * 1000, Date.UTC(2026, 10, 26) * 1000],
		});
		const both = await Promise.all([store, other].map((each) => each.removeDay(limits, NOW)));
		const removed = both.reduce((sum, day) => sum + (day?.removed ?? 0), 0);
		expect(removed).toBe(3);
		expect(await other.removeDay(limits, NOW)).toBeUndefined();
		expect(await other.kept()).toMatchObject({ events: 7, removed: { age: 6, size: 0 } });
		expect(await store.count()).toBe(7);
		await Promise.all([store.close(), other.close()]);
	});

	it('takes what it removes out of every total, bucket and group, for whoever waits and in the background', async () => {
		const { store } = await filled();
		const request = {
			...{ query: '*', from: 0, to: NOW, groupBy: ['HOSTNAME'], limit: 5, distinct: 'HOSTNAME' },
			buckets: { start: Date.UTC(2026, 10, 25), width: DAY },
		};
		const counted = async () => {
			const within = { ...request, from: Date.UTC(2026, 10, 25) };
			const now = await store.aggregate(within);
			expect(await store.aggregate(within, undefined, () => undefined)).toEqual(now);
			return [now.total, ...(now.buckets ?? []).map(({ count }) => count)];
		};
		expect(await counted()).toEqual([12, 3, 3, 3, 3]);
		await store.removeDay({ ageMs: 1.4 * DAY, bytes: null }, NOW);
		expect(await counted()).toEqual([9, 0, 3, 3, 3]);
		await store.append([{ time: Date.UTC(2026, 10, 25) + 1, fields: { HOSTNAME: 'late' } }]);
		expect(await counted()).toEqual([10, 1, 3, 3, 3]);
		await store.close();
	});

	it('removes the oldest days while all of them take too much, but never the day at hand nor odd times', async () => {
		const { store } = await filled();
		const limits = { ageMs: null, bytes: 1 };
		const days: (number | undefined)[] = [];
		for (let n = 0; n < 4; n++) days.push((await store.removeDay(limits, NOW))?.day);
		expect(days).toEqual([25, 26, 27, undefined].map((day) => day && Date.UTC(2026, 10, day)));
		expect(await store.kept()).toMatchObject({ events: 4, removed: { age: 0, size: 9 } });
		await store.close();
	});
});
