/** Predefined profiles of web servers and firewalls. */
import { atLeast, once, predefined } from './define';

const WEB = 'LOGTYPE = "Apache Access Logs"';

export const NETWORK = [
	predefined(
		1401,
		'trouble',
		'Web: scan for known holes',
		'Twenty requests from one address within five minutes for things that do not exist or are forbidden.',
		atLeast(20, `${WEB} AND STATUS IN (400, 401, 403, 404, 405)`, {
			minutes: 5,
			by: ['HOSTNAME', 'REMOTEIP'],
		}),
		['attack.t1595.002'],
	),
	predefined(
		1402,
		'critical',
		'Web: SQL injection attempt',
		'A request whose address holds pieces of SQL.',
		once(
			`${WEB} AND (URL = *union*select* OR URL = *%27*or*1=1* OR URL = *'*or*1=1* OR URL = *information_schema* OR URL = *sleep%28* OR URL = *xp_cmdshell*)`,
			{ minutes: 10, by: ['HOSTNAME', 'REMOTEIP'] },
		),
		['attack.t1190'],
	),
	predefined(
		1403,
		'critical',
		'Web: path traversal attempt',
		'A request that tries to leave the web root or to read system files.',
		once(
			`${WEB} AND (URL = *../../* OR URL = *..%2f..%2f* OR URL = *%2e%2e%2f* OR URL = */etc/passwd* OR URL = *win.ini*)`,
			{ minutes: 10, by: ['HOSTNAME', 'REMOTEIP'] },
		),
		['attack.t1190'],
	),
	predefined(
		1404,
		'trouble',
		'Web: known attack tool',
		'A scanner gave its name as user agent.',
		once(
			`${WEB} AND USERAGENT IN (*nikto*, *sqlmap*, *nmap*, *masscan*, *dirbuster*, *gobuster*, *wpscan*, *acunetix*, *nessus*)`,
			{ minutes: 60, by: ['HOSTNAME', 'REMOTEIP'] },
		),
		['attack.t1595'],
	),
	predefined(
		1405,
		'attention',
		'Web: server errors',
		'Ten server errors of one host within five minutes.',
		atLeast(10, `${WEB} AND STATUS >= 500`, { minutes: 5, by: ['HOSTNAME'] }),
	),
	predefined(
		1406,
		'trouble',
		'Web: repeated refused sign-ins',
		'Ten requests with status 401 from one address within half an hour.',
		atLeast(10, `${WEB} AND STATUS = 401`, { minutes: 30, by: ['HOSTNAME', 'REMOTEIP'] }),
		['attack.t1110'],
	),
	predefined(
		1501,
		'trouble',
		'Firewall: port scan',
		'Fifty packets from one address refused by a firewall within two minutes.',
		atLeast(
			50,
			'(SOURCE = kernel AND (MESSAGE = "UFW BLOCK" OR MESSAGE = "IPTables-Dropped")) OR (EVENTID IN (5152, 5157) AND CHANNEL = Security)',
			{ minutes: 2, by: ['HOSTNAME', 'REMOTEIP'] },
		),
		['attack.t1046'],
	),
	predefined(
		1502,
		'attention',
		'Firewall: device reports an attack',
		'A firewall or intrusion detection system logged an attack at level alert or emergency.',
		once('LOGTYPE IN ("Cisco Device", "Syslog Device") AND SEVERITY IN (emergency, alert)', {
			minutes: 10,
			by: ['HOSTNAME'],
		}),
	),
] as const;
