/** The beginnings of lines as devices write them: time, host, program, and what is none of them. */

import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import { eventOf, options } from './options';

const NOW = Date.UTC(2026, 10, 28);
const read = (line: string, changes = {}) =>
	eventOf(parseLine(line, options({ now: NOW, ...changes })));
const AT_TEN = Date.UTC(2026, 10, 20, 10);

describe('a time that other text follows at once', () => {
	it.each([
		[
			'2026-11-20 10:00:00.0001|WARN|Billing.Run|late',
			{ SOURCE: 'Billing.Run', MESSAGE: 'late', SEVERITY: 'warning' },
		],
		['2026-11-20T10:00:00;disk;full', { MESSAGE: 'disk;full' }],
		['2026-11-20T10:00:00Z,10.0.0.1,relay1,SEND', { MESSAGE: '10.0.0.1,relay1,SEND' }],
		[
			'2026-11-20 10:00:00, Warning               DISM    no image',
			{ SOURCE: 'DISM', SEVERITY: 'warning', MESSAGE: 'no image' },
		],
		['2026-11-20T11:00:00+01:00[Europe/Berlin] the shop opens', { MESSAGE: 'the shop opens' }],
		['[2026-11-20 10:00:00] nothing to do', { MESSAGE: 'nothing to do' }],
		['2026/11/20 10:00:00 [error] 31#31: *1 open() failed', { SEVERITY: 'error' }],
		['2026-11-20T10:00:00Z: and a colon', { MESSAGE: 'and a colon' }],
		['20261120-10:0:0:0|Step|77|walked', { SOURCE: 'Step', PROCESSID: 77, MESSAGE: 'walked' }],
	])('is read in %s', (line, fields) => {
		const event = read(line);
		expect(event.time).toBe(AT_TEN);
		expect(event.fields).toMatchObject({ ...fields, HOSTNAME: 'default-host' });
		expect(event.fields).not.toHaveProperty('TIME_MISSING');
	});

	it.each([
		'meet me on [24/Dec/2026:late] at the gate',
		'build 2026-11-20T is ready',
		'2026-13-20 10:00:00 no such month',
		'2026-11-31 10:00:00 no such day',
		'10.0.0.1:99 [31/Nov/2026:10:00:00] some words',
	])('is none in %j, which is kept as text', (line) => {
		const event = read(line);
		expect(event).toMatchObject({ time: NOW, fields: { MESSAGE: line, HOSTNAME: 'default-host' } });
		expect(event.fields).toHaveProperty('TIME_MISSING');
	});
});

describe('a word after the time that is no host', () => {
	it.each([
		[
			'2026-11-20 10:00:00,000 DEBUG [pool-2] org.shop.Cart: emptied',
			{ SEVERITY: 'debug', SOURCE: 'org.shop.Cart', THREAD: 'pool-2' },
		],
		[
			'2026-11-20 10:00:00,000 - ERROR  [worker 7] too late',
			{ SEVERITY: 'error', THREAD: 'worker 7', MESSAGE: 'too late' },
		],
		[
			'2026-11-20T10:00:00.000Z FATAL main.Loop - gone',
			{ SEVERITY: 'critical', SOURCE: 'main.Loop', MESSAGE: 'gone' },
		],
		[
			'2026-11-20 10:00:00.000 UTC [99] bob@sales ERROR:  syntax error',
			{ SEVERITY: 'error', PROCESSID: 99, USERNAME: 'bob' },
		],
		['2026-11-20 10:00:00 CRITICAL:root:no space left', {}],
		['2026-11-20 10:00:00 W3SVC2 SRV9 10.0.0.1 GET / - 80 - 10.0.0.2 curl/8 - 200 0 0 3', {}],
		[
			'2026-11-20 10:00:00.000 4711 INFO nova.api [req-1 - -] listed',
			{ SEVERITY: 'information', SOURCE: 'nova.api', PROCESSID: 4711 },
		],
		['Nov 20 10:00:00 ERROR cannot start', { SEVERITY: 'error', MESSAGE: 'cannot start' }],
		['Nov 20 10:00:00 something went wrong here', { MESSAGE: 'something went wrong here' }],
		[
			'11-20 10:00:00.000  812  901 W Camera: lens covered',
			{ SEVERITY: 'warning', SOURCE: 'Camera', PROCESSID: 812, THREADID: 901 },
		],
		[
			'[Fri Nov 20 10:00:00.000000 2026] [ssl:warn] [pid 12:tid 34] [client 192.0.2.7:5000] AH01909: old',
			{ SEVERITY: 'warning', SOURCE: 'ssl', PROCESSID: 12, REMOTEIP: '192.0.2.7' },
		],
	])('makes none of it: %s', (line, fields) => {
		expect(read(line)).toMatchObject({
			time: AT_TEN,
			fields: { ...fields, HOSTNAME: 'default-host' },
		});
	});

	it.each([
		['2026-11-20 11:00:00 +0100 db7 backup: done', 'db7'],
		['2026-11-20T10:00:00+00:00 db7 backup[3]: done', 'db7'],
		['Nov 20 10:00:00 db7 devname=x action=deny', 'db7'],
		['<13>Nov 20 10:00:00 db7 anything at all', 'db7'],
		['Nov 20 10:00:00 db7 last message repeated 3 times', 'db7'],
		['1795168800 db7 backup: done', 'db7'],
		['<13>1795168800.000 db7 anything', 'db7'],
	])('but evidence makes a host: %s', (line, host) => {
		expect(read(line)).toMatchObject({ time: AT_TEN, fields: { HOSTNAME: host } });
	});
});

describe('RFC 3164 as devices write it', () => {
	it.each([
		['Nov 20 10:00:00.250 db7 app[1]: x', 250, 'db7'],
		['Nov 20 10:00:00 2026 db7 app: x', 0, 'db7'],
		['Nov 20 2026 10:00:00.5 db7 app: x', 500, 'db7'],
		['Nov  20 10:00:00 db7 app: x', 0, 'db7'],
		['Fri Nov 20 10:00:00 2026 db7 app: x', 0, 'db7'],
		['Nov 20 10:00:00 UTC db7 app: x', 0, 'db7'],
		['Nov 20 10:00:00 app: x', 0, 'default-host'],
		['<189>7: rt9: Nov 20 10:00:00.123 UTC: %LINK-3-UPDOWN: down', 123, 'rt9'],
		['<189>: *Nov 20 10:00:00.295: %SYS-5-CONFIG_I: x', 295, 'default-host'],
		['<189>000012: .Nov 20 05:00:00.004 EST: %SYS-5-RESTART: x', 4, 'default-host'],
		['<189>Nov 20 10:00:09 rt9 77: *Nov 20 10:00:00.001: %SYS-6-LOGOUT: x', 1, 'rt9'],
		['<189>2026 Nov 20 10:00:00.123 UTC: %ETHPORT-5-IF_UP: x', 123, 'default-host'],
	])('%s', (line, ms, host) => {
		expect(read(line)).toMatchObject({ time: AT_TEN + ms, fields: { HOSTNAME: host } });
	});

	it.each([
		['<166>Nov 20 2026 10:00:00 edge-1: %ASA-4-106023: Deny', 'edge-1'],
		['<166>Nov 20 10:00:00 edge-1 : %FTD-6-430002: x', 'edge-1'],
		['<166>Nov 20 10:00:00 edge-1 %ASA-6-302013: Built', 'edge-1'],
		['<166>:Nov 20 10:00:00 UTC: %ASA-session-6-302013: Built', 'default-host'],
		['Nov 20 2026 10:00:00: %ASA-6-302013: Built', 'default-host'],
		['Nov 20 10:00:00 relay: edge-1: %ASA-6-302013: Built', 'edge-1'],
	])('takes as host of a Cisco device what ends in a colon: %s', (line, host) => {
		const { time, fields } = read(line);
		expect(time).toBe(AT_TEN);
		expect(fields.HOSTNAME).toBe(host);
	});

	it('knows no time of a device that counts from its start', () => {
		expect(read('<189>46: 2w3d: %SYS-5-RESTART: x')).toMatchObject({
			time: NOW,
			fields: { UPTIME: '2w3d', TIME_MISSING: 'none found' },
		});
	});
});

describe('tags', () => {
	it.each([
		['su(pam_unix)[3]: x', { SOURCE: 'su', MODULE: 'pam_unix', PROCESSID: 3, MESSAGE: 'x' }],
		[
			'launchd[1] (com.example.a[22]): x',
			{ SOURCE: 'launchd', PROCESSID: 1, SOURCE_DETAIL: 'com.example.a[22]' },
		],
		['sandboxd[7] ([8]): x', { SOURCE: 'sandboxd', SOURCE_DETAIL: '[8]' }],
		[
			'proftpd[9] files.example: x',
			{ SOURCE: 'proftpd', PROCESSID: 9, SOURCE_DETAIL: 'files.example' },
		],
		['proftpd[9] files.example (192.0.2.1[192.0.2.1]): x', {}],
		['gdm-password]: x', { SOURCE: 'gdm-password', MESSAGE: 'x' }],
		['Google Chrome[5]: x', { SOURCE: 'Google Chrome', PROCESSID: 5 }],
		['syslogd 1.4.1: restart.', { SOURCE: 'syslogd 1.4.1', MESSAGE: 'restart.' }],
		[
			'sshd[4]: [ID 800047 auth.notice] x',
			{ SOURCE: 'sshd', MSGID: '800047', FACILITY: 'auth', SEVERITY: 'notice', MESSAGE: 'x' },
		],
		['/usr/sbin/cron[6]: (root) CMD', { SOURCE: '/usr/sbin/cron', PROCESSID: 6 }],
		['postfix/smtpd[6]: connect', { SOURCE: 'postfix/smtpd' }],
	])('%s', (rest, fields) => {
		expect(read(`Nov 20 10:00:00 db7 ${rest}`)).toMatchObject({
			time: AT_TEN,
			fields: Object.keys(fields).length === 0 ? {} : { ...fields, HOSTNAME: 'db7' },
		});
	});

	it.each([
		['<13>backup: done', { SOURCE: 'backup', MESSAGE: 'done', LOGTYPE: 'Unix' }],
		['<38>sshd: Server listening on :: port 22.', { SOURCE: 'sshd' }],
		['<13>ups-mon(battery): low', { SOURCE: 'ups-mon', MODULE: 'battery' }],
		['<13>ERROR: no disk', { MESSAGE: 'ERROR: no disk', LOGTYPE: 'Syslog Device' }],
		['backup: done', { MESSAGE: 'backup: done', LOGTYPE: 'Syslog Device' }],
		['<13>two words: here', { MESSAGE: 'two words: here', LOGTYPE: 'Syslog Device' }],
	])('after a priority alone: %s', (line, fields) => {
		expect(read(line).fields).toMatchObject({ ...fields, HOSTNAME: 'default-host' });
	});

	it('are read without any header, too', () => {
		expect(read('haproxy[14]: stopped').fields).toMatchObject({ SOURCE: 'haproxy', PROCESSID: 14 });
	});
});
