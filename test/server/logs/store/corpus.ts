/** The corpus and the queries that all event stores are held to. */

import type { LogEvent } from '../../../../server/logs/events';
import { Prng } from '../../../../server/demo';

/** Time of the oldest event, epoch ms. */
export const T0 = Date.UTC(2026, 0, 31, 8);

const USERS = ['root', 'admin', 'Administrator', 'svc_web', 'Jürgen', '0200', '200'];
const ADDRESSES = ['10.0.0.1', '10.0.1.77', '83.149.9.216', '192.168.1.5', '2001:db8::1'];

/** 600 events of four kinds from four hosts, many in the same millisecond, some out of order. */
export const CORPUS: readonly LogEvent[] = makeCorpus(600);

function makeCorpus(count: number): LogEvent[] {
	const random = new Prng(360);
	return Array.from({ length: count }, (_, n) => {
		const time = T0 + Math.floor(n / 3) * 10 - (random.chance(0.1) ? random.below(500) : 0);
		const USERNAME = random.pick(USERS);
		const REMOTEIP = random.pick(ADDRESSES);
		const common = { N: n, SEVERITY: random.pick(['information', 'warning', 'error']) };
		switch (n % 4) {
			case 0: {
				const EVENTID = random.pick([4624, 4625, 4688]);
				return event(time, {
					...common,
					HOSTNAME: random.chance(0.5) ? 'dc01' : 'DC01',
					DEVICEIP: '10.0.0.10',
					LOGTYPE: 'Windows',
					EVENTID,
					USERNAME,
					REMOTEIP,
					MESSAGE: `Logon of ${USERNAME}: ${EVENTID === 4625 ? 'failed' : 'fine'}`,
				});
			}
			case 1:
				return event(time, {
					...common,
					HOSTNAME: 'web-1',
					LOGTYPE: 'Unix',
					SOURCE: 'sshd',
					USERNAME,
					REMOTEIP,
					MESSAGE: `${random.pick(['Failed', 'Accepted'])} password for ${USERNAME} from ${REMOTEIP} port 22`,
					RAWLOG: 'secretword in the raw log',
				});
			case 2:
				return event(time, {
					...common,
					HOSTNAME: 'proxy',
					LOGTYPE: 'Apache Access Logs',
					STATUS: random.pick([200, 301, 404, 500, 503]),
					URL: `/p/${random.below(30)}`,
					BYTES: random.below(99_999),
					REMOTEIP,
				});
			default:
				return event(time, {
					...common,
					LOGTYPE: 'My own type',
					OK: random.chance(0.5),
					NOTE: random.pick([
						'',
						'naïve café',
						'C:\\Windows\\cmd.exe',
						'a "quoted" word',
						'日本 語',
					]),
				});
		}
	});
}

function event(time: number, fields: LogEvent['fields']): LogEvent {
	return { time, fields };
}

/** One query a line of the language's page, and combinations that stress the index plan. */
export const QUERIES: readonly string[] = [
	'',
	'*',
	'NOT *',
	'EVENTID = 4624',
	'EVENTID != 4624',
	'EVENTID = "4624.0"',
	'STATUS >= 500',
	'STATUS > 500',
	'STATUS < 301',
	'STATUS <= 301 AND STATUS != 200',
	'BYTES > 5000 BYTES < 9000',
	'USERNAME = root',
	'USERNAME = ROOT',
	'username = admin*',
	'USERNAME = *min*',
	'USERNAME = ?oot',
	'USERNAME = "admin*"',
	'USERNAME = 200',
	'USERNAME = jürgen',
	'USERNAME = JÜRGEN',
	'USERNAME IN (root, admin)',
	'NOT USERNAME IN (root, admin)',
	'USERNAME = *',
	'NOT USERNAME = *',
	'USERNAME > "m"',
	'MESSAGE = "Failed password"',
	'MESSAGE = "password Failed"',
	'MESSAGE = fail*',
	'NOT MESSAGE = "Failed password"',
	'USERNAME = root AND MESSAGE = "Failed password"',
	'failed',
	'FAILED password',
	'"failed password"',
	'secretword',
	'RAWLOG = secretword',
	'RAWLOG = "raw log"',
	'café',
	'NOTE = "naïve café"',
	'NOTE = ""',
	'NOTE = "C:\\\\Windows\\\\cmd.exe"',
	'NOTE = "a \\"quoted\\" word"',
	'日本',
	'OK = true',
	'OK = false',
	'REMOTEIP = 10.0.0.0/8',
	'REMOTEIP = 83.149.0.0/16',
	'REMOTEIP = 10.0.0.0/23',
	'REMOTEIP = 2001:db8::/32',
	'NOT REMOTEIP = 10.0.0.0/8',
	'HOSTNAME = dc01',
	'NOT HOSTNAME = *',
	'NOSUCHFIELD = 1',
	'NOT NOSUCHFIELD = 1',
	'NOSUCHFIELD = *',
	`TIME >= ${T0 + 500} AND TIME < ${T0 + 900}`,
	'TIME >= 2026-01-31T08:00:01Z',
	'N = 17',
	'N IN (1, 2, 3, 599, 600)',
	'N < 10 OR (SEVERITY = error AND NOT (EVENTID = 4625 OR STATUS >= 400))',
	'URL = /p/1*',
	'URL = "/p/7"',
	'(failed OR accepted) NOT root',
	'NOT (failed OR fine) AND MESSAGE = *',
];
