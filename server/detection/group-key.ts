/** The group of an event under a rule: the values of the fields in which its events must agree. */
import { canonicalValue } from '../logs/terms';
import type { EventFields } from '../logs/query';
import { createHash } from 'node:crypto';

/** Longer keys keep their start and a hash: a key is an index key, and URLs can have megabytes. */
const MAX_KEY = 300;
const KEPT = 200;

/**
 * The key of an event's group, the same for values that the search language calls equal.
 *
 * @param by fields of the rule; none puts all events into one group, with the empty key
 * @returns undefined when the event lacks one of the fields, so that it belongs to no group
 */
export function groupKey(by: readonly string[], fields: EventFields): string | undefined {
	if (by.length === 0) return '';
	const values: string[] = [];
	for (const field of by) {
		const value = fields[field];
		const canonical = value === undefined ? '' : canonicalValue(value);
		if (canonical === '') return undefined;
		values.push(canonical);
	}
	const key = values.length === 1 ? (values[0] as string) : JSON.stringify(values);
	if (key.length <= MAX_KEY) return key;
	return `${key.slice(0, KEPT)}…${createHash('sha256').update(key).digest('base64url')}`;
}

/** A group for people, such as `REMOTEIP 192.0.2.7, USERNAME root`. */
export function describeGroup(by: readonly string[], key: string): string {
	if (by.length === 0) return '';
	if (by.length === 1 || !key.startsWith('[') || !key.endsWith(']'))
		return `${by.join(', ')} ${key}`;
	const values = JSON.parse(key) as readonly string[];
	return by.map((field, index) => `${field} ${values[index]}`).join(', ');
}
