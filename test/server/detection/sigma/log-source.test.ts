/** Log sources select their own events and no others. */
import { eventSource, readLogSource } from '../../../../server/detection/sigma/log-source';
import { Problems } from '../../../../server/detection/sigma/problems';
import { type EventFields, compilePredicate } from '../../../../server/logs/query';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const windows = (EVENTID: number, CHANNEL: string) => ({ LOGTYPE: 'Windows', EVENTID, CHANNEL });

/** One event of each kind. */
const EVENTS: Readonly<Record<string, EventFields>> = {
	sysmon1: windows(1, SYSMON),
	sysmon3: windows(3, SYSMON),
	sysmon13: windows(13, SYSMON),
	system1: windows(1, 'System'),
	security4688: windows(4688, 'Security'),
	powershell4104: windows(4104, 'PowerShellCore/Operational'),
	defender1116: windows(1116, 'Microsoft-Windows-Windows Defender/Operational'),
	dns: windows(3008, 'Microsoft-Windows-DNS-Client/Operational'),
	sshd: { LOGTYPE: 'Unix', SOURCE: 'sshd' },
	named: { LOGTYPE: 'Unix', SOURCE: 'named' },
	cron: { LOGTYPE: 'Unix', SOURCE: 'cron' },
	access: { LOGTYPE: 'Apache Access Logs' },
	device: { LOGTYPE: 'Syslog Device' },
	zeekDns: { LOGTYPE: 'Zeek', SOURCE: 'zeek dns' },
	zeekWeird: { LOGTYPE: 'Zeek', SOURCE: 'zeek weird' },
	zeekConn: { LOGTYPE: 'Zeek', SOURCE: 'zeek conn' },
	suricataAlert: { LOGTYPE: 'Suricata', SOURCE: 'suricata', EVENT_TYPE: 'alert' },
	suricataDns: { LOGTYPE: 'Suricata', SOURCE: 'suricata', EVENT_TYPE: 'dns' },
	cloudtrail: { LOGTYPE: 'AWS CloudTrail' },
	entraSignIn: { LOGTYPE: 'Microsoft Entra ID', CATEGORY: 'NonInteractiveUserSignInLogs' },
	entraAudit: { LOGTYPE: 'Microsoft Entra ID', CATEGORY: 'AuditLogs' },
	entraRisk: { LOGTYPE: 'Microsoft Entra ID', CATEGORY: 'RiskyUsers' },
	azureActivity: { LOGTYPE: 'Microsoft Azure', CATEGORY: 'Administrative' },
	json: { MESSAGE: 'x' },
};

test.each([
	['{product: windows}', /^(sys|sec|pow|def|dns)/],
	['{product: windows, category: process_creation}', /^(sysmon1|security4688)$/],
	['{product: Windows, category: registry_set}', /^sysmon13$/],
	['{product: windows, category: registry_event}', /^sysmon13$/],
	['{product: windows, category: ps_script}', /^powershell4104$/],
	['{product: windows, service: sysmon}', /^sysmon/],
	['{product: windows, service: system}', /^system1$/],
	['{product: windows, service: dns-client}', /^dns$/],
	['{category: antivirus}', /^defender1116$/],
	['{product: linux}', /^(sshd|named|cron)$/],
	['{product: linux, service: sshd}', /^sshd$/],
	['{product: linux, service: cron}', /^cron$/],
	['{product: linux, service: auth}', /^(sshd|named|cron)$/],
	['{category: webserver}', /^access$/],
	['{product: zeek, service: dns}', /^zeekDns$/],
	['{product: zeek}', /^zeek/],
	['{product: azure}', /^(entra|azure)/],
	['{category: dns}', /^(zeekDns|suricataDns|named)$/],
	['{product: bind}', /^named$/],
	['{category: ids}', /^suricataAlert$/],
	['{product: suricata}', /^suricata/],
	['{product: aws, service: cloudtrail}', /^cloudtrail$/],
	['{product: azure, service: signinlogs}', /^entraSignIn$/],
	['{product: azure, service: auditlogs}', /^entraAudit$/],
	['{product: azure, service: activitylogs}', /^azureActivity$/],
])('%s', (yaml, wanted) => {
	const problems = new Problems();
	const words = Object.fromEntries(
		yaml
			.slice(1, -1)
			.split(', ')
			.map((pair) => pair.split(': ')),
	);
	const test = compilePredicate(eventSource(readLogSource(words), problems).query);
	expect(problems.idle).toEqual([]);
	const found = Object.keys(EVENTS).filter((name) => test(EVENTS[name]!));
	expect(found).toEqual(Object.keys(EVENTS).filter((name) => wanted.test(name)));
	expect(found).not.toEqual([]);
});

test.each([
	{ product: 'aws', service: 'guardduty' },
	{ product: 'windows', category: 'file_access' },
	{ product: 'windows', service: 'no-such-log' },
	{ product: 'macos', category: 'process_creation' },
	{ product: 'linux', category: 'file_event' },
	{ product: 'zeek', service: 'no-such-log' },
	{ product: 'toaster' },
	{},
])('nothing is found for %j', (words) => {
	const problems = new Problems();
	const test = compilePredicate(eventSource(readLogSource(words), problems).query);
	expect(problems.idle).toMatchObject([{ reason: 'log source' }]);
	expect(Object.values(EVENTS).filter((event) => test(event))).toEqual([]);
});

describe('products that write the same lines', () => {
	const notesOf = (product: string) => {
		const problems = new Problems();
		eventSource(readLogSource({ product }), problems);
		return problems.notes;
	};

	it.each([
		['apache', 'nginx'],
		['nginx', 'apache'],
	])('a note says that a rule for %s looks at %s too', (product, other) => {
		expect(notesOf(product)).toEqual([
			`${product} and ${other} write the same lines, which have one LOGTYPE here: the rule looks at those of ${other}, too`,
		]);
	});

	it.each(['iis', 'zeek', 'windows', 'linux'])('%s has no such note', (product) => {
		expect(notesOf(product)).toEqual([]);
	});

	it('nor has a rule for all of them', () => {
		const problems = new Problems();
		eventSource(readLogSource({ category: 'webserver' }), problems);
		expect(problems.notes).toEqual([]);
	});
});
