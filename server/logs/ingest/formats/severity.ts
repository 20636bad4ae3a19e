/** Severity words and syslog facilities, as RFC 5424 section 6.2.1 numbers them. */

import type { Fields } from './format';

const SEVERITIES = [
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

/** Sets FACILITY and both severities from a syslog PRI value (0 to 191). */
export function setPriority(fields: Fields, priority: number): void {
	fields.FACILITY = FACILITIES[priority >> 3]!;
	setSeverity(fields, SEVERITIES[priority & 7]!);
}
