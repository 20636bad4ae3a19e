/** Predefined profiles of Unix hosts: ssh, sudo, su and accounts. */
import { atLeast, inOrder, once, predefined } from './define';

const SSH = 'SOURCE IN (sshd, sshd-session, sshd-auth)';
const FAILED = `${SSH} AND IENAME = "Failed logon"`;
const ACCEPTED = `${SSH} AND IENAME = "Successful logon"`;
const SUDO = 'SOURCE = sudo';

export const UNIX = [
	predefined(
		1301,
		'trouble',
		'Unix: repeated failed SSH logons',
		'Ten failed SSH logons from one address within half an hour.',
		atLeast(10, FAILED, { minutes: 30, by: ['HOSTNAME', 'REMOTEIP'] }),
		['attack.t1110'],
	),
	predefined(
		1302,
		'critical',
		'Unix: SSH brute force then successful logon',
		'At least five failed SSH logons from an address and then a successful one within ten minutes.',
		inOrder(
			[
				[5, FAILED],
				[1, ACCEPTED],
			],
			{ minutes: 10, by: ['HOSTNAME', 'REMOTEIP'] },
		),
		['attack.t1110', 'attack.t1078'],
	),
	predefined(
		1303,
		'trouble',
		'Unix: root logged on over SSH',
		'Root logged on directly over SSH.',
		once(`${ACCEPTED} AND USERNAME = root`, { minutes: 60, by: ['HOSTNAME', 'REMOTEIP'] }),
		['attack.t1078.003'],
	),
	predefined(
		1304,
		'trouble',
		'Unix: command refused by sudo',
		'sudo refused a command: wrong password, or a user who is not in the sudoers file.',
		once(`${SUDO} AND IENAME = "Command refused"`, { minutes: 10, by: ['HOSTNAME', 'USERNAME'] }),
		['attack.t1548.003'],
	),
	predefined(
		1305,
		'critical',
		'Unix: privilege escalation with sudo',
		'Refused sudo commands and then a successful one of the same user within ten minutes.',
		inOrder(
			[
				[2, `${SUDO} AND (IENAME = "Command refused" OR IENAME = "Authentication failure")`],
				[1, `${SUDO} AND IENAME = "Command run as another user"`],
			],
			{ minutes: 10, by: ['HOSTNAME', 'USERNAME'] },
		),
		['attack.t1548.003'],
	),
	predefined(
		1306,
		'attention',
		'Unix: root shell opened with sudo',
		'A user became root with a shell or su, where no log says what is done then; once a day.',
		once(
			`${SUDO} AND IENAME = "Command run as another user" AND TARGETUSER = root AND COMMAND IN (/bin/su, "/bin/su -", /usr/bin/su, "/usr/bin/su -", /bin/bash, /usr/bin/bash, /bin/sh, /usr/bin/sh, "/bin/sh -i", "/bin/bash -i")`,
			{ minutes: 24 * 60, by: ['HOSTNAME', 'USERNAME'] },
		),
		['attack.t1548.003'],
	),
	predefined(
		1307,
		'attention',
		'Unix: download as root',
		'A program that fetches files was run as root with sudo.',
		once(
			`${SUDO} AND IENAME = "Command run as another user" AND COMMAND IN (*/curl" "*, */wget" "*, */nc" "*, */ncat" "*) AND COMMAND = *://*`,
			{ minutes: 60, by: ['HOSTNAME', 'USERNAME'] },
		),
		['attack.t1105'],
	),
	predefined(
		1308,
		'trouble',
		'Unix: user account created',
		'useradd created a user account.',
		once('SOURCE IN (useradd, adduser) AND MESSAGE = "new user"', {
			minutes: 10,
			by: ['HOSTNAME'],
		}),
		['attack.t1136.001'],
	),
	predefined(
		1309,
		'trouble',
		'Unix: failed su',
		'Three failed attempts to become another user with su within ten minutes.',
		atLeast(3, 'SOURCE = su AND (MESSAGE = "FAILED su" OR IENAME = "Authentication failure")', {
			minutes: 10,
			by: ['HOSTNAME'],
		}),
		['attack.t1548'],
	),
] as const;
