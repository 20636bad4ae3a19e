/** Lines of text: an optional header (priority, time, host, program), then a message in a format of its own or any text. */

import { ACCESS, findAccessTime } from './access';
import { readApplication } from './application';
import type { Draft } from './draft';
import type { ParseOptions } from './format';
import { parseJsonObject, type JsonObject } from './json-object';
import { parseProgram, parseRepeated, UNIX } from './programs';
import { readLineFormat, readMessageFormat, readObject } from './registry';
import { MAX_PRIORITY, setPriority } from './severity';
import { readHeader } from './header';
import { isSyslog5424, readSyslog5424 } from './syslog-5424';

/**
 * Reads one line of text. A line without any header or format that is known is an event all the same (RFC 3164
 * section 4.3.3): its text is the MESSAGE.
 */
export function readText(line: string, draft: Draft, options: ParseOptions): void {
	const { fields } = draft;
	fields.RAWLOG = line;
	const at = readPriority(line, draft);
	if (isSyslog5424(line, at)) {
		const end = readSyslog5424(line, at, draft, options);
		readMessage(line.slice(end), draft, options);
		return;
	}
	const text = at === 0 ? line : line.slice(at);
	if (isBareAccess(line, at) && ACCESS.read(line, draft, options)) {
		draft.format = ACCESS.name;
		fields.MESSAGE ??= text;
		return;
	}
	if (readLineFormat(text, draft, options)) {
		fields.MESSAGE ??= text;
		fields.LOGTYPE ??= 'Syslog Device';
		return;
	}
	readMessage(text.slice(readHeader(text, at > 0, draft, options)), draft, options);
}

/** Whether a line begins as access lines do, with an address: no other header needs to be looked for. */
function isBareAccess(line: string, at: number): boolean {
	const first = line.charCodeAt(0);
	return at === 0 && first >= 48 && first <= 58 && line[4] !== '-' && findAccessTime(line) > 0;
}

/** Reads what follows the header; SOURCE is the program that sent it. */
function readMessage(message: string, draft: Draft, options: ParseOptions): void {
	const { fields } = draft;
	const program = typeof fields.SOURCE === 'string' ? fields.SOURCE : '';
	const start = message.trimStart();
	if (start[0] === '{') {
		const object = objectOf(start);
		if (object !== undefined) {
			readObject(object, draft, options);
			fields.LOGTYPE ??= program === '' ? 'Syslog Device' : 'Unix';
			return;
		}
	}
	if (!readMessageFormat(start, program, draft, options)) readPlain(message, start, program, draft);
	fields.MESSAGE ??= message;
	fields.LOGTYPE ??= program === '' ? 'Syslog Device' : 'Unix';
}

/** Reads a message of no format of its own: of a program, of an application's logger, or any text. */
function readPlain(message: string, start: string, program: string, draft: Draft): void {
	const { fields } = draft;
	if (program !== '') {
		fields.MESSAGE = message;
		draft.format = UNIX.name;
		parseProgram(program, start, fields);
		return;
	}
	if (draft.host === undefined && draft.time !== undefined) {
		const at = readApplication(start, draft);
		if (at !== undefined) {
			fields.MESSAGE = start.slice(at);
			return;
		}
	}
	fields.MESSAGE = message;
	parseRepeated(start, fields);
	draft.format = draft.time === undefined ? 'text' : 'syslog';
}

function objectOf(text: string): JsonObject | undefined {
	try {
		return parseJsonObject(text);
	} catch {
		return undefined;
	}
}

/** Reads `<PRI>`; returns where it ends, 0 when there is none. */
function readPriority(line: string, draft: Draft): number {
	if (line[0] !== '<') return 0;
	let value = 0;
	let at = 1;
	for (; at < 5; at++) {
		const digit = line.charCodeAt(at) - 48;
		if (!(digit >= 0 && digit <= 9)) break;
		value = value * 10 + digit;
	}
	if (at === 1 || line[at] !== '>' || value > MAX_PRIORITY) return 0;
	setPriority(draft.fields, value);
	return at + 1;
}
