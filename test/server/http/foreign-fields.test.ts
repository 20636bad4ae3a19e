/** Searches for a field that no event has, under the name that another product gives one of ours. */
import { NOW, TestServer } from '../../support/server';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
	await server.store([
		{ TIME: NOW, HOSTNAME: 'web01', LOGTYPE: 'Unix', REMOTEIP: '192.0.2.1', LOG_NAME: 'own' },
	]);
});
afterAll(() => expect(server.faults).toEqual([]));

const ALL = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
const V1 = { from: 0, to: 4e12 };

test.each([
	['src_ip = 192.0.2.1', 'src_ip', 'REMOTEIP'],
	['HOSTNAME = web01 AND SrcIp != 192.0.2.9', 'SrcIp', 'REMOTEIP'],
	['NOT user_name = *', 'user_name', 'USERNAME'],
	['(event_id IN (4624, 4625))', 'event_id', 'EVENTID'],
	['computer = web01', 'computer', 'HOSTNAME'],
	['sourcetype = linux_secure', 'sourcetype', 'LOGTYPE'],
])('%s is an error that names ours', async (query, written, own) => {
	const { status, body } = await server.search({ query });
	expect([status, body.error.code]).toEqual([400, '10003003']);
	expect(body.error.detail).toBe(
		`query: Query error at position ${query.indexOf(written)}: found "${written}" but expected a field that events have. No event has it; this field is called ${own}.`,
	);
});

test.each([
	['V2 in the background', '/api/v2/search/async', ALL],
	['V2 counts', '/api/v2/search/aggregate', ALL],
	['V1', '/RestAPI/v1/search', V1],
	['V1 in the background', '/RestAPI/v1/search/async', V1],
])('%s says so, too', async (_, path, times) => {
	const { status, body } = await server.call(path, { body: { query: 'src_ip = 1', ...times } });
	expect(status).toBe(400);
	expect(JSON.stringify(body)).toContain('this field is called REMOTEIP');
});

test.each([
	'LOG_NAME = own',
	'log_name = OWN',
	'EVENTID != 5',
	'NEVERSEEN = 1',
	'src_ip',
	'"src_ip = 1"',
])('%s is searched for', async (query) => {
	expect((await server.search({ query })).status).toBe(200);
});

test('once events have the field, it is searched for', async () => {
	await server.store([{ TIME: NOW, HOSTNAME: 'ids01', LOGTYPE: 'Own', SRCPORT: 4711 }]);
	const { body } = await server.search({ query: 'srcport = 4711' });
	expect(body.data.hits).toHaveLength(1);
});

test('the check of a query names ours', async () => {
	const { body } = await server.call('/api/v2/search/check', { body: { query: 'src_ip = 1' } });
	expect(body.data.fields).toEqual([{ name: 'SRC_IP', known: false, hint: 'REMOTEIP' }]);
});
