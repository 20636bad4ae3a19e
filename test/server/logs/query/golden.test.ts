/** A table of queries and the events they find, by predicate and by index alike. */
import { type EventFields, compilePredicate, parseQuery } from '../../../../server/logs/query';
import { FtsIndex } from './support/fts-index';

const EVENTS: EventFields[] = [
	{
		TIME: Date.UTC(2024, 4, 1, 12),
		HOSTNAME: 'DC01',
		LOGTYPE: 'Windows',
		EVENTID: 4625,
		SEVERITY: 'failure',
		USERNAME: 'Administrator',
		REMOTEIP: '10.1.2.3',
		IENAME: 'Failed logon',
		PROCESSNAME: 'C:\\Windows\\System32\\lsass.exe',
		MESSAGE: 'An account failed to log on.',
	},
	{
		TIME: Date.UTC(2024, 4, 1, 13),
		HOSTNAME: 'dc01',
		LOGTYPE: 'Windows',
		EVENTID: '4624',
		SEVERITY: 'success',
		USERNAME: 'svc_web',
		REMOTEIP: '172.20.0.9',
		IENAME: 'Logon',
		PROCESSNAME: 'C:\\Program Files\\App (x86)\\run.exe',
		MESSAGE: 'An account was successfully logged on.',
	},
	{
		TIME: Date.UTC(2024, 4, 2),
		HOSTNAME: 'web-1',
		LOGTYPE: 'Apache Access Logs',
		STATUS: 404,
		BYTES: 1500,
		METHOD: 'GET',
		URL: '/login?user=admin',
		REMOTEIP: '2001:db8::7',
		MESSAGE: 'GET /login?user=admin 404',
		RAWLOG: 'unparsed tail',
	},
	{
		TIME: Date.UTC(2024, 4, 3),
		HOSTNAME: 'switch 1',
		LOGTYPE: 'Cisco Device',
		SEVERITY: 'error',
		REMOTE_INTERFACE: 'switch 1',
		SOURCE: 'LINK-3-UPDOWN',
		USERNAME: '',
		MESSAGE: 'Interface GigabitEthernet0/1, changed state to down (50% "loss")',
		BYTES: '0200',
	},
];

const TABLE: [query: string, ids: number[]][] = [
	['', [0, 1, 2, 3]],
	['*', [0, 1, 2, 3]],
	['NOT *', []],
	['EVENTID = 4625', [0]],
	['EVENTID = "4624"', [1]],
	['eventid=04624.0', [1]],
	['EVENTID != 4625', [1, 2, 3]],
	['EVENTID = * AND EVENTID != 4625', [1]],
	['EVENTID >= 4625', [0]],
	['EVENTID < 5000', [0, 1]],
	['BYTES > 200', [2]],
	['BYTES >= 200', [2, 3]],
	['BYTES = 200', [3]],
	['USERNAME > b', [1]],
	['USERNAME = *', [0, 1]],
	['USERNAME = ""', [3]],
	['NOT USERNAME = *', [2, 3]],
	['HOSTNAME = dc01', [0, 1]],
	['HOSTNAME IN (DC01, WEB-1)', [0, 1, 2]],
	['HOSTNAME NOT IN (DC01, WEB-1)', [3]],
	['REMOTE_INTERFACE = "switch 1"', [3]],
	['REMOTE_INTERFACE = switch?1', [3]],
	['REMOTE_INTERFACE = "switch ?"', []],
	['LOGTYPE = apache*', [2]],
	['LOGTYPE = "Apache "*Logs', [2]],
	['USERNAME = *admin*', [0]],
	['USERNAME = adm*', [0]],
	['USERNAME = ADM?N*', [0]],
	['PROCESSNAME = C:\\Windows\\*', [0]],
	['PROCESSNAME = "C:\\Windows\\System32\\lsass.exe"', [0]],
	['PROCESSNAME = "C:\\Program Files\\App (x86)\\\\"*', [1]],
	['PROCESSNAME = C:\\"Program Files"\\*', [1]],
	['PROCESSNAME = *\\run.exe', [1]],
	['URL = "/login?user=admin"', [2]],
	['URL = /login?user=admin', [2]],
	['URL = /login*', [2]],
	['REMOTEIP = 10.0.0.0/8', [0]],
	['REMOTEIP = "172.16.0.0/12"', [1]],
	['REMOTEIP != 10.0.0.0/8', [1, 2, 3]],
	['REMOTEIP IN (10.1.2.0/24, 2001:db8::/32)', [0, 2]],
	['MESSAGE = failed', [0]],
	['MESSAGE = fail', []],
	['MESSAGE = fail*', [0]],
	['MESSAGE = "account failed"', [0]],
	['MESSAGE = "failed account"', []],
	['MESSAGE = "log on"', [0]],
	['MESSAGE = "50%"', [3]],
	['MESSAGE = *ccount', [0, 1]],
	['failed', [0]],
	['logon', [0, 1]],
	['"failed logon"', [0]],
	['"logon an"', []],
	['log*', [0, 1, 2]],
	['admin', [2]],
	['system32', [0]],
	['404', [2]],
	['svc_web', [1]],
	['web', [2]],
	['tail', []],
	['RAWLOG = tail', [2]],
	['2024', []],
	['GigabitEthernet0/1', [3]],
	['LINK-3-*', [3]],
	['account NOT failed', [1]],
	['account AND (EVENTID = 4624 OR USERNAME = admin*)', [0, 1]],
	['EVENTID = 4624 OR EVENTID = 4625 AND USERNAME = nobody', [1]],
	['NOT account OR failed', [0, 2, 3]],
	['NOT (account OR login)', [3]],
	['NOT MESSAGE = "account failed"', [1, 2, 3]],
	['TIME > 2024-05-01T12:00:00Z', [1, 2, 3]],
	['TIME >= 2024-05-01 AND TIME < 2024-05-02', [0, 1]],
	[`TIME = ${Date.UTC(2024, 4, 2)}`, [2]],
	['TIME = *', [0, 1, 2, 3]],
	['UNSEEN = x', []],
	['UNSEEN != x', [0, 1, 2, 3]],
];

describe('queries and what they find', () => {
	let index: FtsIndex;
	beforeAll(() => {
		index = new FtsIndex(EVENTS);
	});
	afterAll(() => index.close());

	it.each(TABLE)('%s', (text, ids) => {
		const query = parseQuery(text);
		const test = compilePredicate(query);
		expect(EVENTS.flatMap((event, id) => (test(event) ? [id] : []))).toEqual(ids);
		expect(index.run(query).hits).toEqual(ids);
		const everyField = index.dictionary(EVENTS.flatMap((event) => Object.keys(event)));
		expect(index.run(query, everyField).hits).toEqual(ids);
	});
});
