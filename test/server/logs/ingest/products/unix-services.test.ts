/** HAProxy, Postfix, named and dhcpd over syslog. */

import { read } from './read';

const at = (program: string, text: string) => `Nov 20 10:00:01 mx1 ${program}: ${text}`;

describe('HAProxy', () => {
	it.each<readonly [string, string, Record<string, unknown>]>([
		[
			'an HTTP request',
			'192.0.2.2:33317 [20/Nov/2026:10:00:00.655] web~ pool/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {www.example} {} "GET /index.html?a=b HTTP/1.1"',
			{
				REMOTEIP: '192.0.2.2',
				REMOTEPORT: 33317,
				METHOD: 'GET',
				URL: '/index.html?a=b',
				STATUS: 200,
				BYTES: 2750,
				DURATION: 0.109,
				FRONTEND: 'web',
				BACKEND: 'pool',
				SERVER: 's1',
				RESULT: 'success',
			},
		],
		[
			'a request without server',
			'192.0.2.2:33317 [20/Nov/2026:10:00:00.655] web web/<NOSRV> -1/-1/-1/-1/0 503 213 - - SC-- 1/1/0/0/0 0/0 "GET /a HTTP/1.0"',
			{ STATUS: 503, TERMINATIONSTATE: 'SC--', RESULT: 'failure' },
		],
		[
			'a TCP connection',
			'192.0.2.2:33317 [20/Nov/2026:10:00:00.655] main app/<NOSRV> -1/-1/1 212 SC 1/1/0/0/0 0/0',
			{ IENAME: 'TCP connection', BYTES: 212, RESULT: 'failure' },
		],
		[
			'an error before any request',
			'192.0.2.2:33317 [20/Nov/2026:10:00:00.655] frt/f1: Connection error during SSL handshake',
			{
				IENAME: 'Connection error',
				REASON: 'Connection error during SSL handshake',
				FRONTEND: 'frt',
			},
		],
	])('reads %s', (_what, text, fields) => {
		expect(read(at('haproxy[14]', text))).toMatchObject({
			LOGTYPE: 'Unix',
			SOURCE: 'haproxy',
			HOSTNAME: 'mx1',
			time: Date.UTC(2026, 10, 20, 10, 0, 0, 655),
			...fields,
		});
	});

	it('reads a connection, and a line without any header', () => {
		expect(
			read(at('haproxy[14]', 'Connect from 192.0.2.2:40780 to 192.0.2.10:5000 (main/HTTP)')),
		).toMatchObject({
			REMOTEIP: '192.0.2.2',
			DESTINATIONIP: '192.0.2.10',
			DESTINATIONPORT: 5000,
			FRONTEND: 'main',
		});
		expect(
			read(
				'haproxy[14]: 192.0.2.2:33317 [20/Nov/2026:10:00:00.655] web pool/s1 0/0/0/9/9 200 5 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"',
			),
		).toMatchObject({ REMOTEIP: '192.0.2.2', SOURCE: 'haproxy', HOSTNAME: 'default-host' });
	});
});

describe('Postfix', () => {
	it.each<readonly [string, string, Record<string, unknown>]>([
		[
			'postfix/smtp[9]',
			'3D770111AF: to=<ann@example.net>, relay=mx.example.net[198.51.100.9]:25, delay=1.2, delays=1/0/0/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued)',
			{
				QUEUEID: '3D770111AF',
				RECIPIENT: 'ann@example.net',
				RELAY: 'mx.example.net[198.51.100.9]:25',
				DESTINATIONIP: '198.51.100.9',
				DESTINATIONPORT: 25,
				STATUS: 'sent',
				REASON: '250 2.0.0 Ok: queued',
				RESULT: 'success',
				IENAME: 'Message sent',
			},
		],
		[
			'postfix/qmgr[9]',
			'3D770111AF: from=<bob@example.com>, size=4711, nrcpt=1 (queue active)',
			{ SENDER: 'bob@example.com', BYTES: 4711, IENAME: 'Message queued' },
		],
		[
			'postfix/smtpd[9]',
			'NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 Service unavailable; from=<x@y.example> to=<ann@example.net> proto=ESMTP helo=<pc>',
			{
				REMOTEIP: '192.0.2.7',
				RESULT: 'failure',
				IENAME: 'Message rejected',
				REASON: '554 5.7.1 Service unavailable',
				SENDER: 'x@y.example',
				RECIPIENT: 'ann@example.net',
				HELO: 'pc',
			},
		],
		[
			'postfix/smtpd[9]',
			'warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6, sasl_username=ann',
			{
				REMOTEIP: '192.0.2.7',
				METHOD: 'LOGIN',
				USERNAME: 'ann',
				RESULT: 'failure',
				IENAME: 'Failed logon',
			},
		],
		[
			'postfix/submission/smtpd[9]',
			'3D770111AF: client=pc.example[192.0.2.7]:50123, sasl_method=PLAIN, sasl_username=ann@example.net',
			{
				REMOTEIP: '192.0.2.7',
				REMOTEHOST: 'pc.example',
				REMOTEPORT: 50123,
				USERNAME: 'ann@example.net',
				RESULT: 'success',
			},
		],
		[
			'postfix/smtpd[9]',
			'disconnect from mail.example[192.0.2.7] ehlo=1 quit=1 commands=2',
			{ REMOTEIP: '192.0.2.7', REMOTEHOST: 'mail.example', IENAME: 'Connection closed' },
		],
		[
			'postfix/cleanup[9]',
			'3D770111AF: message-id=<a=b@example.com>',
			{ MESSAGEID: 'a=b@example.com', IENAME: 'Message received' },
		],
	])('reads %s: %s', (program, text, fields) => {
		expect(read(at(program, text))).toMatchObject({
			LOGTYPE: 'Unix',
			HOSTNAME: 'mx1',
			MESSAGE: text,
			...fields,
		});
	});
});

describe('named', () => {
	it.each<readonly [string, Record<string, unknown>]>([
		[
			'client @0x7f2c 192.0.2.7#4711 (www.example.com): query: www.example.com IN A +E(0)K (192.0.2.53)',
			{
				REMOTEIP: '192.0.2.7',
				REMOTEPORT: 4711,
				QUERY: 'www.example.com',
				QUERYTYPE: 'A',
				DESTINATIONIP: '192.0.2.53',
				IENAME: 'DNS query',
			},
		],
		[
			'client 192.0.2.7#4711: query: example.com IN MX + (192.0.2.53)',
			{ QUERY: 'example.com', QUERYTYPE: 'MX' },
		],
		[
			"client @0x7f2c 192.0.2.7#4711 (www.example.com): query (cache) 'www.example.com/A/IN' denied",
			{ RESULT: 'failure', ACTION: 'denied', QUERYTYPE: 'A' },
		],
		[
			"client 192.0.2.7#4711: updating zone 'example.com/IN': adding an RR at 'pc1.example.com' A 192.0.2.9",
			{ ZONE: 'example.com/IN', ACTION: 'adding', IENAME: 'Dynamic update' },
		],
	])('reads %s', (text, fields) => {
		expect(read(at('named[9]', text))).toMatchObject({
			LOGTYPE: 'Unix',
			SOURCE: 'named',
			...fields,
		});
	});

	it("reads BIND's own file", () => {
		expect(
			read(
				'20-Nov-2026 10:00:00.123 queries: info: client @0x7f 192.0.2.7#4711 (a.example): query: a.example IN AAAA + (192.0.2.53)',
			),
		).toMatchObject({
			SOURCE: 'named',
			QUERY: 'a.example',
			SEVERITY: 'information',
			CATEGORY: 'queries',
			time: Date.UTC(2026, 10, 20, 10, 0, 0, 123),
		});
	});
});

describe('dhcpd', () => {
	it.each<readonly [string, Record<string, unknown>]>([
		[
			'DHCPDISCOVER from 00:11:22:33:44:55 (laptop) via eth0',
			{ ACTION: 'DHCPDISCOVER', MAC: '00:11:22:33:44:55', REMOTEHOST: 'laptop', INTERFACE: 'eth0' },
		],
		[
			'DHCPOFFER on 192.0.2.7 to 00:11:22:33:44:55 (laptop) via eth0',
			{ LEASEIP: '192.0.2.7', MAC: '00:11:22:33:44:55' },
		],
		[
			'DHCPREQUEST for 192.0.2.7 (192.0.2.1) from 00:11:22:33:44:55 (laptop) via 192.0.2.254',
			{ LEASEIP: '192.0.2.7', SERVERID: '192.0.2.1', RELAYIP: '192.0.2.254', REMOTEHOST: 'laptop' },
		],
		[
			'DHCPACK on 192.0.2.7 to 00:11:22:33:44:55 (laptop) via eth0',
			{ REMOTEIP: '192.0.2.7', RESULT: 'success', IENAME: 'Lease given' },
		],
		['DHCPNAK on 192.0.2.7 to 00:11:22:33:44:55 via eth0', { RESULT: 'failure' }],
		[
			'DHCPREQUEST for 192.0.2.7 from 00:11:22:33:44:55 via eth0: unknown lease 192.0.2.7.',
			{ REASON: 'unknown lease 192.0.2.7.', INTERFACE: 'eth0' },
		],
	])('reads %s', (text, fields) => {
		expect(read(at('dhcpd[9]', text))).toMatchObject({
			LOGTYPE: 'Unix',
			SOURCE: 'dhcpd',
			...fields,
		});
	});
});
