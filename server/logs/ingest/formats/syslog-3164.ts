/** The header of syslog lines of RFC 3164 and of rsyslog's file format, as devices really write it: time, host, `program[pid]:`. */

import { readTimeAt } from '../time';
import type { Draft } from './draft';
import type { ParseOptions } from './format';
import { startsLikeIsoTime, startsLikeMonth } from './syslog-shape';

/** Program name, then `[pid]` or not, then a colon. */
const TAG = /^([^\s:[\]%{}"=]+)(?:\[([^\]\s]*)\])?:(?:\s|$)/;

/**
 * Reads the header at the beginning of `text`.
 *
 * @param hasPriority whether a priority stood before it
 * @returns where the message begins
 */
export function readHeader(
	text: string,
	hasPriority: boolean,
	draft: Draft,
	options: ParseOptions,
): number {
	const time = readTimeAt(text, 0, options);
	if (time === undefined) {
		if (startsLikeMonth(text, 0)) draft.cannotRead(text.slice(0, 15));
		else if (startsLikeIsoTime(text, 0)) draft.cannotRead(text.slice(0, 19));
		return 0;
	}
	draft.setTime(time, 'the beginning of the line');
	let at = time.end;
	if (text[at] === ':') at++;
	while (text[at] === ' ') at++;
	return readHostAndTag(text, at, hasPriority, draft);
}

const PAIR = /^[A-Za-z_][\w.-]{0,40}=/;

/** Why the first word after the time is a host, for people; undefined when nothing says that it is one. */
function hostEvidence(hasTag: boolean, hasPriority: boolean, after: string): string | undefined {
	if (hasTag) return 'the word before the program';
	if (hasPriority) return 'the syslog header';
	return PAIR.test(after) ? 'the word before key=value' : undefined;
}

function readHostAndTag(text: string, at: number, hasPriority: boolean, draft: Draft): number {
	const rest = text.slice(at, at + 256);
	// Some devices leave the host out: what ends in a colon is already the program.
	let tag = TAG.exec(rest);
	let tagAt = at;
	let host: string | undefined;
	if (tag === null) {
		const space = rest.indexOf(' ');
		host = space < 0 ? rest : rest.slice(0, space);
		tagAt = space < 0 ? text.length : at + space + 1;
		tag = TAG.exec(text.slice(tagAt, tagAt + 256));
		const evidence = hostEvidence(tag !== null, hasPriority, text.slice(tagAt, tagAt + 64));
		if (evidence === undefined) return at;
		draft.setHost(host, evidence);
	}
	if (tag === null) return tagAt;
	draft.fields.SOURCE = tag[1]!;
	if (tag[2]) draft.fields.PROCESSID = /^\d{1,15}$/.test(tag[2]) ? Number(tag[2]) : tag[2];
	let end = tagAt + tag[0].length;
	while (text[end] === ' ') end++;
	return end;
}
