/** Log sources that readers of this server declare: web servers, Unix programs, firewalls and the like. */
import { and, or, type Query } from '../../logs/query';
import {
	ALL_FORMATS,
	COMMON_FIELDS,
	fieldName,
	type FormatInfo,
	type LogSourceWords,
	type TextFormat,
} from '../../logs/ingest';
import { FIELD_CANDIDATES } from './field-candidates';
import type { EventSource } from './event-source';
import { equalsAny } from './query-parts';

/** LOGTYPEs that readers of many programs share, so that a program must be named. */
const SHARED_TYPES: ReadonlySet<string> = new Set(['Unix', 'Syslog Device']);

/** Unix services that are programs, by their names in SOURCE; others are files in which many programs write. */
const PROGRAMS: ReadonlyMap<string, readonly string[]> = new Map([
	['sshd', ['sshd', 'sshd-session', 'sshd-auth']],
	['sudo', ['sudo']],
	['auditd', ['auditd']],
	['cron', ['cron', 'crond', 'anacron', '/usr/sbin/cron']],
	['clamav', ['clamd', 'clamav', 'freshclam', 'clamscan']],
	['guacamole', ['guacd', 'guacamole']],
	['vsftpd', ['vsftpd']],
]);
const FILES: ReadonlySet<string> = new Set(['auth', 'syslog']);

/** Products that write the same lines, so that these have one LOGTYPE. */
const ALIKE: readonly ReadonlySet<string>[] = [new Set(['apache', 'nginx'])];

/** The events of a log source, undefined when no reader has it. */
export function readerSource(words: LogSourceWords): EventSource | undefined {
	if (words.product === 'linux') return linuxSource(words);
	if (Object.keys(words).length === 0) return undefined;
	const formats = ALL_FORMATS.filter(({ sources }) =>
		sources.some((source) => isMeant(words, source)),
	);
	const queries = formats.map((format) => formatQuery(format, words));
	if (formats.length === 0 || queries.includes(undefined)) return undefined;
	// Formats that are two ways of writing the same events ask the same.
	const different = new Map(queries.map((query) => [JSON.stringify(query), query as Query]));
	const query = or([...different.values()]);
	return { query, fieldsOf: fieldsOf(formats), others: othersLike(words.product) };
}

function othersLike(product: string | undefined): readonly string[] {
	if (product === undefined) return [];
	const alike = ALIKE.find((products) => products.has(product)) ?? new Set<string>();
	return [...alike].filter((other) => other !== product);
}

/** A source is meant when it says all that the rule says. */
function isMeant(words: LogSourceWords, source: LogSourceWords): boolean {
	return (['product', 'service', 'category'] as const).every(
		(key) => words[key] === undefined || words[key] === source[key],
	);
}

/** The events of a format that a rule with these words means. */
function formatQuery(format: FormatInfo, words: LogSourceWords): Query | undefined {
	const meant = format.sources.filter((source) => isMeant(words, source));
	const isNarrowed = meant.every(({ only }) => only !== undefined);
	const all =
		allOfFormat(format) ?? (isNarrowed ? equalsAny('LOGTYPE', format.logTypes) : undefined);
	if (all === undefined || !isNarrowed) return all;
	const parts = meant.map(({ only = {} }) =>
		and(Object.entries(only).map(([field, values]) => equalsAny(field, values))),
	);
	return and([all, or(parts)]);
}

function allOfFormat(format: FormatInfo): Query | undefined {
	const own = format.logTypes.filter((type) => !SHARED_TYPES.has(type));
	if (own.length > 0) return equalsAny('LOGTYPE', own);
	const { programs = [] } = format as Partial<TextFormat>;
	if (programs.length === 0) return undefined;
	return and([equalsAny('LOGTYPE', format.logTypes), equalsAny('SOURCE', programs)]);
}

function linuxSource({ service, category }: LogSourceWords): EventSource | undefined {
	const unix = equalsAny('LOGTYPE', ['Unix']);
	const audit = ALL_FORMATS.filter(({ name }) => name === 'auditd');
	if (category === 'process_creation' && audit.length > 0 && service === undefined) {
		return {
			query: and([
				unix,
				equalsAny('SOURCE', ['auditd']),
				or(AUDIT_TYPES.map((field) => equalsAny(field, ['EXECVE']))),
			]),
			fieldsOf: (name) => EXECUTION.get(name) ?? [],
		};
	}
	if (category !== undefined) return undefined;
	if (service === 'auditd' && audit.length === 0) return undefined;
	if (service === undefined || FILES.has(service))
		return { query: unix, fieldsOf: fieldsOf(ALL_FORMATS.filter(isUnix)) };
	const programs = PROGRAMS.get(service);
	if (programs === undefined) return undefined;
	return {
		query: and([unix, equalsAny('SOURCE', programs)]),
		fieldsOf: service === 'auditd' ? auditFields : fieldsOf(ALL_FORMATS.filter(isUnix)),
	};
}

/** The records of one event are read together; a second value of a field has a number. */
const REPEATED = ['', '_2', '_3', '_4', '_5', '_6'];
const AUDIT_TYPES = REPEATED.map((end) => `TYPE${end}`);
const AUDIT_REPEATED: ReadonlySet<string> = new Set(['TYPE', 'NAME', 'NAMETYPE']);

function auditFields(name: string): readonly string[] {
	const field = fieldName(name);
	return AUDIT_REPEATED.has(field) ? REPEATED.map((end) => field + end) : [field];
}

/** What an executed program of Linux audit says of a process creation; who started it is not in it. */
const EXECUTION: ReadonlyMap<string, readonly string[]> = new Map([
	['CommandLine', ['COMMAND']],
	['Image', ['PROCESSNAME']],
	['User', ['USERNAME']],
	['CurrentDirectory', ['CWD']],
	['ProcessId', ['PROCESSID']],
]);

function isUnix({ logTypes }: FormatInfo): boolean {
	return logTypes.includes('Unix');
}

/** Of the names that may stand for a field those that the formats write; the rule's own where lines name their fields. */
function fieldsOf(formats: readonly FormatInfo[]): EventSource['fieldsOf'] {
	const known = new Set([...COMMON_FIELDS, ...formats.flatMap(({ fields }) => fields)]);
	const isOpen = formats.some(({ openFields }) => openFields === true);
	return (name) => {
		const own = fieldName(name);
		const candidates = FIELD_CANDIDATES.get(name) ?? [];
		const written = [...new Set([...candidates, own])].filter((field) => known.has(field));
		if (written.length > 0) return candidates.length > 0 ? written.slice(0, 1) : written;
		return isOpen ? [own] : [];
	};
}
