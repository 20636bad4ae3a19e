/** Security messages of Unix programs, in the spellings of old and new systems. */

import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import { eventOf, options } from './options';

const read = (rest: string) => {
	const { fields } = eventOf(parseLine(`Jun  1 10:00:00 web1 ${rest}`, options()));
	expect(fields).toMatchObject({ HOSTNAME: 'web1', LOGTYPE: 'Unix' });
	return fields;
};
const WHO = 'logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.86';

describe('PAM', () => {
	it.each([
		[`sshd[1]: pam_unix(sshd:auth): authentication failure; ${WHO} `, {}],
		[
			`sshd[1]: pam_unix(sshd:auth): authentication failure; ${WHO}  user=ann `,
			{ USERNAME: 'ann' },
		],
		[
			`sshd(pam_unix)[1]: authentication failure; ${WHO}  user=ann`,
			{ USERNAME: 'ann', MODULE: 'pam_unix' },
		],
		[
			`sshd(pam_unix)[1]: 3 more authentication failures; ${WHO}  user=ann`,
			{ USERNAME: 'ann', REPEATCOUNT: 3 },
		],
		[
			`sshd[1]: PAM 2 more authentication failures; ${WHO} user=ann`,
			{ USERNAME: 'ann', REPEATCOUNT: 2 },
		],
		[
			`sshd[1]: pam_sss(sshd:auth): authentication failure; ${WHO} user=ann bo`,
			{ USERNAME: 'ann bo' },
		],
		[
			`vsftpd[1]: pam_winbind(ftp:auth): authentication failure; ${WHO} user=ann`,
			{ USERNAME: 'ann' },
		],
	])('failed: %s', (rest, fields) => {
		expect(read(rest)).toMatchObject({
			...fields,
			RESULT: 'failure',
			IENAME: 'Authentication failure',
			REMOTEIP: '192.0.2.86',
			TTY: 'ssh',
		});
	});

	it.each([
		[
			`sshd[1]: pam_sss(sshd:auth): authentication success; ${WHO} user=ann`,
			'success',
			'Authentication success',
		],
		[
			'sshd[1]: pam_sss(sshd:auth): received for user ann: 7 (Authentication failure)',
			'failure',
			'Authentication failure',
		],
		[
			'sshd[1]: pam_sss(sshd:auth): received for user ann: 0 (Success)',
			'success',
			'Authentication success',
		],
		[
			'sshd[1]: pam_sss(sshd:account): Access denied for user ann: 6 (Permission denied)',
			'failure',
			'Logon not allowed',
		],
		[
			'sshd[1]: pam_faillock(sshd:auth): Consecutive login failures for user ann account temporarily locked',
			'failure',
			'User account locked out',
		],
		[
			'sshd[1]: pam_tally2(sshd:auth): user ann (1001) tally 5, deny 3',
			'failure',
			'User account locked out',
		],
		[
			"sshd[1]: pam_access(sshd:account): access denied for user `ann' from `192.0.2.1'",
			'failure',
			'Logon not allowed',
		],
		[
			'sshd[1]: pam_unix(sshd:account): account ann has expired (account expired)',
			'failure',
			'Logon not allowed',
		],
		[
			'sshd[1]: pam_succeed_if(sshd:auth): requirement "uid >= 1000" not met by user "ann"',
			'failure',
			'Logon not allowed',
		],
		[
			'gdm-password]: pam_succeed_if(gdm-password:auth): requirement "user ingroup nopasswdlogin" not met by user "ann"',
			'failure',
			'Logon not allowed',
		],
		[
			'sshd[1]: pam_succeed_if(sshd:auth): requirement "user != root" was met by user "ann"',
			'success',
			'Requirement met',
		],
		['su(pam_unix)[2]: session opened for user ann by (uid=0)', 'success', 'Session opened'],
		[
			'su: pam_unix(su-l:session): session opened for user ann(uid=1001) by root(uid=0)',
			'success',
			'Session opened',
		],
		[
			'PAM_unix[3]: (login) session opened for user ann by LOGIN(uid=0)',
			'success',
			'Session opened',
		],
	])('%s', (rest, result, event) => {
		expect(read(rest)).toMatchObject({ USERNAME: 'ann', RESULT: result, IENAME: event });
	});
});

describe('sshd', () => {
	it.each([
		[
			'error: PAM: Authentication failure for ann from 192.0.2.4',
			{
				USERNAME: 'ann',
				REMOTEIP: '192.0.2.4',
				REASON: 'Authentication failure',
				SEVERITY: 'error',
			},
		],
		[
			'error: PAM: Authentication failure for illegal user x y from 192.0.2.4',
			{ USERNAME: 'x y', REMOTEIP: '192.0.2.4' },
		],
		[
			'error: PAM: User account has expired for ann from gate.example',
			{ USERNAME: 'ann', REMOTEHOST: 'gate.example' },
		],
		[
			'fatal: Access denied for user ann by PAM account configuration [preauth]',
			{ USERNAME: 'ann' },
		],
		['Failed password for ann from 192.0.2.4 port 22 ssh2 ', { USERNAME: 'ann', REMOTEPORT: 22 }],
		[
			'[ID 800047 auth.info] Failed password for ann from 192.0.2.4 port 22 ssh2',
			{ USERNAME: 'ann', SEVERITY: 'information', FACILITY: 'auth' },
		],
		[
			'Timeout before authentication for 192.0.2.4 port 99',
			{ REMOTEIP: '192.0.2.4', REMOTEPORT: 99 },
		],
		[
			'Timeout before authentication for connection from 192.0.2.4 to 10.0.0.1, pid = 5',
			{ REMOTEIP: '192.0.2.4' },
		],
	])('%s', (message, fields) => {
		expect(read(`sshd[9]: ${message}`)).toMatchObject({ ...fields, RESULT: 'failure' });
	});
});

describe('messages that were repeated', () => {
	it.each([
		[
			'sshd[9]: message repeated 5 times: [ Failed password for ann from 192.0.2.4 port 22 ssh2]',
			5,
			'Failed logon',
		],
		[
			'sshd[9]: message repeated 2 times: [ pam_unix(sshd:auth): session opened for user ann by (uid=0)]',
			2,
			'Session opened',
		],
		[
			"login[9]: message repeated 3 times: [ FAILED LOGIN (1) on '/dev/tty1' FOR 'ann', Authentication failure]",
			3,
			'Failed logon',
		],
		['su: message repeated 4 times: [ FAILED SU (to root) ann on pts/0]', 4, 'Switched user'],
	])('%s', (rest, count, event) => {
		expect(read(rest)).toMatchObject({ REPEATCOUNT: count, IENAME: event, USERNAME: 'ann' });
	});

	it.each(['last message repeated 7 times', 'last message repeated 1 time'])('%s', (rest) => {
		const { fields } = eventOf(parseLine(`Jun  1 10:00:00 web1 ${rest}`, options()));
		expect(fields).toMatchObject({ HOSTNAME: 'web1', REPEATCOUNT: Number(/\d+/.exec(rest)![0]) });
	});
});

describe('accounts', () => {
	it.each([
		[
			'useradd[1]: new user: name=bo, UID=1001, GID=1001, home=/home/bo, shell=/bin/sh, from=/dev/pts/0',
			'User account created',
			{ TARGETUSER: 'bo', UID: 1001, SHELL: '/bin/sh' },
		],
		[
			'useradd[1]: new user: name=bo, UID=1001, GID=1001, home=/home/bo, shell=/bin/sh',
			'User account created',
			{ TARGETUSER: 'bo' },
		],
		[
			'useradd[1]: new account added - account=bo, uid=1001, gid=100, home=/home/bo, shell=/bin/sh, by=0',
			'User account created',
			{ TARGETUSER: 'bo', BY: '0' },
		],
		[
			"usermod[1]: add 'bo' to group 'wheel'",
			'Member added to group',
			{ TARGETUSER: 'bo', GROUP: 'wheel' },
		],
		[
			"usermod[1]: add 'bo' to shadow group 'wheel'",
			'Member added to group',
			{ TARGETUSER: 'bo', GROUP: 'wheel' },
		],
		[
			'gpasswd[1]: user bo added by root to group wheel',
			'Member added to group',
			{ TARGETUSER: 'bo', USERNAME: 'root' },
		],
		["chfn[1]: changed user 'bo' information", 'User account changed', { TARGETUSER: 'bo' }],
		[
			"chsh[1]: changed user 'bo' shell to '/bin/false'",
			'User account changed',
			{ TARGETUSER: 'bo', CHANGE: "shell to '/bin/false'" },
		],
		[
			'groupmod[1]: group changed in /etc/group (group dev/1002, new name: ops)',
			'Group changed',
			{ GROUP: 'dev', CHANGE: 'new name: ops' },
		],
		["usermod[1]: lock user 'bo' password", 'User account locked', { TARGETUSER: 'bo' }],
		[
			"usermod[1]: change user 'bo' shell from '/bin/sh' to '/bin/false'",
			'User account changed',
			{ TARGETUSER: 'bo' },
		],
		["userdel[1]: delete user 'bo'", 'User account deleted', { TARGETUSER: 'bo' }],
		[
			"userdel[1]: delete 'bo' from group 'wheel'",
			'Member removed from group',
			{ TARGETUSER: 'bo' },
		],
		[
			'groupadd[1]: group added to /etc/group: name=dev, GID=1002',
			'Group created',
			{ GROUP: 'dev', GID: 1002 },
		],
		['groupadd[1]: new group: name=dev, GID=1002', 'Group created', { GROUP: 'dev' }],
		["groupdel[1]: group 'dev' removed from /etc/group", 'Group deleted', { GROUP: 'dev' }],
		[
			"passwd[1]: password for 'bo' changed by 'root'",
			'Password changed',
			{ TARGETUSER: 'bo', USERNAME: 'root' },
		],
		[
			'passwd[1]: pam_unix(passwd:chauthtok): password changed for bo',
			'Password changed',
			{ USERNAME: 'bo' },
		],
	])('%s', (rest, event, fields) => {
		expect(read(rest)).toMatchObject({ ...fields, IENAME: event, RESULT: 'success' });
	});
});

describe('su and login', () => {
	it.each([
		['su[1]: (to root) ann on pts/0', 'success'],
		['su: FAILED SU (to root) ann on pts/0', 'failure'],
		['su[1]: Successful su for root by ann', 'success'],
		['su[1]: FAILED su for root by ann', 'failure'],
		['su[1]: + /dev/pts/0 ann:root', 'success'],
		['su[1]: - /dev/pts/0 ann:root', 'failure'],
		["su: [ID 366847 auth.notice] 'su root' succeeded for ann on /dev/pts/1", 'success'],
		["su: [ID 810491 auth.crit] 'su root' failed for ann on /dev/pts/1", 'failure'],
		['su: BAD SU ann to root on /dev/ttyp0', 'failure'],
		['su: ann to root on /dev/ttyp0', 'success'],
	])('%s', (rest, result) => {
		expect(read(rest)).toMatchObject({ USERNAME: 'ann', TARGETUSER: 'root', RESULT: result });
	});

	it.each([
		[
			"login[1]: FAILED LOGIN (1) on '/dev/tty1' FOR 'ann', Authentication failure",
			{ USERNAME: 'ann', RESULT: 'failure' },
		],
		[
			'login[1]: FAILED LOGIN 2 FROM 192.0.2.9 FOR ann, Authentication failure',
			{ USERNAME: 'ann', REMOTEIP: '192.0.2.9' },
		],
		['login[1]: FAILED LOGIN SESSION FROM 192.0.2.9 FOR , Error in service module', {}],
		['login[1]: ROOT LOGIN ON tty2', { USERNAME: 'root', TTY: 'tty2', RESULT: 'success' }],
		["login[1]: ROOT LOGIN  on '/dev/tty1'", { USERNAME: 'root', TTY: '/dev/tty1' }],
		['login[1]: LOGIN ON tty1 BY ann', { USERNAME: 'ann', TTY: 'tty1' }],
	])('%s', (rest, fields) => {
		expect(read(rest)).toMatchObject(fields);
	});
});
