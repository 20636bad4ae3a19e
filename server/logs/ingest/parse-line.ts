/** Turns one raw log line of any known format into an event. */

import { ACCESS } from './formats/access';
import { Draft, finish } from './formats/draft';
import { quoted, refused, type ParsedLine, type ParseOptions } from './formats/format';
import { OWN_JSON } from './formats/json';
import { parseJsonObject, type JsonObject } from './formats/json-object';
import { readObject } from './formats/registry';
import { readText } from './formats/syslog';
import { WINDOWS } from './formats/windows';

export type { LineFormat, ParsedLine, ParseOptions } from './formats/format';

/** Longest accepted line: 1 MiB of UTF-8. */
export const MAX_LINE_BYTES = 1_048_576;

/** How a JSON object begins; other text in braces is text. */
const OBJECT_START = /^\s*\{\s*(?:"|\}|$)/;

function isObjectStart(text: string): boolean {
	const first = text.charCodeAt(0);
	// Neither a brace nor white space.
	if (first > 32 && first < 128 && first !== 123) return false;
	return (first === 123 && text[1] === '"') || OBJECT_START.test(text);
}

/**
 * Parses one line (without its line end, not blank). Never throws.
 *
 * With `format: 'auto'` every text line becomes an event, at worst a generic one of LOGTYPE "Syslog Device". An event whose time is
 * missing or cannot be read gets `now` and says so in the field TIME_MISSING. Refused are JSON objects that are broken,
 * lines over {@link MAX_LINE_BYTES}, and with a given format lines that are plainly not of it.
 */
export function parseLine(line: string, options: ParseOptions): ParsedLine {
	if (line.length > MAX_LINE_BYTES / 3 && Buffer.byteLength(line) > MAX_LINE_BYTES) {
		return refused(
			`line of ${Buffer.byteLength(line)} bytes is longer than the accepted ${MAX_LINE_BYTES} bytes`,
		);
	}
	// Files that Windows tools wrote begin with a byte order mark.
	const text = line.charCodeAt(0) === 0xfeff ? line.slice(1) : line;
	const draft = new Draft();
	switch (options.format) {
		case 'json':
		case 'windows':
			return parseObjectLine(text, draft, options);
		case 'access':
			return parseAccessLine(text, draft, options);
		case 'auto':
			if (isObjectStart(text)) return parseObjectLine(text, draft, options);
	}
	readText(text, draft, options);
	return finish(draft, options);
}

function parseObjectLine(text: string, draft: Draft, options: ParseOptions): ParsedLine {
	let source: JsonObject;
	try {
		source = parseJsonObject(text);
	} catch (error) {
		return refused(`not a valid JSON object: ${(error as Error).message}`);
	}
	if (options.format === 'auto') readObject(source, draft, options);
	else {
		const format = options.format === 'windows' ? WINDOWS : OWN_JSON;
		draft.format = format.name;
		format.read(source, draft, options);
	}
	return finish(draft, options);
}

function parseAccessLine(text: string, draft: Draft, options: ParseOptions): ParsedLine {
	if (!ACCESS.read(text, draft, options)) {
		return refused(
			`not an access log line: found no " [dd/Mon/yyyy:hh:mm:ss +zzzz]" in ${quoted(text)}`,
		);
	}
	draft.format = ACCESS.name;
	draft.fields.RAWLOG = text;
	return finish(draft, options);
}
