/** Messages of Cisco ASA and FTD. */

import { read } from './read';

const HEAD = '<166>Nov 20 2026 10:00:00 fw01 : %ASA-6-';

describe('Cisco ASA and FTD', () => {
	it.each<readonly [string, string, Record<string, unknown>]>([
		[
			'302013',
			'Built inbound TCP connection 1 for outside:198.51.100.9/4711 (198.51.100.9/4711) to inside:192.0.2.5/443 (203.0.113.5/443)',
			{
				ACTION: 'built',
				REMOTEIP: '198.51.100.9',
				REMOTEPORT: 4711,
				SOURCEINTERFACE: 'outside',
				DESTINATIONIP: '192.0.2.5',
				DESTINATIONPORT: 443,
				DESTINATIONNATIP: '203.0.113.5',
				PROTOCOL: 'TCP',
				SESSIONID: '1',
			},
		],
		[
			'302013',
			'Built outbound TCP connection 2 for outside:198.51.100.9/443 (198.51.100.9/443) to inside:192.0.2.5/4711 (203.0.113.5/4711)',
			{
				REMOTEIP: '192.0.2.5',
				REMOTEPORT: 4711,
				DESTINATIONIP: '198.51.100.9',
				SOURCEINTERFACE: 'inside',
				NATIP: '203.0.113.5',
			},
		],
		[
			'302014',
			'Teardown TCP connection 2 for outside:198.51.100.9/443(LOCAL\\ann) to inside:192.0.2.5/4711 duration 0:01:07 bytes 38110 TCP Reset-I',
			{
				ACTION: 'teardown',
				USERNAME: 'ann',
				DURATION: '0:01:07',
				BYTES: 38110,
				REASON: 'TCP Reset-I',
			},
		],
		[
			'302015',
			'Built inbound UDP connection 3 for outside:198.51.100.9/53 (198.51.100.9/53)(LOCAL\\CORP\\ann, 12) to inside:192.0.2.5/53 (192.0.2.5/53)',
			{ PROTOCOL: 'UDP', USERNAME: 'ann', DOMAIN: 'CORP' },
		],
		[
			'302016',
			'Teardown UDP connection 3 for outside:198.51.100.9/53 to inside:192.0.2.5/4711 duration 0:00:00 bytes 100',
			{ BYTES: 100, REMOTEPORT: 53 },
		],
		[
			'302020',
			'Built inbound ICMP connection for faddr 198.51.100.9/0 gaddr 203.0.113.5/0 laddr 192.0.2.5/0 type 8 code 0',
			{ REMOTEIP: '192.0.2.5', DESTINATIONIP: '198.51.100.9' },
		],
		[
			'305011',
			'Built dynamic TCP translation from inside:192.0.2.5/4711 to outside:203.0.113.5/4711',
			{ REMOTEIP: '192.0.2.5', DESTINATIONIP: '203.0.113.5', PROTOCOL: 'TCP' },
		],
		[
			'305012',
			'Teardown dynamic UDP translation from inside:192.0.2.5/53 to outside:203.0.113.5/53 duration 0:00:30',
			{ ACTION: 'teardown', REMOTEPORT: 53 },
		],
		[
			'106023',
			'Deny tcp src outside:198.51.100.9/4000 dst inside:192.0.2.5/22 by access-group "outside_in" [0x0, 0x0]',
			{
				ACTION: 'denied',
				RESULT: 'failure',
				REMOTEPORT: 4000,
				DESTINATIONPORT: 22,
				RULE: 'outside_in',
				PROTOCOL: 'tcp',
			},
		],
		[
			'106023',
			'Deny icmp src outside:198.51.100.9 dst inside:192.0.2.5 (type 8, code 0) by access-group "outside_in"',
			{ REMOTEIP: '198.51.100.9', DESTINATIONIP: '192.0.2.5' },
		],
		[
			'106100',
			'access-list acl_in permitted tcp inside/192.0.2.5(4711) -> outside/198.51.100.9(443) hit-cnt 2 300-second interval [0x1, 0x0]',
			{
				ACTION: 'permitted',
				RESULT: 'success',
				RULE: 'acl_in',
				REMOTEPORT: 4711,
				DESTINATIONIP: '198.51.100.9',
				REPEATCOUNT: 2,
			},
		],
		[
			'106015',
			'Deny TCP (no connection) from 192.0.2.5/4711 to 198.51.100.9/443 flags RST  on interface inside',
			{ REMOTEIP: '192.0.2.5', DESTINATIONPORT: 443, ACTION: 'denied' },
		],
		[
			'106001',
			'Inbound TCP connection denied from 198.51.100.9/4711 to 192.0.2.5/22 flags SYN  on interface outside',
			{ REMOTEIP: '198.51.100.9', REMOTEPORT: 4711 },
		],
		[
			'106006',
			'Deny inbound UDP from 198.51.100.9/137 to 192.0.2.5/137 on interface outside',
			{ REMOTEIP: '198.51.100.9', DESTINATIONIP: '192.0.2.5' },
		],
		[
			'710003',
			'TCP access denied by ACL from 198.51.100.9/4711 to outside:203.0.113.5/22',
			{ REMOTEIP: '198.51.100.9', DESTINATIONPORT: 22, RESULT: 'failure' },
		],
		[
			'113004',
			'AAA user authentication Successful : server =  192.0.2.30 : user = ann',
			{ USERNAME: 'ann', RESULT: 'success', AUTHSERVER: '192.0.2.30' },
		],
		[
			'113005',
			'AAA user authentication Rejected : reason = AAA failure : server = 192.0.2.30 : user = ann : user IP = 198.51.100.9',
			{ USERNAME: 'ann', REMOTEIP: '198.51.100.9', RESULT: 'failure', REASON: 'AAA failure' },
		],
		[
			'113019',
			'Group = VPN, Username = ann, IP = 198.51.100.9, Session disconnected. Session Type: SSL, Duration: 1h:02m:03s, Bytes xmt: 5, Bytes rcv: 6, Reason: Idle Timeout',
			{
				USERNAME: 'ann',
				REMOTEIP: '198.51.100.9',
				SENTBYTES: 5,
				RECEIVEDBYTES: 6,
				REASON: 'Idle Timeout',
			},
		],
		[
			'113039',
			'Group <VPN> User <ann> IP <198.51.100.9> AnyConnect parent session started.',
			{ USERNAME: 'ann', REMOTEIP: '198.51.100.9', GROUP: 'VPN', RESULT: 'success' },
		],
		[
			'605005',
			'Login permitted from 192.0.2.9/6651 to mgmt:192.0.2.1/ssh for user "admin"',
			{ USERNAME: 'admin', REMOTEIP: '192.0.2.9', SERVICE: 'ssh', RESULT: 'success' },
		],
		[
			'611102',
			'User authentication failed: IP address: 192.0.2.9, Uname: admin',
			{ USERNAME: 'admin', REMOTEIP: '192.0.2.9', RESULT: 'failure' },
		],
		[
			'111008',
			"User 'admin' executed the 'write memory' command.",
			{ USERNAME: 'admin', COMMAND: 'write memory' },
		],
		[
			'304001',
			'ann@192.0.2.5(LOCAL\\ann) Accessed URL 198.51.100.9:http://www.example/a',
			{
				USERNAME: 'ann',
				REMOTEIP: '192.0.2.5',
				DESTINATIONIP: '198.51.100.9',
				URL: 'http://www.example/a',
			},
		],
	])('reads %s: %s', (id, text, fields) => {
		expect(read(`${HEAD}${id}: ${text}`)).toMatchObject({
			LOGTYPE: 'Cisco Device',
			HOSTNAME: 'fw01',
			EVENTID: id,
			SEVERITY: 'information',
			MESSAGE: text,
			time: Date.UTC(2026, 10, 20, 10),
			...fields,
		});
	});

	it("reads FTD's connection events", () => {
		expect(
			read(
				'2026-11-20T10:00:00Z ftd1  %FTD-1-430003: EventPriority: Low, AccessControlRuleAction: Block, SrcIP: 192.0.2.5, DstIP: 198.51.100.9, SrcPort: 4711, DstPort: 443, Protocol: tcp, AccessControlRuleName: No, please, User: CORP\\ann, InitiatorBytes: 10, URL: https://a.example/?b=c, d',
			),
		).toMatchObject({
			HOSTNAME: 'ftd1',
			ACTION: 'Block',
			RESULT: 'failure',
			REMOTEIP: '192.0.2.5',
			DESTINATIONPORT: 443,
			RULE: 'No, please',
			USERNAME: 'ann',
			SENTBYTES: 10,
			URL: 'https://a.example/?b=c, d',
			EVENTPRIORITY: 'Low',
		});
	});

	it('keeps messages that the table does not have', () => {
		expect(read(`${HEAD}999999: something new`)).toMatchObject({
			EVENTID: '999999',
			MESSAGE: 'something new',
			HOSTNAME: 'fw01',
		});
	});
});
