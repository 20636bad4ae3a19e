/** SonicWall firewalls: `id=firewall sn=… time="…" fw=… pri=6 c=1024 m=537 msg="…" src=ip:port:interface`. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { setSeverity, SEVERITIES } from '../formats/severity';
import { readPairs, startsWithPair } from './key-value';
import { fieldsOf, pairTable, setPair } from './pair-fields';
import { isNothing, setAddress, setPort, setText } from './values';

const TABLE = pairTable({
	m: 'EVENTID',
	msg: 'MESSAGE',
	usr: ['USERNAME', 'user'],
	user: ['USERNAME', 'user'],
	fw_action: 'ACTION',
	sn: 'DEVICEID',
	fw: ['DEVICEIP', 'ip'],
	sent: ['SENTBYTES', 'number'],
	rcvd: ['RECEIVEDBYTES', 'number'],
	rule: 'RULE',
	appName: 'APPLICATION',
	arg: 'URL',
	dstname: 'DESTINATIONHOST',
	srcZone: 'SOURCEZONE',
	dstZone: 'DESTINATIONZONE',
	Category: 'CATEGORY',
});

/** What the message number `m` says happened; numbers and meanings from the vendor's log event reference guide. */
const EVENTS: ReadonlyMap<string, readonly [action: string, result?: 'success' | 'failure']> =
	new Map([
		['98', ['Connection opened']],
		['537', ['Connection closed']],
		['36', ['TCP connection dropped']],
		['37', ['UDP packet dropped']],
		['38', ['ICMP packet dropped']],
		['41', ['IP packet dropped']],
		['29', ['Administrator logon', 'success']],
		['30', ['Failed administrator logon', 'failure']],
		['31', ['User logon', 'success']],
		['32', ['Failed user logon', 'failure']],
		['33', ['Failed user logon', 'failure']],
		['35', ['Failed administrator logon', 'failure']],
		['261', ['Administrator logoff']],
		['262', ['Administrator logoff']],
		['263', ['User logoff']],
		['264', ['User logoff']],
		['265', ['User logoff']],
		['237', ['User logon', 'success']],
		['238', ['Failed user logon', 'failure']],
		['239', ['User logon', 'success']],
		['486', ['Failed user logon', 'failure']],
		['1080', ['VPN user logon', 'success']],
	]);

/** SonicOS syslog in its default and enhanced formats. */
export const SONICWALL: TextFormat = {
	name: 'sonicwall',
	title: 'SonicWall firewalls (SonicOS syslog)',
	logTypes: ['SonicWall Device'],
	fields: [
		...fieldsOf(TABLE),
		...['REMOTEIP', 'REMOTEPORT', 'REMOTEHOST', 'SOURCEINTERFACE', 'SOURCENAME'],
		...['DESTINATIONIP', 'DESTINATIONPORT', 'DESTINATIONINTERFACE', 'DESTINATIONNAME'],
		...['PROTOCOL', 'SERVICE', 'SEVERITY', 'IENAME', 'RESULT'],
	],
	openFields: true,
	sources: [{ product: 'sonicwall' }, { category: 'firewall' }],
	first: 'is',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		if (!startsWithPair(text) || !text.includes(' fw=')) return false;
		const pairs = readPairs(text);
		const values = new Map(pairs);
		if (!values.has('sn') || !values.has('fw') || !values.has('pri')) return false;
		const { fields } = draft;
		fields.LOGTYPE = 'SonicWall Device';
		for (const [key, value] of pairs) {
			if (!HANDLED.has(key)) setPair(fields, TABLE, key, value);
		}
		setEnd(fields, values.get('src'), 'REMOTE', 'SOURCE');
		setEnd(fields, values.get('dst'), 'DESTINATION', 'DESTINATION');
		const protocol = (values.get('proto') ?? '').split('/');
		setText(fields, 'PROTOCOL', protocol[0]);
		setText(fields, 'SERVICE', protocol[1]);
		const level = SEVERITIES[Number(values.get('pri'))];
		if (level !== undefined) setSeverity(fields, level);
		const event = EVENTS.get(values.get('m') ?? '');
		if (event !== undefined) fields.IENAME = event[0];
		else setText(fields, 'IENAME', values.get('msg'));
		if (event?.[1] !== undefined) fields.RESULT = event[1];
		fields.MESSAGE ??= text;
		// `time="2022-03-11 14:17:52 UTC"`: the device says so when it is set to log in UTC.
		draft.readTime(values.get('time'), 'time', options);
		const host = values.get('fw');
		if (!isNothing(host)) draft.setHost(host, 'fw');
		return true;
	},
};

const HANDLED: ReadonlySet<string> = new Set(['id', 'time', 'pri', 'src', 'dst', 'proto']);

/** `ip:port:interface[:name]`, `[ip6]:port:interface`, where port and the rest may lack. */
function setEnd(fields: Fields, end: string | undefined, side: string, what: string): void {
	if (end === undefined) return;
	let address: string;
	let rest: string[];
	const bracket = end[0] === '[' ? end.indexOf(']') : -1;
	if (bracket > 0) {
		address = end.slice(1, bracket);
		rest = end.slice(bracket + 2).split(':');
	} else if (end.split(':').length > 5 || (end.includes('::') && !end.includes('.'))) {
		address = end;
		rest = [];
	} else {
		[address = '', ...rest] = end.split(':');
	}
	setAddress(fields, `${side}IP`, address, `${side}HOST`);
	setPort(fields, `${side}PORT`, rest[0]);
	setText(fields, `${what}INTERFACE`, rest[1]);
	setText(fields, `${what}NAME`, rest[2]);
}
