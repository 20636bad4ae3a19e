/** Searches are bounded in time, end with their callers, and leave a reader to others. */
import { request } from 'node:http';
import { SqliteEventStore } from '../../../server/storage/sqlite';
import { TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';

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

it('one whose caller hangs up ends, and is no fault', async () => {
	const server = await TestServer.start();
	await server.store(EVENTS);
	const body = JSON.stringify({
		...{ query: SCAN, start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' },
	});
	await new Promise<void>((resolve) => {
		const call = request(`${server.url}/api/v2/search`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${server.demoToken}`,
				'content-type': 'application/json',
				'content-length': body.length,
			},
		});
		call.on('error', () => undefined).on('close', () => resolve());
		call.end(body, () => call.destroy());
	});
	expect((await server.search({ query: 'N = x199y' })).body.meta).toBeDefined();
	expect(server.faults).toEqual([]);
	await server.close();
});

it('one whose signal was aborted is not made, by the store', async () => {
	const store = await SqliteEventStore.open({ directory: tempFolder() });
	await store.append(EVENTS.map((fields) => ({ time: 1e12, fields })));
	const signal = AbortSignal.abort(new Error('gone'));
	await expect(store.search(ALL, { owner: 'a', signal })).rejects.toThrow('gone');
	expect((await store.search(ALL, { owner: 'a' })).total).toBe(200);
	await store.close();
});
