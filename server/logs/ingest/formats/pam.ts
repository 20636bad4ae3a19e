/** Messages of PAM modules, which every program that authenticates users logs under its own name. */

import type { Fields } from './format';
import { isIpAddress } from './ip';
import { applyRules, type MessageRule } from './rules';

/** `pam_unix(sshd:auth): `, Red Hat's old `PAM_unix[12]: ` and Debian's `PAM-listfile: `. */
const MODULE = /^(?:pam_\w{1,30}(?:\([^)]{0,80}\))?|PAM[-_]\w{1,30}(?:\[\d{1,10}\])?): /;

const RULES: readonly MessageRule[] = [
	{
		starts: 'session opened',
		pattern:
			/^session opened for (?:local )?user (?<USERNAME>[^\s(]+)(?:\(uid=(?<UID>\d+)\))?(?: by (?<BY>[^\s(]+)?\(uid=\d+\))?/,
		event: 'Session opened',
		result: 'success',
	},
	{
		starts: '(',
		pattern:
			/^\([\w-]{1,30}\) session opened for user (?<USERNAME>[^\s(]+)(?: by (?<BY>[^\s(]+)?\(uid=\d+\))?/,
		event: 'Session opened',
		result: 'success',
	},
	{
		starts: '(',
		pattern: /^\([\w-]{1,30}\) session closed for user (?<USERNAME>\S+)/,
		event: 'Session closed',
	},
	{
		starts: 'session closed',
		pattern: /^session closed for (?:local )?user (?<USERNAME>\S+)/,
		event: 'Session closed',
	},
	{
		starts: 'authentication failure',
		pattern: /^authentication failures?;/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		starts: 'authentication success',
		pattern: /^authentication success;/,
		event: 'Authentication success',
		result: 'success',
	},
	{
		starts: 'PAM ',
		pattern: /^PAM (?<REPEATCOUNT>\d+) more authentication failures?;/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		starts: '',
		pattern: /^(?<REPEATCOUNT>\d{1,9}) more authentication failures?;/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		starts: 'Authentication failure',
		pattern: /^Authentication failure; user=(?<USERNAME>\S+)/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		// sssd: 0 is success, anything else an error with its text.
		starts: 'received for user ',
		pattern: /^received for user (?<USERNAME>[^:]{1,256}): (?<CODE>\d+) \((?<REASON>[^)]*)\)/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		starts: 'Access denied for user ',
		pattern: /^Access denied for user (?<USERNAME>[^\s:]+): \d+ \((?<REASON>[^)]*)\)/,
		event: 'Logon not allowed',
		result: 'failure',
	},
	{
		starts: 'access denied for user ',
		pattern: /^access denied for user [`'](?<USERNAME>[^']+)' from [`'](?<REMOTEIP>[^']+)'/,
		event: 'Logon not allowed',
		result: 'failure',
	},
	{
		starts: 'Consecutive login failures',
		pattern: /^Consecutive login failures for user (?<USERNAME>\S+) account (?<REASON>.*)$/,
		event: 'User account locked out',
		result: 'failure',
	},
	{
		starts: 'user ',
		pattern: /^user (?<USERNAME>\S+) \((?<UID>\d+)\) (?:has (?:time|tally) |tally )(?<REASON>.*)$/,
		event: 'User account locked out',
		result: 'failure',
	},
	{
		starts: 'User unknown',
		pattern: /^/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'check pass; user unknown',
		pattern: /^/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'bad username ',
		pattern: /^bad username \[(?<USERNAME>[^\]]*)\]/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'could not identify user',
		pattern: /^could not identify user \(from uid=(?<UID>\d+)\)/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'auth could not identify password',
		pattern: /^auth could not identify password for \[(?<USERNAME>[^\]]*)\]/,
		event: 'Authentication failure',
		result: 'failure',
	},
	{
		starts: 'account ',
		pattern: /^account (?<USERNAME>\S+) has (?<REASON>expired.*|password.*)$/,
		event: 'Logon not allowed',
		result: 'failure',
	},
	{
		starts: 'expired password for user ',
		pattern: /^expired password for user (?<USERNAME>\S+) \((?<REASON>[^)]*)\)/,
		event: 'Password expired',
	},
	{
		starts: 'password changed for ',
		pattern: /^password changed for (?<USERNAME>\S+)/,
		event: 'Password changed',
		result: 'success',
	},
	{
		starts: 'user ',
		pattern: /^user '(?<USERNAME>[^']+)' granted access/,
		event: 'Authentication success',
		result: 'success',
	},
	{
		starts: 'user ',
		pattern: /^user (?<USERNAME>\S+) authenticated as /,
		event: 'Authentication success',
		result: 'success',
	},
	{
		starts: 'user ',
		pattern: /^user "(?<USERNAME>[^"]*)" does not exist/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		// pam_succeed_if.
		starts: 'requirement "',
		pattern: /^requirement "(?<REASON>[^"]{1,256})" not met by user "(?<USERNAME>[^"]{1,256})"/,
		event: 'Logon not allowed',
		result: 'failure',
	},
	{
		starts: 'requirement "',
		pattern: /^requirement "(?<REASON>[^"]{1,256})" was met by user "(?<USERNAME>[^"]{1,256})"/,
		event: 'Requirement met',
		result: 'success',
	},
	{
		starts: 'conversation failed',
		pattern: /^/,
		event: 'Authentication failure',
		result: 'failure',
	},
];

/** True for messages that a PAM module wrote, whatever program sent them. */
export function isPam(message: string): boolean {
	// Nearly every message is ruled out by its first letter.
	return (message.charCodeAt(0) | 32) === 112 && /^pam_|^PAM[ _-]/i.test(message);
}

/** Sets what a PAM message tells: USERNAME, REMOTEIP, BY (who opened the session), TTY, RESULT, IENAME. */
export function parsePam(message: string, fields: Fields): void {
	const text = message.trimEnd();
	const module = MODULE.exec(text);
	const said = module === null ? text : text.slice(module[0].length);
	if (!applyRules(RULES, said, fields)) return;
	const who = said.indexOf('; ');
	if (who > 0) setWho(said.slice(who + 1), fields);
	if (fields.CODE === undefined) return;
	if (fields.CODE === '0') {
		fields.RESULT = 'success';
		fields.IENAME = 'Authentication success';
	}
	delete fields.CODE;
}

/** ` logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=ann`: what checks end with; a user name may hold spaces. */
function setWho(text: string, fields: Fields): void {
	const user = text.indexOf(' user=');
	const before = user < 0 ? text : text.slice(0, user);
	if (user >= 0 && text.length > user + 6) fields.USERNAME = text.slice(user + 6);
	for (const pair of before.split(' ')) {
		const equals = pair.indexOf('=');
		const value = pair.slice(equals + 1);
		if (equals < 0 || value === '') continue;
		const name = pair.slice(0, equals);
		if (name === 'tty') fields.TTY = value;
		else if (name === 'ruser') fields.RUSER = value;
		else if (name === 'rhost') fields[isIpAddress(value) ? 'REMOTEIP' : 'REMOTEHOST'] = value;
	}
}
