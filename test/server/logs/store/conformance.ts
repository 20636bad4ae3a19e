/** What every event store must do: same corpus, same queries, hit for hit what the oracle says. */
import type { LogEvent } from '../../../../server/logs/events';
import { formatQuery } from '../../../../server/logs/query';
import fc from 'fast-check';
import type { AggregateRequest } from '../../../../server/logs/store/aggregate';
import {
	TOTAL_LIMIT,
	type EventStore,
	type ScanRequest,
	type SearchRequest,
} from '../../../../server/logs/store/store';
import { aggregateOf, comparable } from '../../../support/oracle-aggregate';
import { OracleStore } from '../../../support/oracle-store';
import { tempFolder } from '../../../support/temp';
import { eventArbitrary, queryArbitrary } from '../query/support/vocabulary';
import { CORPUS, QUERIES, T0 } from './corpus';
import { runs } from '../../../support/runs';

/** How the suite gets at one implementation. */
export interface StoreHarness {
	/** Opens the store of a folder. */
	open(directory: string): Promise<EventStore>;
	/** Stops taking in the logs of a host. */
	disableSource(directory: string, name: string): void | Promise<void>;
}

const ALL: ScanRequest = { query: '*', from: 0, to: Number.MAX_SAFE_INTEGER };

/** Declares the suite for one implementation. */
export function describeEventStore(name: string, harness: StoreHarness): void {
	describe(`${name} keeps the contract of EventStore`, () => {
		const open = new Set<EventStore>();
		let ofTest: Set<EventStore> | undefined;
		const opened = async (directory = tempFolder()): Promise<EventStore> => {
			const store = await harness.open(directory);
			(ofTest ?? open).add(store);
			return store;
		};
		beforeEach(() => void (ofTest = new Set()));
		afterEach(async () => {
			for (const store of ofTest ?? []) await store.close();
			ofTest = undefined;
		});
		afterAll(async () => {
			for (const store of open) await store.close();
		});

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
				expect(
					(await page(store, { ...ALL, upTo: upTo + 1, before: ids[10] as number })).total,
				).toBe(CORPUS.length - 11);
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
					expect.arrayContaining([
						...new Set(CORPUS.flatMap((event) => Object.keys(event.fields))),
					]),
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

		it('agrees with the oracle on generated events and queries', async () => {
			const store = await opened();
			const oracle = new OracleStore();
			const seed = 20260131;
			const events = fc
				.sample(eventArbitrary, { numRuns: runs(400), seed })
				.map(({ TIME, ...fields }) => ({ time: TIME as number, fields }));
			for (let at = 0; at < events.length; at += 37) {
				await store.append(events.slice(at, at + 37));
				oracle.append(events.slice(at, at + 37));
			}
			for (const query of fc.sample(queryArbitrary, { numRuns: runs(300), seed })) {
				await expectSame(store, oracle, { ...ALL, query: formatQuery(query) });
			}
		});

		it('counts what the oracle counts on generated events, late ones too, waited for or in the background', async () => {
			const store = await opened();
			const oracle = new OracleStore();
			const seed = 20260201;
			const hour = 3_600_000;
			const from = Date.UTC(2026, 0, 31, 20);
			// Over 60 hours, in no order.
			const events = fc
				.sample(eventArbitrary, { numRuns: runs(300, 120), seed })
				.map(({ TIME: _, ...fields }, n) => ({ time: from + ((n * 37) % 60) * hour, fields }));
			const fields = ['USERNAME', 'SOURCE', 'EVENTID', 'REMOTEIP', 'MESSAGE', 'NOSUCH'];
			const queries = fc.sample(queryArbitrary, { numRuns: runs(60, 12), seed });
			for (let at = 0; at < events.length; at += 60) {
				await store.append(events.slice(at, at + 60));
				oracle.append(events.slice(at, at + 60));
			}
			for (const [n, query] of queries.entries()) {
				const request: AggregateRequest = {
					...{ query: n % 4 === 0 ? '*' : formatQuery(query), limit: 1_000, from },
					to: from + 56 * hour,
					groupBy: fields.slice(n % 5, (n % 5) + (n % 3)),
					...(n % 2 === 0 ? { distinct: fields[(n + 3) % 6] as string } : {}),
					buckets: { start: from - 2 * hour, width: 7 * hour },
				};
				const selected = oracle.select(request);
				const expected = aggregateOf(selected, request);
				expect([request, comparable(await store.aggregate(request))]).toEqual([request, expected]);
				const background = await store.aggregate(request, undefined, () => undefined);
				expect([request, comparable(background)]).toEqual([request, expected]);
			}
		});

		it('keeps any text and any finite number as they are', async () => {
			const store = await opened();
			const values = [
				'',
				' ',
				'日本語',
				'😀',
				'ÄÖÜß',
				'a\u0000b',
				'"\\/\b\f\n\r\t',
				'\u2028\u2029',
				'\ud83d',
				'</script>',
				"'; DROP TABLE event; --",
			];
			const numbers = [0, -1, 1.5, 1e21, 1e-7, 2 ** 53];
			const fields: Record<string, string | number | boolean> = {
				HOSTNAME: 'h',
				YES: true,
				NO: false,
			};
			values.forEach((value, index) => (fields[`TEXT_${index}`] = value));
			numbers.forEach((value, index) => (fields[`NUMBER_${index}`] = value));
			await store.append([{ time: T0, fields }]);
			for (const form of ['server', 'client'] as const) {
				const { hits } = await page(store, { ...ALL, form });
				const hit = JSON.parse(textOf(hits)) as Record<string, unknown>;
				expect(Object.values(hit)).toEqual([
					form === 'server' ? T0 : new Date(T0).toISOString(),
					...Object.values(fields),
				]);
			}
		});

		it('orders by time whatever the order of arrival, and by arrival within a millisecond', async () => {
			const store = await opened();
			const times = [5, 3, 9, 3, 0, 9, 7, 3];
			await store.append(
				times.slice(0, 4).map((time, n) => ({ time, fields: { HOSTNAME: 'h', N: n } })),
			);
			await store.append(
				times.slice(4).map((time, n) => ({ time, fields: { HOSTNAME: 'h', N: n + 4 } })),
			);
			expect((await hitsOf(store, ALL)).map(({ N }) => N)).toEqual([5, 2, 6, 0, 7, 3, 1, 4]);
		});

		it('keeps thousands of events of one millisecond, each once, in their order', async () => {
			const store = await opened();
			const event = (time: number, n: number): LogEvent => ({
				time,
				fields: { HOSTNAME: 'h', N: n },
			});
			await store.append([event(T0 + 1, -1), event(T0 + 5, -2)]);
			const burst = Array.from({ length: 2_500 }, (_, n) => event(T0, n));
			await store.append(burst.slice(0, 1_200));
			await store.append(burst.slice(1_200));
			await store.append([event(T0 + 1, -3)]);
			const numbers = (await hitsOf(store, ALL)).map(({ N }) => N as number);
			expect(numbers).toHaveLength(2_503);
			expect(new Set(numbers).size).toBe(2_503);
			expect(numbers.filter((n) => n >= 0)).toEqual(burst.map((_, n) => 2_499 - n));
			const ids = await idsOf(store, ALL);
			expect([...ids].sort((a, b) => b - a)).toEqual([...ids]);
			expect(new Set(ids).size).toBe(2_503);
		});

		it('takes events at both ends of time', async () => {
			const store = await opened();
			const last = 9_007_199_254_739;
			const events = [0, 0, last, last].map((time, n) => ({
				time,
				fields: { HOSTNAME: 'h', N: n },
			}));
			await store.append(events);
			await store.append(
				Array.from({ length: 2_100 }, (_, n) => ({
					time: last,
					fields: { HOSTNAME: 'h', N: n + 4 },
				})),
			);
			const hits = await hitsOf(store, ALL);
			expect(new Set(hits.map(({ N }) => N)).size).toBe(2_104);
			expect(hits.slice(-2).map(({ N }) => N)).toEqual([1, 0]);
			expect(await store.maxId()).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
		});

		it('counts to the documented limit at least, and never too many', async () => {
			const store = await opened();
			const size = TOTAL_LIMIT.read + 5;
			await store.append(
				Array.from({ length: size }, (_, n) => ({
					time: T0 + n,
					fields: { HOSTNAME: 'h', N: n, MESSAGE: 'one two' },
				})),
			);
			for (const query of ['*', 'HOSTNAME = h']) {
				expect(await page(store, { ...ALL, query, limit: 3 })).toMatchObject({
					count: 3,
					more: true,
					total: size,
				});
			}
			// A phrase has to be read to be found.
			const query = 'MESSAGE = "one two"';
			const lowerBound = await page(store, { ...ALL, query, limit: 3 });
			expect(lowerBound).toMatchObject({ count: 3, more: true });
			expect([TOTAL_LIMIT.read, size]).toContain(lowerBound.total);
			expect((await page(store, { ...ALL, query, limit: 3, from: T0 + 6 })).total).toBe(
				TOTAL_LIMIT.read - 1,
			);
			const large = await page(store, { ...ALL, query, limit: TOTAL_LIMIT.read + 1 });
			expect(large).toMatchObject({ count: TOTAL_LIMIT.read + 1, more: true });
			expect(large.total).toBeLessThanOrEqual(size);
			expect(large.total).toBeGreaterThanOrEqual(TOTAL_LIMIT.read);
		});

		it('answers the same whether it lists a field\u2019s values or gave up on them', async () => {
			const store = await opened();
			const oracle = new OracleStore();
			const add = async (from: number, to: number) => {
				const events = Array.from({ length: to - from }, (_, n) => ({
					time: T0 + from + n,
					fields: {
						HOSTNAME: 'h',
						USERNAME: `user${from + n}`,
						REMOTEIP: `10.0.${(from + n) >> 8}.${(from + n) & 255}`,
						PORT: from + n,
					},
				}));
				await store.append(events);
				oracle.append(events);
			};
			const same = async () => {
				for (const query of [
					'USERNAME = *99*',
					'USERNAME > "user30"',
					'PORT >= 500',
					'PORT < 7 OR PORT = 513',
					'REMOTEIP = 10.0.1.0/25',
					'NOT USERNAME = *1*',
					'USERNAME = ?ser?',
				]) {
					await expectSame(store, oracle, { ...ALL, query });
				}
			};
			await add(0, 512);
			expect(new Set(await store.fieldValues('USERNAME'))).toHaveProperty('size', 512);
			await same();
			await add(511, 514);
			expect(await store.fieldValues('USERNAME')).toBeUndefined();
			expect(await store.fieldValues('PORT')).toBeUndefined();
			await same();
			await add(514, 700);
			expect(await store.fieldValues('USERNAME')).toBeUndefined();
			await same();
			const long = { time: T0, fields: { HOSTNAME: 'h', AGENT: 'x'.repeat(200) } };
			await store.append([long]);
			oracle.append([long]);
			expect(await store.fieldValues('AGENT')).toBeUndefined();
			await expectSame(store, oracle, { ...ALL, query: 'AGENT = *xx' });
		});

		it('drops the events of disabled sources and says how many', async () => {
			const directory = tempFolder();
			const store = await opened(directory);
			const event = (host: string): LogEvent => ({
				time: T0,
				fields: { HOSTNAME: host, LOGTYPE: 'Unix' },
			});
			await store.append([event('on'), event('off')]);
			await harness.disableSource(directory, 'off');
			expect(await store.append([event('on'), event('OFF'), event('off')])).toEqual({
				stored: 1,
				dropped: 2,
			});
			expect((await hitsOf(store, ALL)).map(({ HOSTNAME }) => HOSTNAME).sort()).toEqual([
				'off',
				'on',
				'on',
			]);
			expect(await store.count()).toBe(3);
			expect((await store.sources()).map(({ name: host, enabled }) => [host, enabled])).toEqual([
				['on', true],
				['off', false],
			]);
		});

		it('is empty at first', async () => {
			const store = await opened();
			expect(await store.maxId()).toBe(0);
			expect(await store.count()).toBe(0);
			expect(await store.sources()).toEqual([]);
			expect(await store.groups()).toEqual([]);
			expect(await hitsOf(store, ALL)).toEqual([]);
			expect(await idsOf(store, ALL)).toEqual([]);
			expect(await store.append([])).toEqual({ stored: 0, dropped: 0 });
			expect((await store.fields()).map(({ server }) => server)).toContain('USERNAME');
		});

		it('keeps everything over a close and a new start, and goes on where it was', async () => {
			const directory = tempFolder();
			const first = await harness.open(directory);
			await first.append(CORPUS);
			const [sources, fields, values] = [
				await first.sources(),
				await first.fields(),
				await first.fieldValues('SEVERITY'),
			];
			await first.close();
			const store = await opened(directory);
			expect(await store.sources()).toEqual(sources);
			expect(await store.fields()).toEqual(fields);
			expect(await store.fieldValues('SEVERITY')).toEqual(values);
			const more = CORPUS.map(({ time, fields: old }) => ({
				time,
				fields: { ...old, AGAIN: true },
			}));
			await store.append(more);
			const oracle = new OracleStore();
			oracle.append(CORPUS);
			oracle.append(more);
			await expectSame(store, oracle, ALL);
		});

		it('rejects every call once it is closed, and closes twice without complaint', async () => {
			const store = await harness.open(tempFolder());
			await Promise.all([store.close(), store.close()]);
			const calls: Promise<unknown>[] = [
				store.append([]),
				page(store, ALL),
				idsOf(store, ALL),
				store.fetch(Float64Array.of(1), 'server'),
				store.maxId(),
				store.sources(),
				store.groups(),
				store.fields(),
				store.logTypes(),
				store.fieldValues('USERNAME'),
				store.aggregate({ ...ALL, groupBy: [], limit: 1 }),
				store.count(),
			];
			for (const result of await Promise.allSettled(calls)) expect(result.status).toBe('rejected');
		});

		describe('scan', () => {
			const size = 42_000;
			let store: EventStore;

			beforeAll(async () => {
				store = await opened();
				const events = Array.from({ length: size }, (_, n) => ({
					time: T0 + n,
					fields: { HOSTNAME: 'h', N: n },
				}));
				await store.append(events);
			});

			it('sees one snapshot while events arrive, newer and older ones', async () => {
				const ids: number[] = [];
				let batches = 0;
				for await (const batch of store.scan({ ...ALL, to: T0 + size })) {
					if (batches++ === 0) {
						await store.append(
							[T0 - 5, T0 + 17, T0 + size].map((time) => ({
								time,
								fields: { HOSTNAME: 'h', LATE: 1 },
							})),
						);
					}
					ids.push(...batch.ids);
				}
				expect(batches).toBeGreaterThan(1);
				expect(ids).toHaveLength(size);
				expect(ids.every((id, at) => at === 0 || id < (ids[at - 1] as number))).toBe(true);
			});

			it('stops when it is aborted', async () => {
				const stop = new AbortController();
				const seen: number[] = [];
				const run = async () => {
					for await (const batch of store.scan(ALL, stop.signal)) {
						seen.push(...batch.ids);
						stop.abort(new Error('enough'));
					}
				};
				await expect(run()).rejects.toThrow('enough');
				expect(seen.length).toBeGreaterThan(0);
				expect(seen.length).toBeLessThan(size);
				await expect(idsOf(store, ALL, AbortSignal.abort(new Error('before')))).rejects.toThrow(
					'before',
				);
			});

			it('lets several scans run side by side', async () => {
				const queries = ['*', 'N < 100', 'NOT N < 41000', 'N = 77'];
				const counts = await Promise.all(
					queries.map(
						async (query) =>
							(await idsOf(store, { ...ALL, query, from: T0, to: T0 + size })).length,
					),
				);
				expect(counts.slice(1)).toEqual([100, expect.any(Number), 1]);
				expect(counts[0]! - counts[2]!).toBe(41_000);
			});

			it('says how much it looked at', async () => {
				let scanned = 0;
				for await (const batch of store.scan({ ...ALL, query: 'N = 77' })) scanned += batch.scanned;
				expect(scanned).toBeGreaterThanOrEqual(1);
			});
		});
	});
}

async function expectSame(
	store: EventStore,
	oracle: OracleStore,
	request: ScanRequest,
	form: 'server' | 'client' = 'server',
): Promise<void> {
	const found = await page(store, { ...request, form });
	const expected = oracle.documents({ ...request, form });
	expect({ query: request.query, hits: textOf(found.hits) }).toEqual({
		query: request.query,
		hits: expected.join(','),
	});
	expect(found).toMatchObject({
		count: expected.length,
		total: oracle.total(request),
		more: false,
	});
}

function page(store: EventStore, request: ScanRequest & Partial<SearchRequest>) {
	return store.search({ limit: 100_000, form: 'server', withTotal: true, ...request });
}

async function hitsOf(store: EventStore, request: ScanRequest): Promise<Record<string, unknown>[]> {
	return JSON.parse(`[${textOf((await page(store, request)).hits)}]`) as Record<string, unknown>[];
}

async function allPages(store: EventStore, request: ScanRequest, limit: number): Promise<string[]> {
	const upTo = await store.maxId();
	const documents: string[] = [];
	let before: number | undefined;
	for (;;) {
		const found = await page(store, {
			...request,
			limit,
			upTo,
			withTotal: false,
			...(before === undefined ? {} : { before }),
		});
		if (found.count > 0) documents.push(textOf(found.hits));
		if (!found.more) break;
		expect(found.count).toBe(limit);
		before = found.lastId;
	}
	return documents.length === 0
		? []
		: (JSON.parse(`[${documents.join(',')}]`) as unknown[]).map((hit) => JSON.stringify(hit));
}

async function idsOf(
	store: EventStore,
	request: ScanRequest,
	signal?: AbortSignal,
): Promise<number[]> {
	const ids: number[] = [];
	for await (const batch of store.scan(request, signal)) ids.push(...batch.ids);
	return ids;
}

function textOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString();
}
