/** Chooses the parser for a Unix program's messages. */

import { ACCOUNT_PROGRAMS, parseAccounts } from './accounts';
import type { Fields, FormatInfo } from './format';
import { isPam, parsePam } from './pam';
import { parseSshd } from './sshd';
import { parseLogin, parseSu } from './su';
import { parseSudo } from './sudo';

/** What syslog daemons make of a message that comes again and again. */
const REPEATED = /^message repeated (\d{1,9}) times: \[ ?(.*)\]\s*$/s;
const LAST_REPEATED = /^last message repeated (\d{1,9}) times?/;

/**
 * Adds what the message of `program` tells beyond its text; unknown programs add nothing. A message that was repeated N times
 * gets REPEATCOUNT, which thresholds count.
 */
export function parseProgram(program: string, message: string, fields: Fields): void {
	let text = message;
	if (text.startsWith('message repeated ')) {
		const repeated = REPEATED.exec(text);
		if (repeated !== null) {
			fields.REPEATCOUNT = Number(repeated[1]);
			text = repeated[2]!;
		}
	}
	const name = program.slice(program.lastIndexOf('/') + 1);
	if (typeof fields.MODULE === 'string' && isPam(fields.MODULE)) {
		parsePam(text, fields);
	} else if (name === 'sshd' || name === 'sshd-session' || name === 'sshd-auth') {
		// OpenSSH 9.8 moved most messages to its helper programs.
		parseSshd(text, fields);
	} else if (name === 'sudo') {
		parseSudo(text, fields);
	} else if (isPam(text) || isPam(name)) {
		parsePam(text, fields);
	} else if (name === 'su') {
		parseSu(text.trimEnd(), fields);
	} else if (name === 'login') {
		parseLogin(text.trimEnd(), fields);
	} else if (ACCOUNT_PROGRAMS.has(name)) {
		parseAccounts(text.trimEnd(), fields);
	}
}

/** Sets REPEATCOUNT of syslogd's "last message repeated N times", which names no program. */
export function parseRepeated(message: string, fields: Fields): void {
	if (!message.startsWith('last message repeated ')) return;
	const count = LAST_REPEATED.exec(message)?.[1];
	if (count === undefined) return;
	fields.REPEATCOUNT = Number(count);
	fields.IENAME = 'Message repeated';
}

/** Messages of Unix programs, read further for those that {@link parseProgram} knows. */
export const UNIX: FormatInfo = {
	name: 'unix',
	title: 'Syslog messages that name their program',
	logTypes: ['Unix'],
	fields: [
		'SOURCE',
		'PROCESSID',
		'MESSAGE',
		'FACILITY',
		'SEVERITY',
		'COMMON_SEVERITY',
		'IENAME',
		'RESULT',
		'REASON',
		'REPEATCOUNT',
		'USERNAME',
		'TARGETUSER',
		'GROUP',
		'MODULE',
		'MSGID',
		'SOURCE_DETAIL',
		'UID',
		'GID',
		'REMOTEIP',
		'REMOTEPORT',
		'REMOTEHOST',
		'METHOD',
		'COMMAND',
		'TTY',
		'PWD',
		'BY',
	],
	openFields: true,
	sources: [
		{ product: 'linux' },
		{ product: 'linux', service: 'sshd' },
		{ product: 'linux', service: 'sudo' },
		{ product: 'linux', service: 'auth' },
		{ product: 'linux', service: 'syslog' },
	],
};
