/** What the console asks about logs: pasted lines explained, the time zones of log sources. */
import { NOW, TestServer } from '../../support/server';
import { type ConsoleCall, signIn } from './session';

let server: TestServer;
let call: ConsoleCall;

beforeAll(async () => {
	server = await TestServer.start({ timeZone: 60 });
	call = await signIn(server);
});
afterAll(() => expect(server.faults).toEqual([]));

const explain = (body: object) => call('POST', '/logs/explain', body);

test('explains pasted lines and stores nothing', async () => {
	const text =
		'Jan 31 10:00:00 web1 sshd[9]: Accepted password for ann from 192.0.2.1 port 22 ssh2\nplain';
	const { status, body } = await explain({ text, host: 'sender1', tz: '-05:00' });
	expect(status).toBe(200);
	expect(body).toMatchObject({
		explained: [
			{
				...{ line: 1, format: 'unix' },
				event: { TIME: '2026-01-31T15:00:00.000Z', USERNAME: 'ann', ARRIVALTIME: NOW },
			},
			{ line: 2, format: 'text', event: { HOSTNAME: 'sender1', TIME_MISSING: 'none found' } },
		],
		more: 0,
	});
	expect((await server.search()).body.data.hits).toEqual([]);
});

test('explains with the zones of log sources and with parser rules', async () => {
	await server.store([{ TIME: NOW, HOSTNAME: 'door1', LOGTYPE: 'Door' }]);
	const { body: rule } = await server.call('/api/v2/log-type/parser-rule', {
		body: { log_type_id: 'Door', rule_name: 'Opened', pattern: 'door (?<DOOR>\\d+) open' },
	});
	expect(rule.data).toMatchObject({ enabled: true });
	const list = await call('GET', '/v2/log-sources?from=1&limit=50');
	const [{ log_source_id }] = list.body.data.log_sources;
	const changed = await call('PUT', '/v2/log-sources', {
		log_sources: [{ log_source_id, time_zone: 'Asia/Tokyo' }],
	});
	expect(changed.status).toBe(200);
	const line = {
		...{ time: '2026-01-31 10:00:00', HOSTNAME: 'door1', LOGTYPE: 'Door' },
		MESSAGE: 'door 7 open',
	};
	const { body } = await explain({ text: JSON.stringify(line) });
	expect(body.explained[0]).toMatchObject({
		event: { TIME: '2026-01-31T01:00:00.000Z', DOOR: '7' },
		why: expect.arrayContaining([
			expect.stringMatching(/Asia\/Tokyo, the zone of its log source$/),
		]),
	});
});

test('shows a hundred lines and counts the others', async () => {
	const { body } = await explain({ text: 'line\n'.repeat(250) });
	expect([body.explained.length, body.more]).toEqual([100, 150]);
});

test.each([
	[{}, 'text: expected log lines'],
	[{ text: ' \n' }, 'text: expected at least one line'],
	[{ text: 'x'.repeat(40_000) }, 'text: expected at most 32768 characters'],
	[{ text: 'x', format: 'xml' }, 'format: expected one of auto, json, windows, syslog, access'],
	[
		{ text: 'x', tz: 'CET' },
		'tz: expected an offset such as +02:00 or a name such as Europe/Berlin',
	],
	[{ text: 'x', date_order: 'ymd' }, 'date_order: expected one of dmy, mdy'],
])('refuses %j', async (wrong, detail) => {
	const { status, body } = await explain(wrong);
	expect([status, body.error]).toEqual([400, { code: 'invalid_request', detail }]);
});
