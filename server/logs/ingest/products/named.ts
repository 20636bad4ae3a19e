/** ISC BIND's named: queries, refusals, zone transfers and dynamic updates, with or without BIND's own time and category. */
import type { Draft } from '../formats/draft';
import type { Fields, ParseOptions, TextFormat } from '../formats/format';
import { readTimeAt } from '../time';
import { setLevel, setPort, setText } from './values';

/** `20-Nov-2026 10:00:00.123 queries: info: ` before the message, where BIND writes its own file. */
const OWN_HEADER =
	/^(?:(?<category>[a-z-]{3,32}): )?(?:(?<level>critical|error|warning|notice|info|debug \d{1,2}): )?/;
/** `client @0x7f2c 192.0.2.1#4711 (www.example.com): ` in all releases from 9.4 on; a view may follow. */
const CLIENT =
	/^client (?:@0x[\da-f]{1,16} )?(?<ip>[\da-fA-F.:]{2,45})(?:%\w{1,16})?#(?<port>\d{1,5})(?:\/key [^\s:]{1,255})?(?: \((?<domain>[^)]{0,255})\))?: (?:view (?<view>[^\s:]{1,64}): )?/;
const QUERY =
	/^query: (?<domain>\S{1,255}) (?<class>IN|CH|HS|ANY|NONE) (?<type>[A-Z0-9-]{1,16}) (?<flags>[+\-A-Z()\d]{1,24})(?: \((?<server>[\da-fA-F.:%\w]{2,64})\))?/;
const DENIED =
	/^(?<what>query(?: \(cache\))?|zone transfer|update(?: forwarding)?|notify|recursion|query-errors?|transfer of|rate limit [\w ]{1,24}) '(?<domain>[^'/\s]{0,255})(?:\/(?<type>[A-Z0-9-]{1,16})\/(?<class>[A-Z]{1,4}))?'? (?<result>denied|refused|approved)(?: \((?<reason>[^)]{1,128})\))?/;
const UPDATE =
	/^updating zone '(?<zone>[^']{1,255})': (?<what>adding|deleting) (?<detail>.{1,255})/;
const TRANSFER =
	/^transfer of '(?<zone>[^']{1,255})'(?: from (?<ip>[\da-fA-F.:]{2,45})#\d{1,5})?: (?<what>.{1,200})/;
const FAILED =
	/^query failed \((?<reason>[A-Z]{2,16})\) for (?<domain>[^/\s]{1,255})\/(?<class>[A-Z]{1,4})\/(?<type>[A-Z0-9-]{1,16})/;

const SHARED = {
	logTypes: ['Unix', 'Syslog Device'],
	fields: [
		'IENAME',
		'QUERY',
		'QUERYTYPE',
		'QUERYCLASS',
		'FLAGS',
		'REMOTEIP',
		'REMOTEPORT',
		'DESTINATIONIP',
		'RESULT',
		'REASON',
		'ZONE',
		'VIEW',
		'CATEGORY',
		'ACTION',
		'SOURCE',
	],
	sources: [{ product: 'bind' }, { category: 'dns' }, { product: 'linux', service: 'named' }].map(
		// Its log file's lines have no program of their own.
		(words) => ({ ...words, only: { SOURCE: ['named'] } }),
	),
};

/** Messages of BIND 9 over syslog. */
export const NAMED: TextFormat = {
	...SHARED,
	name: 'named',
	title: 'ISC BIND (named)',
	programs: ['named'],
	place: 'message',
	read(text: string, draft: Draft, _options: ParseOptions): boolean {
		readNamed(text, draft);
		return true;
	},
};

/** BIND's own log file, whose lines begin with its own form of time. */
export const NAMED_FILE: TextFormat = {
	...SHARED,
	name: 'named-file',
	title: 'ISC BIND log files (named)',
	first: '0123456789',
	place: 'line',
	read(text: string, draft: Draft, options: ParseOptions): boolean {
		if (text[2] !== '-' || !/^\d\d-[A-Z][a-z]{2}-\d{4} /.test(text)) return false;
		const time = readTimeAt(text, 0, options);
		if (time === undefined) return false;
		const content = text.slice(time.end).trimStart();
		if (!/^(?:[a-z-]{3,32}: )?(?:\w{4,8}(?: \d{1,2})?: )?client /.test(content)) return false;
		draft.setTime(time, "BIND's time");
		draft.fields.SOURCE = 'named';
		readNamed(content, draft);
		return true;
	},
};

function readNamed(text: string, draft: Draft): void {
	const { fields } = draft;
	const header = OWN_HEADER.exec(text)!;
	setText(fields, 'CATEGORY', header.groups?.category);
	setLevel(fields, header.groups?.level?.replace(/ \d+$/, ''));
	let rest = text.slice(header[0].length);
	const client = CLIENT.exec(rest);
	if (client !== null) {
		fields.REMOTEIP = client.groups!.ip!;
		setPort(fields, 'REMOTEPORT', client.groups!.port);
		setText(fields, 'QUERY', client.groups!.domain);
		setText(fields, 'VIEW', client.groups!.view);
		rest = rest.slice(client[0].length);
	}
	readContent(rest, fields);
	fields.LOGTYPE = 'Unix';
	fields.MESSAGE ??= text;
}

function readContent(text: string, fields: Fields): void {
	const query = QUERY.exec(text)?.groups;
	if (query !== undefined) {
		fields.IENAME = 'DNS query';
		setQuestion(fields, query);
		setText(fields, 'FLAGS', query.flags);
		setText(fields, 'DESTINATIONIP', query.server?.replace(/%[^]*/, ''));
		return;
	}
	const denied = DENIED.exec(text)?.groups;
	if (denied !== undefined) {
		const ok = denied.result === 'approved';
		fields.IENAME = `${denied.what![0]!.toUpperCase()}${denied.what!.slice(1)} ${denied.result}`;
		fields.ACTION = denied.result!;
		fields.RESULT = ok ? 'success' : 'failure';
		setQuestion(fields, denied);
		setText(fields, 'REASON', denied.reason);
		return;
	}
	const failed = FAILED.exec(text)?.groups;
	if (failed !== undefined) {
		fields.IENAME = 'DNS query failed';
		fields.RESULT = 'failure';
		setQuestion(fields, failed);
		setText(fields, 'REASON', failed.reason);
		return;
	}
	const update = UPDATE.exec(text)?.groups;
	if (update !== undefined) {
		fields.IENAME = 'Dynamic update';
		setText(fields, 'ZONE', update.zone);
		setText(fields, 'ACTION', update.what);
		return;
	}
	const transfer = TRANSFER.exec(text)?.groups;
	if (transfer === undefined) return;
	fields.IENAME = 'Zone transfer';
	setText(fields, 'ZONE', transfer.zone);
	setText(fields, 'REMOTEIP', transfer.ip);
	if (/failed|refused|denied|timed out/.test(transfer.what!)) fields.RESULT = 'failure';
}

function setQuestion(fields: Fields, groups: Readonly<Record<string, string | undefined>>): void {
	setText(fields, 'QUERY', groups.domain);
	setText(fields, 'QUERYTYPE', groups.type);
	setText(fields, 'QUERYCLASS', groups.class);
}
