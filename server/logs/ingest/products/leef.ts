/** Log Event Extended Format of any vendor: `LEEF:1.0|vendor|product|version|id|key=value<tab>…`, 2.0 with its own delimiter. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { setSeverity } from '../formats/severity';
import { readTime, type WrittenTime } from '../time';
import { readPairs } from './key-value';
import { fieldsOf, pairTable, setPair } from './pair-fields';
import { splitHeader } from './pipe-header';
import { isNothing, setLevel, setResult, setText } from './values';

/** Predefined attributes of LEEF that have a standard field, and the usual spellings of others. */
const TABLE = pairTable({
	cat: 'CATEGORY',
	src: ['REMOTEIP', 'ip'],
	srcPort: ['REMOTEPORT', 'port'],
	dst: ['DESTINATIONIP', 'ip'],
	dstPort: ['DESTINATIONPORT', 'port'],
	usrName: ['USERNAME', 'user'],
	accountName: ['USERNAME', 'user'],
	domain: 'DOMAIN',
	proto: 'PROTOCOL',
	action: 'ACTION',
	srcBytes: ['SENTBYTES', 'number'],
	dstBytes: ['RECEIVEDBYTES', 'number'],
	url: 'URL',
	msg: 'MESSAGE',
	message: 'MESSAGE',
	policy: 'RULE',
	resource: 'OBJECTNAME',
	identSrc: ['IDENTITYIP', 'ip'],
	identHostName: 'IDENTITYHOST',
});

/** Events in IBM's LEEF, versions 1.0 and 2.0. */
export const LEEF: TextFormat = {
	name: 'leef',
	title: 'QRadar Log Event Extended Format (LEEF), all vendors',
	logTypes: ['LEEF'],
	fields: [
		...fieldsOf(TABLE),
		...['VENDOR', 'PRODUCT', 'PRODUCTVERSION', 'EVENTID', 'IENAME', 'SOURCE', 'SEVERITY', 'RESULT'],
	],
	openFields: true,
	sources: [{ product: 'leef' }],
	first: 'L',
	place: 'message',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		if (!/^LEEF: ?[12]/.test(text)) return false;
		const isSecond = /^LEEF: ?2/.test(text);
		const header = splitHeader(text, isSecond ? 6 : 5) ?? splitHeader(text, 5);
		if (header === undefined) return false;
		const { fields } = draft;
		const [, vendor, product, version, id, delimiter] = header.parts;
		fields.LOGTYPE = 'LEEF';
		setText(fields, 'VENDOR', vendor);
		setText(fields, 'PRODUCT', product);
		setText(fields, 'PRODUCTVERSION', version);
		setText(fields, 'EVENTID', id);
		setText(fields, 'SOURCE', product);
		const pairs = attributes(text, header.end, delimiter);
		const values = new Map(pairs);
		for (const [key, value] of pairs) {
			if (!TIME_KEYS.has(key)) setPair(fields, TABLE, key, value);
		}
		setText(fields, 'IENAME', values.get('name') ?? values.get('eventDesc') ?? id);
		setLeefSeverity(fields, values.get('sev') ?? values.get('severity'));
		setResult(fields, values.get('outcome') ?? values.get('result'));
		fields.MESSAGE ??= String(fields.IENAME ?? text);
		const time = timeOf(values, options);
		if (time !== undefined) draft.setTime(time, 'devTime');
		const host = values.get('devHostName') ?? values.get('deviceHostName') ?? values.get('dvchost');
		if (!isNothing(host)) draft.setHost(host, 'devHostName');
		return true;
	},
};

const TIME_KEYS: ReadonlySet<string> = new Set(['devTime', 'devTimeFormat']);

/** Attributes end at a tab; LEEF 2.0 may name another character, as itself or as `x5E` or `0x5E`. */
function attributes(
	text: string,
	from: number,
	delimiter: string | undefined,
): Array<readonly [string, string]> {
	let separator = '\t';
	if (delimiter !== undefined && delimiter !== '') {
		const code = /^(?:0x|x)([\da-fA-F]{1,4})$/.exec(delimiter)?.[1];
		separator = code === undefined ? delimiter[0]! : String.fromCharCode(parseInt(code, 16));
	}
	// Relays turn tabs into blanks, or into their octal escape.
	const rest = text.slice(from).replaceAll('#011', '\t');
	if (rest.includes(separator)) {
		return rest.split(separator, 501).flatMap((part) => {
			const equals = part.indexOf('=');
			return equals > 0 && equals <= 65
				? [[part.slice(0, equals).trim(), part.slice(equals + 1).trim()] as const]
				: [];
		});
	}
	return readPairs(rest, 0, { blanks: true });
}

/** 1 (lowest) to 10, or a word. */
function setLeefSeverity(fields: Fields, severity: string | undefined): void {
	if (severity === undefined) return;
	if (!/^\d{1,2}$/.test(severity)) setLevel(fields, severity);
	else if (Number(severity) <= 3) setSeverity(fields, 'information');
	else if (Number(severity) <= 6) setSeverity(fields, 'warning');
	else setSeverity(fields, Number(severity) <= 8 ? 'error' : 'critical');
}

function timeOf(
	values: ReadonlyMap<string, string>,
	options: ParseOptions,
): WrittenTime | undefined {
	const stamp = values.get('devTime');
	// Only an order of day and month needs the format that the event names; all else tells itself.
	const order = /^\s*dd?\/MM/.test(values.get('devTimeFormat') ?? '') ? 'dmy' : 'mdy';
	const hasFormat = values.has('devTimeFormat');
	return stamp === undefined
		? undefined
		: readTime(stamp, hasFormat ? { ...options, dateOrder: order } : options);
}
