/** This server's own form: one flat (or nested) JSON object a line, with TIME and any fields. */

import { FieldCollector } from './field-collector';
import { accepted, quoted, refused, type ParsedLine, type ParseOptions } from './format';
import type { JsonObject } from './json-object';
import { readJsonTime } from './time';

const TIME_KEYS = ['TIME', 'time', '@timestamp'] as const;

/**
 * Makes an event of a parsed object. Its time is `TIME`, else `time`, else `@timestamp`, else now; all other keys
 * become fields, nested ones as {@link FieldCollector} names them.
 */
export function parseJson(source: JsonObject, options: ParseOptions): ParsedLine {
	const timeKey = TIME_KEYS.find((key) => source[key] !== undefined && source[key] !== null);
	let time: number | undefined = options.now;
	if (timeKey !== undefined) {
		time = readJsonTime(source[timeKey], options.timeZoneOffsetMinutes ?? 0);
		if (time === undefined) return refused(badTime(timeKey, source[timeKey]));
	}
	const collector = new FieldCollector();
	collector.addAll(source, timeKey);
	if (collector.problem !== undefined) return refused(collector.problem);
	const { fields } = collector;
	if (fields.HOSTNAME === undefined && options.defaultHost !== '') {
		fields.HOSTNAME = options.defaultHost;
	}
	return accepted(time, fields);
}

/** The error for a JSON value that is no time. */
export function badTime(key: string, value: unknown): string {
	const shown =
		typeof value === 'object' && value !== null
			? `(${Array.isArray(value) ? 'an array' : 'an object'})`
			: quoted(String(value));
	return (
		`${key} ${shown} is not a time; accepted are epoch milliseconds (1735689600000) ` +
		'and ISO 8601 ("2025-01-01T00:00:00Z")'
	);
}
