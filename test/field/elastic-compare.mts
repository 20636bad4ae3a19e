/** Compares an event of this server with what Elastic expects of the same line. */
import type { LogEvent } from '../../server/logs/events/index.ts';
import type { Case, Json } from './elastic-cases.mts';

/** What is compared. */
export const FIELDS = ['source ip', 'user', 'action', 'outcome', 'time'] as const;
export type Field = (typeof FIELDS)[number];
/** What came of it. `not compared`: the value is Elastic's own, not the line's; {@link NOT_COMPARED} says where. */
export type Outcome = 'found' | 'missed' | 'not compared';

/** One comparison. */
export interface Result {
	readonly field: Field;
	readonly outcome: Outcome;
	readonly expected: string;
	readonly got: string;
}

/** Values that say nothing about the line, by product. */
const NOT_COMPARED: ReadonlyArray<readonly [product: string, field: Field, reason: string]> = [
	[
		'fortinet_fortigate.log',
		'outcome',
		'success for every event but a failed VPN phase: the firewall did its work',
	],
	[
		'sonicwall_firewall.log',
		'outcome',
		'success for denied connections as well: the firewall did its work',
	],
	['sophos.xg', 'outcome', 'success for denied connections as well: the firewall did its work'],
	['cisco_asa.log', 'outcome', 'success for denied connections as well, except with some packages'],
	[
		'cisco_ftd.log',
		'outcome',
		'success and failure for the same kind of message in different fixtures',
	],
];

/** All comparisons of one event; `event` is undefined when the line was refused. */
export function compare(
	product: string,
	{ line, expected }: Case,
	event: LogEvent | undefined,
): Result[] {
	const fields = event?.fields ?? {};
	const results: Result[] = [];
	const add = (
		field: Field,
		wanted: readonly string[],
		got: readonly unknown[],
		isOwn: boolean,
	) => {
		if (wanted.length === 0) return;
		const values = got
			.filter((value) => value !== undefined)
			.map((value) => String(value).toLowerCase());
		const isFound = wanted.some((value) => values.some((own) => isSame(own, value.toLowerCase())));
		const outcome = isOwn ? 'not compared' : isFound ? 'found' : 'missed';
		results.push({ field, outcome, expected: wanted.join(' | '), got: values.join(' | ') });
	};
	const isExcluded = (field: Field) =>
		NOT_COMPARED.some(([name, excluded]) => name === product && excluded === field);
	const source = textsAt(expected, 'source', 'ip').filter((address) => address !== '0.0.0.0');
	add('source ip', source, [fields.REMOTEIP], isOtherEnd(product, line));
	const users = usersOf(expected);
	add(
		'user',
		users,
		[fields.USERNAME, fields.TARGETUSERNAME, fields.TARGETUSER, fields.BY],
		users.length > 0 && !isInLine(line, users),
	);
	const actions = textsAt(expected, 'event', 'action');
	// Elastic names many events in words of its own; those that the line itself has can be compared.
	add(
		'action',
		actions,
		[fields.ACTION, fields.METHOD, fields.TYPE, fields.IENAME, fields.EVENTTYPE, fields.CATEGORY],
		!isInLine(line, actions),
	);
	add(
		'outcome',
		textsAt(expected, 'event', 'outcome').filter((word) => word !== 'unknown'),
		[fields.RESULT],
		isExcluded('outcome'),
	);
	results.push(...timeOf(line, expected, event));
	return results;
}

function timeOf(line: string, expected: Json, event: LogEvent | undefined): Result[] {
	const wanted = Date.parse(String(expected['@timestamp'] ?? ''));
	if (Number.isNaN(wanted)) return [];
	const got =
		event === undefined || event.fields.TIME_MISSING !== undefined ? undefined : event.time;
	// Elastic keeps seconds of some formats only.
	const isFound = got !== undefined && Math.abs(got - wanted) < 1000;
	const outcome = isFound ? 'found' : zoneIgnored(line) ? 'not compared' : 'missed';
	return [
		{
			field: 'time',
			outcome,
			expected: new Date(wanted).toISOString(),
			got: got === undefined ? 'none' : new Date(got).toISOString(),
		},
	];
}

/** Lines whose time Elastic reads as UTC although they name their zone, or carry an exact time beside it. */
function zoneIgnored(line: string): boolean {
	return (
		/ timezone="(?:CES?T|IST|BST)"/.test(line) ||
		(/ eventtime=\d/.test(line) && !line.includes(' tz='))
	);
}

/** Elastic cuts the domain of `ann@example.com` off; here the account keeps it. */
function isSame(own: string, wanted: string): boolean {
	return own === wanted || own.startsWith(`${wanted}@`);
}

/**
 * Lines of which Elastic calls the device's own or the answering end the source: FortiGate's VPN negotiations (`locip`), and outgoing connections of
 * FTD, whose far end stands first (of ASA's, Elastic turns them round, as this server does with both).
 */
function isOtherEnd(product: string, line: string): boolean {
	if (product === 'fortinet_fortigate.log')
		return line.includes(' locip=') && !line.includes(' srcip=');
	return product === 'cisco_ftd.log' && line.includes('Built outbound');
}

function usersOf(expected: Json): string[] {
	const users = [
		...textsAt(expected, 'user', 'name'),
		...textsAt(expected, 'source', 'user', 'name'),
		...textsAt(expected, 'user', 'email'),
	];
	const domain = textsAt(expected, 'user', 'domain')[0];
	// No name, or the line's dash, is none.
	const named = users.filter((user) => user !== '' && user !== '-');
	return domain === undefined ? named : [...named, ...named.map((user) => `${user}@${domain}`)];
}

function textsAt(document: Json, ...path: readonly string[]): string[] {
	let value: unknown = document;
	for (const key of path) value = (value as Json | undefined)?.[key];
	if (Array.isArray(value)) return value.map(String);
	return typeof value === 'string' ? [value] : [];
}

function isInLine(line: string, words: readonly string[]): boolean {
	const text = line.toLowerCase();
	return words.some((word) => text.includes(word.toLowerCase()));
}
