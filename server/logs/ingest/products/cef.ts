/** Common Event Format of any vendor: `CEF:0|vendor|product|version|id|name|severity|key=value …`. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { setSeverity } from '../formats/severity';
import { readTime, type WrittenTime } from '../time';
import { readExtension } from './cef-extension';
import { fieldsOf, pairTable, setPair } from './pair-fields';
import { splitHeader } from './pipe-header';
import { isNothing, setLevel, setResult, setText, setUser } from './values';

/** Keys of the CEF dictionary (implementation standard, revision 27), short and long, that have a standard field. */
const TABLE = pairTable({
	msg: 'MESSAGE',
	message: 'MESSAGE',
	act: 'ACTION',
	deviceAction: 'ACTION',
	src: ['REMOTEIP', 'ip'],
	sourceAddress: ['REMOTEIP', 'ip'],
	c6a2: ['REMOTEIP', 'ip'],
	shost: 'REMOTEHOST',
	sourceHostName: 'REMOTEHOST',
	spt: ['REMOTEPORT', 'port'],
	sourcePort: ['REMOTEPORT', 'port'],
	suser: ['USERNAME', 'user'],
	sourceUserName: ['USERNAME', 'user'],
	sntdom: 'DOMAIN',
	dst: ['DESTINATIONIP', 'ip'],
	destinationAddress: ['DESTINATIONIP', 'ip'],
	c6a3: ['DESTINATIONIP', 'ip'],
	dhost: 'DESTINATIONHOST',
	destinationHostName: 'DESTINATIONHOST',
	dpt: ['DESTINATIONPORT', 'port'],
	destinationPort: ['DESTINATIONPORT', 'port'],
	duser: 'TARGETUSERNAME',
	destinationUserName: 'TARGETUSERNAME',
	dvc: ['DEVICEIP', 'ip'],
	deviceAddress: ['DEVICEIP', 'ip'],
	proto: 'PROTOCOL',
	transportProtocol: 'PROTOCOL',
	app: 'APPLICATION',
	applicationProtocol: 'APPLICATION',
	in: ['RECEIVEDBYTES', 'number'],
	bytesIn: ['RECEIVEDBYTES', 'number'],
	out: ['SENTBYTES', 'number'],
	bytesOut: ['SENTBYTES', 'number'],
	cnt: ['REPEATCOUNT', 'number'],
	baseEventCount: ['REPEATCOUNT', 'number'],
	request: 'URL',
	requestUrl: 'URL',
	requestMethod: 'METHOD',
	requestClientApplication: 'USERAGENT',
	requestContext: 'REFERER',
	cat: 'CATEGORY',
	deviceEventCategory: 'CATEGORY',
	reason: 'REASON',
	fname: 'FILENAME',
	fileName: 'FILENAME',
	fileHash: 'FILEHASH',
	dproc: 'PROCESSNAME',
	destinationProcessName: 'PROCESSNAME',
	dpid: ['PROCESSID', 'number'],
	destinationProcessId: ['PROCESSID', 'number'],
});

/** Times of the event in the order of trust; `rt` is when the device received it. */
const TIMES = ['rt', 'deviceReceiptTime', 'end', 'endTime', 'start', 'startTime'] as const;
const TIME_KEYS: ReadonlySet<string> = new Set(TIMES);

/** Events in ArcSight's CEF, versions 0 and 1. */
export const CEF: TextFormat = {
	name: 'cef',
	title: 'ArcSight Common Event Format (CEF), all vendors',
	logTypes: ['CEF'],
	fields: [
		...fieldsOf(TABLE),
		...['VENDOR', 'PRODUCT', 'PRODUCTVERSION', 'EVENTID', 'IENAME', 'SOURCE', 'SEVERITY', 'RESULT'],
	],
	openFields: true,
	sources: [{ product: 'cef' }],
	first: 'C',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		if (!/^CEF: ?\d/.test(text)) return false;
		const header = splitHeader(text, 7);
		if (header === undefined) return false;
		const { fields } = draft;
		const [, vendor, product, version, id, name, severity] = header.parts;
		fields.LOGTYPE = 'CEF';
		setText(fields, 'VENDOR', vendor);
		setText(fields, 'PRODUCT', product);
		setText(fields, 'PRODUCTVERSION', version);
		setText(fields, 'EVENTID', id);
		setText(fields, 'IENAME', name);
		setText(fields, 'SOURCE', product);
		setCefSeverity(fields, severity ?? '');
		const pairs = labelled(readExtension(text, header.end));
		const values = new Map(pairs);
		for (const [key, value] of pairs) {
			if (!TIME_KEYS.has(key)) setPair(fields, TABLE, key, value);
		}
		// Many products know only one user, and some write it on the other side.
		if (fields.USERNAME === undefined)
			setUser(fields, values.get('duser') ?? values.get('destinationUserName'));
		setResult(
			fields,
			values.get('outcome') ??
				values.get('eventOutcome') ??
				values.get('categoryOutcome')?.replace(/^\//, ''),
		);
		fields.MESSAGE ??= name ?? text;
		const time = timeOf(values, options);
		if (time !== undefined) draft.setTime(time, 'rt, end or start');
		const host = values.get('dvchost') ?? values.get('deviceHostName');
		const named = isNothing(host) ? (values.get('dvc') ?? values.get('deviceAddress')) : host;
		if (!isNothing(named)) draft.setHost(named, 'dvchost or dvc');
		return true;
	},
};

/** A number from 0 to 10 or a word; the bands are those of the standard: low, medium, high, very high. */
function setCefSeverity(fields: Fields, severity: string): void {
	if (!/^\d{1,2}$/.test(severity)) {
		setLevel(fields, severity);
		return;
	}
	const level = Number(severity);
	if (level <= 3) setSeverity(fields, 'information');
	else if (level <= 6) setSeverity(fields, 'warning');
	else if (level <= 8) setSeverity(fields, 'error');
	else setSeverity(fields, 'critical');
}

/** Names custom keys after their labels: `cs1=605.0 cs1Label=RuleID` becomes `RuleID=605.0`. */
function labelled(
	pairs: ReadonlyArray<readonly [key: string, value: string]>,
): Array<readonly [string, string]> {
	const labels = new Map<string, string>();
	for (const [key, value] of pairs) {
		if (key.endsWith('Label') && value !== '') labels.set(key.slice(0, -5), value);
	}
	if (labels.size === 0) return [...pairs];
	return (
		pairs
			.filter(([key]) => !(key.endsWith('Label') && labels.has(key.slice(0, -5))))
			// The IPv6 addresses c6a2 and c6a3 are source and destination, whatever they are labelled.
			.map(([key, value]) => [TABLE.has(key) ? key : (labels.get(key) ?? key), value])
	);
}

function timeOf(
	values: ReadonlyMap<string, string>,
	options: ParseOptions,
): WrittenTime | undefined {
	const zone = values.get('dtz') ?? values.get('deviceTimeZone') ?? '';
	for (const key of TIMES) {
		const value = values.get(key);
		if (value === undefined) continue;
		const time = readTime(value, options);
		if (time === undefined || time.zoned) return time;
		return readTime(`${value} ${zone}`, options) ?? time;
	}
	return undefined;
}
