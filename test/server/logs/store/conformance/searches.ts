/** Pages, totals, counts and what a store knows of its events, on one corpus. */
import type { EventStore } from '../../../../../server/logs/store/store';
import { aggregateOf, comparable } from '../../../../support/oracle-aggregate';
import { OracleStore } from '../../../../support/oracle-store';
import { CORPUS, QUERIES, T0 } from '../corpus';
import { ALL, allPages, expectSame, idsOf, page, textOf, type Open } from './harness';

/** Declares that part of the suite. */
export function describeSearches(opened: Open): void {
	describe('search', () => {
		let store: EventStore;
		const oracle = new OracleStore();

		beforeAll(async () => {
			store = await opened();
			for (let at = 0; at < CORPUS.length; at += 150) {
				const batch = CORPUS.slice(at, at + 150);
				expect(await store.append(batch)).toEqual({ stored: batch.length, dropped: 0 });
				oracle.append(batch);
			}
		});

		it.each(QUERIES)('finds what the oracle finds: %s', async (query) => {
			await expectSame(store, oracle, { ...ALL, query });
			expect(await idsOf(store, { ...ALL, query })).toHaveLength(
				oracle.select({ ...ALL, query }).length,
			);
		});

		it('takes both ends of the range in', async () => {
			const times = [...new Set(CORPUS.map(({ time }) => time))].sort((a, b) => a - b);
			const [first, second, middle, last] = [
				times[0],
				times[1],
				times[times.length >> 1],
				times.at(-1),
			] as number[];
			for (const [from, to] of [
				[first, first],
				[second, middle],
				[middle, last],
				[last! + 1, last! + 9],
				[middle, second],
				[0, 0],
			] as [number, number][]) {
				for (const query of [
					'*',
					'EVENTID = 4625',
					'MESSAGE = "Failed password"',
					'NOT USERNAME = root',
				]) {
					await expectSame(store, oracle, { query, from, to });
				}
			}
		});

		it('narrows to hosts and log types, without case', async () => {
			for (const filters of [
				{ hosts: ['web-1'] },
				{ hosts: ['WEB-1', 'dc01'] },
				{ hosts: [] },
				{ hosts: ['nobody'] },
				{ logTypes: ['Windows'] },
				{ logTypes: ['unix', 'Windows'] },
				{ hosts: ['web-1'], logTypes: ['Windows'] },
				{ hosts: ['dc01'], logTypes: ['Windows'] },
			]) {
				for (const query of ['*', 'USERNAME = root OR EVENTID = 4625', 'NOT failed']) {
					await expectSame(store, oracle, { ...ALL, query, ...filters });
				}
			}
		});

		it('pages without a gap or a repetition, whatever the page size', async () => {
			for (const query of ['*', 'failed', 'MESSAGE = "Failed password"', 'USERNAME = nobody']) {
				const expected = oracle.documents({ ...ALL, query, form: 'server' });
				for (const limit of [1, 7, expected.length, expected.length + 1].filter((n) => n > 0)) {
					expect(await allPages(store, { ...ALL, query }, limit)).toEqual(expected);
				}
			}
		});

		it('tells whether more hits follow', async () => {
			const size = CORPUS.length;
			expect(await page(store, { ...ALL, limit: size - 1 })).toMatchObject({
				count: size - 1,
				more: true,
			});
			expect(await page(store, { ...ALL, limit: size })).toMatchObject({
				count: size,
				more: false,
			});
			expect(await page(store, { ...ALL, limit: size + 1 })).toMatchObject({
				count: size,
				more: false,
			});
		});

		it('answers an empty page as such', async () => {
			const { hits, ...rest } = await page(store, { ...ALL, query: 'NOSUCHFIELD = 1' });
			expect(rest).toEqual({
				count: 0,
				lastId: 0,
				more: false,
				total: 0,
				upTo: await store.maxId(),
			});
			expect(hits).toHaveLength(0);
		});

		it('counts only when asked to', async () => {
			expect((await page(store, { ...ALL, withTotal: false })).total).toBeUndefined();
		});

		it('gives display names on demand', async () => {
			await expectSame(store, oracle, { ...ALL, query: 'EVENTID = 4625' }, 'client');
		});

		it('stays below an upper bound that was fixed earlier', async () => {
			const upTo = await store.maxId();
			const ids = await idsOf(store, ALL);
			expect(Math.max(...ids)).toBe(upTo);
			const older = await page(store, { ...ALL, upTo: ids[10] as number });
			expect(older.total).toBe(CORPUS.length - 10);
			expect((await page(store, { ...ALL, upTo: upTo + 1, before: ids[10] as number })).total).toBe(
				CORPUS.length - 11,
			);
		});

		it('rejects a bad query by name and with its position', async () => {
			const bad = { ...ALL, query: 'EVENTID = (' };
			await expect(page(store, bad)).rejects.toMatchObject({
				name: 'QuerySyntaxError',
				message: expect.stringContaining('position 10'),
			});
			await expect(idsOf(store, bad)).rejects.toMatchObject({ name: 'QuerySyntaxError' });
		});

		it('fetches documents by id in the order given and leaves out those that are gone', async () => {
			const ids = await idsOf(store, { ...ALL, query: 'EVENTID = 4625' });
			const wanted = Float64Array.of(ids[2]!, 1, ids[0]!, ids[1]!);
			const documents = oracle.documents({ ...ALL, query: 'EVENTID = 4625', form: 'server' });
			const found = await store.fetch(wanted, 'server');
			expect(found.count).toBe(3);
			expect(textOf(found.hits)).toBe([documents[2], documents[0], documents[1]].join(','));
			const client = await store.fetch(Float64Array.of(ids[0]!), 'client');
			expect(JSON.parse(textOf(client.hits))).toHaveProperty(['Event ID'], 4625);
			expect(await store.fetch(new Float64Array(0), 'server')).toMatchObject({ count: 0 });
		});

		it('knows its sources, groups, fields, log types and size', async () => {
			const sources = await store.sources();
			for (const source of sources) {
				const events = CORPUS.filter(
					({ fields }) =>
						String(fields['HOSTNAME'] ?? 'unknown').toLowerCase() === source.name.toLowerCase(),
				);
				const times = events.map(({ time }) => time);
				expect(source).toMatchObject({
					events: events.length,
					firstSeen: Math.min(...times),
					lastSeen: Math.max(...times),
					enabled: true,
				});
			}
			expect(sources.find(({ name: host }) => host.toLowerCase() === 'dc01')).toMatchObject({
				logType: 'Windows',
				group: 'WindowsGroup',
				ip: '10.0.0.10',
			});
			expect(sources.reduce((sum, { events }) => sum + events, 0)).toBe(CORPUS.length);
			expect(await store.count()).toBe(CORPUS.length);
			const groups = await store.groups();
			for (const group of groups)
				expect(sources.filter(({ groupId }) => groupId === group.id)).toHaveLength(group.members);
			const fields = await store.fields();
			const names = fields.map(({ server }) => server);
			expect(new Set(names).size).toBe(names.length);
			expect(names).toEqual(
				expect.arrayContaining([...new Set(CORPUS.flatMap((event) => Object.keys(event.fields)))]),
			);
			expect(fields).toContainEqual({ server: 'EVENTID', client: 'Event ID', type: 'number' });
			expect(fields).toContainEqual({ server: 'TIME', client: 'Time', type: 'number' });
			const types = (await store.logTypes()).map(({ id }) => id);
			expect(types).toEqual(
				expect.arrayContaining([
					'Windows',
					'Unix',
					'Hypervisor',
					'Apache Access Logs',
					'My own type',
				]),
			);
			expect(new Set(types).size).toBe(types.length);
		});

		it.each([
			{ query: '*', groupBy: ['USERNAME'] },
			{ query: 'USERNAME = root', groupBy: [], buckets: { start: T0 - 1_000, width: 700 } },
			{ query: 'EVENTID = 4625', groupBy: ['USERNAME', 'REMOTEIP'] },
			{ query: 'MESSAGE = "Failed password"', groupBy: ['REMOTEIP'], distinct: 'USERNAME' },
			{
				query: '*',
				groupBy: [],
				distinct: 'REMOTEIP',
				buckets: { start: T0 - 1_000, width: 700 },
			},
			{ query: 'failed', groupBy: ['N'], hosts: ['web-1'] },
		])('counts what the oracle counts: %j', async (wanted) => {
			const request = { ...ALL, to: T0 + 10_000, limit: 1_000, ...wanted };
			const events = oracle.select(request).map(({ time, fields }) => ({ time, fields }));
			const expected = aggregateOf(events, request);
			expect(comparable(await store.aggregate(request))).toEqual(expected);
			const background = await store.aggregate(request, undefined, () => undefined);
			expect(comparable(background)).toEqual(expected);
		});

		it('tells how many events it has looked at where it looks at them', async () => {
			const request = { ...ALL, query: 'MESSAGE = *ail*', groupBy: ['MESSAGE'], limit: 5 };
			const told: number[] = [];
			const { total } = await store.aggregate(request, undefined, (looked) => told.push(looked));
			expect(told.at(-1)).toBeGreaterThanOrEqual(total);
			expect([...told].sort((one, other) => one - other)).toEqual(told);
		});

		it('stops counting when it is aborted, and refuses a wrong query', async () => {
			const request = { ...ALL, groupBy: ['N'], limit: 5 };
			const background = () => undefined;
			await expect(store.aggregate(request, AbortSignal.abort())).rejects.toThrow(/abort/);
			await expect(store.aggregate(request, AbortSignal.abort(), background)).rejects.toThrow(
				/abort/,
			);
			await expect(store.aggregate({ ...request, query: 'A = ' })).rejects.toMatchObject({
				name: 'QuerySyntaxError',
			});
		});

		it('lists the values of a field', async () => {
			const values = new Set(await store.fieldValues('SEVERITY'));
			expect(values).toEqual(new Set(['error', 'information', 'warning']));
			expect(await store.fieldValues('NOSUCHFIELD')).toEqual([]);
		});
	});
}
