/** Reads single values out of parsed JSON by path. */
import type { JsonObject } from '../formats/json-object';

/** The value at a path of keys; undefined where one of them is no object or lacks. A key may itself hold dots. */
export function valueAt(source: JsonObject, ...path: readonly string[]): unknown {
	let value: unknown = source;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		value = (value as JsonObject)[key];
	}
	return value;
}

/** The text or number at a path, as text; undefined for anything else. */
export function textAt(source: JsonObject, ...path: readonly string[]): string | undefined {
	const value = valueAt(source, ...path);
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** True for objects that are no lists. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
