/** Several servers on one OpenSearch: each event once, whoever stores it, however often it is sent. */
import type { LogEvent } from '../../../server/logs/events';
import { OpenSearchEventStore } from '../../../server/storage/opensearch';
import { runs } from '../../support/runs';
import { freshPlace, OPENSEARCH, onOpenSearch } from './connection';

const T0 = Date.UTC(2026, 10, 1);
const ALL = { query: '*', from: 0, to: Number.MAX_SAFE_INTEGER };

onOpenSearch('servers on one OpenSearch', () => {
	const open = (prefix: string) =>
		OpenSearchEventStore.open({
			cluster: { nodes: [OPENSEARCH as string] },
			prefix,
			replicas: 0,
			refresh: 'true',
		});
	const event = (server: number, n: number, time: number): LogEvent => ({
		time,
		fields: { HOSTNAME: `host-${n % 3}`, SERVER: server, N: n, LOGTYPE: 'Unix' },
	});

	it('start side by side, and store events of the same milliseconds under ids of their own', async () => {
		const { prefix } = freshPlace();
		const stores = await Promise.all([0, 1, 2].map(() => open(prefix)));
		const rounds = runs(40, 6);
		const size = 50;
		const run = async (store: OpenSearchEventStore, server: number) => {
			for (let round = 0; round < rounds; round++) {
				// Five milliseconds for all: nearly every batch meets ids that others took since it looked.
				const batch = Array.from({ length: size }, (_, n) =>
					event(server, round * size + n, T0 + (n % 5)),
				);
				expect(await store.append(batch)).toEqual({ stored: size, dropped: 0 });
			}
		};
		await Promise.all(stores.map(run));
		const [store] = stores as [OpenSearchEventStore];
		const { hits } = await store.search({
			...ALL,
			limit: 100_000,
			form: 'server',
			withTotal: true,
		});
		const found = JSON.parse(`[${Buffer.from(hits).toString()}]`) as {
			SERVER: number;
			N: number;
		}[];
		const names = new Set(found.map(({ SERVER, N }) => `${SERVER}:${N}`));
		expect(found).toHaveLength(3 * rounds * size);
		expect(names.size).toBe(found.length);
		expect(await store.count()).toBe(found.length);
		// Each source once, though three servers saw it first.
		const sources = await store.sources();
		expect(sources.map(({ name }) => name).sort()).toEqual(['host-0', 'host-1', 'host-2']);
		expect(new Set(sources.map(({ id }) => id)).size).toBe(3);
		expect(sources.reduce((sum, { events }) => sum + events, 0)).toBe(found.length);
		await Promise.all(stores.map((one) => one.close()));
	});

	it('tell how the cluster is, and that it does not answer', async () => {
		const { prefix } = freshPlace();
		const store = await open(prefix);
		expect(await store.health()).toMatchObject({
			status: expect.stringMatching(/green|yellow/),
			nodes: 1,
		});
		await store.close();
		await expect(
			OpenSearchEventStore.open({ cluster: { nodes: ['http://127.0.0.1:1'] }, prefix }),
		).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
	});
});
