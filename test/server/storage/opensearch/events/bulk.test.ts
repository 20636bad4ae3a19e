import type { SearchCall, SearchClient } from '../../../../../server/storage/opensearch/client';
import { type Placed, storeAll } from '../../../../../server/storage/opensearch/events/bulk';
import { documentFor } from '../../../../../server/storage/opensearch/events/document';

/** A cluster that answers each document by what a script of statuses says, one list an id; 201 when it is used up. */
class ScriptedCluster implements SearchClient {
	readonly totals = { calls: 0, failed: 0, ms: 0 };
	readonly stored = new Map<string, string>();
	sent = 0;

	constructor(private readonly script: Readonly<Record<string, number[]>>) {}

	async call<T>({ path, lines = [], body }: SearchCall): Promise<T> {
		if (path === '/_mget') {
			const { docs } = body as { docs: { _id: string }[] };
			return { docs: docs.map(({ _id }) => ({ _source: { b: this.stored.get(_id) } })) } as T;
		}
		const items = [];
		for (let at = 0; at < lines.length; at += 2) {
			const { create } = JSON.parse(lines[at] as string) as { create: { _id: string } };
			const { b } = JSON.parse(lines[at + 1] as string) as { b: string };
			this.sent++;
			const status = this.script[create._id]?.shift() ?? (this.stored.has(create._id) ? 409 : 201);
			if (status === 201) this.stored.set(create._id, b);
			items.push({ create: { status, error: { type: 'why', reason: `status ${status}` } } });
		}
		return { items } as T;
	}

	async close(): Promise<void> {}
}

const placed = (id: number, batch = 'mine'): Placed => ({
	index: 'events',
	document: documentFor({ time: 1, fields: { N: id } }, id, `${batch}:${id}`),
});

describe('storing in bulk', () => {
	it('stores each document once when all goes well', async () => {
		const cluster = new ScriptedCluster({});
		expect(await storeAll(cluster, [placed(1), placed(2)], 'true')).toEqual([]);
		expect([...cluster.stored]).toEqual([
			['1', 'mine:1'],
			['2', 'mine:2'],
		]);
	});

	it('sends again only what the cluster could not take', async () => {
		const cluster = new ScriptedCluster({ 2: [429, 503] });
		expect(await storeAll(cluster, [placed(1), placed(2), placed(3)], 'true')).toEqual([]);
		expect(cluster.stored.size).toBe(3);
		expect(cluster.sent).toBe(5);
	});

	it('takes a document that is there already, as its answer was lost, for stored', async () => {
		const cluster = new ScriptedCluster({});
		await storeAll(cluster, [placed(1)], 'true');
		expect(await storeAll(cluster, [placed(1), placed(2)], 'true')).toEqual([]);
		expect(cluster.stored.size).toBe(2);
	});

	it('tells which ids are those of other documents', async () => {
		const cluster = new ScriptedCluster({});
		await storeAll(cluster, [placed(1, 'theirs')], 'true');
		const refused = await storeAll(cluster, [placed(1), placed(2)], 'true');
		expect(refused.map(({ document }) => document.id)).toEqual([1]);
		expect(cluster.stored.get('1')).toBe('theirs:1');
	});

	it('says how much was stored when the cluster stays unwell', async () => {
		const cluster = new ScriptedCluster({ 2: Array<number>(9).fill(503) });
		await expect(storeAll(cluster, [placed(1), placed(2)], 'true')).rejects.toMatchObject({
			code: 'STORE_UNAVAILABLE',
			message: expect.stringContaining('1 of 2 events'),
		});
	});

	it('does not send again what is refused for good', async () => {
		const cluster = new ScriptedCluster({ 1: [400] });
		await expect(storeAll(cluster, [placed(1)], 'true')).rejects.toThrow(/refused an event: why/);
		expect(cluster.sent).toBe(1);
	});
});
