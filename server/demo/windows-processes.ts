/** Process and network events of Windows: Security 4688 and Sysmon 1, 3 and 11. */

import type { LogEvent } from '../logs/events';
import { hex, type DemoContext, type Fields } from './context';
import { DOMAIN, fqdn, type Host } from './population';
import { securityEvent, subject } from './windows-security';

const PROGRAMS: ReadonlyArray<readonly [image: string, command: string]> = [
	['C:\\Windows\\System32\\svchost.exe', 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p'],
	['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'chrome.exe --type=renderer'],
	[
		'C:\\Windows\\System32\\conhost.exe',
		'\\??\\C:\\Windows\\system32\\conhost.exe 0xffffffff -ForceV1',
	],
	['C:\\Windows\\System32\\cmd.exe', 'cmd.exe /c "dir D:\\shares"'],
	[
		'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
		'powershell.exe -NoProfile -File inventory.ps1',
	],
	['C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE', '"OUTLOOK.EXE"'],
	['C:\\Windows\\System32\\taskhostw.exe', 'taskhostw.exe'],
];
const PARENT = 'C:\\Windows\\explorer.exe';

/** 4688: a new process has been created. */
export function processCreated(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
	program: readonly [image: string, command: string] = context.random.skewed(PROGRAMS),
): LogEvent {
	const { random } = context;
	const [image, command] = program;
	const pid = hex(random.between(0x300, 0x4fff));
	return securityEvent(context, time, {
		id: 4688,
		name: 'Process created',
		category: 'Process Creation',
		host,
		user,
		message:
			`A new process has been created.\r\n\r\n${subject('Creator Subject', user, hex(random.below(0x7fffffff)))}` +
			`Process Information:\r\n\tNew Process ID:\t\t${pid}\r\n\tNew Process Name:\t${image}\r\n` +
			`\tToken Elevation Type:\t%%1938\r\n\tCreator Process Name:\t${PARENT}\r\n\tProcess Command Line:\t${command}`,
		more: { NEWPROCESSID: pid, PROCESSNAME: image, PARENTPROCESSNAME: PARENT, COMMAND: command },
	});
}

function sysmonEvent(
	context: DemoContext,
	time: number,
	host: Host,
	id: number,
	name: string,
	user: string,
	message: string,
	more: Fields,
): LogEvent {
	return {
		time,
		fields: {
			HOSTNAME: fqdn(host),
			LOGTYPE: 'Windows',
			CHANNEL: 'Microsoft-Windows-Sysmon/Operational',
			SOURCE: 'Microsoft-Windows-Sysmon',
			EVENTID: id,
			IENAME: name,
			SEVERITY: 'information',
			COMMON_SEVERITY: 'INFORMATION',
			EVENTTYPE: 'INFO',
			USERNAME: user,
			DOMAIN,
			...more,
			RECORDNUMBER: context.recordNumber,
			MESSAGE: message,
		},
	};
}

function guid(context: DemoContext): string {
	const part = (): string => context.random.below(0x10000).toString(16).padStart(4, '0');
	return `{83d0c8c3-${part()}-5f5f-${part()}-000000000400}`;
}

/** Sysmon 1: process creation. */
export function sysmonProcess(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
): LogEvent {
	const [image, command] = context.random.skewed(PROGRAMS);
	const pid = context.random.between(500, 20_000);
	const id = guid(context);
	const utc = new Date(time).toISOString().replace('T', ' ').replace('Z', '');
	const message =
		`Process Create:\r\nRuleName: -\r\nUtcTime: ${utc}\r\nProcessGuid: ${id}\r\nProcessId: ${pid}\r\nImage: ${image}\r\n` +
		`FileVersion: 10.0.17763.1\r\nCompany: Microsoft Corporation\r\nCommandLine: ${command}\r\n` +
		`CurrentDirectory: C:\\Users\\${user}\\\r\nUser: ${DOMAIN}\\${user}\r\nIntegrityLevel: Medium\r\nParentImage: ${PARENT}`;
	return sysmonEvent(context, time, host, 1, 'Process created', user, message, {
		PROCESSGUID: id,
		PROCESSID: pid,
		PROCESSNAME: image,
		COMMAND: command,
		PARENTIMAGE: PARENT,
	});
}

/** Sysmon 3: network connection. */
export function sysmonConnection(
	context: DemoContext,
	time: number,
	host: Host,
	user: string,
): LogEvent {
	const { random, people } = context;
	const [image] = random.skewed(PROGRAMS);
	const pid = random.between(500, 20_000);
	const target = random.skewed(people.visitors);
	const port = random.between(49_152, 65_535);
	const id = guid(context);
	const message =
		`Network connection detected:\r\nRuleName: -\r\nProcessGuid: ${id}\r\nProcessId: ${pid}\r\nImage: ${image}\r\n` +
		`User: ${DOMAIN}\\${user}\r\nProtocol: tcp\r\nInitiated: true\r\nSourceIsIpv6: false\r\nSourceIp: ${host.ip}\r\n` +
		`SourceHostname: ${fqdn(host)}\r\nSourcePort: ${port}\r\nDestinationIp: ${target}\r\nDestinationPort: 443`;
	return sysmonEvent(context, time, host, 3, 'Network connection', user, message, {
		PROCESSGUID: id,
		PROCESSID: pid,
		PROCESSNAME: image,
		REMOTEIP: host.ip,
		REMOTEPORT: port,
		DESTINATIONIP: target,
		DESTINATIONPORT: 443,
	});
}
