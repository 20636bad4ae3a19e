/** Reads single values out of parsed JSON by path. */
import type { Draft } from '../formats/draft';
import { FieldCollector } from '../formats/field-collector';
import type { JsonObject } from '../formats/json-object';
import { ownField } from './values';

/** The value at a path of keys; undefined where one of them is no object or lacks. A key may itself hold dots. */
export function valueAt(source: JsonObject, ...path: readonly string[]): unknown {
	let value: unknown = source;
	for (const key of path) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
	}
	return value;
}

/** The text or number at a path, as text; undefined for anything else. */
export function textAt(source: JsonObject, ...path: readonly string[]): string | undefined {
	const value = valueAt(source, ...path);
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Adds every value but those at the keys `except` under its own field, and sets the draft's problem when there are too many. */
export function collectRest(source: JsonObject, draft: Draft, except: ReadonlySet<string>): void {
	const collector = new FieldCollector(draft.fields);
	for (const key of Object.keys(source)) {
		if (!except.has(key)) collector.add(ownField(key), source[key]);
	}
	draft.problem = collector.problem;
}

/** True for objects that are no lists. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
