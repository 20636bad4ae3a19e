/** All log formats, in the order in which they are tried: what is more particular comes first. "How to add a format" is in docs/add-a-format.md. */

import { AZURE } from '../products/azure';
import { CEF } from '../products/cef';
import { CISCO_ASA } from '../products/cisco-asa';
import { CLOUDTRAIL } from '../products/cloudtrail';
import { AUDITD } from '../products/auditd';
import { DHCPD } from '../products/dhcpd';
import { FORTIGATE } from '../products/fortigate';
import { HAPROXY } from '../products/haproxy';
import { IIS } from '../products/iis';
import { JOURNALD } from '../products/journald';
import { LEEF } from '../products/leef';
import { NAMED, NAMED_FILE } from '../products/named';
import { PANOS } from '../products/panos';
import { POSTFIX } from '../products/postfix';
import { SONICWALL } from '../products/sonicwall';
import { SOPHOS } from '../products/sophos';
import { SURICATA } from '../products/suricata';
import { ZEEK, ZEEK_TSV } from '../products/zeek';
import { ACCESS } from './access';
import { APPLICATION } from './application';
import { CLUSTER } from './cluster';
import type { Draft } from './draft';
import type { FormatInfo, ObjectFormat, ParseOptions, TextFormat } from './format';
import { OWN_JSON } from './json';
import { parseJsonObject, type JsonObject } from './json-object';
import { SSL_REQUEST } from './ssl-request';
import { WINDOWS } from './windows';
import { WINDOWS_XML } from './windows-xml';
import { parseProgram, UNIX } from './programs';

/** Formats of text: lines with their own beginning, and messages. */
export const TEXT_FORMATS: readonly TextFormat[] = [
	CLUSTER,
	IIS,
	ZEEK_TSV,
	NAMED_FILE,
	ACCESS,
	SSL_REQUEST,
	HAPROXY,
	POSTFIX,
	NAMED,
	DHCPD,
	WINDOWS_XML,
	CEF,
	LEEF,
	CISCO_ASA,
	PANOS,
	AUDITD,
	SONICWALL,
	SOPHOS,
	FORTIGATE,
];

/** Shapes of JSON objects; an object that none of them recognises is read as the server's own form. */
export const OBJECT_FORMATS: readonly ObjectFormat[] = [
	WINDOWS,
	CLOUDTRAIL,
	AZURE,
	SURICATA,
	ZEEK,
	JOURNALD,
];

/** Everything that a line may turn out to be. */
export const ALL_FORMATS: readonly FormatInfo[] = [
	...TEXT_FORMATS,
	UNIX,
	APPLICATION,
	...OBJECT_FORMATS,
	OWN_JSON,
];

const LINES = byFirst(TEXT_FORMATS.filter(({ place }) => place === 'line'));
const MESSAGES = byFirst(
	TEXT_FORMATS.filter(({ place, programs }) => place === 'message' && programs === undefined),
);
const PROGRAMS = new Map<string, readonly TextFormat[]>();
for (const format of TEXT_FORMATS) {
	for (const program of format.programs ?? []) {
		PROGRAMS.set(program, [...(PROGRAMS.get(program) ?? []), format]);
	}
}

/** Formats by the code of the first character, below 128; the last one holds those of any other character. */
type ByFirst = readonly (readonly TextFormat[])[];

function byFirst(formats: readonly TextFormat[]): ByFirst {
	return Array.from({ length: 129 }, (_, code) =>
		formats.filter(
			({ first }) =>
				first === undefined || (code < 128 && first.includes(String.fromCharCode(code))),
		),
	);
}

function tried(
	formats: readonly TextFormat[],
	text: string,
	draft: Draft,
	options: ParseOptions,
): boolean {
	for (const format of formats) {
		if (format.read(text, draft, options)) {
			draft.format = format.name;
			return true;
		}
	}
	return false;
}

/** Reads a whole line (after its priority) that has a format's own beginning; false when no format knows it. */
export function readLineFormat(text: string, draft: Draft, options: ParseOptions): boolean {
	return tried(LINES[Math.min(text.charCodeAt(0), 128)] ?? [], text, draft, options);
}

/**
 * Reads a message by the format that knows it; false when none does.
 *
 * @param program syslog program that sent it, '' when none is known
 */
export function readMessageFormat(
	text: string,
	program: string,
	draft: Draft,
	options: ParseOptions,
): boolean {
	const own = program === '' ? undefined : PROGRAMS.get(program);
	if (own !== undefined && tried(own, text, draft, options)) return true;
	return tried(MESSAGES[Math.min(text.charCodeAt(0), 128)] ?? [], text, draft, options);
}

/** Reads a JSON object by the first shape that recognises it, else as the server's own form. */
export function readObject(source: JsonObject, draft: Draft, options: ParseOptions): void {
	// Most objects are of the server's own form, which these two names tell without asking every shape.
	const isOwn = typeof source.TIME === 'number' && typeof source.HOSTNAME === 'string';
	const inner = isOwn ? source : unwrapped(source);
	const format = isOwn
		? OWN_JSON
		: (OBJECT_FORMATS.find((each) => each.recognises(inner)) ?? OWN_JSON);
	draft.format = format.name;
	format.read(inner, draft, options);
	if (draft.inner !== undefined) readInner(draft.inner, draft, options);
}

/**
 * The event inside a search engine's document (`{"_index": ..., "_source": {...}}`): index and score are none of it. Splunk's exports
 * have the event as it came in `_raw`.
 */
function unwrapped(source: JsonObject): JsonObject {
	const result = source.result as JsonObject | undefined;
	const raw = source._raw ?? (typeof result === 'object' ? result?._raw : undefined);
	const inner = typeof raw === 'string' ? objectOf(raw) : source._source;
	return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
		? (inner as JsonObject)
		: source;
}

function readInner(message: string, draft: Draft, options: ParseOptions): void {
	const program = typeof draft.fields.SOURCE === 'string' ? draft.fields.SOURCE : '';
	const { format } = draft;
	if (!readMessageFormat(message, program, draft, options) && program !== '') {
		parseProgram(program, message, draft.fields);
	}
	draft.format = format;
}

function objectOf(text: string): JsonObject | undefined {
	try {
		return parseJsonObject(text);
	} catch {
		return undefined;
	}
}
