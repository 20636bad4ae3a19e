/** Chooses the parser for a Unix program's messages. */

import type { Fields } from './format';
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
