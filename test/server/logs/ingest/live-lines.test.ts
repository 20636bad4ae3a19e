/** What comes to the live syslog listener beside syslog: JSON, access lines, event XML, NUL framing. */
import { NOW, TestServer } from '../../../support/server';
import { HOST, sendTcp, sendUdp } from '../../../support/syslog';

const TIME = Date.UTC(2026, 0, 31, 10);
const LOGON = { EVENTID: 4625, USERNAME: 'ann', REMOTEIP: '192.0.2.1', LOGTYPE: 'Windows' };
const ACCESS = '192.0.2.7 - - [31/Jan/2026:11:00:00 +0100] "GET /live HTTP/1.1" 404 9 "-" "curl"';
const NXLOG = JSON.stringify({
	...{ EventTime: '2026-01-31 10:00:00', EventID: 4625, Channel: 'Security', Hostname: 'dc1' },
	...{ SourceName: 'Microsoft-Windows-Security-Auditing', TargetUserName: 'ann' },
	IpAddress: '192.0.2.1',
});
const WINLOGBEAT = JSON.stringify({
	'@timestamp': '2026-01-31T10:00:00Z',
	winlog: {
		...{ event_id: '4625', channel: 'Security', computer_name: 'dc1' },
		event_data: { TargetUserName: 'ann', IpAddress: '192.0.2.1' },
	},
});
const XML =
	"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>" +
	"<Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4625</EventID>" +
	"<TimeCreated SystemTime='2026-01-31T10:00:00Z'/><Channel>Security</Channel><Computer>dc1</Computer></System>" +
	"<EventData><Data Name='TargetUserName'>ann</Data><Data Name='IpAddress'>192.0.2.1</Data></EventData></Event>";

let server: TestServer;
let counted = 0;
beforeAll(async () => {
	server = await TestServer.start({ syslog: { host: HOST, udpPort: 0, tcpPort: 0 } });
});
afterAll(() => expect(server.faults).toEqual([]));

type Found = Record<string, unknown>;

/** All events, newest stored first. */
async function events(): Promise<Found[]> {
	const { body } = await server.search({ response_type: 'server' });
	return body.data.hits as Found[];
}

/** What one message over TCP becomes. */
async function sent(message: string, end = '\n'): Promise<Found> {
	const before = new Set(
		(await events()).map(({ _zl_timestamp, ...rest }) => JSON.stringify(rest)),
	);
	await sendTcp(server.syslog!.tcpPort!, message + end);
	await server.syslog!.flush();
	const now = await events();
	expect(now).toHaveLength(++counted);
	return now.find(({ _zl_timestamp, ...rest }) => !before.has(JSON.stringify(rest)))!;
}

test.each([
	['nxlog, the bare object', NXLOG],
	['nxlog behind a header', `<13>Jan 31 10:00:07 relay nxlog[3]: ${NXLOG.replace('ann', 'ann')}`],
	['nxlog behind a header of RFC 5424', `<13>1 2026-01-31T10:00:07Z relay nxlog 3 - - ${NXLOG}`],
	['winlogbeat', WINLOGBEAT],
	['event XML', XML],
	['event XML behind a header', `<13>Jan 31 10:00:07 relay agent: ${XML}`],
])('a Windows event: %s', async (_, message) => {
	expect(await sent(message)).toMatchObject({
		...LOGON,
		TIME,
		HOSTNAME: 'dc1',
		IENAME: 'Failed logon',
	});
});

test.each([
	['the bare line', ACCESS, HOST],
	['behind a header', `<190>Jan 31 10:00:07 web1 nginx: ${ACCESS}`, 'web1'],
	['with a virtual host', `shop.example ${ACCESS}`, HOST],
	['behind a proxy', ACCESS.replace('192.0.2.7', '192.0.2.7, 10.0.0.1'), HOST],
])('an access line: %s', async (_, message, host) => {
	expect(await sent(message)).toMatchObject({
		...{ TIME, HOSTNAME: host, LOGTYPE: 'Apache Access Logs' },
		...{ REMOTEIP: '192.0.2.7', URL: '/live', STATUS: 404 },
	});
});

test.each([
	[
		'{"eventTime":"2026-01-31T10:00:00Z","eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"CreateUser","sourceIPAddress":"192.0.2.1"}',
		{ TIME, ACTION: 'CreateUser', LOGTYPE: 'AWS CloudTrail' },
	],
	[
		'{"timestamp":"2026-01-31T10:00:00.000000+0000","event_type":"alert","src_ip":"192.0.2.1","dest_ip":"198.51.100.7"}',
		{ TIME, LOGTYPE: 'Suricata', DESTINATIONIP: '198.51.100.7' },
	],
	[
		'{"own":"form","HOSTNAME":"app9","TIME":1769853600000}',
		{ TIME, HOSTNAME: 'app9', OWN: 'form' },
	],
	['{"no":"time"}', { TIME: NOW, HOSTNAME: HOST, TIME_MISSING: 'none found' }],
])('another JSON object: %s', async (message, expected) => {
	expect(await sent(message)).toMatchObject(expected);
});

test('a broken object costs its line, not its neighbours', async () => {
	await sendTcp(
		server.syslog!.tcpPort!,
		'{"broken":\n<13>Jan 31 10:00:00 next1 app: the next line\n',
	);
	await server.syslog!.flush();
	const all = await events();
	counted = all.length;
	expect(all).toContainEqual(expect.objectContaining({ MESSAGE: 'the next line' }));
});

test('NULs end messages of every kind, and none is in what is stored', async () => {
	await sendTcp(
		server.syslog!.tcpPort!,
		'<14>Jan 31 10:00:00 nul1 app: a\0<14>Jan 31 10:00:01 nul1 app: b\0',
		'{"HOSTNAME":"nul1","MESSAGE":"c"}\0',
		'35 <14>Jan 31 10:00:02 nul1 app: de f\0',
	);
	await server.syslog!.flush();
	const { body } = await server.search({ query: 'HOSTNAME = nul1', response_type: 'server' });
	const texts = (body.data.hits as Found[]).map(({ MESSAGE }) => MESSAGE).sort();
	expect(texts).toEqual(['a', 'b', 'c', 'de f']);
	expect(JSON.stringify(body)).not.toContain('\\u0000');
	counted = (await events()).length;
});

test('JSON over UDP', async () => {
	await sendUdp(server.syslog!.udpPort!, NXLOG.replace('dc1', 'dc9'));
	// A datagram arrives some time after it was sent.
	for (;;) {
		await server.syslog!.flush();
		const { body } = await server.search({ query: 'HOSTNAME = dc9', response_type: 'server' });
		if (body.data.hits.length === 0) continue;
		expect(body.data.hits[0]).toMatchObject({ ...LOGON, TIME });
		return;
	}
});
