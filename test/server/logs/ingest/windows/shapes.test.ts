/** Windows events in every shape: the same event must give the same fields, whatever tool wrote it. */

import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import { propertyNames } from '../../../../../server/logs/ingest/windows/property-names';
import { windowsEventName } from '../../../../../server/logs/ingest/formats/windows-event-names';
import { eventOf, options } from '../formats/options';
import { WRITERS, type SourceEvent } from './as-written';

const SECURITY = {
	channel: 'Security',
	provider: 'Microsoft-Windows-Security-Auditing',
	guid: '54849625-5478-4994-A5BA-3E3B0328C30D',
	level: 0,
	keywords: '0x8020000000000000',
	record: 991_234,
	computer: 'dc1.corp.example',
	time: '2026-11-20T10:00:00.123Z',
} as const;

const SYSMON = {
	...SECURITY,
	channel: 'Microsoft-Windows-Sysmon/Operational',
	provider: 'Microsoft-Windows-Sysmon',
	guid: '5770385F-C22A-43E0-BF4C-06F5698FFBD9',
	level: 4,
	keywords: '0x8000000000000000',
} as const;

/** An event with a value of its own for every name of its manifest. */
function made(
	base: Omit<SourceEvent, 'id' | 'data'>,
	id: number,
	values: Readonly<Record<string, string>> = {},
): SourceEvent {
	const names = propertyNames(id, base.channel, 1_000) ?? [];
	return {
		...base,
		id,
		data: names.map((name) => [name, values[name] ?? `${name.toLowerCase()} of ${id}`]),
	};
}

const LOGON_FAILURE = made({ ...SECURITY, keywords: '0x8010000000000000' }, 4625, {
	SubjectUserName: '-',
	SubjectUserSid: 'S-1-0-0',
	TargetUserName: 'ann',
	TargetDomainName: 'CORP',
	IpAddress: '192.0.2.7',
	IpPort: '50123',
	LogonType: '3',
	ProcessName: '-',
});

const PROCESS = made(SYSMON, 1, {
	UtcTime: '2026-11-20 10:00:00.100',
	ProcessGuid: '{5AA13A44-B00B-68FE-9F5E-000000004002}',
	ProcessId: '4584',
	Image: 'C:\\Users\\Public\\a & b.exe',
	CommandLine: '"a.exe" <x> \'y\'',
	User: 'CORP\\ann',
	ParentImage: 'C:\\Windows\\explorer.exe',
	Hashes: 'MD5=0C0A46AAA84E8689D9EE731E6799283B',
});

const APPLICATION: SourceEvent = {
	...SYSMON,
	channel: 'Application',
	provider: 'MSSQLSERVER',
	guid: '0063715B-EEDA-4007-9429-AD526F62696E',
	level: 2,
	id: 18456,
	data: [
		['', 'sa'],
		['', 'Reason: Password did not match.'],
		['', '[CLIENT: 192.0.2.9]'],
	],
};

/** Shapes that cannot say all: Wazuh and nxlog have no place for values without names. */
const WITHOUT_UNNAMED = new Set(['nxlog', 'Wazuh']);

function fieldsOf(line: string): Record<string, unknown> {
	const event = eventOf(parseLine(line, options({ now: Date.UTC(2026, 10, 21) })));
	return { ...event.fields, time: event.time };
}

describe('One Windows event in all shapes', () => {
	const expected = {
		LOGTYPE: 'Windows',
		HOSTNAME: 'dc1.corp.example',
		EVENTID: 4625,
		CHANNEL: 'Security',
		SOURCE: 'Microsoft-Windows-Security-Auditing',
		PROVIDERGUID: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
		RECORDNUMBER: 991_234,
		IENAME: 'Failed logon',
		RESULT: 'failure',
		SEVERITY: 'failure',
		COMMON_SEVERITY: 'FAILURE',
		USERNAME: 'ann',
		DOMAIN: 'CORP',
		REMOTEIP: '192.0.2.7',
		REMOTEPORT: 50_123,
		LOGONTYPE: 3,
		SUBJECTUSERSID: 'S-1-0-0',
		TARGETUSERNAME: 'ann',
		FAILUREREASON: 'failurereason of 4625',
		WORKSTATIONNAME: 'workstationname of 4625',
		time: Date.UTC(2026, 10, 20, 10, 0, 0, 123),
	};

	it.each(Object.keys(WRITERS))('reads a failed logon of %s', (shape) => {
		expect(fieldsOf(WRITERS[shape]!(LOGON_FAILURE))).toMatchObject(expected);
	});

	it.each(Object.keys(WRITERS).filter((shape) => !shape.includes('header')))(
		'reads a failed logon of %s over syslog',
		(shape) => {
			const line = WRITERS[shape]!(LOGON_FAILURE);
			for (const head of [
				'<13>Nov 20 11:00:00 relay.example agent[9]: ',
				'<13>1 2026-11-20T11:00:00Z relay.example agent 9 - - ',
			]) {
				expect(fieldsOf(head + line)).toMatchObject(expected);
			}
		},
	);

	it.each(Object.keys(WRITERS))("reads Sysmon's process event of %s", (shape) => {
		expect(fieldsOf(WRITERS[shape]!(PROCESS))).toMatchObject({
			EVENTID: 1,
			IENAME: 'Process created',
			SEVERITY: 'information',
			PROCESSNAME: 'C:\\Users\\Public\\a & b.exe',
			IMAGE: 'C:\\Users\\Public\\a & b.exe',
			COMMAND: '"a.exe" <x> \'y\'',
			PARENTIMAGE: 'C:\\Windows\\explorer.exe',
			PROCESSGUID: '{5AA13A44-B00B-68FE-9F5E-000000004002}',
			PROCESSID: 4584,
			HASHES: 'MD5=0C0A46AAA84E8689D9EE731E6799283B',
			USERNAME: 'ann',
			DOMAIN: 'CORP',
			time: Date.UTC(2026, 10, 20, 10, 0, 0, 100),
		});
	});

	it.each(Object.keys(WRITERS).filter((shape) => !WITHOUT_UNNAMED.has(shape)))(
		'reads values without names of %s',
		(shape) => {
			expect(fieldsOf(WRITERS[shape]!(APPLICATION))).toMatchObject({
				EVENTID: 18_456,
				CHANNEL: 'Application',
				SOURCE: 'MSSQLSERVER',
				SEVERITY: 'error',
				DATA: 'sa, Reason: Password did not match., [CLIENT: 192.0.2.9]',
				PARAM1: 'sa',
				PARAM3: '[CLIENT: 192.0.2.9]',
			});
		},
	);
});

/** Every event id that has a name, with the log that it belongs to. */
function namedEvents(): Array<readonly [string, number, Omit<SourceEvent, 'id' | 'data'>]> {
	const logs = [
		SECURITY,
		SYSMON,
		{
			...SYSMON,
			channel: 'Microsoft-Windows-PowerShell/Operational',
			provider: 'Microsoft-Windows-PowerShell',
		},
		{
			...SYSMON,
			channel: 'Microsoft-Windows-WMI-Activity/Operational',
			provider: 'Microsoft-Windows-WMI-Activity',
		},
		{ ...SYSMON, channel: 'System', provider: 'Service Control Manager' },
	];
	return logs.flatMap((log) =>
		Array.from({ length: 7_100 }, (_, id) => id)
			.filter((id) => windowsEventName(id, log.channel, log.provider) !== undefined)
			.map((id) => [`${log.channel} ${id}`, id, log] as const),
	);
}

describe('Every event that has a name', () => {
	/** Fields that say how a tool wrote an event, not what the event says; CHANNEL_2 is a value whose name flat shapes use for the log itself. */
	const OF_THE_TOOL =
		/^(?:EVENTTIME|TIMECREATED|TIMESTAMP|SYSTEMTIME|EVENTTYPE|SEVERITYNAME|LEVEL|KEYWORDS|VERSION|EVENT_|LOG_|HOST_|RAWLOG|FACILITY|EVENTRECORDID|LEVELDISPLAYNAME|CHANNEL_2)/;

	it.each(namedEvents())('%s is the same in all shapes', (_name, id, log) => {
		const event = made(log, id, { UtcTime: '2026-11-20 10:00:00.100' });
		const shapes = Object.entries(WRITERS).filter(
			([shape]) => shape !== 'XML after a syslog header',
		);
		const read = shapes.map(([shape, write]) => {
			const fields = Object.entries(fieldsOf(write(event))).filter(
				([name]) => !OF_THE_TOOL.test(name),
			);
			return [shape, Object.fromEntries(fields.sort())] as const;
		});
		const [, first] = read[0]!;
		expect(first).toMatchObject({
			EVENTID: id,
			IENAME: windowsEventName(id, log.channel, log.provider),
		});
		for (const [shape, fields] of read) expect([shape, fields]).toEqual([shape, first]);
	});
});
