/** Predefined profiles of Windows accounts, groups and logons. Event ids are those of Windows' Security log. */
import { atLeast, inOrder, once, predefined } from './define';

const SECURITY = 'CHANNEL = Security';
const ADMIN_GROUPS =
	'TARGETUSERNAME IN (Administrators, "Domain Admins", "Enterprise Admins", "Schema Admins", "Group Policy Creator Owners", "Account Operators", "Backup Operators")';
const CREATED = `EVENTID = 4720 AND ${SECURITY}`;
const FAILED = `EVENTID = 4625 AND ${SECURITY}`;
/** Logons over the network or at a console; services and machine accounts log on all the time. */
const LOGGED_ON = `EVENTID = 4624 AND ${SECURITY} AND NOT USERNAME = *$`;

export const WINDOWS_ACCOUNTS = [
	predefined(
		1001,
		'trouble',
		'Windows: repeated failed logons',
		'Ten failed logons of one user on one host within half an hour: somebody guesses a password.',
		atLeast(10, FAILED, { minutes: 30, by: ['HOSTNAME', 'USERNAME'] }),
		['attack.t1110'],
	),
	predefined(
		1002,
		'critical',
		'Windows: brute force then successful logon',
		'At least five failed logons of a user and then a successful one within ten minutes: the password was found.',
		inOrder(
			[
				[5, FAILED],
				[1, LOGGED_ON],
			],
			{ minutes: 10, by: ['HOSTNAME', 'USERNAME'] },
		),
		['attack.t1110', 'attack.t1078'],
	),
	predefined(
		1003,
		'trouble',
		'Windows: password spraying',
		'Thirty failed logons from one address within ten minutes, whatever the user.',
		atLeast(30, `${FAILED} AND REMOTEIP = *`, { minutes: 10, by: ['REMOTEIP'] }),
		['attack.t1110.003'],
	),
	predefined(
		1004,
		'attention',
		'Windows: account locked out',
		'A user account was locked out.',
		once(`EVENTID = 4740 AND ${SECURITY}`, { minutes: 60, by: ['HOSTNAME', 'USERNAME'] }),
		['attack.t1110'],
	),
	predefined(
		1005,
		'trouble',
		'Windows: user account created',
		'A new user account was created.',
		once(CREATED, { minutes: 10, by: ['HOSTNAME', 'TARGETUSERNAME'] }),
		['attack.t1136.001'],
	),
	predefined(
		1006,
		'critical',
		'Windows: new administrator',
		'A member was added to a group with administrative rights.',
		once(`EVENTID IN (4728, 4732, 4756) AND ${SECURITY} AND ${ADMIN_GROUPS}`, {
			minutes: 10,
			by: ['HOSTNAME', 'TARGETUSERNAME'],
		}),
		['attack.t1098'],
	),
	predefined(
		1007,
		'critical',
		'Windows: account created and made administrator',
		'A new account and then a new member of an administrative group on the same host within ten minutes.',
		inOrder(
			[
				[1, CREATED],
				[1, `EVENTID IN (4728, 4732, 4756) AND ${SECURITY} AND ${ADMIN_GROUPS}`],
			],
			{ minutes: 10, by: ['HOSTNAME'] },
		),
		['attack.t1136', 'attack.t1098'],
	),
	predefined(
		1008,
		'critical',
		'Windows: short-lived account',
		'An account was created and deleted again within an hour: tracks are covered, or Windows took it back because its password broke the rules.',
		inOrder(
			[
				[1, CREATED],
				[1, `EVENTID = 4726 AND ${SECURITY}`],
			],
			{ minutes: 60, by: ['HOSTNAME', 'TARGETUSERNAME'] },
		),
		['attack.t1136', 'attack.t1070'],
	),
	predefined(
		1009,
		'attention',
		"Windows: password of another user's account reset",
		'An administrator reset the password of an account.',
		once(`EVENTID = 4724 AND ${SECURITY}`, { minutes: 10, by: ['HOSTNAME', 'TARGETUSERNAME'] }),
		['attack.t1098'],
	),
] as const;
