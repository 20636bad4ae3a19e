/** Checking a query: syntax, fields, number of hits. */
import { NOW, TestServer } from '../../../support/server';

const EVENT = { HOSTNAME: 'web01', LOGTYPE: 'Unix', SOURCE: 'sshd', DEPTCODE: 'x7' };

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
	await server.store([
		{ TIME: NOW, ...EVENT, USERNAME: 'ann' },
		{ TIME: NOW + 1, ...EVENT, USERNAME: 'bob' },
	]);
});
afterAll(() => expect(server.faults).toEqual([]));

const check = async (body: object, token?: string) => {
	const options = token === undefined ? { body } : { body, token };
	return server.call('/api/v2/search/check', options);
};
const ALL = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };

test('a good query: its fields and hits', async () => {
	const { status, body } = await check({ query: 'USERNAME = ann AND DEPTCODE = x7', ...ALL });
	expect(status).toBe(200);
	expect(body.data).toEqual({
		valid: true,
		everything: false,
		fields: [
			{ name: 'USERNAME', known: true },
			{ name: 'DEPTCODE', known: true },
		],
		unknown_fields: [],
		hits: { count: 1, exact: true },
	});
});

test.each([
	['USERNAMEX = ann', 'USERNAMEX', 'USERNAME'],
	['DEPT_CODE = x7', 'DEPT_CODE', 'DEPTCODE'],
	['Event_ID = 4625', 'EVENT_ID', 'EVENTID'],
	['REMOTE_IP = 192.0.2.1', 'REMOTE_IP', 'REMOTEIP'],
	['QWERTYUIOP = 1', 'QWERTYUIOP', undefined],
])('%s: the field is unknown', async (query, name, hint) => {
	const { body } = await check({ query });
	expect(body.data).toMatchObject({ valid: true, unknown_fields: [name] });
	expect(body.data.fields[0].hint).toBe(hint);
	expect(body.data).not.toHaveProperty('hits');
});

test.each([
	['USERNAME = ', 12],
	['(a OR b', 8],
	["USERNAME = 'ann'", 12],
])('%s cannot be parsed', async (query, position) => {
	const { status, body } = await check({ query });
	expect(status).toBe(200);
	expect(body.data).toEqual({
		valid: false,
		error: expect.stringMatching(/^Query error at position \d+: found .* but expected /),
		position,
	});
});

test.each(['', '*', '  '])('%j is everything', async (query) => {
	const { body } = await check({ query, ...ALL });
	expect(body.data).toMatchObject({ everything: true, fields: [], hits: { count: 2 } });
});

test('alerts have fields of their own, and their scope', async () => {
	const query = 'ALERT_SEVERITY = Critical';
	expect((await check({ query })).body.data.unknown_fields).toEqual(['ALERT_SEVERITY']);
	const { body } = await check({ query, target: 'alerts', ...ALL });
	expect(body.data).toMatchObject({ unknown_fields: [], hits: { count: 0, exact: true } });
	const token = await server.tokenWith(['search.READ']);
	expect((await check({ query, target: 'alerts' }, token)).status).toBe(403);
});

test.each([
	[{}, /^query: is required/],
	[{ query: 'x'.repeat(16_385) }, /^query: expected at most 16384 characters/],
	[
		{ query: '*', start_time: ALL.end_time, end_time: ALL.start_time },
		/^start_time: expected a time not later/,
	],
	[{ query: '*', target: 'jobs' }, /^target: expected one of logs, alerts/],
])('refuses %j', async (body, detail) => {
	const answer = await check(body);
	expect([answer.status, answer.body.error.detail]).toEqual([400, expect.stringMatching(detail)]);
});
