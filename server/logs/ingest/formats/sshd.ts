/** What OpenSSH's server says about logons, logoffs and probes. */

import type { Fields } from './format';
import { isPam, parsePam } from './pam';
import { applyRules, type MessageRule } from './rules';
import { setSeverity } from './severity';

/**
 * User names come from the other side and may hold anything, " from 1.2.3.4" included: patterns take the
 * last "from", the one that sshd wrote itself.
 */
const RULES: readonly MessageRule[] = [
	{
		starts: 'Accepted ',
		pattern:
			/^Accepted (?<METHOD>\S+) for (?<USERNAME>.*) from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Successful logon',
		result: 'success',
	},
	{
		starts: 'Failed ',
		pattern:
			/^Failed (?<METHOD>\S+) for (?:invalid user |illegal user )?(?<USERNAME>.*) from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Failed logon',
		result: 'failure',
	},
	{
		starts: 'Postponed ',
		pattern:
			/^Postponed (?<METHOD>\S+) for (?:invalid user )?(?<USERNAME>.*) from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Logon postponed',
	},
	{
		starts: 'I',
		pattern:
			/^(?:Invalid|Illegal) user (?<USERNAME>.*) from (?<REMOTEIP>\S+)(?: port (?<REMOTEPORT>\d+))?$/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'input_userauth_request: ',
		pattern: /^input_userauth_request: (?:invalid|illegal) user (?<USERNAME>.*?)$/,
		event: 'Invalid user',
		result: 'failure',
	},
	{
		starts: 'User ',
		pattern: /^User (?<USERNAME>.*) from (?<REMOTEIP>\S+) not allowed because (?<REASON>[^]*)$/,
		event: 'Logon not allowed',
		result: 'failure',
	},
	{
		starts: 'maximum authentication attempts',
		pattern:
			/^maximum authentication attempts exceeded for (?:invalid user )?(?<USERNAME>.*) from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Too many failed logons',
		result: 'failure',
	},
	{
		starts: 'Disconnecting',
		pattern:
			/^Disconnecting(?: (?:authenticating|invalid) user (?<USERNAME>.*) (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+))?: (?<REASON>Too many authentication failures[^]*)$/,
		event: 'Too many failed logons',
		result: 'failure',
	},
	{
		starts: 'Connection closed by ',
		pattern:
			/^Connection closed by (?:(?:authenticating|invalid) user (?<USERNAME>.*) (?=\S+ port \d))?(?<REMOTEIP>\S+)(?: port (?<REMOTEPORT>\d+))?$/,
		event: 'Connection closed',
	},
	{
		starts: 'Connection reset by ',
		pattern:
			/^Connection reset by (?:(?:authenticating|invalid) user (?<USERNAME>.*) (?=\S+ port \d))?(?<REMOTEIP>\S+)(?: port (?<REMOTEPORT>\d+))?$/,
		event: 'Connection reset',
	},
	{
		starts: 'Connection from ',
		pattern: /^Connection from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Connection opened',
	},
	{
		starts: 'Disconnected from ',
		pattern:
			/^Disconnected from (?:(?:(?:authenticating|invalid) )?user (?<USERNAME>.*) )?(?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Disconnected',
	},
	{
		starts: 'Received disconnect from ',
		pattern:
			/^Received disconnect from (?<REMOTEIP>\S{1,255}?)(?: port (?<REMOTEPORT>\d+))?:\s?\d+: ?(?<REASON>[^]*)$/,
		event: 'Disconnected',
	},
	{
		starts: 'Starting session: ',
		// slow pattern: undecided; every ` for ` is tried once and its words end at the next space, as measured
		pattern:
			/^Starting session: (?<SESSIONTYPE>\S+) (?:on (?<TTY>\S+) )?(?:.* )?for (?<USERNAME>\S+) from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Session started',
	},
	{
		starts: 'Did not receive identification string',
		pattern:
			/^Did not receive identification string from (?<REMOTEIP>\S+)(?: port (?<REMOTEPORT>\d+))?/,
		event: 'No identification string',
	},
	{
		starts: 'Bad protocol version identification',
		pattern:
			/^Bad protocol version identification '(?<IDENTIFICATION>.*)' from (?<REMOTEIP>\S+)(?: port (?<REMOTEPORT>\d+))?/,
		event: 'Bad protocol version',
	},
	{
		starts: 'Unable to negotiate with ',
		pattern:
			/^Unable to negotiate with (?<REMOTEIP>\S{1,255}?)(?: port (?<REMOTEPORT>\d+))?: (?<REASON>[^]*)$/,
		event: 'Negotiation failed',
		result: 'failure',
	},
	{
		starts: 'reverse mapping checking',
		pattern:
			/^reverse mapping checking getaddrinfo for (?<REMOTEHOST>\S+) \[(?<REMOTEIP>[^\]]+)\] failed/,
		event: 'Possible break-in attempt',
	},
	{
		starts: 'Address ',
		pattern: /^Address (?<REMOTEIP>\S+) maps to (?<REMOTEHOST>\S+), but this does not map back/,
		event: 'Possible break-in attempt',
	},
	{
		// Keyboard-interactive logons: "error: PAM: Authentication failure for ...".
		starts: 'PAM: ',
		pattern:
			/^PAM: (?<REASON>[A-Z]\w{1,30}(?: (?!for )\w{1,30}){0,7}) for (?:invalid user |illegal user )?(?<USERNAME>.*) from (?<REMOTEIP>\S+)$/,
		event: 'Failed logon',
		result: 'failure',
	},
	{
		starts: 'Access denied for user ',
		pattern: /^Access denied for user (?<USERNAME>.*) by PAM account configuration/,
		event: 'Logon not allowed',
		result: 'failure',
	},
	{
		starts: 'Timeout before authentication',
		pattern:
			/^Timeout before authentication for (?:connection from )?(?<REMOTEIP>[^\s,]+)(?: port (?<REMOTEPORT>\d+))?/,
		event: 'Logon timed out',
		result: 'failure',
	},
	{
		starts: 'Close session: ',
		pattern: /^Close session: user (?<USERNAME>.*) from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+)/,
		event: 'Session closed',
	},
	{
		starts: 'banner exchange: ',
		pattern:
			/^banner exchange: Connection from (?<REMOTEIP>\S+) port (?<REMOTEPORT>\d+): (?<REASON>.*)$/,
		event: 'Bad protocol version',
	},
	{
		starts: 'drop connection ',
		pattern: /^drop connection #\d+ from \[(?<REMOTEIP>[^\]]+)\]:(?<REMOTEPORT>\d+)/,
		event: 'Connection refused',
		result: 'failure',
	},
	{
		starts: 'refused connect from ',
		pattern: /^refused connect from (?:(?<REMOTEHOST>\S+) \()?(?<REMOTEIP>[\da-fA-F.:]+)\)?/,
		event: 'Connection refused',
		result: 'failure',
	},
	{
		starts: 'subsystem request for ',
		pattern:
			/^subsystem request for (?<SUBSYSTEM>[\w.@-]{1,64})(?: by user (?<USERNAME>\S{1,256}))? failed, (?<REASON>.*)$/,
		event: 'Subsystem requested',
		result: 'failure',
	},
	{
		starts: 'subsystem request for ',
		pattern:
			/^subsystem request for (?<SUBSYSTEM>[\w.@-]{1,64})(?: by user (?<USERNAME>\S{1,256}))?$/,
		event: 'Subsystem requested',
	},
	{
		starts: 'Server listening on ',
		pattern: /^Server listening on /,
		event: 'Server listening',
	},
];

/** What OpenSSH adds to the messages of connections that have not logged in yet. */
const PREAUTH = ' [preauth]';

/** Sets what a message of sshd tells: USERNAME, REMOTEIP, REMOTEPORT, METHOD, RESULT, IENAME. */
export function parseSshd(message: string, fields: Fields): void {
	let text = message.trimEnd();
	if (isPam(text)) {
		parsePam(text, fields);
		return;
	}
	// Without a PRI these words are the only trace of the level that sshd logged at.
	if (text.startsWith('error: ')) {
		if (fields.SEVERITY === undefined) setSeverity(fields, 'error');
		text = text.slice(7);
	} else if (text.startsWith('fatal: ')) {
		if (fields.SEVERITY === undefined) setSeverity(fields, 'critical');
		text = text.slice(7);
	}
	// Patterns that had to look for an optional ending would try it from every place.
	applyRules(RULES, text.endsWith(PREAUTH) ? text.slice(0, -PREAUTH.length) : text, fields);
}
