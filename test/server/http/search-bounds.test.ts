/** Searches are bounded in time, end with their callers, and leave a reader to others. */
import { request } from 'node:http';
import { SqliteEventStore } from '../../../server/storage/sqlite';
import { WorkerClient } from '../../../server/platform/threads';
import { TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { until } from './jobs-gate';

const ALL = { query: '*', from: 0, to: 4e12, limit: 10, form: 'server', withTotal: true } as const;
const EVENTS = Array.from({ length: 200 }, (_, n) => ({ HOSTNAME: 'h', N: `x${n}y` }));
/** A condition that no index answers, so that every event is looked at. */
const SCAN = 'N = *9y AND N = x*y AND N != *none*';

it('one that takes too long is answered with 503 and what to do', async () => {
	const server = await TestServer.start({ searchMs: 0 });
	await server.store(EVENTS);
	for (const path of ['/api/v2/search', '/RestAPI/v1/search']) {
		const range = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
		const body = path.startsWith('/api') ? { query: SCAN, ...range } : { query: SCAN };
		const { status, headers, body: answer } = await server.call(path, { body });
		expect([path, status]).toEqual([path, 503]);
		expect(headers.get('Retry-After')).toBe('1');
		expect(JSON.stringify(answer)).toMatch(/stopped after 0 seconds; narrow its time range/);
	}
	// Whatever needs no search is answered.
	expect((await server.call('/api/v2/log-sources?from=1&limit=1')).status).toBe(200);
	expect(server.faults).toEqual([]);
	await server.close();
});

describe('one whose caller hangs up', () => {
	const range = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
	let server: TestServer;
	beforeAll(async () => {
		server = await TestServer.start();
		await server.store(EVENTS);
	});
	afterAll(async () => {
		jest.restoreAllMocks();
		expect(server.faults).toEqual([]);
		await server.close();
	});

	it.each([
		['/api/v2/search', { query: SCAN, ...range }],
		['/RestAPI/v1/search', { query: SCAN }],
		['/api/v2/alerts', { query: '*', ...range }],
		['/RestAPI/v1/alerts', { query: '*' }],
		['/api/v2/report/data/101', range],
	])('is stopped in its reader: %s', async (path, content) => {
		// The search waits at the door of its thread until the flag that stops it there is set.
		let flag: Int32Array | undefined;
		let leave: () => void = () => undefined;
		const real = WorkerClient.prototype.call as (...args: unknown[]) => Promise<unknown>;
		jest.spyOn(WorkerClient.prototype, 'call').mockImplementation(async function (
			this: unknown,
			...given: unknown[]
		) {
			if (given[0] === 'search' || given[0] === 'searchAlerts') {
				[, { stop: flag }] = given[1] as [unknown, { stop: Int32Array }];
				leave();
				await until(() => Atomics.load(flag as Int32Array, 0) === 1, 'the flag is set');
			}
			return real.apply(this, given);
		} as never);
		const isV1 = path.startsWith('/RestAPI');
		const body = JSON.stringify(content);
		await new Promise<void>((resolve) => {
			const call = request(`${server.url}${path}`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${isV1 ? server.v1Token : server.demoToken}`,
					'content-type': 'application/json',
					'content-length': body.length,
				},
			});
			call.on('error', () => undefined).on('close', () => resolve());
			leave = () => call.destroy();
			call.end(body);
		});
		await until(() => flag !== undefined && Atomics.load(flag, 0) === 1, 'the search is stopped');
		jest.restoreAllMocks();
		expect((await server.search({ query: 'N = x199y' })).body.meta).toBeDefined();
	});
});

it('one whose signal was aborted is not made, by the store', async () => {
	const store = await SqliteEventStore.open({ directory: tempFolder() });
	await store.append(EVENTS.map((fields) => ({ time: 1e12, fields })));
	const signal = AbortSignal.abort(new Error('gone'));
	await expect(store.search(ALL, { owner: 'a', signal })).rejects.toThrow('gone');
	expect((await store.search(ALL, { owner: 'a' })).total).toBe(200);
	await store.close();
});
