/** Common Event Format. */

import { read } from './read';

describe('CEF', () => {
	it('reads header, labels, escapes and values with blanks', () => {
		expect(
			read(
				'<134>Nov 20 10:00:00 relay CEF:0|Ven\\|dor|Fire Wall|1.0|100|Denied \\\\ twice|8|act=Refuse src=192.0.2.5 spt=4711 dst=198.51.100.9 dpt=443 suser=CORP\\\\ann msg=two words\\=one equals cs1Label=RuleID cs1=605.0 rt=1795168800123 dvchost=fw1 request=https://a.example/?x\\=1 in=10 out=20 cnt=3',
			),
		).toMatchObject({
			LOGTYPE: 'CEF',
			HOSTNAME: 'fw1',
			VENDOR: 'Ven|dor',
			PRODUCT: 'Fire Wall',
			EVENTID: '100',
			IENAME: 'Denied \\\\ twice'.replace('\\\\', '\\'),
			SEVERITY: 'error',
			ACTION: 'Refuse',
			REMOTEIP: '192.0.2.5',
			REMOTEPORT: 4711,
			DESTINATIONIP: '198.51.100.9',
			USERNAME: 'ann',
			DOMAIN: 'CORP',
			MESSAGE: 'two words=one equals',
			RULEID: 605,
			URL: 'https://a.example/?x=1',
			RECEIVEDBYTES: 10,
			SENTBYTES: 20,
			REPEATCOUNT: 3,
			time: Date.UTC(2026, 10, 20, 10, 0, 0, 123),
		});
	});

	it.each([
		['rt=Nov 20 2026 10:00:00', Date.UTC(2026, 10, 20, 10)],
		['rt=Nov 20 2026 10:00:00.123 UTC', Date.UTC(2026, 10, 20, 10, 0, 0, 123)],
		['end=2026-11-20T10:00:00Z', Date.UTC(2026, 10, 20, 10)],
		['start=1795168800000', Date.UTC(2026, 10, 20, 10)],
	])('reads the time of %s', (time, expected) => {
		expect(read(`CEF:0|V|P|1|2|n|Low|${time} src=192.0.2.1`)).toMatchObject({
			time: expected,
			SEVERITY: 'notice',
		});
	});

	it('tells the outcome and the only user, wherever it stands', () => {
		expect(
			read('CEF:1|V|P|1|2|Logon|5|duser=ann outcome=failure shost=pc1 c6a2=2001:db8::1'),
		).toMatchObject({
			USERNAME: 'ann',
			RESULT: 'failure',
			REMOTEHOST: 'pc1',
			REMOTEIP: '2001:db8::1',
			SEVERITY: 'warning',
		});
	});

	it('takes text that only begins like CEF for text', () => {
		expect(read('CEF:0|too|short')).toMatchObject({
			LOGTYPE: 'Syslog Device',
			MESSAGE: 'CEF:0|too|short',
		});
	});
});
