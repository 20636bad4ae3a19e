/** Message rules: a prefix, a pattern whose named groups are field names, and what the event is called. */

import type { Fields } from './format';
import { isIpAddress } from './ip';

/** One kind of message of a program. */
export interface MessageRule {
	/** The message's beginning: a cheap test before the pattern. */
	readonly starts: string;
	/** Group names are field names; empty groups set nothing. */
	readonly pattern: RegExp;
	/** IENAME of the event. */
	readonly event: string;
	readonly result?: 'success' | 'failure';
}

const NUMERIC: ReadonlySet<string> = new Set(['REMOTEPORT', 'REPEATCOUNT', 'UID', 'GID']);

/** Applies the first rule that fits; false when none does. */
export function applyRules(
	rules: readonly MessageRule[],
	message: string,
	fields: Fields,
): boolean {
	for (const rule of rules) {
		if (!message.startsWith(rule.starts)) continue;
		const match = rule.pattern.exec(message);
		if (match === null) continue;
		fields.IENAME = rule.event;
		if (rule.result !== undefined) fields.RESULT = rule.result;
		if (match.groups !== undefined) setGroups(match.groups, fields);
		return true;
	}
	return false;
}

function setGroups(groups: Readonly<Record<string, string | undefined>>, fields: Fields): void {
	for (const name in groups) {
		const value = groups[name];
		if (value === undefined || value === '') continue;
		if (name === 'REMOTEIP' && !isIpAddress(value)) fields.REMOTEHOST = value;
		else fields[name] = NUMERIC.has(name) ? Number(value) : value;
	}
}
