/** FortiGate and other FortiOS devices: `date=… time=… devname=… logid=… type=… subtype=… level=…`. */
import type { Draft } from '../formats/draft';
import type { ParseOptions, TextFormat } from '../formats/format';
import { readTime, type WrittenTime } from '../time';
import { readPairs, startsWithPair } from './key-value';
import { pairTable, setPair, fieldsOf } from './pair-fields';
import { isNothing, setAddress, setLevel, setResult } from './values';

const TABLE = pairTable({
	logid: 'EVENTID',
	msg: 'MESSAGE',
	logdesc: 'IENAME',
	action: 'ACTION',
	user: ['USERNAME', 'user'],
	unauthuser: ['USERNAME', 'user'],
	srcip: ['REMOTEIP', 'ip'],
	srcport: ['REMOTEPORT', 'port'],
	dstip: ['DESTINATIONIP', 'ip'],
	dstport: ['DESTINATIONPORT', 'port'],
	srcintf: 'SOURCEINTERFACE',
	dstintf: 'DESTINATIONINTERFACE',
	sentbyte: ['SENTBYTES', 'number'],
	rcvdbyte: ['RECEIVEDBYTES', 'number'],
	duration: ['DURATION', 'number'],
	proto: 'PROTOCOL',
	app: 'APPLICATION',
	policyid: 'RULE',
	url: 'URL',
	hostname: 'VHOST',
	method: 'METHOD',
	agent: 'USERAGENT',
	devid: 'DEVICEID',
	virus: 'THREATNAME',
	attack: 'THREATNAME',
	sessionid: 'SESSIONID',
});

/** IP protocol numbers that FortiOS writes. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
	['1', 'icmp'],
	['6', 'tcp'],
	['17', 'udp'],
	['47', 'gre'],
	['50', 'esp'],
	['58', 'icmpv6'],
]);

/** FortiGate's log lines; FortiManager, FortiAnalyzer, FortiMail and FortiWeb write them in the same way. */
export const FORTIGATE: TextFormat = {
	name: 'fortigate',
	title: 'Fortinet FortiGate and other Forti devices (key=value)',
	logTypes: ['Fortinet Device'],
	fields: [...fieldsOf(TABLE), 'SEVERITY', 'RESULT'],
	openFields: true,
	sources: [{ product: 'fortigate' }, { product: 'fortios' }, { category: 'firewall' }],
	// Its first key is a date, a name, a log id or a time.
	first: 'dtelv',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		if (!startsWithPair(text) || !/\blog_?id=/.test(text)) return false;
		const pairs = readPairs(text);
		const values = new Map(pairs);
		if (!values.has('logid') && !values.has('log_id')) return false;
		if (!DEVICE_KEYS.some((key) => values.has(key)) || !values.has('type')) return false;
		const { fields } = draft;
		fields.LOGTYPE = 'Fortinet Device';
		for (const [key, value] of pairs) {
			if (TIME_KEYS.has(key) || key === 'devname') continue;
			setPair(fields, TABLE, key, key === 'proto' ? (PROTOCOLS.get(value) ?? value) : value);
		}
		setLevel(fields, values.get('level') ?? values.get('pri'));
		setResult(fields, values.get('status'));
		// Only events of the device itself carry a description; traffic is named by what it is.
		fields.IENAME ??= [values.get('type'), values.get('subtype')].filter(Boolean).join(' ');
		fields.MESSAGE ??= text;
		if (fields.REMOTEIP === undefined) setAddress(fields, 'REMOTEIP', peerOf(values));
		const time = timeOf(values, options);
		if (time !== undefined) draft.setTime(time, 'date and time');
		const host = values.get('devname');
		const named = isNothing(host) ? values.get('devid') : host;
		if (!isNothing(named)) draft.setHost(named, 'devname');
		return true;
	},
};

const DEVICE_KEYS = ['devid', 'devname', 'vd', 'device_id'] as const;
const TIME_KEYS: ReadonlySet<string> = new Set(['date', 'time', 'eventtime', 'tz']);

/** VPN events name the peer `remip`, logons of administrators write `ui="https(192.0.2.1)"`. */
function peerOf(values: ReadonlyMap<string, string>): string | undefined {
	return values.get('remip') ?? /\(([\da-fA-F.:]+)\)/.exec(values.get('ui') ?? '')?.[1];
}

/** How far `eventtime` may be from date and time before it is not believed, ms. */
const NEAR = 2_000;

/**
 * Date and time with the zone `tz`; `eventtime` (seconds in old releases, nanoseconds since 6.2) adds the
 * milliseconds, and is exact where there is no zone.
 */
function timeOf(
	values: ReadonlyMap<string, string>,
	options: ParseOptions,
): WrittenTime | undefined {
	const eventTime = values.get('eventtime');
	const exact = eventTime === undefined ? undefined : readTime(eventTime, options);
	const date = values.get('date');
	if (date === undefined) return exact;
	// `-0500`, and `UTC-5:00` of chassis.
	const zone = (values.get('tz') ?? '')
		.replace(/^(?:UTC)?([+-])(\d)(?=:)/, '$10$2')
		.replace(/^UTC/, '');
	const written = readTime(`${date} ${values.get('time') ?? '00:00:00'} ${zone}`, options);
	if (exact === undefined || written === undefined) return exact ?? written;
	return written.zoned && Math.abs(written.time - exact.time) > NEAR ? written : exact;
}
