/** The predefined reports: names follow the product's report list, queries are ours (assumed). */
import type { Report, ReportCounts } from './report';

type Line = readonly [
	id: number,
	group: string,
	name: string,
	query: string,
	description: string,
	counts?: ReportCounts,
];

/** The most frequent values of fields. */
const top = (...groupBy: string[]): ReportCounts => ({ groupBy, limit: 20 });

const WINDOWS_LOGON: readonly Line[] = [
	[101, 'Failures', 'Failed logons', 'EVENTID = 4625', 'Logons that Windows refused'],
	[102, 'Failures', 'Account lockouts', 'EVENTID = 4740', 'Accounts locked after failed logons'],
	[103, 'Successes', 'Successful logons', 'EVENTID = 4624', 'Logons that Windows admitted'],
	[104, 'Successes', 'Logoffs', 'EVENTID IN (4634, 4647)', 'Ends of sessions'],
	[105, 'Successes', 'Special privileges assigned', 'EVENTID = 4672', 'Logons of administrators'],
	[106, 'Kerberos', 'Kerberos ticket requests', 'EVENTID IN (4768, 4769)', 'Tickets asked for'],
	[107, 'Kerberos', 'Kerberos failures', 'EVENTID = 4771', 'Pre-authentications that failed'],
	[
		108,
		'Failures',
		'Top users by failed logons',
		'EVENTID = 4625',
		'Who failed to log on most often, and from how many addresses',
		{ ...top('USERNAME'), distinct: 'REMOTEIP' },
	],
	[
		109,
		'Failures',
		'Top addresses by failed logons',
		'EVENTID = 4625',
		'Where failed logons came from, and for how many users',
		{ ...top('REMOTEIP'), distinct: 'USERNAME' },
	],
	[
		110,
		'Failures',
		'Failed logons by time',
		'EVENTID = 4625',
		'How many logons Windows refused',
		{ interval: 'auto' },
	],
];

const WINDOWS_ACCOUNTS: readonly Line[] = [
	[121, 'Users', 'User accounts created', 'EVENTID = 4720', 'New user accounts'],
	[122, 'Users', 'User accounts changed', 'EVENTID IN (4722, 4725, 4738)', 'Changed accounts'],
	[123, 'Users', 'User accounts deleted', 'EVENTID = 4726', 'Deleted user accounts'],
	[124, 'Users', 'Password resets', 'EVENTID IN (4723, 4724)', 'Passwords changed or reset'],
	[125, 'Groups', 'Group members added', 'EVENTID IN (4728, 4732, 4756)', 'Memberships given'],
	[126, 'Groups', 'Group members removed', 'EVENTID IN (4729, 4733, 4757)', 'Memberships taken'],
];

const WINDOWS_SYSTEM: readonly Line[] = [
	[141, 'Processes', 'Processes created', 'EVENTID = 4688', 'Programs that were started'],
	[142, 'Services', 'Services installed', 'EVENTID IN (4697, 7045)', 'New services'],
	[143, 'Policy', 'Audit logs cleared', 'EVENTID IN (1102, 104)', 'Event logs that were emptied'],
	[144, 'Policy', 'Audit policy changes', 'EVENTID = 4719', 'Changes of what is audited'],
];

const UNIX_LOGON: readonly Line[] = [
	[
		201,
		'Failures',
		'Failed Unix logons',
		'LOGTYPE = Unix AND IENAME = "Failed logon"',
		'Logons that a Unix host refused',
	],
	[
		202,
		'Successes',
		'Successful Unix logons',
		'LOGTYPE = Unix AND IENAME = "Successful logon"',
		'Logons that a Unix host admitted',
	],
	[
		203,
		'Privileges',
		'Commands as another user',
		'LOGTYPE = Unix AND SOURCE = sudo',
		'What was run through sudo',
	],
	[
		204,
		'Failures',
		'Top addresses by failed Unix logons',
		'LOGTYPE = Unix AND IENAME = "Failed logon"',
		'Where failed logons came from, and for how many users',
		{ ...top('REMOTEIP'), distinct: 'USERNAME' },
	],
];

const WEB: readonly Line[] = [
	[301, 'Errors', 'Client errors', 'STATUS >= 400 AND STATUS < 500', 'Requests answered with 4xx'],
	[302, 'Errors', 'Server errors', 'STATUS >= 500', 'Requests answered with 5xx'],
	[303, 'Traffic', 'All web requests', 'LOGTYPE = "Apache Access Logs"', 'Every request'],
];

const NETWORK: readonly Line[] = [
	[401, 'Firewall', 'Denied connections', 'IENAME = "Connection denied"', 'What was blocked'],
	[402, 'Firewall', 'Allowed connections', 'IENAME = "Connection allowed"', 'What was let through'],
	[
		403,
		'Firewall',
		'Top addresses by denied connections',
		'IENAME = "Connection denied"',
		'Whose connections were blocked most often',
		top('REMOTEIP'),
	],
];

const GENERAL: readonly Line[] = [
	[501, 'Severity', 'Errors and worse', 'SEVERITY IN (emergency, alert, critical, error)', ''],
	[502, 'Severity', 'Warnings', 'SEVERITY = warning', 'Events of severity warning'],
	[503, 'Everything', 'All events', '*', 'Every event of the time range'],
	[504, 'Everything', 'Top log sources', '*', 'Which devices sent most', top('HOSTNAME')],
	[505, 'Everything', 'Events by time', '*', 'How many events there were', { interval: 'auto' }],
	[
		506,
		'Severity',
		'Errors by log source and kind',
		'SEVERITY IN (emergency, alert, critical, error)',
		'Which devices report which errors most often',
		top('HOSTNAME', 'IENAME'),
	],
];

/** Every predefined report; ids are kept for good, since workflows name them. */
export const PREDEFINED_REPORTS: readonly Report[] = [
	...reports('Windows', 'Logon', WINDOWS_LOGON),
	...reports('Windows', 'Account management', WINDOWS_ACCOUNTS),
	...reports('Windows', 'System', WINDOWS_SYSTEM),
	...reports('Unix', 'Logon', UNIX_LOGON),
	...reports('Applications', 'Web server', WEB),
	...reports('Network devices', 'Traffic', NETWORK),
	...reports('All devices', 'Events', GENERAL),
];

function reports(module: string, category: string, lines: readonly Line[]): Report[] {
	return lines.map(([id, group, name, query, description, counts]) => ({
		id,
		name,
		description,
		module,
		category,
		group,
		query,
		...(counts === undefined ? {} : { counts }),
		custom: false,
	}));
}
