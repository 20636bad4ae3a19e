/** The header of syslog lines of RFC 5424: version, time, host, program, pid, message id, structured data. */

import { readTimeAt } from '../time';
import type { Draft } from './draft';
import type { Fields, ParseOptions } from './format';
import { readStructuredData } from './structured-data';
import { startsLikeIsoTime } from './syslog-shape';

const NIL = '-';

/** True when a version and a time (or its absence, `-`) stand at `at`. */
export function isSyslog5424(line: string, at: number): boolean {
	if (line[at] !== '1' || line[at + 1] !== ' ') return false;
	if (startsLikeIsoTime(line, at + 2)) return line[at + 12] === 'T';
	// A time that is nil is only trusted after a priority: "1 - x" alone is any text.
	return at > 0 && line[at + 2] === NIL && line[at + 3] === ' ';
}

/** Reads the header from its version at `at`; returns where the message begins. */
export function readSyslog5424(
	line: string,
	at: number,
	draft: Draft,
	options: ParseOptions,
): number {
	let position = at + 2;
	const next = (): string => {
		const space = line.indexOf(' ', position);
		const end = space < 0 ? line.length : space;
		const word = line.slice(position, end);
		position = Math.min(end + 1, line.length);
		return word === NIL ? '' : word;
	};
	const { fields } = draft;
	const stamp = next();
	if (stamp !== '') {
		const time = readTimeAt(stamp, 0, options);
		if (time?.end === stamp.length) draft.setTime(time, 'the syslog header');
		else draft.cannotRead(stamp);
	}
	const host = next();
	const program = next();
	const processId = next();
	const messageId = next();
	if (host !== '') draft.setHost(host, 'the syslog header');
	if (program !== '') fields.SOURCE = program;
	if (processId !== '') {
		fields.PROCESSID = /^\d{1,15}$/.test(processId) ? Number(processId) : processId;
	}
	if (messageId !== '') fields.MSGID = messageId;
	const data = Object.create(null) as Fields;
	let end = readStructuredData(line, position, data);
	for (const name in data) if (fields[name] === undefined) fields[name] = data[name]!;
	if (line[end] === ' ') end++;
	return line.charCodeAt(end) === 0xfeff ? end + 1 : end;
}
