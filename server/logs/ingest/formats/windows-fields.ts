/** Brings the keys of a Windows event's flat record to field names. */

import { normalised } from '../windows/normalise';
import type { FieldCollector } from './field-collector';
import { fieldName } from './field-name';
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

/** Copies every value of a flat record, in one spelling, into `collector`. */
export function collectWindowsFields(flat: Readonly<JsonObject>, collector: FieldCollector): void {
	for (const key in flat) collector.add(windowsFieldName(key), normalised(key, flat[key]));
}
