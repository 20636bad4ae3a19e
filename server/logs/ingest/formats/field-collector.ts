/** Gathers the fields of one event out of nested JSON, within limits that keep hostile input cheap. */

import type { FieldValue } from '../../events';
import { addField, fieldName } from './field-name';
import { newFields } from './fields';
import type { JsonObject } from './json-object';

const MAX_DEPTH = 32;
const MAX_FIELDS = 1000;

/**
 * Adds values under field names: nested objects as `PARENT_CHILD`, arrays of scalars joined with ", ", arrays
 * that hold objects as JSON text; null is dropped.
 */
export class FieldCollector {
	/** Why the event cannot be kept; once set, nothing more is added. */
	problem: string | undefined;
	private count = 0;

	/** @param fields receives the values, beside those it has */
	constructor(readonly fields = newFields()) {}

	/** Adds any JSON value as the field `name` (already a valid field name). */
	add(name: string, value: unknown): void {
		this.addNested(name, value, 1);
	}

	/** Adds every value of `source`, except the one at the key `except`. */
	addAll(source: JsonObject, except?: string): void {
		for (const key in source) {
			if (key !== except) this.addNested(fieldName(key), source[key], 1);
		}
	}

	private addNested(name: string, value: unknown, depth: number): void {
		switch (typeof value) {
			case 'string':
			case 'boolean':
				this.addScalar(name, value);
				break;
			case 'number':
				// A literal such as 1e999 parses to Infinity, which JSON cannot write back.
				this.addScalar(name, Number.isFinite(value) ? value : String(value));
				break;
			case 'object':
				if (Array.isArray(value)) this.addArray(name, value);
				else if (value !== null) this.addObject(name, value as JsonObject, depth);
		}
	}

	private addScalar(name: string, value: FieldValue): void {
		if (this.problem !== undefined) return;
		if (++this.count > MAX_FIELDS) this.problem = `more than ${MAX_FIELDS} fields in one event`;
		else if (this.fields[name] === undefined && name !== 'TIME') this.fields[name] = value;
		else addField(this.fields, name, value);
	}

	private addObject(parent: string, value: JsonObject, depth: number): void {
		if (depth >= MAX_DEPTH) this.problem ??= tooDeep(parent);
		for (const key in value) {
			if (this.problem !== undefined) return;
			this.addNested(fieldName(`${parent}_${key}`), value[key], depth + 1);
		}
	}

	private addArray(name: string, values: readonly unknown[]): void {
		if (values.every((value) => typeof value !== 'object' || value === null)) {
			this.addScalar(
				name,
				values
					.filter((value) => value !== null)
					.map(String)
					.join(', '),
			);
			return;
		}
		try {
			this.addScalar(name, JSON.stringify(values));
		} catch {
			this.problem ??= tooDeep(name); // Thousands of nested arrays exhaust the stack.
		}
	}
}

function tooDeep(name: string): string {
	return `field "${name}" is nested deeper than ${MAX_DEPTH} levels`;
}
