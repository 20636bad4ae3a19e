/** Chooses the parser for a Unix program's messages. */

import type { Fields, FormatInfo } from './format';
import { parsePam } from './pam';
import { parseSshd } from './sshd';
import { parseSudo } from './sudo';

/** Adds what the message of `program` tells beyond its text; unknown programs add nothing. */
export function parseProgram(program: string, message: string, fields: Fields): void {
	// OpenSSH 9.8 moved most messages to its helper programs.
	if (program === 'sshd' || program === 'sshd-session' || program === 'sshd-auth') {
		parseSshd(message, fields);
	} else if (program === 'sudo') {
		parseSudo(message, fields);
	} else if (message.startsWith('pam_')) {
		parsePam(message, fields);
	}
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
