/** This server's own form, and JSON of no known shape: one flat (or nested) object a line, with a time and any fields. */

import type { Draft } from './draft';
import { FieldCollector } from './field-collector';
import type { ObjectFormat, ParseOptions } from './format';
import type { JsonObject } from './json-object';

/** Keys that hold when an event happened, the event's own time before its shipper's. */
const TIME_KEYS = [
	'TIME',
	'eventTime',
	'EventTime',
	'event_time',
	'time',
	'timestamp',
	'@timestamp',
	'ts',
	'Timestamp',
	'datetime',
	'date',
	'TimeCreated',
	'time_created',
	'__REALTIME_TIMESTAMP',
] as const;

/**
 * Reads an object whose shape no other format knows. Its time is the first of its time keys that can be read; all other keys
 * become fields, nested ones as {@link FieldCollector} names them.
 */
function read(source: JsonObject, draft: Draft, options: ParseOptions): void {
	let used: string | undefined;
	for (const key of TIME_KEYS) {
		const value = source[key];
		if (value === undefined || value === null) continue;
		if (!draft.readTime(value, `key ${key}`, options)) continue;
		used = key;
		break;
	}
	const collector = new FieldCollector(draft.fields);
	collector.addAll(source, used);
	draft.problem = collector.problem;
}

/** The server's own form, which takes any object. */
export const OWN_JSON: ObjectFormat = {
	name: 'json',
	title: "JSON objects: the server's own form, and any shape that no other format knows",
	logTypes: [],
	fields: [],
	openFields: true,
	sources: [],
	recognises: () => true,
	read,
};
