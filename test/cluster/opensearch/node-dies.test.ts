/** Nodes of a cluster of three die in the midst of everything: nothing acknowledged is lost, nothing is there twice. */
import { OpenSearchEventStore } from '../../../server/storage/opensearch';
import { runs } from '../../support/runs';
import { until } from '../../support/until';
import { onOpenSearch } from './connection';
import { OwnCluster } from './nodes';

const T0 = Date.UTC(2026, 10, 1);
const BATCH = 200;

onOpenSearch('a cluster whose nodes die', () => {
	it('keeps what it has acknowledged, once', async () => {
		const cluster = await OwnCluster.start(3);
		const open = () =>
			OpenSearchEventStore.open({
				cluster: { nodes: cluster.urls, timeoutMs: 10_000 },
				prefix: 'chaos',
				shards: 3,
				replicas: 1,
				refresh: 'true',
			});
		const stores = await Promise.all([open(), open()]);
		try {
			const [store] = stores;
			const isGreen = async () => ((await store.health()).status === 'green' ? true : undefined);
			const acknowledged = new Set<number>();
			const refused = new Set<number>();
			let last = 0;
			let isOver = false;
			const send = async (sender: OpenSearchEventStore) => {
				while (!isOver) {
					const numbers = Array.from({ length: BATCH }, () => last++);
					const events = numbers.map((N) => ({
						time: T0 + (N % 1_000),
						fields: { HOSTNAME: `host-${N % 5}`, LOGTYPE: 'Unix', N },
					}));
					try {
						await sender.append(events);
						for (const number of numbers) acknowledged.add(number);
					} catch (error) {
						expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
						for (const number of numbers) refused.add(number);
					}
				}
			};
			const senders = stores.map(send);
			for (let kill = 0; kill < runs(20, 3); kill++) {
				await until(isGreen);
				const before = acknowledged.size;
				await cluster.kill(kill % 3);
				await until(async () => (acknowledged.size > before ? true : undefined));
				await cluster.restart(kill % 3);
			}
			isOver = true;
			await Promise.all(senders);
			await until(isGreen);
			const found = await numbersOf(store);
			const distinct = new Set(found);
			expect(found).toHaveLength(distinct.size);
			expect([...acknowledged].filter((number) => !distinct.has(number))).toEqual([]);
			expect(found.filter((number) => !acknowledged.has(number) && !refused.has(number))).toEqual(
				[],
			);
			expect(acknowledged.size).toBeGreaterThan(0);
			console.info(
				`${acknowledged.size} events acknowledged, ${refused.size} refused, ${found.length} stored, ${runs(20, 3)} nodes killed`,
			);
		} finally {
			for (const store of stores) await store.close();
			await cluster.stop();
		}
	});
});

/** The number of each stored event. */
async function numbersOf(store: OpenSearchEventStore): Promise<number[]> {
	const numbers: number[] = [];
	for await (const { ids } of store.scan({ query: '*', from: 0, to: Number.MAX_SAFE_INTEGER })) {
		const { hits } = await store.fetch(ids, 'server');
		const events = JSON.parse(`[${Buffer.from(hits).toString()}]`) as { N: number }[];
		expect(events).toHaveLength(ids.length);
		numbers.push(...events.map(({ N }) => N));
	}
	return numbers;
}
