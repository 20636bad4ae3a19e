/** This server's own form, and JSON of no known shape: one flat (or nested) object a line, with a time and any fields. */

import type { Draft } from './draft';
import { FieldCollector } from './field-collector';
import type { ObjectFormat, ParseOptions } from './format';
import type { JsonObject } from './json-object';
import { readObjectTime } from './json-time';

/** Keys that hold the host that logged, by `HOSTNAME`'s other names, in this order. */
const HOST_KEYS = [
	'host',
	'computer',
	'Computer',
	'computerName',
	'machineName',
	'_HOSTNAME',
] as const;

/**
 * Reads an object whose shape no other format knows. Its time is the first of its times that can be read; all other keys
 * become fields, nested ones as {@link FieldCollector} names them.
 */
function read(source: JsonObject, draft: Draft, options: ParseOptions): void {
	const used = readObjectTime(source, draft, options);
	const collector = new FieldCollector(draft.fields);
	collector.addAll(source, used);
	draft.problem = collector.problem;
	if (draft.fields.HOSTNAME === undefined) setHost(source, draft);
}

function setHost(source: JsonObject, draft: Draft): void {
	for (const key of HOST_KEYS) {
		const value = source[key];
		const name =
			typeof value === 'object' && value !== null
				? ((value as JsonObject).name ?? (value as JsonObject).hostname)
				: value;
		if (typeof name === 'string' && name !== '') {
			draft.setHost(name, `key ${key}`);
			return;
		}
	}
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
