/** Syslog lines, RFC 3164 and RFC 5424, with or without the leading priority. */

import { accepted, type Fields, type ParsedLine, type ParseOptions } from './format';
import { MAX_PRIORITY, setPriority } from './severity';
import { parseSyslog3164 } from './syslog-3164';
import { isSyslog5424, parseSyslog5424 } from './syslog-5424';

/**
 * Reads one syslog line. A line without a header that either RFC knows is an event all the same (RFC 3164
 * section 4.3.3): its text is the MESSAGE, its time is now.
 */
export function parseSyslog(line: string, options: ParseOptions): ParsedLine {
	const fields: Fields = {};
	const at = readPriority(line, fields);
	if (isSyslog5424(line, at)) return parseSyslog5424(line, at, fields, options);
	return parseSyslog3164(line, at, fields, options) ?? plainEvent(line, at, fields, options);
}

/** An event of a line without any known header; `at` is where the text after a priority begins. */
export function plainEvent(
	line: string,
	at: number,
	fields: Fields,
	options: ParseOptions,
): ParsedLine {
	fields.HOSTNAME = options.defaultHost;
	fields.LOGTYPE = 'Syslog Device';
	fields.MESSAGE = line.slice(at);
	fields.RAWLOG = line;
	return accepted(options.now, fields);
}

/** Reads `<PRI>`; returns where it ends, 0 when there is none. */
function readPriority(line: string, fields: Fields): number {
	if (line[0] !== '<') return 0;
	let value = 0;
	let at = 1;
	for (; at < 5; at++) {
		const digit = line.charCodeAt(at) - 48;
		if (!(digit >= 0 && digit <= 9)) break;
		value = value * 10 + digit;
	}
	if (at === 1 || line[at] !== '>' || value > MAX_PRIORITY) return 0;
	setPriority(fields, value);
	return at + 1;
}
