/** Predefined profiles of Windows' logs, policies, services and tasks. */
import { atLeast, once, predefined } from './define';

const HOST = { minutes: 10, by: ['HOSTNAME'] };

export const WINDOWS_SYSTEM = [
	predefined(
		1101,
		'critical',
		'Windows: audit log cleared',
		'The Security log or another event log was cleared.',
		once('(EVENTID = 1102 AND CHANNEL = Security) OR (EVENTID = 104 AND CHANNEL = System)', HOST),
		['attack.t1070.001'],
	),
	predefined(
		1102,
		'critical',
		'Windows: event logging stopped',
		'The event log service was shut down while the system goes on.',
		once('EVENTID = 1100 AND CHANNEL = Security', HOST),
		['attack.t1562.002'],
	),
	predefined(
		1103,
		'trouble',
		'Windows: audit policy changed',
		'The system audit policy was changed.',
		once('EVENTID = 4719 AND CHANNEL = Security', HOST),
		['attack.t1562.002'],
	),
	predefined(
		1104,
		'attention',
		'Windows: domain policy changed',
		'A person changed password, lockout or other rules of the host or domain, or a group policy.',
		// Every host reports 4739 in its own name whenever it applies group policies.
		once(
			'CHANNEL = Security AND ((EVENTID = 4739 AND NOT USERNAME = *$) OR (EVENTID = 5136 AND OBJECTCLASS = groupPolicyContainer))',
			HOST,
		),
		['attack.t1484'],
	),
	predefined(
		1105,
		'trouble',
		'Windows: service installed',
		'A new service was installed.',
		once('(EVENTID = 4697 AND CHANNEL = Security) OR (EVENTID = 7045 AND CHANNEL = System)', {
			minutes: 10,
			by: ['HOSTNAME', 'SERVICENAME'],
		}),
		['attack.t1543.003'],
	),
	predefined(
		1106,
		'trouble',
		'Windows: service stopped unexpectedly',
		'A service crashed or ended without being told to.',
		once('EVENTID IN (7031, 7034) AND CHANNEL = System', HOST),
		['attack.t1489'],
	),
	predefined(
		1107,
		'attention',
		'Windows: services stopped in a row',
		'Five services entered the stopped state on one host within five minutes.',
		atLeast(5, 'EVENTID = 7036 AND CHANNEL = System AND MESSAGE = stopped', {
			minutes: 5,
			by: ['HOSTNAME'],
		}),
		['attack.t1489'],
	),
	predefined(
		1108,
		'trouble',
		'Windows: scheduled task created',
		'A scheduled task was created.',
		once('EVENTID = 4698 AND CHANNEL = Security', { minutes: 10, by: ['HOSTNAME', 'TASKNAME'] }),
		['attack.t1053.005'],
	),
	predefined(
		1109,
		'trouble',
		'Windows: system time changed',
		'A user, not the time service, changed the system time.',
		once(
			'EVENTID = 4616 AND CHANNEL = Security AND NOT USERNAME IN ("LOCAL SERVICE", SYSTEM) AND NOT USERNAME = *$',
			HOST,
		),
		['attack.t1070.006'],
	),
	predefined(
		1110,
		'trouble',
		'Windows: firewall rule changed',
		'Rules of the Windows firewall were added, modified or deleted.',
		once('EVENTID IN (4946, 4947, 4948, 4950) AND CHANNEL = Security', HOST),
		['attack.t1562.004'],
	),
] as const;
