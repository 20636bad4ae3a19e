/** Sigma's field and log source names in the words of this server. */
import { fieldName } from '../../logs/ingest';
import type { Problems } from './problems';

/** Fields that go by another name here; several names mean any of them. The rest is upper-cased, as at ingest. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		Image: ['PROCESSNAME'],
		NewProcessName: ['PROCESSNAME'],
		CommandLine: ['COMMAND'],
		ProcessCommandLine: ['COMMAND'],
		ParentImage: ['PARENTIMAGE', 'PARENTPROCESSNAME'],
		ParentProcessName: ['PARENTIMAGE', 'PARENTPROCESSNAME'],
		Computer: ['HOSTNAME'],
		ComputerName: ['HOSTNAME'],
		Hostname: ['HOSTNAME'],
		Provider_Name: ['SOURCE'],
		IpAddress: ['REMOTEIP'],
		ScriptBlockText: ['SCRIPTBLOCKTEXT', 'MESSAGE'],
		'c-ip': ['REMOTEIP'],
		src_ip: ['REMOTEIP'],
		'cs-method': ['METHOD'],
		'cs-uri': ['URL'],
		'c-uri': ['URL'],
		'cs-uri-query': ['URL'],
		'cs-uri-stem': ['URL'],
		'sc-status': ['STATUS'],
		'c-useragent': ['USERAGENT'],
		'cs-user-agent': ['USERAGENT'],
		'cs-referer': ['REFERER'],
		'cs-username': ['USERNAME'],
	}),
);

/** The server's names of a Sigma field. */
export function fieldsOf(sigma: string): readonly string[] {
	return FIELDS.get(sigma) ?? [fieldName(sigma)];
}

/** The one field to group by. */
export function groupField(sigma: string): string {
	return fieldsOf(sigma)[0] as string;
}

const SYSMON = 'CHANNEL = Microsoft-Windows-Sysmon/Operational';
const sysmon = (ids: string) => `(EVENTID IN (${ids}) AND ${SYSMON})`;

/** Windows' event logs by Sigma's service name. */
const WINDOWS_SERVICES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		security: 'CHANNEL = Security',
		system: 'CHANNEL = System',
		application: 'CHANNEL = Application',
		sysmon: SYSMON,
		powershell: 'CHANNEL IN (Microsoft-Windows-PowerShell/Operational, PowerShellCore/Operational)',
		'powershell-classic': 'CHANNEL = "Windows PowerShell"',
		taskscheduler: 'CHANNEL = Microsoft-Windows-TaskScheduler/Operational',
		wmi: 'CHANNEL = Microsoft-Windows-WMI-Activity/Operational',
		windefend: 'CHANNEL = "Microsoft-Windows-Windows Defender/Operational"',
		'firewall-as': 'CHANNEL = "Microsoft-Windows-Windows Firewall With Advanced Security/Firewall"',
	}),
);

/** Windows' kinds of events by Sigma's category name. */
const WINDOWS_CATEGORIES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		process_creation: `((EVENTID = 4688 AND CHANNEL = Security) OR ${sysmon('1')})`,
		network_connection: sysmon('3'),
		driver_load: sysmon('6'),
		image_load: sysmon('7'),
		create_remote_thread: sysmon('8'),
		raw_access_thread: sysmon('9'),
		process_access: sysmon('10'),
		file_event: sysmon('11'),
		registry_add: sysmon('12'),
		registry_delete: sysmon('12'),
		registry_set: sysmon('13'),
		registry_rename: sysmon('14'),
		registry_event: sysmon('12, 13, 14'),
		create_stream_hash: sysmon('15'),
		pipe_created: sysmon('17, 18'),
		wmi_event: sysmon('19, 20, 21'),
		dns_query: sysmon('22'),
		file_delete: sysmon('23, 26'),
		process_tampering: sysmon('25'),
		ps_script: '(EVENTID = 4104 AND CHANNEL = Microsoft-Windows-PowerShell/Operational)',
		ps_module: '(EVENTID = 4103 AND CHANNEL = Microsoft-Windows-PowerShell/Operational)',
		ps_classic_start: '(EVENTID = 400 AND CHANNEL = "Windows PowerShell")',
	}),
);

/** A rule's `logsource`. */
export interface LogSource {
	readonly product?: string | undefined;
	readonly service?: string | undefined;
	readonly category?: string | undefined;
}

/** The query that selects the events of a log source, undefined for all events. */
export function logSourceQuery(source: LogSource, problems: Problems): string | undefined {
	const { product, service, category } = source;
	if (category === 'webserver' || product === 'apache' || product === 'nginx')
		return 'LOGTYPE = "Apache Access Logs"';
	if (product === 'windows') return windowsQuery(service, category, problems);
	if (product === 'linux' && category === undefined) {
		if (service === undefined || service === 'auth' || service === 'syslog')
			return 'LOGTYPE = Unix';
		return `SOURCE = ${quoted(service)}`;
	}
	const named = [product, category, service].filter((part) => part !== undefined).join('/');
	problems.note(
		`logsource ${named === '' ? '(none)' : named} is not known: the rule looks at events of all log sources`,
	);
	return undefined;
}

function windowsQuery(
	service: string | undefined,
	category: string | undefined,
	problems: Problems,
): string {
	const parts = ['LOGTYPE = Windows'];
	if (service !== undefined) {
		const known = WINDOWS_SERVICES.get(service);
		if (known === undefined) problems.note(`logsource service ${service} is not known: left out`);
		else parts.push(known);
	}
	if (category !== undefined) {
		const known = WINDOWS_CATEGORIES.get(category);
		if (known === undefined)
			problems.add(`logsource category ${category} of Windows has no counterpart`);
		else parts.push(known);
	}
	return parts.length === 1 ? (parts[0] as string) : `(${parts.join(' AND ')})`;
}

/** A text as a literal of the query language. */
export function quoted(text: string): string {
	return `"${text.replace(/[\\"*?]/g, '\\$&')}"`;
}
