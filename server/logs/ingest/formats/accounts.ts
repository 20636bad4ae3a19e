/** What the tools that change accounts say: useradd, usermod, userdel, groupadd and their like, gpasswd, passwd, chage. */

import type { Fields } from './format';
import { applyRules, type MessageRule } from './rules';

/** Programs whose messages {@link parseAccounts} knows. */
export const ACCOUNT_PROGRAMS: ReadonlySet<string> = new Set([
	'useradd',
	'adduser',
	'usermod',
	'userdel',
	'groupadd',
	'groupmod',
	'groupdel',
	'gpasswd',
	'passwd',
	'chpasswd',
	'chage',
	'chfn',
	'chsh',
	'shadow',
]);

const RULES: readonly MessageRule[] = [
	{
		starts: 'new user: ',
		pattern:
			/^new user: name=(?<TARGETUSER>[^,]+)(?:, UID=(?<UID>\d+))?(?:, GID=(?<GID>\d+))?(?:, home=(?<HOME>[^,]+))?(?:, shell=(?<SHELL>[^,]+))?/,
		event: 'User account created',
		result: 'success',
	},
	{
		starts: 'new account added',
		// slow pattern: undecided for its length; its parts end at the next comma
		pattern:
			/^new account added - account=(?<TARGETUSER>[^,]+), uid=(?<UID>\d+), gid=(?<GID>\d+)(?:, home=(?<HOME>[^,]+))?(?:, shell=(?<SHELL>[^,]+))?(?:, by=(?<BY>\S+))?/,
		event: 'User account created',
		result: 'success',
	},
	{
		starts: 'failed adding user',
		pattern: /^failed adding user '?(?<TARGETUSER>[^',]+)'?(?:, (?<REASON>.*))?/,
		event: 'User account created',
		result: 'failure',
	},
	{
		starts: 'new group: ',
		pattern: /^new group: name=(?<GROUP>[^,]+)(?:, GID=(?<GID>\d+))?/,
		event: 'Group created',
		result: 'success',
	},
	{
		starts: 'group added to ',
		pattern: /^group added to \S+: name=(?<GROUP>[^,]+)(?:, GID=(?<GID>\d+))?/,
		event: 'Group created',
		result: 'success',
	},
	{
		starts: 'add ',
		pattern: /^add '(?<TARGETUSER>[^']+)' to (?:shadow )?group '(?<GROUP>[^']+)'/,
		event: 'Member added to group',
		result: 'success',
	},
	{
		starts: 'user ',
		pattern: /^user (?<TARGETUSER>\S+) added by (?<USERNAME>\S+) to group (?<GROUP>\S+)/,
		event: 'Member added to group',
		result: 'success',
	},
	{
		starts: 'user ',
		pattern: /^user (?<TARGETUSER>\S+) removed by (?<USERNAME>\S+) from group (?<GROUP>\S+)/,
		event: 'Member removed from group',
		result: 'success',
	},
	{
		starts: 'delete ',
		pattern: /^delete '(?<TARGETUSER>[^']+)' from (?:shadow )?group '(?<GROUP>[^']+)'/,
		event: 'Member removed from group',
		result: 'success',
	},
	{
		starts: 'delete user',
		pattern: /^delete user '?(?<TARGETUSER>[^']+)'?/,
		event: 'User account deleted',
		result: 'success',
	},
	{
		starts: 'remove',
		pattern: /^removed? (?:shadow )?group '(?<GROUP>[^']+)'/,
		event: 'Group deleted',
		result: 'success',
	},
	{
		starts: 'group ',
		pattern: /^group '(?<GROUP>[^']+)' removed/,
		event: 'Group deleted',
		result: 'success',
	},
	{
		starts: 'change user name ',
		pattern: /^change user name '(?<TARGETUSER>[^']+)' to '(?<NEWNAME>[^']+)'/,
		event: 'User account renamed',
		result: 'success',
	},
	{
		starts: 'change user ',
		pattern: /^change user '(?<TARGETUSER>[^']+)' password/,
		event: 'Password changed',
		result: 'success',
	},
	{
		starts: 'change user ',
		pattern: /^change user '(?<TARGETUSER>[^']+)' (?<CHANGE>.*)/,
		event: 'User account changed',
		result: 'success',
	},
	{
		starts: 'changed user ',
		pattern: /^changed user '(?<TARGETUSER>[^']+)' (?<CHANGE>.*)/,
		event: 'User account changed',
		result: 'success',
	},
	{
		starts: 'group changed in ',
		pattern: /^group changed in \S+ \(group (?<GROUP>[^/,)]+)(?:\/\d+)?(?:, (?<CHANGE>[^)]+))?\)/,
		event: 'Group changed',
		result: 'success',
	},
	{
		starts: 'lock user ',
		pattern: /^lock user '(?<TARGETUSER>[^']+)' password/,
		event: 'User account locked',
		result: 'success',
	},
	{
		starts: 'unlock user ',
		pattern: /^unlock user '(?<TARGETUSER>[^']+)' password/,
		event: 'User account unlocked',
		result: 'success',
	},
	{
		starts: 'password for ',
		pattern: /^password for '(?<TARGETUSER>[^']+)' changed by '(?<USERNAME>[^']+)'/,
		event: 'Password changed',
		result: 'success',
	},
	{
		starts: 'changed password expiry for ',
		pattern: /^changed password expiry for (?<TARGETUSER>\S+)/,
		event: 'Password expiry changed',
		result: 'success',
	},
];

/** Sets what a message about an account tells: TARGETUSER (whose), GROUP, USERNAME (who, where it is said), IENAME, RESULT. */
export function parseAccounts(message: string, fields: Fields): void {
	applyRules(RULES, message, fields);
}
