/** Syslog lines of RFC 5424: version, time, host, program, pid, message id, structured data, message. */

import {
	accepted,
	quoted,
	refused,
	type Fields,
	type ParsedLine,
	type ParseOptions,
} from './format';
import { parseProgram } from './programs';
import { readStructuredData } from './structured-data';
import { startsLikeIsoTime } from './syslog-shape';
import { readIsoTime } from './time';

const NIL = '-';

/** True when a version and a time (or its absence, `-`) stand at `at`. */
export function isSyslog5424(line: string, at: number): boolean {
	if (line[at] !== '1' || line[at + 1] !== ' ') return false;
	if (startsLikeIsoTime(line, at + 2)) return line[at + 12] === 'T';
	// A time that is nil is only trusted after a priority: "1 - x" alone is any text.
	return at > 0 && line[at + 2] === NIL && line[at + 3] === ' ';
}

/** Reads the line from its version at `at`; a nil time is now, a nil host is the default host. */
export function parseSyslog5424(
	line: string,
	at: number,
	fields: Fields,
	options: ParseOptions,
): ParsedLine {
	let position = at + 2;
	const next = (): string => {
		const space = line.indexOf(' ', position);
		const end = space < 0 ? line.length : space;
		const word = line.slice(position, end);
		position = Math.min(end + 1, line.length);
		return word === NIL ? '' : word;
	};
	const stamp = next();
	const written = stamp === '' ? undefined : readIsoTime(stamp);
	if (stamp !== '' && written === undefined) {
		return refused(`syslog time ${quoted(stamp)} at column ${at + 3} is no real RFC 3339 time`);
	}
	const host = next();
	const program = next();
	const processId = next();
	const messageId = next();
	fields.HOSTNAME = host === '' ? options.defaultHost : host;
	fields.LOGTYPE = program === '' ? 'Syslog Device' : 'Unix';
	if (program !== '') fields.SOURCE = program;
	if (processId !== '') {
		fields.PROCESSID = /^\d{1,15}$/.test(processId) ? Number(processId) : processId;
	}
	if (messageId !== '') fields.MSGID = messageId;
	const data: Fields = {};
	const end = readStructuredData(line, position, data);
	let message = line.slice(end);
	if (message[0] === ' ') message = message.slice(1);
	if (message.charCodeAt(0) === 0xfeff) message = message.slice(1);
	fields.MESSAGE = message;
	parseProgram(program, message.trimStart(), fields);
	for (const name in data) if (fields[name] === undefined) fields[name] = data[name]!;
	fields.RAWLOG = line;
	const offset = written?.zoned ? 0 : (options.timeZoneOffsetMinutes ?? 0) * 60_000;
	return accepted(written === undefined ? options.now : written.time - offset, fields);
}
