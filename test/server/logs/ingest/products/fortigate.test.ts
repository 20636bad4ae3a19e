/** FortiGate's key=value lines. */

import { read } from './read';

const TRAFFIC =
	'<189>date=2026-11-20 time=11:00:00 devname="fw-berlin" devid="FGT60F0000000001" eventtime=1795168800123456789 tz="+0100" ' +
	'logid="0000000013" type="traffic" subtype="forward" level="notice" vd="root" srcip=192.0.2.5 srcport=50123 srcintf="lan" ' +
	'dstip=198.51.100.7 dstport=443 dstintf="wan1" proto=6 action="deny" policyid=7 sentbyte=120 rcvdbyte=0 duration=3 user="CORP\\ann"';

describe('FortiGate', () => {
	it('reads a traffic line', () => {
		expect(read(TRAFFIC)).toMatchObject({
			LOGTYPE: 'Fortinet Device',
			HOSTNAME: 'fw-berlin',
			DEVICEID: 'FGT60F0000000001',
			EVENTID: '0000000013',
			ACTION: 'deny',
			REMOTEIP: '192.0.2.5',
			REMOTEPORT: 50123,
			DESTINATIONIP: '198.51.100.7',
			DESTINATIONPORT: 443,
			PROTOCOL: 'tcp',
			RULE: '7',
			SENTBYTES: 120,
			USERNAME: 'ann',
			DOMAIN: 'CORP',
			SEVERITY: 'notice',
			IENAME: 'traffic forward',
			time: Date.UTC(2026, 10, 20, 10, 0, 0, 123),
		});
	});

	it.each([
		[
			'with a zone in words',
			'date=2026-11-20 time=10:00:00 tz="UTC+0:00"',
			Date.UTC(2026, 10, 20, 10),
		],
		['with a zone', 'date=2026-11-20 time=04:30:00 tz="-0530"', Date.UTC(2026, 10, 20, 10)],
		['with the epoch alone', 'eventtime=1795168800', Date.UTC(2026, 10, 20, 10)],
		[
			'in local time, with the epoch',
			'date=2026-11-20 time=15:00:00 eventtime=1795168800',
			Date.UTC(2026, 10, 20, 10),
		],
	])('reads a time %s', (_what, written, time) => {
		expect(
			read(`${written} devname=fw1 devid=F1 logid=1 type=event subtype=system level=alert msg="x"`),
		).toMatchObject({ time });
	});

	it('reads a logon of an administrator and a VPN peer', () => {
		const head = 'date=2026-11-20 time=10:00:00 tz="+0000" devname="f" devid="F1" type="event"';
		expect(
			read(
				`${head} logid="0100032002" subtype="system" level="alert" logdesc="Admin login failed" user="admin" ui="https(192.0.2.9)" action="login" status="failed" msg="Administrator admin login failed"`,
			),
		).toMatchObject({
			REMOTEIP: '192.0.2.9',
			USERNAME: 'admin',
			RESULT: 'failure',
			IENAME: 'Admin login failed',
			MESSAGE: 'Administrator admin login failed',
			SEVERITY: 'alert',
		});
		expect(
			read(
				`${head} logid="0101039424" subtype="vpn" level="information" remip=203.0.113.4 user="N/A"`,
			),
		).toMatchObject({ REMOTEIP: '203.0.113.4' });
	});

	it("takes no device's key for the host, the outcome or the program", () => {
		const head =
			'date=2026-11-20 time=10:00:00 tz="+0000" devname="f" devid="F1" logid="1" type="utm" subtype="webfilter" level="notice"';
		expect(read(`${head} hostname="www.example" source="x" result="y"`)).toMatchObject({
			HOSTNAME: 'f',
			VHOST: 'www.example',
			EVENT_SOURCE: 'x',
			EVENT_RESULT: 'y',
		});
		expect(read('CEF:0|V|P|1|2|n|Low|dvchost=fw1 hostname=other logtype=z')).toMatchObject({
			HOSTNAME: 'fw1',
			LOGTYPE: 'CEF',
			EVENT_HOSTNAME: 'other',
		});
		expect(
			read(
				JSON.stringify({
					ts: 1,
					uid: 'C1',
					'id.orig_h': '192.0.2.1',
					hostname: 'h',
					source: 'HTTP',
				}),
			),
		).toMatchObject({ HOSTNAME: 'default-host', EVENT_HOSTNAME: 'h', EVENT_SOURCE: 'HTTP' });
	});

	it('leaves other key=value text alone', () => {
		expect(read('logid=5 type=x message=hello')).not.toHaveProperty('DEVICEID');
		expect(read('level=info msg="started" app=shop').LOGTYPE).toBe('Syslog Device');
	});
});
