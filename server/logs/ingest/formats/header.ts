/** The header of syslog lines of RFC 3164, as devices really write it, and the time at the beginning of any other line. */

import { readIsoAt, readTime, readTimeAt, type FoundTime } from '../time';
import type { Draft } from './draft';
import type { ParseOptions } from './format';
import { isHostWord } from './host-word';
import { startsLikeIsoTime, startsLikeMonth } from './syslog-shape';
import { severityOf } from './severity';
import { readSpacedTag, readTag, setTag } from './tag';

/** `%ASA-6-302013:`, `%SYS-5-CONFIG_I:`: facility, severity and mnemonic of Cisco devices. */
const CISCO = /^%[A-Z][\w-]{0,40}-[0-7]-\w/;
/** What Cisco devices put before the time: a sequence number, their name, and a mark for a clock that is not set. */
const CISCO_START =
	/^(?::? ?(\d{1,10}): )?:? ?(?:(?!\d{1,4}[ywdh]\d)([\w.-]{1,64}) ?: )?[*.]?(?=[A-Z\d%])/;
const CISCO_HOST = /^:? ?(?:([A-Za-z\d][\w.-]{0,63}) ?: ?)?(?=%)/;
/** Time since start, of devices that do not know the time. */
const UPTIME = /^(?:\d{1,4}[ywdh]\d{1,3}[wdhm]|\d{2,4}:\d\d:\d\d): (?=%)/;
const SECOND_WORD = /^[^\s"{}=]{1,80}[ |:]{1,4}(?=\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)/;
const EPOCH = /^(?:\d{10}\.\d{1,9}|\d{13}|\d{16}|\d{19}|(\d{10}))(?=[\s|,;:])/;
const PAIR = /^[A-Za-z_][\w.-]{0,40}=/;
const CISCO_AHEAD = /^[^%]{0,120}%[A-Z][\w-]{0,40}-[0-7]-\w/;
/** What a Cisco device's own header looks like from afar. */
const CISCO_RELAYED = /^\d{1,10}: .{0,64}%[A-Z]/;
const REPEATED = /^(?:last message repeated \d+ times?|-- MARK --)/;
/** How messages of known products begin: CEF, LEEF, PAN-OS's comma-separated values, event XML. */
const MESSAGE_START = /^(?:(?:CEF|LEEF): ?\d|[^,\s]{0,20},\d{4}[/-]\d\d[/-]\d\d[ T]|<Event[ >])/;
/** A device that puts nothing but its address before its pairs. */
const BARE_ADDRESS = /^(\d{1,3}(?:\.\d{1,3}){3}) +(?=[A-Za-z_][\w.-]{0,40}=)/;
/** `program[12]: ` at the very beginning: lines whose header a collector has cut off. */
const BARE_TAG = /^[A-Za-z][\w./-]{0,60}(?:\([\w-]{1,40}\))?\[\d{1,10}\]: /;

/**
 * Reads the header at the beginning of `text`, as far as there is one.
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
	const time = readStart(text, options);
	if (time === undefined) return withoutTime(text, hasPriority, draft, options);
	draft.setTime(time, 'the beginning of the line');
	const at = skipSeparators(text, time.end);
	const cisco = ciscoMessage(text, time.end, draft);
	if (cisco !== undefined) return cisco;
	const message = readHostAndTag(text, at, hasPriority, draft);
	return relayedCisco(text, message, draft, options) ?? message;
}

/** The time with which a text begins, in brackets or not. */
function readStart(text: string, options: ParseOptions): FoundTime | undefined {
	if (text[0] !== '[') return readTimeAt(text, 0, options) ?? readSecondWord(text);
	const time = readTimeAt(text, 1, options);
	return time === undefined || text[time.end] !== ']' ? undefined : { ...time, end: time.end + 1 };
}

/** A full ISO time as the second word: `grep` and container tools put the name of a file or container before the line. */
function readSecondWord(text: string): FoundTime | undefined {
	const start = SECOND_WORD.exec(text.slice(0, 128));
	return start === null ? undefined : readIsoAt(text, start[0].length);
}

function skipSeparators(text: string, from: number): number {
	let at = from;
	if (text[at] === ':' || text[at] === ',' || text[at] === ';') at++;
	while (text[at] === ' ' || text[at] === '\t') at++;
	return at;
}

/** A text that begins with no time in plain form: an epoch number, a Cisco device's own beginning, a bare tag, or any text. */
function withoutTime(
	text: string,
	hasPriority: boolean,
	draft: Draft,
	options: ParseOptions,
): number {
	const own = ciscoStart(text, 0, draft, options);
	if (own !== undefined) return own;
	const epoch = readEpochStart(text, hasPriority, draft, options);
	if (epoch !== undefined) return epoch;
	if (BARE_TAG.test(text)) return setTag(readTag(text, 0)!, text, draft);
	// After a priority, one word that ends in a colon is the program, even without a pid.
	const tag = hasPriority ? readTag(text, 0) : undefined;
	if (tag !== undefined && severityOf(tag.program) === undefined) return setTag(tag, text, draft);
	const address = BARE_ADDRESS.exec(text.slice(0, 80));
	if (address !== null) {
		draft.setHost(address[1]!, 'the address before key=value');
		return address[0].length;
	}
	if (startsLikeMonth(text, 0)) draft.cannotRead(text.slice(0, 15));
	else if (startsLikeIsoTime(text, 0)) draft.cannotRead(text.slice(0, 19));
	else if (/^\d{1,2}[/-]\d{1,2}[/-]\d{4}\D/.test(text)) draft.cannotRead(text.slice(0, 19));
	return 0;
}

/** An epoch number is a time only with a fraction, in milliseconds or finer, or in front of a syslog header's parts. */
function readEpochStart(
	text: string,
	hasPriority: boolean,
	draft: Draft,
	options: ParseOptions,
): number | undefined {
	const match = EPOCH.exec(text);
	if (match === null) return undefined;
	const at = skipSeparators(text, match[0].length);
	const isPlain = match[1] !== undefined;
	const next = text.indexOf(' ', at) + 1;
	if (isPlain && !hasPriority && (next === 0 || readTag(text, next) === undefined))
		return undefined;
	const time = readTime(match[0], options);
	if (time === undefined) return undefined;
	draft.setTime(time, 'the epoch number at the beginning');
	return readHostAndTag(text, at, hasPriority, draft);
}

/**
 * Reads `29: sw1: *Nov 20 10:00:03.123 UTC: %...` and its like, any part but the last of which may be missing.
 *
 * @returns where the message (`%...`) begins; undefined when no such thing stands at `at`
 */
function ciscoStart(
	text: string,
	at: number,
	draft: Draft,
	options: ParseOptions,
): number | undefined {
	const start = CISCO_START.exec(text.slice(at, at + 96));
	if (start === null || (text.indexOf('%', at) < 0 && start[1] === undefined)) return undefined;
	let from = at + start[0].length;
	const time = readTimeAt(text, from, options);
	if (time !== undefined) from = time.end;
	const message = ciscoMessage(text, from, draft);
	if (message === undefined && (time === undefined || start[1] === undefined)) return undefined;
	if (time !== undefined) draft.setTime(time, "the device's own header");
	if (start[1] !== undefined) draft.fields.SEQUENCE = Number(start[1]);
	if (start[2] !== undefined) draft.setHost(start[2], "the device's own header");
	return message ?? skipSeparators(text, from);
}

/** Reads `: %...`, ` fw01 : %...` after a time; the word that ends in a colon is the host. */
function ciscoMessage(text: string, at: number, draft: Draft): number | undefined {
	if (text.indexOf('%', at) < 0) return undefined;
	let from = at;
	while (text[from] === ' ' || text[from] === ':') from++;
	const uptime = UPTIME.exec(text.slice(from, from + 24));
	if (uptime !== null) {
		draft.fields.UPTIME = uptime[0].slice(0, -2);
		from += uptime[0].length;
	}
	const host = CISCO_HOST.exec(text.slice(from, from + 80));
	if (host === null) return undefined;
	const message = from + host[0].length;
	if (!CISCO.test(text.slice(message, message + 64))) return undefined;
	if (host[1] !== undefined) draft.setHost(host[1], 'the word before the message code');
	return message;
}

/** What a relay put its own header before: the device's time and name are the event's own. */
function relayedCisco(
	text: string,
	at: number,
	draft: Draft,
	options: ParseOptions,
): number | undefined {
	if (text.indexOf('%', at) < 0 || !CISCO_AHEAD.test(text.slice(at, at + 160))) return undefined;
	const message = ciscoStart(text, at, draft, options);
	const { fields } = draft;
	if (message !== undefined && typeof fields.SOURCE === 'string') {
		// What looked like a program is the device's name.
		if (message === at) draft.setHost(fields.SOURCE, 'the word before the message code');
		delete fields.SOURCE;
	}
	return message;
}

function readHostAndTag(text: string, at: number, hasPriority: boolean, draft: Draft): number {
	// Some devices leave the host out: what ends in a colon is already the program.
	const space = text.indexOf(' ', at);
	const end = space < 0 ? text.length : space;
	const last = text[end - 1];
	const first = last === ':' || last === ']' ? readTag(text, at) : undefined;
	if (first !== undefined && !draft.setLevel(first.program)) return setTag(first, text, draft);
	if (first !== undefined) return skipSeparators(text, first.end);
	const word = text.slice(at, Math.min(end, at + 256));
	if (!isHostWord(word)) return at;
	let next = end;
	while (text[next] === ' ') next++;
	const tag = readTag(text, next) ?? readSpacedTag(text, next);
	const evidence =
		tag === undefined ? hostEvidence(text, next, hasPriority) : 'the word before the program';
	if (evidence === undefined) return at;
	draft.setHost(word, evidence);
	return tag === undefined ? Math.min(end + 1, text.length) : setTag(tag, text, draft);
}

/** Why the word before `next`, after a time, is a host, for people; undefined when nothing says that it is one. */
function hostEvidence(text: string, next: number, hasPriority: boolean): string | undefined {
	if (hasPriority) return 'the syslog header';
	const after = text.slice(next, next + 64);
	if (PAIR.test(after)) return 'the word before key=value';
	if (REPEATED.test(after)) return "syslogd's own message";
	if (CISCO_RELAYED.test(after)) return 'the word before the message code';
	return CISCO.test(after) || MESSAGE_START.test(after)
		? 'the word before the message code'
		: undefined;
}
