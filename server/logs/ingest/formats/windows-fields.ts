/** Brings the fields of nxlog's and winlogbeat's records to one set of names. */

import type { FieldCollector } from './field-collector';
import { fieldName } from './field-name';
import type { Fields } from './format';
import type { JsonObject } from './json-object';

/** Source keys that have a standard field, or whose own name would collide with a derived one. */
const RENAMED: ReadonlyMap<string, string> = new Map(
	Object.entries({
		SourceName: 'SOURCE',
		CommandLine: 'COMMAND',
		Domain: 'ACCOUNTDOMAIN',
		UserName: 'EVENT_USERNAME',
		Severity: 'SEVERITYNAME',
		'@version': 'LOGSTASH_VERSION',
	}),
);

/** Fields that this parser derives; a source value of the same name moves to `EVENT_<name>`. */
const DERIVED: ReadonlySet<string> = new Set([
	'USERNAME',
	'DOMAIN',
	'REMOTEIP',
	'REMOTEPORT',
	'RESULT',
	'IENAME',
	'LOGTYPE',
	'SEVERITY',
	'COMMON_SEVERITY',
]);

const names = new Map<string, string>();
const MAX_NAMES = 4096;

/** The field of an event record's key. */
export function windowsFieldName(key: string): string {
	let name = names.get(key);
	if (name === undefined) {
		name = RENAMED.get(key) ?? fieldName(key);
		if (DERIVED.has(name)) name = `EVENT_${name}`;
		if (names.size < MAX_NAMES && key.length <= 64) names.set(key, name);
	}
	return name;
}

/** Paths of a winlogbeat record and the names that nxlog gives to the same thing. */
const WINLOG: ReadonlyArray<readonly [path: string, name: string]> = [
	['event_id', 'EVENTID'],
	['channel', 'CHANNEL'],
	['computer_name', 'HOSTNAME'],
	['provider_name', 'SOURCE'],
	['provider_guid', 'PROVIDERGUID'],
	['record_id', 'RECORDNUMBER'],
	['task', 'CATEGORY'],
	['opcode', 'OPCODE'],
	['keywords', 'KEYWORDS'],
	['version', 'VERSION'],
	['activity_id', 'ACTIVITYID'],
	// winlogbeat 6
	['log_name', 'CHANNEL'],
	['source_name', 'SOURCE'],
	['record_number', 'RECORDNUMBER'],
];

const WINLOG_USER: ReadonlyArray<readonly [path: string, name: string]> = [
	['name', 'ACCOUNTNAME'],
	['domain', 'ACCOUNTDOMAIN'],
	['identifier', 'USERID'],
	['type', 'ACCOUNTTYPE'],
];

/** Copies every value of a record into `collector`. */
export function collectWindowsFields(source: JsonObject, collector: FieldCollector): void {
	const winlog = isObject(source.winlog) ? source.winlog : undefined;
	if (winlog !== undefined) {
		collectWinlog(winlog, collector);
		collectPlain(source, collector, 'winlog');
	} else if (isObject(source.event_data)) {
		collectWinlog(source, collector);
	} else {
		collectPlain(source, collector);
	}
}

function collectPlain(source: JsonObject, collector: FieldCollector, except?: string): void {
	for (const key in source) {
		if (key !== except) collector.add(windowsFieldName(key), source[key]);
	}
}

/** `winlog` of winlogbeat 7 and 8, or the whole record of winlogbeat 6. */
function collectWinlog(winlog: JsonObject, collector: FieldCollector): void {
	const rest: JsonObject = { ...winlog };
	take(rest, WINLOG, collector.fields);
	if (isObject(rest.user)) {
		const user: JsonObject = { ...rest.user };
		take(user, WINLOG_USER, collector.fields);
		rest.user = user;
	}
	for (const part of ['event_data', 'user_data']) {
		const data = rest[part];
		if (!isObject(data)) continue;
		delete rest[part];
		collectPlain(data, collector);
	}
	collectPlain(rest, collector);
}

function take(
	from: JsonObject,
	table: ReadonlyArray<readonly [string, string]>,
	fields: Fields,
): void {
	for (const [key, name] of table) {
		const value = from[key];
		if (value === undefined || value === null || fields[name] !== undefined) continue;
		if (Array.isArray(value)) {
			if (!value.every((item) => typeof item === 'string')) continue;
			fields[name] = value.join(', ');
		} else if (typeof value === 'string' || Number.isSafeInteger(value)) {
			fields[name] = value as string | number;
		} else {
			continue;
		}
		delete from[key];
	}
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
