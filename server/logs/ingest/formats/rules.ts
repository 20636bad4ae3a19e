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

/** A rule with the names of its pattern's groups in their order: reading them by number is twice as fast as by name. */
interface ReadyRule extends MessageRule {
	readonly unnamed: RegExp;
	readonly names: readonly string[];
}

/** Rules that are made ready, by the code of the first character of the messages that they may fit. */
type ReadyRules = ReadonlyMap<number, readonly ReadyRule[]>;

const ready = new WeakMap<readonly MessageRule[], ReadyRules>();

/** Applies the first rule that fits; false when none does. */
export function applyRules(
	rules: readonly MessageRule[],
	message: string,
	fields: Fields,
): boolean {
	let byFirst = ready.get(rules);
	if (byFirst === undefined) ready.set(rules, (byFirst = makeReady(rules)));
	const first = message.charCodeAt(0);
	for (const rule of byFirst.get(first) ?? byFirst.get(ANY) ?? []) {
		if (!message.startsWith(rule.starts)) continue;
		const match = rule.unnamed.exec(message);
		if (match === null) continue;
		fields.IENAME = rule.event;
		if (rule.result !== undefined) fields.RESULT = rule.result;
		setGroups(rule.names, match, fields);
		return true;
	}
	return false;
}

/** Stands for characters with which no rule begins: the rules that begin with any. */
const ANY = -1;
const GROUP = /\\.|\[(?:\\.|[^\]\\])*(?:\]|\\?$)|\((?!\?)|\(\?<(?![=!])([^>(]+)>/gs;

function makeReady(rules: readonly MessageRule[]): ReadyRules {
	const all = rules.map((rule): ReadyRule => {
		const names: string[] = [];
		const source = rule.pattern.source.replace(GROUP, (part: string, name?: string) => {
			if (name === undefined && part !== '(') return part;
			names.push(name ?? '');
			return '(';
		});
		return { ...rule, unnamed: new RegExp(source, rule.pattern.flags), names };
	});
	const firsts = new Set([ANY, ...all.map(({ starts }) => firstOf(starts))]);
	return new Map(
		[...firsts].map((first) => [
			first,
			all.filter(({ starts }) => starts === '' || firstOf(starts) === first),
		]),
	);
}

function firstOf(starts: string): number {
	return starts === '' ? ANY : starts.charCodeAt(0);
}

function setGroups(names: readonly string[], match: RegExpExecArray, fields: Fields): void {
	for (let index = 0; index < names.length; index++) {
		const name = names[index]!;
		const value = match[index + 1];
		if (value === undefined || value === '' || name === '') continue;
		if (name === 'REMOTEIP' && !isIpAddress(value)) fields.REMOTEHOST = value;
		else fields[name] = NUMERIC.has(name) ? Number(value) : value;
	}
}
