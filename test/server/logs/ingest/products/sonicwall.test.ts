/** SonicWall's syslog. */

import { read } from './read';

const HEAD = 'id=firewall sn=18B169000001 time="2026-11-20 10:00:00 UTC" fw=203.0.113.1';

describe('SonicWall', () => {
	it.each([
		['alone', HEAD],
		['after a priority and blanks', `<134>  ${HEAD}`],
		['after a syslog header', `Nov 20 11:00:09 192.0.2.1 ${HEAD}`],
		["after the sender's address", `192.0.2.1 ${HEAD}`],
	])('reads a connection %s', (_what, head) => {
		expect(
			read(
				`${head} pri=6 c=1024 m=537 msg="Connection Closed" n=1 src=192.0.2.7:50123:X0 dst=198.51.100.9:443:X1:web.example usr="ann" proto=tcp/https sent=100 rcvd=2000 fw_action="NA"`,
			),
		).toMatchObject({
			LOGTYPE: 'SonicWall Device',
			HOSTNAME: '203.0.113.1',
			EVENTID: '537',
			IENAME: 'Connection closed',
			REMOTEIP: '192.0.2.7',
			REMOTEPORT: 50123,
			SOURCEINTERFACE: 'X0',
			DESTINATIONIP: '198.51.100.9',
			DESTINATIONPORT: 443,
			DESTINATIONINTERFACE: 'X1',
			DESTINATIONNAME: 'web.example',
			PROTOCOL: 'tcp',
			SERVICE: 'https',
			USERNAME: 'ann',
			SENTBYTES: 100,
			RECEIVEDBYTES: 2000,
			SEVERITY: 'information',
			time: Date.UTC(2026, 10, 20, 10),
		});
	});

	it('tells failed logons, and addresses without port or of IPv6', () => {
		expect(
			read(`${HEAD} pri=1 m=30 msg="Administrator login denied" src=192.0.2.7::X1`),
		).toMatchObject({
			IENAME: 'Failed administrator logon',
			RESULT: 'failure',
			REMOTEIP: '192.0.2.7',
			SOURCEINTERFACE: 'X1',
			SEVERITY: 'alert',
		});
		expect(read(`${HEAD} pri=6 m=98 src=[2001:db8::7]:443:X0`)).toMatchObject({
			REMOTEIP: '2001:db8::7',
			REMOTEPORT: 443,
		});
		expect(read(`${HEAD} pri=6 m=98 src=2001:db8::7`)).toMatchObject({ REMOTEIP: '2001:db8::7' });
	});

	it('reads a wall clock in the given zone', () => {
		expect(
			read('id=firewall sn=1 time="2026-11-20 11:00:00" fw=203.0.113.1 pri=6 m=98', {
				timeZone: 60,
			}),
		).toMatchObject({ time: Date.UTC(2026, 10, 20, 10) });
	});
});
