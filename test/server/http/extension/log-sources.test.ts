/** Log sources by name: get one, disable and enable. */
import { NOW, TestServer } from '../../../support/server';

let server: TestServer;
let second = 0;
const log = (HOSTNAME: string, DEVICEIP: string) => ({
	...{ TIME: NOW + second++ * 1000, HOSTNAME, DEVICEIP },
	...{ LOGTYPE: 'Unix', SOURCE: 'cron', MESSAGE: 'hello' },
});

beforeAll(async () => {
	server = await TestServer.start();
	await server.store([
		log('web01', '192.0.2.1'),
		log('web02', '192.0.2.2'),
		log('web03', '192.0.2.2'),
	]);
});
afterAll(() => expect(server.faults).toEqual([]));

const get = (name: string) =>
	server.call(`/api/v2/log-sources/by-name?${new URLSearchParams({ name }).toString()}`);
const set = (names: string[], status: string) =>
	server.call('/api/v2/log-sources/status', { method: 'PUT', body: { names, status } });

test.each([
	['web01', 'web01'],
	['WEB02', 'web02'],
	['192.0.2.1', 'web01'],
])('%s is %s', async (name, host) => {
	const { status, body } = await get(name);
	expect([status, body.data.log_source]).toEqual([200, host]);
});

test('an address of several sources stands for none of them, and an unknown name for nothing', async () => {
	const several = await get('192.0.2.2');
	expect([several.status, several.body.error.detail]).toEqual([
		409,
		'name: "192.0.2.2" stands for "web02", "web03"; give a host name.',
	]);
	const unknown = await get('web09');
	expect([unknown.status, unknown.body.error.detail]).toEqual([
		404,
		'No device has the name "web09".',
	]);
	expect((await get('')).status).toBe(400);
});

test('a disabled source drops its logs, an enabled one takes them again', async () => {
	const off = await set(['web01', 'WEB01'], 'disabled');
	expect(off.body).toMatchObject({
		data: { log_sources: [{ log_source: 'web01', status: 'disabled' }] },
		meta: { updated: 1 },
	});
	expect((await set(['web01'], 'disabled')).body.meta).toEqual({ updated: 0 });
	const dropped = await server.ingest(JSON.stringify(log('web01', '192.0.2.1')));
	expect(dropped.body).toMatchObject({ stored: 0, dropped: 1 });
	expect((await set(['192.0.2.1'], 'enabled')).body.meta).toEqual({ updated: 1 });
	const kept = await server.ingest(JSON.stringify(log('web01', '192.0.2.1')));
	expect(kept.body).toMatchObject({ stored: 1, dropped: 0 });
});

test('an unknown name changes nothing', async () => {
	const { status, body } = await set(['web02', 'nobody', 'nothing'], 'disabled');
	expect([status, body.error.detail]).toEqual([404, 'No device has the name "nobody", "nothing".']);
	expect((await get('web02')).body.data.status).toBe('enabled');
});

test.each([
	[{ names: [], status: 'enabled' }, /^names: expected at least one name/],
	[{ names: ['web01'], status: 'on' }, /^status: expected one of enabled, disabled/],
	[
		{ names: Array.from({ length: 101 }, () => 'x'), status: 'enabled' },
		/^names: expected at most 100 names/,
	],
])('refuses %j', async (body, detail) => {
	const answer = await server.call('/api/v2/log-sources/status', { method: 'PUT', body });
	expect([answer.status, answer.body.error.detail]).toEqual([400, expect.stringMatching(detail)]);
});
