/** What a Windows event's own values say together: its name, outcome, user, remote end and program. */

import type { Fields } from './format';
import { isIpAddress } from './ip';
import { setSeverity } from './severity';
import { windowsEventName } from './windows-event-names';
import { isTargetEvent } from './windows-users';

/** Sets IENAME, RESULT, SEVERITY, USERNAME, DOMAIN, REMOTEIP, REMOTEPORT and PROCESSNAME from the event's other fields. */
export function deriveWindows(fields: Fields): void {
	nameEvent(fields);
	setOutcome(fields);
	setUser(fields);
	setRemote(fields);
	setProcess(fields);
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

const AUDIT = /^(?:audit[_ ])?(success|failure)$/i;

/** nxlog's SeverityValue, 1 to 5. */
const NXLOG_LEVELS = ['', 'debug', 'information', 'warning', 'error', 'critical'];

function setOutcome(fields: Fields): void {
	// Sysmon has an EventType of its own: `SetValue`.
	for (const name of ['EVENTTYPE', 'EVENT_OUTCOME', 'KEYWORDS'] as const) {
		const value = fields[name];
		if (value === undefined) continue;
		const outcome = AUDIT.exec(String(value))?.[1]?.toLowerCase();
		if (outcome === undefined) continue;
		fields.RESULT = outcome;
		setSeverity(fields, outcome);
		return;
	}
	const level = String(fields.SEVERITYNAME ?? fields.LOG_LEVEL ?? fields.LEVEL ?? '').toLowerCase();
	const word = LEVELS.get(level) ?? NXLOG_LEVELS[Number(fields.SEVERITYVALUE ?? 0)];
	if (word) setSeverity(fields, word);
}

const SUBJECT = ['SUBJECTUSERNAME', 'SUBJECTDOMAINNAME'] as const;
const TARGET = ['TARGETUSERNAME', 'TARGETDOMAINNAME'] as const;
const SUBJECT_FIRST = [SUBJECT, TARGET] as const;
const TARGET_FIRST = [TARGET, SUBJECT] as const;
/** `DOMAIN\user` in one value: Sysmon's and the filtering platform's habit. */
const QUALIFIED = ['USER', 'EVENT_USERNAME', 'SOURCEUSER'] as const;

function setUser(fields: Fields): void {
	const order = isTargetEvent(fields.EVENTID) ? TARGET_FIRST : SUBJECT_FIRST;
	for (const [userField, domainField] of order) {
		const user = fields[userField];
		if (isNamed(user)) {
			fields.USERNAME = user;
			const domain = fields[domainField];
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
	if (setPowerShellUser(fields)) return;
	if (isNamed(fields.ACCOUNTNAME)) {
		fields.USERNAME = fields.ACCOUNTNAME;
		if (isNamed(fields.ACCOUNTDOMAIN)) fields.DOMAIN = fields.ACCOUNTDOMAIN;
	}
}

/** `User = CORP\\ann` and `UserId=CORP\\ann` in the details of PowerShell's events. */
const POWERSHELL_USER = /(?:^|[\s,])User(?:Id)? ?= ?(?:([^\s\\=]{1,64})\\)?([^\s\\=,]{1,64})/;

function setPowerShellUser(fields: Fields): boolean {
	if (!String(fields.CHANNEL ?? '').includes('PowerShell')) return false;
	for (const name of ['CONTEXTINFO', 'PARAM2', 'PARAM3', 'DATA', 'MESSAGE'] as const) {
		const found = POWERSHELL_USER.exec(String(fields[name] ?? '').slice(0, 16_384));
		if (found === null) continue;
		fields.USERNAME = found[2]!;
		if (found[1] !== undefined) fields.DOMAIN = found[1];
		return true;
	}
	return false;
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
