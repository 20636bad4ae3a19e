/** Severity words and syslog facilities, as RFC 5424 section 6.2.1 numbers them. */

import type { Fields } from './fields';

/** The eight levels of syslog, most severe first. */
export const SEVERITIES = [
	'emergency',
	'alert',
	'critical',
	'error',
	'warning',
	'notice',
	'information',
	'debug',
] as const;

const FACILITIES = [
	'kern',
	'user',
	'mail',
	'daemon',
	'auth',
	'syslog',
	'lpr',
	'news',
	'uucp',
	'cron',
	'authpriv',
	'ftp',
	'ntp',
	'audit',
	'alert',
	'clock',
	'local0',
	'local1',
	'local2',
	'local3',
	'local4',
	'local5',
	'local6',
	'local7',
] as const;

/** The highest PRI value: facility 23, severity 7. */
export const MAX_PRIORITY = 191;

/** Sets SEVERITY (lower-case word) and COMMON_SEVERITY (the same in upper case). */
export function setSeverity(fields: Fields, word: string): void {
	fields.SEVERITY = word;
	fields.COMMON_SEVERITY = word.toUpperCase();
}

/** The severity that each spelling of a level in lower case stands for. */
const LEVELS: ReadonlyMap<string, string> = new Map([
	...SEVERITIES.map((word) => [word, word] as const),
	['emerg', 'emergency'],
	['panic', 'emergency'],
	['crit', 'critical'],
	['fatal', 'critical'],
	['severe', 'error'],
	['failure', 'error'],
	['err', 'error'],
	['warn', 'warning'],
	['info', 'information'],
	['log', 'information'],
	['config', 'information'],
	['informational', 'information'],
	['fine', 'debug'],
	['finer', 'debug'],
	['finest', 'debug'],
	['trace', 'debug'],
	['verbose', 'debug'],
]);
const LONGEST_LEVEL = 13;

/** The severity of a level in any spelling and case (`WARN`, `Fatal`); undefined when the word is none. */
export function severityOf(level: string): string | undefined {
	return level.length > LONGEST_LEVEL ? undefined : LEVELS.get(level.toLowerCase());
}

/** Sets FACILITY and both severities from a syslog PRI value (0 to 191). */
export function setPriority(fields: Fields, priority: number): void {
	fields.FACILITY = FACILITIES[priority >> 3]!;
	setSeverity(fields, SEVERITIES[priority & 7]!);
}
