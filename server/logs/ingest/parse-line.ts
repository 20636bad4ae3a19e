/** Turns one raw log line of any known format into an event. */

import { detectFormat } from './detect';
import { findAccessTime, parseAccess } from './formats/access';
import { quoted, refused, type ParsedLine, type ParseOptions } from './formats/format';
import { parseJson } from './formats/json';
import { parseJsonObject, type JsonObject } from './formats/json-object';
import { parseSyslog, plainEvent } from './formats/syslog';
import { isWindowsShape, parseWindows } from './formats/windows';

export type { LineFormat, ParsedLine, ParseOptions } from './formats/format';

/** Longest accepted line: 1 MiB of UTF-8. */
export const MAX_LINE_BYTES = 1_048_576;

/**
 * Parses one line (without its line end, not blank). Never throws.
 *
 * With `format: 'auto'` every text line becomes an event, at worst a generic one of LOGTYPE "Syslog Device".
 * Refused are JSON objects that are broken, times that do not exist, lines over {@link MAX_LINE_BYTES}, and
 * with a given format lines that are plainly not of it.
 */
export function parseLine(line: string, options: ParseOptions): ParsedLine {
	if (line.length > MAX_LINE_BYTES / 3 && Buffer.byteLength(line) > MAX_LINE_BYTES) {
		return refused(
			`line of ${Buffer.byteLength(line)} bytes is longer than the accepted ${MAX_LINE_BYTES} bytes`,
		);
	}
	// Files that Windows tools wrote begin with a byte order mark.
	const text = line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
	const shape = options.format === 'auto' ? detectFormat(text) : options.format;
	switch (shape) {
		case 'json':
		case 'windows':
			return parseObjectLine(text, options);
		case 'syslog':
			return parseSyslog(text, options);
		case 'access':
			return parseAccessLine(text, options);
		case 'text':
			return plainEvent(text, 0, {}, options);
	}
}

function parseObjectLine(text: string, options: ParseOptions): ParsedLine {
	let source: JsonObject;
	try {
		source = parseJsonObject(text);
	} catch (error) {
		return refused(`not a valid JSON object: ${(error as Error).message}`);
	}
	const isWindows =
		options.format === 'windows' || (options.format === 'auto' && isWindowsShape(source));
	return isWindows ? parseWindows(source, options) : parseJson(source, options);
}

function parseAccessLine(text: string, options: ParseOptions): ParsedLine {
	const timeAt = findAccessTime(text);
	if (timeAt > 0) return parseAccess(text, timeAt, options);
	return refused(
		`not an access log line: found no " [dd/Mon/yyyy:hh:mm:ss +zzzz]" in ${quoted(text)}`,
	);
}
