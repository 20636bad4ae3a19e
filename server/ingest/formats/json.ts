/** This server's own form: one flat (or nested) JSON object a line, with TIME and any fields. */

import { addField, fieldName } from './field-name';
import {
	accepted,
	quoted,
	refused,
	type Fields,
	type ParsedLine,
	type ParseOptions,
} from './format';
import type { JsonObject } from './json-object';
import { readJsonTime } from './time';

const MAX_DEPTH = 32;
const MAX_FIELDS = 1000;
const TIME_KEYS = ['TIME', 'time', '@timestamp'] as const;

/**
 * Makes an event of a parsed object. Its time is `TIME`, else `time`, else `@timestamp`, else now.
 * Nested objects become `PARENT_CHILD`; see {@link flatten}.
 */
export function parseJson(source: JsonObject, options: ParseOptions): ParsedLine {
	const timeKey = TIME_KEYS.find((key) => source[key] !== undefined && source[key] !== null);
	let time: number | undefined = options.now;
	if (timeKey !== undefined) {
		time = readJsonTime(source[timeKey], options.timeZoneOffsetMinutes ?? 0);
		if (time === undefined) return refused(badTime(timeKey, source[timeKey]));
	}
	const fields: Fields = {};
	const problem = flatten(source, fields, timeKey);
	if (problem !== undefined) return refused(problem);
	if (fields.HOSTNAME === undefined && options.defaultHost !== '') {
		fields.HOSTNAME = options.defaultHost;
	}
	return accepted(time, fields);
}

/** The error for a JSON value that is no time. */
export function badTime(key: string, value: unknown): string {
	const shown = typeof value === 'string' ? quoted(value) : quoted(JSON.stringify(value));
	return (
		`${key} ${shown} is not a time; accepted are epoch milliseconds (1735689600000) ` +
		'and ISO 8601 ("2025-01-01T00:00:00Z")'
	);
}

/**
 * Copies every value of `source` into `fields`: nested objects as `PARENT_CHILD`, arrays of scalars joined
 * with ", ", arrays that hold objects as JSON text; null is dropped.
 *
 * @param except key of the top level to leave out
 * @returns what is wrong with the object, or undefined
 */
export function flatten(source: JsonObject, fields: Fields, except?: string): string | undefined {
	const walk: Walk = { fields, count: 0 };
	for (const key in source) {
		if (key !== except) flattenValue(fieldName(key), source[key], walk, 1);
		if (walk.problem !== undefined) return walk.problem;
	}
	return undefined;
}

interface Walk {
	readonly fields: Fields;
	count: number;
	problem?: string;
}

function flattenValue(name: string, value: unknown, walk: Walk, depth: number): void {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		if (++walk.count > MAX_FIELDS) walk.problem = `more than ${MAX_FIELDS} fields in one event`;
		// A literal such as 1e999 parses to Infinity, which JSON cannot write back.
		else
			addField(
				walk.fields,
				name,
				Number.isFinite(value) || typeof value !== 'number' ? value : String(value),
			);
	} else if (Array.isArray(value)) {
		const joined = joinArray(value);
		if (joined === undefined) walk.problem = tooDeep(name);
		else flattenValue(name, joined, walk, depth);
	} else if (typeof value === 'object' && value !== null) {
		if (depth >= MAX_DEPTH) walk.problem = tooDeep(name);
		for (const key in value) {
			if (walk.problem !== undefined) return;
			flattenValue(childName(name, key), (value as JsonObject)[key], walk, depth + 1);
		}
	}
}

function childName(parent: string, key: string): string {
	return fieldName(`${parent}_${key}`);
}

function joinArray(values: readonly unknown[]): string | undefined {
	if (values.every((value) => typeof value !== 'object' || value === null)) {
		return values.filter((value) => value !== null).join(', ');
	}
	try {
		return JSON.stringify(values);
	} catch {
		return undefined; // Thousands of nested arrays exhaust the stack.
	}
}

function tooDeep(name: string): string {
	return `field ${quoted(name)} is nested deeper than ${MAX_DEPTH} levels`;
}
