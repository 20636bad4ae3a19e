/** Messages of PAM modules, which every program that authenticates users logs under its own name. */

import type { Fields } from './format';
import { applyRules, type MessageRule } from './rules';

/** `pam_unix(sshd:auth): ` and its like. */
const MODULE = /^pam_\w+\([^)]*\): /;

const RULES: readonly MessageRule[] = [
	{
		starts: 'session opened',
		pattern:
			/^session opened for user (?<USERNAME>[^\s(]+)(?:\(uid=(?<UID>\d+)\))?(?: by (?<BY>[^\s(]+)?\(uid=\d+\))?/,
		event: 'Session opened',
		result: 'success',
	},
	{
		starts: 'session closed',
		pattern: /^session closed for user (?<USERNAME>\S+)/,
		event: 'Session closed',
	},
	{
		starts: 'authentication failure',
		pattern:
			/^authentication failure;.*? tty=(?<TTY>\S*) ruser=(?<RUSER>\S*) rhost=(?<REMOTEIP>\S*)(?:\s+user=(?<USERNAME>.*))?$/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		starts: 'PAM ',
		pattern:
			/^PAM (?<REPEATCOUNT>\d+) more authentication failures?;.*? tty=(?<TTY>\S*) ruser=(?<RUSER>\S*) rhost=(?<REMOTEIP>\S*)(?:\s+user=(?<USERNAME>.*))?$/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		starts: 'check pass; user unknown',
		pattern: /^/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'password changed for ',
		pattern: /^password changed for (?<USERNAME>\S+)/,
		event: 'Password changed',
		result: 'success',
	},
	{
		starts: 'user ',
		pattern: /^user "(?<USERNAME>[^"]*)" does not exist/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'conversation failed',
		pattern: /^/,
		event: 'Authentication failure',
		result: 'failure',
	},
];

/** Sets what a PAM message tells: USERNAME, REMOTEIP, BY (who opened the session), TTY, RESULT, IENAME. */
export function parsePam(message: string, fields: Fields): void {
	const module = MODULE.exec(message);
	applyRules(RULES, module === null ? message : message.slice(module[0].length), fields);
}
