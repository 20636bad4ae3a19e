/** PAN-OS's comma-separated logs. */

import { read } from './read';

const SESSION =
	'192.0.2.5,198.51.100.9,203.0.113.5,198.51.100.9,web-out,corp\\ann,,ssl,vsys1,trust,untrust,ethernet1/2,ethernet1/1,fwd,2026/11/20 10:00:00,77,1,4711,443,5511,443,0x400053,tcp';

describe('PAN-OS', () => {
	it.each([
		['alone', ''],
		['after a header', 'Nov 20 10:00:01 PA-1 '],
		['after a priority', '<14>Nov 20 10:00:01 PA-1 '],
	])('reads a traffic log %s', (_what, head) => {
		expect(
			read(
				`${head}1,2026/11/20 10:00:01,0128,TRAFFIC,end,2049,2026/11/20 10:00:00,${SESSION},allow,300,100,200,5,2026/11/20 09:59:00,60,news,0,9,0x0,Germany,United States,0,2,3,tcp-fin,0,0,0,0,,PA-1`,
			),
		).toMatchObject({
			LOGTYPE: 'Palo Alto Device',
			HOSTNAME: 'PA-1',
			IENAME: 'Session ended',
			ACTION: 'allow',
			RESULT: 'success',
			REMOTEIP: '192.0.2.5',
			REMOTEPORT: 4711,
			DESTINATIONIP: '198.51.100.9',
			NATIP: '203.0.113.5',
			RULE: 'web-out',
			USERNAME: 'ann',
			DOMAIN: 'corp',
			APPLICATION: 'ssl',
			BYTES: 300,
			SENTBYTES: 100,
			RECEIVEDBYTES: 200,
			DURATION: 60,
			REASON: 'tcp-fin',
			time: Date.UTC(2026, 10, 20, 10),
		});
	});

	it('reads a threat log, whose URL may hold commas and quotes', () => {
		expect(
			read(
				`1,2026/11/20 10:00:01,0128,THREAT,url,2049,2026/11/20 10:00:00,${SESSION},block-url,"a.example/?q=""x"",y",(9999),gambling,high,client-to-server,1,0x0,Germany,United States,0,text/html`,
			),
		).toMatchObject({
			IENAME: 'URL filtering',
			URL: 'a.example/?q="x",y',
			CATEGORY: 'gambling',
			SEVERITY: 'critical',
			RESULT: 'failure',
			ACTION: 'block-url',
		});
	});

	it('reads system, configuration and GlobalProtect logs', () => {
		expect(
			read(
				'1,2026/11/20 10:00:01,0128,SYSTEM,auth,2561,2026/11/20 10:00:00,,auth-fail,,0,0,general,medium,"failed authentication for user \'admin\'",1,0x0,0,0,0,0,,PA-1',
			),
		).toMatchObject({
			EVENTID: 'auth-fail',
			MESSAGE: "failed authentication for user 'admin'",
			SEVERITY: 'warning',
			HOSTNAME: 'PA-1',
		});
		expect(
			read(
				'1,2026/11/20 10:00:01,,CONFIG,0,2561,2026/11/20 10:00:00,192.0.2.9,,set,admin,Web,Succeeded, config shared,,"a",1,0x0,0,0,0,0,,PA-1,0,',
			),
		).toMatchObject({
			REMOTEIP: '192.0.2.9',
			USERNAME: 'admin',
			ACTION: 'set',
			RESULT: 'success',
			IENAME: 'Configuration changed',
		});
		expect(
			read(
				'1,2026/11/20 10:00:01,0128,GLOBALPROTECT,0,2305,2026/11/20 10:00:00,vsys1,gateway-auth,login,LDAP,,corp\\ann,DE,LAPTOP,198.51.100.4,0.0.0.0,192.0.2.77,0.0.0.0,id,sn,5.2,Windows,"Windows 11, 64-bit",1,,,"",failure,,0,,0,GW,1,0x0',
			),
		).toMatchObject({
			USERNAME: 'ann',
			REMOTEIP: '192.0.2.77',
			PUBLICIP: '198.51.100.4',
			REMOTEHOST: 'LAPTOP',
			RESULT: 'failure',
			CLIENTOSVERSION: 'Windows 11, 64-bit',
		});
	});

	it('reads generated times in the given zone', () => {
		expect(
			read(
				'1,2026/11/20 11:00:01,0128,USERID,login,2305,2026/11/20 11:00:00,vsys1,192.0.2.5,corp\\ann,,0,1,10800',
				{ timeZone: 'Europe/Berlin' },
			),
		).toMatchObject({ USERNAME: 'ann', time: Date.UTC(2026, 10, 20, 10) });
	});
});
