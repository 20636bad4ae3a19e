/** Windows events as JSON lines, in the shapes that nxlog and winlogbeat write. */

import type { Draft } from './draft';
import { FieldCollector } from './field-collector';
import type { Fields, ObjectFormat, ParseOptions } from './format';
import { isIpAddress } from './ip';
import type { JsonObject } from './json-object';
import { setSeverity } from './severity';
import { windowsEventName } from './windows-event-names';
import { collectWindowsFields } from './windows-fields';
import { windowsTime } from './windows-time';
import { isTargetEvent } from './windows-users';

/** True when a parsed object looks like nxlog's (`EventID`) or winlogbeat's (`winlog`) record of an event. */
export function isWindowsShape(source: JsonObject): boolean {
	if (source.EventID !== undefined) {
		return (
			source.Channel !== undefined ||
			source.SourceName !== undefined ||
			source.ProviderName !== undefined ||
			source.Hostname !== undefined
		);
	}
	if (typeof source.winlog === 'object' && source.winlog !== null) return true;
	return source.event_data !== undefined && source.event_id !== undefined;
}

/** Reads a parsed Windows event record; every source value stays, most under its own name. */
export function readWindows(source: JsonObject, draft: Draft, options: ParseOptions): void {
	const collector = new FieldCollector(draft.fields);
	collectWindowsFields(source, collector);
	draft.problem = collector.problem;
	if (draft.problem !== undefined) return;
	const { fields } = collector;
	windowsTime(draft, options);
	fields.LOGTYPE = 'Windows';
	if (fields.HOSTNAME === undefined) {
		const host = hostOf(source);
		if (host !== undefined) draft.setHost(host, 'the record');
	}
	nameEvent(fields);
	setOutcome(fields);
	setUser(fields);
	setRemote(fields);
	setProcess(fields);
}

/** Windows events as JSON. */
export const WINDOWS: ObjectFormat = {
	name: 'windows',
	title: 'Windows events as JSON, in the shapes of nxlog and winlogbeat',
	logTypes: ['Windows'],
	fields: [
		'EVENTID',
		'CHANNEL',
		'SOURCE',
		'MESSAGE',
		'RECORDNUMBER',
		'IENAME',
		'RESULT',
		'SEVERITY',
		'COMMON_SEVERITY',
		'SEVERITYNAME',
		'USERNAME',
		'DOMAIN',
		'REMOTEIP',
		'REMOTEPORT',
		'PROCESSNAME',
		'COMMAND',
		'ACCOUNTNAME',
		'ACCOUNTDOMAIN',
	],
	openFields: true,
	sources: [{ product: 'windows' }],
	recognises: isWindowsShape,
	read: readWindows,
};

function hostOf(source: JsonObject): string | undefined {
	for (const host of [
		source.Computer,
		(source.host as JsonObject | undefined)?.name,
		source.host,
	]) {
		if (typeof host === 'string' && host !== '') return host;
	}
	return undefined;
}

function nameEvent(fields: Fields): void {
	const id = Number(fields.EVENTID);
	if (!Number.isSafeInteger(id)) return;
	fields.EVENTID = id;
	const name = windowsEventName(id, String(fields.CHANNEL ?? ''), String(fields.SOURCE ?? ''));
	if (name !== undefined) fields.IENAME = name;
}

const LEVELS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		critical: 'critical',
		error: 'error',
		warning: 'warning',
		info: 'information',
		information: 'information',
		verbose: 'debug',
		debug: 'debug',
	}),
);

/** nxlog's SeverityValue, 1 to 5. */
const NXLOG_LEVELS = ['', 'debug', 'information', 'warning', 'error', 'critical'];

function setOutcome(fields: Fields): void {
	const audit = String(fields.EVENTTYPE ?? fields.EVENT_OUTCOME ?? fields.KEYWORDS ?? '');
	const outcome = /^(?:audit[_ ])?(success|failure)$/i.exec(audit)?.[1]?.toLowerCase();
	if (outcome !== undefined) {
		fields.RESULT = outcome;
		setSeverity(fields, outcome);
		return;
	}
	const level = String(fields.SEVERITYNAME ?? fields.LOG_LEVEL ?? fields.LEVEL ?? '').toLowerCase();
	const word = LEVELS.get(level) ?? NXLOG_LEVELS[Number(fields.SEVERITYVALUE ?? 0)];
	if (word) setSeverity(fields, word);
}

const SUBJECT_FIRST = ['SUBJECT', 'TARGET'] as const;
const TARGET_FIRST = ['TARGET', 'SUBJECT'] as const;
/** `DOMAIN\user` in one value: Sysmon's and the filtering platform's habit. */
const QUALIFIED = ['USER', 'EVENT_USERNAME', 'SOURCEUSER'] as const;

function setUser(fields: Fields): void {
	const order = isTargetEvent(fields.EVENTID) ? TARGET_FIRST : SUBJECT_FIRST;
	for (const role of order) {
		const user = fields[`${role}USERNAME`];
		if (isNamed(user)) {
			fields.USERNAME = user;
			const domain = fields[`${role}DOMAINNAME`];
			if (isNamed(domain)) fields.DOMAIN = domain;
			return;
		}
	}
	for (const name of QUALIFIED) {
		const user = fields[name];
		if (!isNamed(user)) continue;
		const slash = user.indexOf('\\');
		fields.USERNAME = user.slice(slash + 1);
		if (slash > 0) fields.DOMAIN = user.slice(0, slash);
		return;
	}
	if (isNamed(fields.ACCOUNTNAME)) {
		fields.USERNAME = fields.ACCOUNTNAME;
		if (isNamed(fields.ACCOUNTDOMAIN)) fields.DOMAIN = fields.ACCOUNTDOMAIN;
	}
}

function isNamed(value: unknown): value is string {
	return typeof value === 'string' && value !== '' && value !== '-';
}

const REMOTE = [
	['IPADDRESS', 'IPPORT'],
	['SOURCEADDRESS', 'SOURCEPORT'],
	['SOURCEIP', 'SOURCEPORT'],
	['CLIENTADDRESS', 'CLIENTPORT'],
] as const;

function setRemote(fields: Fields): void {
	for (const [addressField, portField] of REMOTE) {
		const written = fields[addressField];
		if (typeof written !== 'string') continue;
		const address = written.startsWith('::ffff:') ? written.slice(7) : written;
		if (!isIpAddress(address) || address === '0.0.0.0' || address === '::') continue;
		fields.REMOTEIP = address;
		const port = Number(fields[portField]);
		if (port > 0 && port < 65_536) fields.REMOTEPORT = port;
		return;
	}
}

function setProcess(fields: Fields): void {
	if (fields.PROCESSNAME !== undefined) return;
	const path = fields.NEWPROCESSNAME ?? fields.IMAGE ?? fields.SOURCEIMAGE ?? fields.APPLICATION;
	if (isNamed(path)) fields.PROCESSNAME = path;
}
