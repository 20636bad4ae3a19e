/** Windows events as nxlog and winlogbeat write them. */

import { isWindowsShape, WINDOWS } from '../../../../../server/logs/ingest/formats/windows';
import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import { errorOf, eventOf, NOW, options, parseAs } from './options';

const NXLOG_LOGON = {
	EventTime: '2025-03-01 09:15:00',
	Hostname: 'DC01.corp.example',
	Keywords: '-9214364837600034816',
	EventType: 'AUDIT_SUCCESS',
	SeverityValue: 2,
	Severity: 'INFO',
	EventID: 4624,
	SourceName: 'Microsoft-Windows-Security-Auditing',
	Channel: 'Security',
	RecordNumber: 991,
	Message: 'An account was successfully logged on.\r\n',
	SubjectUserName: 'DC01$',
	SubjectDomainName: 'CORP',
	TargetUserName: 'maria.chen',
	TargetDomainName: 'CORP',
	IpAddress: '::ffff:10.20.3.15',
	IpPort: '50122',
	'@timestamp': '2025-03-01T14:15:03.120Z',
	'@version': '1',
};

const WINLOGBEAT_FAILURE = {
	'@timestamp': '2025-03-01T14:15:00.250Z',
	message: 'An account failed to log on.',
	host: { name: 'dc01' },
	log: { level: 'information' },
	event: { code: '4625', outcome: 'failure' },
	winlog: {
		event_id: '4625',
		channel: 'Security',
		computer_name: 'DC01.corp.example',
		provider_name: 'Microsoft-Windows-Security-Auditing',
		record_id: 992,
		keywords: ['Audit Failure'],
		process: { pid: 640, thread: { id: 700 } },
		event_data: {
			TargetUserName: 'root',
			TargetDomainName: '-',
			IpAddress: '192.0.2.7',
			IpPort: '0',
		},
	},
};

const fieldsOf = (source: Record<string, unknown>) =>
	eventOf(parseAs(WINDOWS, source, options())).fields;

describe('parseWindows with nxlog records', () => {
	it('fills the standard fields', () => {
		expect(fieldsOf(NXLOG_LOGON)).toMatchObject({
			LOGTYPE: 'Windows',
			HOSTNAME: 'DC01.corp.example',
			CHANNEL: 'Security',
			SOURCE: 'Microsoft-Windows-Security-Auditing',
			EVENTID: 4624,
			IENAME: 'Successful logon',
			RECORDNUMBER: 991,
			USERNAME: 'maria.chen',
			DOMAIN: 'CORP',
			REMOTEIP: '10.20.3.15',
			REMOTEPORT: 50122,
			RESULT: 'success',
			SEVERITY: 'success',
			COMMON_SEVERITY: 'SUCCESS',
			MESSAGE: 'An account was successfully logged on.\r\n',
		});
	});

	it('keeps every source value', () => {
		const values = Object.values(fieldsOf(NXLOG_LOGON)).map(String);
		const { Keywords, ...others } = NXLOG_LOGON;
		for (const value of Object.values(others)) expect(values).toContain(String(value));
		// The number's bits, in the words that event viewers show.
		expect(Keywords).toBe('-9214364837600034816');
		expect(fieldsOf(NXLOG_LOGON)).toMatchObject({ KEYWORDS: 'Audit Success' });
		expect(fieldsOf(NXLOG_LOGON)).not.toHaveProperty('RAWLOG');
	});

	it('infers the zone of EventTime from @timestamp', () => {
		const time = (source: object, changes = {}) =>
			new Date(eventOf(parseAs(WINDOWS, { ...source }, options(changes))).time).toISOString();
		expect(time(NXLOG_LOGON)).toBe('2025-03-01T14:15:00.000Z');
		expect(time({ ...NXLOG_LOGON, '@timestamp': undefined })).toBe('2025-03-01T09:15:00.000Z');
		expect(time(NXLOG_LOGON, { timeZone: 60 })).toBe('2025-03-01T08:15:00.000Z');
		expect(time({ ...NXLOG_LOGON, EventTime: '2025-03-01T09:15:00+01:00' })).toBe(
			'2025-03-01T08:15:00.000Z',
		);
		// Half a day late is a zone; a week late is a delay.
		expect(time({ ...NXLOG_LOGON, EventTime: '2025-02-22 09:15:00' })).toBe(
			'2025-02-22T09:15:00.000Z',
		);
	});

	it("prefers Sysmon's UtcTime, unless it is nonsense", () => {
		const sysmon = {
			EventID: 1,
			Channel: 'Microsoft-Windows-Sysmon/Operational',
			EventTime: '2025-03-01 09:15:00',
		};
		const time = (UtcTime: string) =>
			new Date(eventOf(parseAs(WINDOWS, { ...sysmon, UtcTime }, options())).time).toISOString();
		expect(time('2025-03-01 09:14:59.871')).toBe('2025-03-01T09:14:59.871Z');
		expect(time('1601-01-01 00:00:00.000')).toBe('2025-03-01T09:15:00.000Z');
		expect(time('-')).toBe('2025-03-01T09:15:00.000Z');
	});

	it.each([
		[
			'the target of a logon',
			{ EventID: 4624, SubjectUserName: 'DC01$', TargetUserName: 'ann' },
			'ann',
		],
		[
			'the subject when the target is unknown',
			{ EventID: 4688, SubjectUserName: 'ann', TargetUserName: '-' },
			'ann',
		],
		[
			'who changed an account',
			{ EventID: 4720, SubjectUserName: 'adm', TargetUserName: 'new' },
			'adm',
		],
		[
			"Sysmon's qualified user, not its service account",
			{ EventID: 1, User: 'CORP\\ann', AccountName: 'SYSTEM' },
			'ann',
		],
		[
			'a qualified UserName',
			{ EventID: 5447, UserName: 'NT AUTHORITY\\LOCAL SERVICE' },
			'LOCAL SERVICE',
		],
		[
			'the account of a PowerShell event',
			{ EventID: 4103, AccountName: 'ann', Domain: 'CORP' },
			'ann',
		],
	])('takes as USERNAME %s', (_what, source, user) => {
		expect(fieldsOf({ Channel: 'Security', ...source }).USERNAME).toBe(user);
	});

	it('splits DOMAIN from a qualified user and keeps the account domain apart', () => {
		const fields = fieldsOf({
			EventID: 1,
			User: 'CORP\\ann',
			AccountName: 'SYSTEM',
			Domain: 'NT AUTHORITY',
		});
		expect(fields).toMatchObject({
			DOMAIN: 'CORP',
			ACCOUNTDOMAIN: 'NT AUTHORITY',
			USER: 'CORP\\ann',
		});
	});

	it.each(['-', '', 'LOCAL', '0.0.0.0', '::'])('takes no REMOTEIP from %j', (IpAddress) => {
		expect(fieldsOf({ EventID: 4624, IpAddress })).not.toHaveProperty('REMOTEIP');
	});

	it.each([
		[{ EventType: 'AUDIT_FAILURE', Severity: 'ERROR' }, 'failure', 'failure'],
		[{ EventType: 'INFO', Severity: 'INFO' }, 'information', undefined],
		[{ SeverityValue: 3 }, 'warning', undefined],
		[{ EventType: 'SetValue', Severity: 'INFO' }, 'information', undefined],
		[{}, undefined, undefined],
	])('reads severity and result of %j', (source, severity, result) => {
		const fields = fieldsOf({ EventID: 1, ...source });
		expect(fields.SEVERITY).toBe(severity);
		expect(fields.RESULT).toBe(result);
	});

	it('names the process and command', () => {
		expect(
			fieldsOf({ EventID: 4688, NewProcessName: 'C:\\a.exe', CommandLine: 'a.exe /x' }),
		).toMatchObject({ PROCESSNAME: 'C:\\a.exe', COMMAND: 'a.exe /x' });
	});

	it('loses no value to a clash of names', () => {
		const fields = fieldsOf({
			EventID: 1,
			Result: 'a',
			result: 'b',
			tags: ['x'],
			TAGS: ['y'],
			TIME: 'z',
		});
		expect(fields).toMatchObject({
			EVENT_RESULT: 'a',
			EVENT_RESULT_2: 'b',
			TAGS: 'x',
			TAGS_2: 'y',
			TIME_2: 'z',
		});
	});

	it('refuses absurdly many fields', () => {
		const source = {
			EventID: 1,
			...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i])),
		};
		expect(errorOf(parseAs(WINDOWS, source, options()))).toBe('more than 1000 fields in one event');
	});

	it('finds the host where older senders put it', () => {
		expect(fieldsOf({ EventID: 1, Computer: 'c1' }).HOSTNAME).toBe('c1');
		expect(fieldsOf({ EventID: 1, host: 'h1' }).HOSTNAME).toBe('h1');
		expect(fieldsOf({ EventID: 1 }).HOSTNAME).toBe('default-host');
	});

	it('keeps an EventID that is no number', () => {
		expect(fieldsOf({ EventID: 'x', Channel: 'Security' })).toMatchObject({ EVENTID: 'x' });
	});

	it('dates by the next best time what has a bad one, and says so when there is none', () => {
		const bad = { EventID: 1, EventTime: '2025-02-30 00:00:00' };
		expect(eventOf(parseAs(WINDOWS, bad))).toMatchObject({
			time: NOW,
			fields: { TIME_MISSING: 'unreadable', EVENTTIME: '2025-02-30 00:00:00' },
		});
		const shipped = { ...bad, '@timestamp': '2025-03-01T00:00:00Z' };
		expect(eventOf(parseAs(WINDOWS, shipped)).time).toBe(Date.UTC(2025, 2, 1));
		expect(fieldsOf({ EventID: 1, '@timestamp': 'x' }).TIME_MISSING).toBe('unreadable');
	});
});

describe('parseWindows with winlogbeat records', () => {
	it('gives the fields the names that nxlog gives them', () => {
		const event = eventOf(parseAs(WINDOWS, WINLOGBEAT_FAILURE, options()));
		expect(event.time).toBe(Date.UTC(2025, 2, 1, 14, 15, 0, 250));
		expect(event.fields).toMatchObject({
			LOGTYPE: 'Windows',
			EVENTID: 4625,
			IENAME: 'Failed logon',
			CHANNEL: 'Security',
			HOSTNAME: 'DC01.corp.example',
			RECORDNUMBER: 992,
			USERNAME: 'root',
			TARGETUSERNAME: 'root',
			REMOTEIP: '192.0.2.7',
			RESULT: 'failure',
			KEYWORDS: 'Audit Failure',
			MESSAGE: 'An account failed to log on.',
			HOST_NAME: 'dc01',
		});
		expect(event.fields).not.toHaveProperty('DOMAIN');
		expect(event.fields).not.toHaveProperty('REMOTEPORT');
	});

	it('reads version 6, which has no winlog object', () => {
		expect(
			fieldsOf({
				'@timestamp': '2025-03-01T14:15:00Z',
				event_id: 4634,
				log_name: 'Security',
				computer_name: 'DC01',
				event_data: { TargetUserName: 'ann' },
				keywords: ['Audit Success'],
			}),
		).toMatchObject({ EVENTID: 4634, CHANNEL: 'Security', USERNAME: 'ann', RESULT: 'success' });
	});

	it('names the account as nxlog does', () => {
		expect(
			fieldsOf({
				winlog: {
					event_id: 4104,
					user: { name: 'ann', domain: 'CORP', identifier: 'S-1', odd: 1 },
				},
			}),
		).toMatchObject({ USERNAME: 'ann', DOMAIN: 'CORP', USERID: 'S-1', USER_ODD: 1 });
	});

	it('keeps values of unexpected types', () => {
		expect(
			fieldsOf({ winlog: { event_id: { a: 1 }, keywords: [{ b: 2 }], version: Infinity } }),
		).toMatchObject({ EVENTID_A: 1, KEYWORDS: '[{"b":2}]', VERSION: 'Infinity' });
	});

	it('does not change the parsed object', () => {
		const before = structuredClone(WINLOGBEAT_FAILURE);
		parseAs(WINDOWS, WINLOGBEAT_FAILURE, options());
		expect(WINLOGBEAT_FAILURE).toEqual(before);
	});
});

describe('isWindowsShape', () => {
	it.each([
		[NXLOG_LOGON, true],
		[WINLOGBEAT_FAILURE, true],
		[{ EventID: 1, ProviderName: 'x' }, true],
		[{ EVENTID: 4624, HOSTNAME: 'x' }, false],
		[{ EventID: 7 }, false],
		[{ winlog: null }, false],
	])('tells %j', (source, is) => {
		expect(isWindowsShape(source)).toBe(is);
	});
});

describe('times as numbers', () => {
	it.each([
		[{ EventTime: 1_748_772_000 }],
		[{ EventTime: '1748772000' }],
		[{ EventTime: 1_748_772_000.000_4 }],
		[{ EventTime: 1_748_772_000_000 }],
		[{ EventTime: '1748772000000000' }],
		[{ EventTime: 1_748_772_000_000_000 }],
		[{ TimeCreated: '/Date(1748772000000)/' }],
		[{ '@timestamp': 1_748_772_000 }],
	])('%j', (when) => {
		const source = { ...when, EventID: 7, Channel: 'System', Hostname: 'dc1' };
		const event = eventOf(parseLine(JSON.stringify(source), options()));
		expect(new Date(event.time).toISOString()).toBe('2025-06-01T10:00:00.000Z');
		expect(event.fields).not.toHaveProperty('TIME_MISSING');
	});
});
