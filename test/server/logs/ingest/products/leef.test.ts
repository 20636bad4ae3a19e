/** Log Event Extended Format. */

import { read } from './read';

const EXPECTED = {
	LOGTYPE: 'LEEF',
	VENDOR: 'Ven',
	PRODUCT: 'Prod',
	EVENTID: 'login-42',
	REMOTEIP: '192.0.2.5',
	REMOTEPORT: 4711,
	USERNAME: 'ann',
	CATEGORY: 'auth',
	SEVERITY: 'warning',
	HOSTNAME: 'vpn1',
	ACTION: 'deny it',
	time: Date.UTC(2026, 10, 20, 10),
};
const PAIRS = [
	'cat=auth',
	'src=192.0.2.5',
	'srcPort=4711',
	'usrName=ann',
	'sev=5',
	'action=deny it',
	'devTime=Nov 20 2026 10:00:00',
	'devHostName=vpn1',
];

describe('LEEF', () => {
	it.each([
		['1.0 with tabs', `LEEF:1.0|Ven|Prod|1.0|login-42|${PAIRS.join('\t')}`],
		[
			'1.0 after a header',
			`<13>Nov 20 10:00:00 192.0.2.9 LEEF:1.0|Ven|Prod|1.0|login-42|${PAIRS.join('\t')}`,
		],
		['1.0 whose tabs a relay escaped', `LEEF:1.0|Ven|Prod|1.0|login-42|${PAIRS.join('#011')}`],
		['1.0 whose tabs became blanks', `LEEF:1.0|Ven|Prod|1.0|login-42|${PAIRS.join(' ')}`],
		['2.0 with a caret', `LEEF:2.0|Ven|Prod|1.0|login-42|^|${PAIRS.join('^')}`],
		['2.0 with a caret in hexadecimal', `LEEF:2.0|Ven|Prod|1.0|login-42|x5E|${PAIRS.join('^')}`],
		['2.0 with the default', `LEEF:2.0|Ven|Prod|1.0|login-42||${PAIRS.join('\t')}`],
	])('reads %s', (_what, line) => {
		expect(read(line)).toMatchObject(EXPECTED);
	});

	it('reads the order of day and month that the event names', () => {
		const line = (format: string) =>
			`LEEF:1.0|V|P|1|2|devTime=05/11/2026 10:00:00\tdevTimeFormat=${format}`;
		expect(read(line('dd/MM/yyyy HH:mm:ss'))).toMatchObject({ time: Date.UTC(2026, 10, 5, 10) });
		expect(read(line('MM/dd/yyyy HH:mm:ss'))).toMatchObject({ time: Date.UTC(2026, 4, 11, 10) });
	});
});
