/** Brings the fields of nxlog's and winlogbeat's records to one set of names. */

import { addField, fieldName } from './field-name';
import type { Fields } from './format';
import { flatten } from './json';
import type { JsonObject } from './json-object';

/** Source keys that have a standard field, or whose own name would collide with a derived one. */
const RENAMED: Readonly<Record<string, string>> = {
	SourceName: 'SOURCE',
	CommandLine: 'COMMAND',
	Domain: 'ACCOUNTDOMAIN',
	UserName: 'EVENT_USERNAME',
	Severity: 'SEVERITYNAME',
	'@version': 'LOGSTASH_VERSION',
};

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

function windowsName(key: string): string {
	let name = names.get(key);
	if (name === undefined) {
		name = Object.hasOwn(RENAMED, key) ? RENAMED[key]! : fieldName(key);
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

/**
 * Copies a record's values into `fields`.
 *
 * @returns what is wrong with the record, or undefined
 */
export function collectWindowsFields(source: JsonObject, fields: Fields): string | undefined {
	const winlog = isObject(source.winlog) ? source.winlog : undefined;
	if (winlog !== undefined) {
		return collectWinlog(winlog, fields) ?? collectPlain(source, fields, 'winlog');
	}
	if (isObject(source.event_data)) return collectWinlog(source, fields);
	return collectPlain(source, fields);
}

function collectPlain(source: JsonObject, fields: Fields, except?: string): string | undefined {
	let nested: JsonObject | undefined;
	let count = 0;
	for (const key in source) {
		if (key === except) continue;
		const value = source[key];
		if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) {
			if (++count > 1000) return 'more than 1000 fields in one event';
			const name = windowsName(key);
			if (fields[name] === undefined && name !== 'TIME') fields[name] = value;
			else addField(fields, name, value);
		} else if (value !== null) {
			(nested ??= {})[windowsName(key)] = value;
		}
	}
	return nested === undefined ? undefined : flatten(nested, fields);
}

/** `winlog` of winlogbeat 7 and 8, or the whole record of winlogbeat 6. */
function collectWinlog(winlog: JsonObject, fields: Fields): string | undefined {
	const rest: JsonObject = { ...winlog };
	take(rest, WINLOG, fields);
	if (isObject(rest.user)) {
		const user: JsonObject = { ...rest.user };
		take(user, WINLOG_USER, fields);
		rest.user = user;
	}
	let problem: string | undefined;
	for (const part of ['event_data', 'user_data']) {
		const data = rest[part];
		if (!isObject(data)) continue;
		delete rest[part];
		problem ??= collectPlain(data, fields);
	}
	return problem ?? flatten(rest, fields);
}

function take(
	from: JsonObject,
	table: ReadonlyArray<readonly [string, string]>,
	fields: Fields,
): void {
	for (const [key, name] of table) {
		const value = from[key];
		if (value === undefined || value === null || fields[name] !== undefined) continue;
		if (Array.isArray(value)) fields[name] = value.join(', ');
		else if (typeof value === 'string' || typeof value === 'number') fields[name] = value;
		else continue;
		delete from[key];
	}
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
