/** What su and login say about who became whom: util-linux, shadow, BusyBox and the BSDs. */

import type { Fields } from './format';
import { applyRules, type MessageRule } from './rules';

const BECAME = 'Switched user';
const LOGON = 'Successful logon';
const FAILED = 'Failed logon';

const SU: readonly MessageRule[] = [
	{
		starts: '(to ',
		pattern: /^\(to (?<TARGETUSER>[^)]+)\) (?<USERNAME>\S+) on (?<TTY>\S+)/,
		event: BECAME,
		result: 'success',
	},
	{
		starts: 'FAILED SU ',
		pattern: /^FAILED SU \(to (?<TARGETUSER>[^)]+)\) (?<USERNAME>\S+) on (?<TTY>\S+)/,
		event: BECAME,
		result: 'failure',
	},
	{
		starts: 'Successful su for ',
		pattern: /^Successful su for (?<TARGETUSER>\S+) by (?<USERNAME>\S+)/,
		event: BECAME,
		result: 'success',
	},
	{
		starts: 'FAILED su for ',
		pattern: /^FAILED su for (?<TARGETUSER>\S+) by (?<USERNAME>\S+)/,
		event: BECAME,
		result: 'failure',
	},
	{
		starts: '+ ',
		pattern: /^\+ (?<TTY>\S+) (?<USERNAME>[^\s:]+)[:-](?<TARGETUSER>\S+)/,
		event: BECAME,
		result: 'success',
	},
	{
		starts: '- ',
		pattern: /^- (?<TTY>\S+) (?<USERNAME>[^\s:]+)[:-](?<TARGETUSER>\S+)/,
		event: BECAME,
		result: 'failure',
	},
	{
		starts: "'su ",
		pattern: /^'su (?<TARGETUSER>[^']+)' succeeded for (?<USERNAME>\S+)(?: on (?<TTY>\S+))?/,
		event: BECAME,
		result: 'success',
	},
	{
		starts: "'su ",
		pattern: /^'su (?<TARGETUSER>[^']+)' failed for (?<USERNAME>\S+)(?: on (?<TTY>\S+))?/,
		event: BECAME,
		result: 'failure',
	},
	{
		starts: 'BAD SU ',
		pattern: /^BAD SU (?<USERNAME>\S+) to (?<TARGETUSER>\S+)(?: on (?<TTY>\S+))?/,
		event: BECAME,
		result: 'failure',
	},
	{
		starts: '',
		pattern:
			/^(?<USERNAME>[a-z_][\w.-]{0,31}) to (?<TARGETUSER>[a-z_][\w.-]{0,31}) on (?<TTY>\S+)$/,
		event: BECAME,
		result: 'success',
	},
];

const LOGIN: readonly MessageRule[] = [
	{
		starts: 'FAILED LOGIN ',
		pattern:
			/^FAILED LOGIN (?:SESSION |\(?\d+\)? )(?:on '(?<TTY>[^']+)' )?(?:from '?(?<REMOTEIP>[^\s']+)'? )?for '?(?<USERNAME>[^',]*)'?(?:, (?<REASON>[^]*))?$/i,
		event: FAILED,
		result: 'failure',
	},
	{
		starts: 'ROOT LOGIN ',
		pattern:
			/^(?<USERNAME>ROOT) LOGIN\s+on '?(?<TTY>[^\s']+)'?(?: from '?(?<REMOTEIP>[^\s']+)'?)?/i,
		event: LOGON,
		result: 'success',
	},
	{
		starts: 'LOGIN ON ',
		pattern: /^LOGIN ON (?<TTY>\S+) BY (?<USERNAME>\S+)(?: FROM (?<REMOTEIP>\S+))?/,
		event: LOGON,
		result: 'success',
	},
	{
		starts: 'DIALUP AT ',
		pattern: /^DIALUP AT (?<TTY>\S+) BY (?<USERNAME>\S+)/,
		event: LOGON,
		result: 'success',
	},
];

/** Sets what a message of su tells: USERNAME (who), TARGETUSER (whom he became), TTY, RESULT, IENAME. */
export function parseSu(message: string, fields: Fields): void {
	applyRules(SU, message, fields);
}

/** Sets what a message of login tells: USERNAME, TTY, REMOTEIP, RESULT, IENAME. */
export function parseLogin(message: string, fields: Fields): void {
	if (applyRules(LOGIN, message, fields) && fields.USERNAME === 'ROOT') fields.USERNAME = 'root';
}
