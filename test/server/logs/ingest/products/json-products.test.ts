/** Cloud and sensor products whose events are JSON. */

import { LineMemory } from '../../../../../server/logs/ingest/formats/memory';
import { readDirective } from '../../../../../server/logs/ingest/products/directives';
import { read } from './read';

const TEN = Date.UTC(2026, 10, 20, 10);

describe('AWS CloudTrail', () => {
	const base = {
		eventVersion: '1.08',
		eventTime: '2026-11-20T10:00:00Z',
		eventSource: 'iam.amazonaws.com',
		eventName: 'CreateUser',
		sourceIPAddress: '192.0.2.1',
		recipientAccountId: '123456789012',
	};
	it.each<readonly [string, object, Record<string, unknown>]>([
		[
			'of a user',
			{ userIdentity: { type: 'IAMUser', userName: 'ann', arn: 'arn:aws:iam::1:user/ann' } },
			{ USERNAME: 'ann', RESULT: 'success' },
		],
		[
			'of a role',
			{
				userIdentity: {
					type: 'AssumedRole',
					sessionContext: { sessionIssuer: { userName: 'Admin' } },
				},
			},
			{ USERNAME: 'Admin' },
		],
		['of root', { userIdentity: { type: 'Root' } }, { USERNAME: 'root' }],
		[
			'that was refused',
			{ errorCode: 'AccessDenied', errorMessage: 'no' },
			{ RESULT: 'failure', REASON: 'no' },
		],
		[
			'of a failed console logon',
			{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } },
			{ RESULT: 'failure', ACTION: 'ConsoleLogin' },
		],
		['of a service', { sourceIPAddress: 'ec2.amazonaws.com' }, { REMOTEHOST: 'ec2.amazonaws.com' }],
	])('reads an event %s', (_what, changes, fields) => {
		expect(read(JSON.stringify({ ...base, ...changes }))).toMatchObject({
			LOGTYPE: 'AWS CloudTrail',
			SOURCE: 'iam.amazonaws.com',
			EVENTSOURCE: 'iam.amazonaws.com',
			ACCOUNTID: '123456789012',
			time: TEN,
			...fields,
		});
	});
});

describe('Microsoft Entra', () => {
	it('reads sign-ins of Azure Monitor and of Graph', () => {
		const monitor = {
			time: '2026-11-20T10:00:00.0000000Z',
			operationName: 'Sign-in activity',
			category: 'SignInLogs',
			resultType: '50126',
			resultDescription: 'Invalid password',
			callerIpAddress: '192.0.2.1',
			properties: { userPrincipalName: 'ann@example.com', appDisplayName: 'Portal' },
		};
		const graph = {
			createdDateTime: '2026-11-20T10:00:00Z',
			userPrincipalName: 'ann@example.com',
			appDisplayName: 'Portal',
			ipAddress: '192.0.2.1',
			status: { errorCode: 50126, failureReason: 'Invalid password' },
		};
		for (const source of [monitor, graph]) {
			expect(read(JSON.stringify(source))).toMatchObject({
				LOGTYPE: 'Microsoft Entra ID',
				ACTION: 'Sign-in activity',
				USERNAME: 'ann@example.com',
				REMOTEIP: '192.0.2.1',
				RESULT: 'failure',
				REASON: 'Invalid password',
				APPLICATION: 'Portal',
				time: TEN,
			});
		}
	});

	it('reads audit and activity logs', () => {
		expect(
			read(
				JSON.stringify({
					category: 'AuditLogs',
					operationName: 'Add user',
					properties: {
						activityDateTime: '2026-11-20T10:00:00Z',
						result: 'success',
						initiatedBy: { user: { userPrincipalName: 'ann@example.com', ipAddress: '192.0.2.1' } },
					},
				}),
			),
		).toMatchObject({
			ACTION: 'Add user',
			USERNAME: 'ann@example.com',
			REMOTEIP: '192.0.2.1',
			RESULT: 'success',
			time: TEN,
		});
		expect(
			read(
				JSON.stringify({
					time: '2026-11-20T10:00:00Z',
					resourceId: '/subscriptions/1',
					operationName: 'Microsoft.Compute/virtualMachines/delete',
					category: 'Administrative',
					resultType: 'Success',
					callerIpAddress: '192.0.2.1:443',
					identity: {
						claims: {
							'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'ann@example.com',
						},
					},
				}),
			),
		).toMatchObject({
			LOGTYPE: 'Microsoft Azure',
			USERNAME: 'ann@example.com',
			REMOTEIP: '192.0.2.1',
			REMOTEPORT: 443,
			RESULT: 'success',
		});
	});
});

describe('Suricata', () => {
	const base = {
		timestamp: '2026-11-20T10:00:00.000000+0000',
		flow_id: 1,
		src_ip: '192.0.2.1',
		src_port: 4711,
		dest_ip: '198.51.100.7',
		dest_port: 80,
		proto: 'TCP',
	};
	it.each<readonly [string, object, Record<string, unknown>]>([
		[
			'an alert',
			{
				event_type: 'alert',
				host: 'ids1',
				alert: { action: 'blocked', signature: 'ET SCAN x', severity: 1, signature_id: 2 },
			},
			{
				HOSTNAME: 'ids1',
				IENAME: 'ET SCAN x',
				ACTION: 'blocked',
				SEVERITY: 'critical',
				ALERT_SIGNATURE_ID: 2,
			},
		],
		[
			'a DNS query',
			{ event_type: 'dns', dns: { type: 'query', rrname: 'a.example', rrtype: 'A' } },
			{ QUERY: 'a.example', QUERYTYPE: 'A', IENAME: 'Suricata dns' },
		],
		[
			'an HTTP request',
			{
				event_type: 'http',
				http: { hostname: 'a.example', url: '/x', http_method: 'GET', status: 404 },
			},
			{ URL: '/x', METHOD: 'GET', STATUS: 404, VHOST: 'a.example', RESULT: 'failure' },
		],
		[
			'a flow',
			{ event_type: 'flow', flow: { bytes_toserver: 10, bytes_toclient: 20 } },
			{ SENTBYTES: 10, RECEIVEDBYTES: 20 },
		],
	])('reads %s', (_what, changes, fields) => {
		expect(read(JSON.stringify({ ...base, ...changes }))).toMatchObject({
			LOGTYPE: 'Suricata',
			REMOTEIP: '192.0.2.1',
			REMOTEPORT: 4711,
			DESTINATIONIP: '198.51.100.7',
			DESTINATIONPORT: 80,
			PROTOCOL: 'tcp',
			time: TEN,
			...fields,
		});
	});
});

describe('Zeek', () => {
	it.each<readonly [string, object]>([
		[
			'dotted keys',
			{
				ts: 1795168800.0,
				uid: 'C1',
				'id.orig_h': '192.0.2.1',
				'id.orig_p': 4711,
				'id.resp_h': '198.51.100.7',
				'id.resp_p': 53,
				proto: 'udp',
				query: 'a.example',
				qclass: 1,
				qtype_name: 'A',
				rcode_name: 'NXDOMAIN',
			},
		],
		[
			'nested keys',
			{
				_path: 'dns',
				ts: '2026-11-20T10:00:00Z',
				uid: 'C1',
				id: { orig_h: '192.0.2.1', orig_p: 4711, resp_h: '198.51.100.7', resp_p: 53 },
				proto: 'udp',
				query: 'a.example',
				qtype_name: 'A',
				rcode_name: 'NXDOMAIN',
			},
		],
	])('reads JSON with %s', (_what, source) => {
		expect(read(JSON.stringify(source))).toMatchObject({
			LOGTYPE: 'Zeek',
			IENAME: 'Zeek dns',
			REMOTEIP: '192.0.2.1',
			REMOTEPORT: 4711,
			DESTINATIONIP: '198.51.100.7',
			QUERY: 'a.example',
			QUERYTYPE: 'A',
			RESULT: 'failure',
			time: TEN,
		});
	});

	it('reads tab-separated values under their header', () => {
		const memory = new LineMemory();
		readDirective('#path\thttp', memory);
		readDirective(
			'#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tmethod\thost\turi\tstatus_code\tusername',
			memory,
		);
		expect(
			read('1795168800.000000\tC1\t192.0.2.1\t4711\t198.51.100.7\t80\tGET\ta.example\t/x\t200\t-', {
				memory,
			}),
		).toMatchObject({
			IENAME: 'Zeek http',
			REMOTEIP: '192.0.2.1',
			METHOD: 'GET',
			URL: '/x',
			STATUS: 200,
			RESULT: 'success',
			time: TEN,
		});
	});
});

describe('journald', () => {
	const base = {
		__REALTIME_TIMESTAMP: '1795168800000000',
		_HOSTNAME: 'web1',
		PRIORITY: '6',
		SYSLOG_FACILITY: '10',
		SYSLOG_IDENTIFIER: 'sshd',
		_PID: '9',
	};
	it("reads the message as the program's own", () => {
		expect(
			read(
				JSON.stringify({ ...base, MESSAGE: 'Failed password for ann from 192.0.2.9 port 22 ssh2' }),
			),
		).toMatchObject({
			LOGTYPE: 'Unix',
			HOSTNAME: 'web1',
			SOURCE: 'sshd',
			PROCESSID: 9,
			SEVERITY: 'information',
			FACILITY: 'authpriv',
			USERNAME: 'ann',
			REMOTEIP: '192.0.2.9',
			RESULT: 'failure',
			time: TEN,
		});
	});

	it('reads bytes, and the time at which the program wrote', () => {
		expect(
			read(
				JSON.stringify({
					...base,
					MESSAGE: [104, 105],
					_SOURCE_REALTIME_TIMESTAMP: '1795168799000000',
				}),
			),
		).toMatchObject({ MESSAGE: 'hi', time: TEN - 1000 });
	});

	it('reads messages of products as well', () => {
		expect(
			read(
				JSON.stringify({
					...base,
					SYSLOG_IDENTIFIER: 'postfix/qmgr',
					MESSAGE: '3D770111AF: from=<bob@example.com>, size=5',
				}),
			),
		).toMatchObject({ SENDER: 'bob@example.com', BYTES: 5 });
	});
});
