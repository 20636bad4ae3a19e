/** Server and display ("client") names of fields, and the fields and log types that the product always lists. */
import type { LogType } from './catalogue';

/**
 * Display names of well-known fields.
 * Source: the vendor's log fields and search samples for the first block; the rest are our own wording (assumed).
 */
const DISPLAY_NAMES: ReadonlyMap<string, string> = new Map([
	['TIME', 'Time'],
	['HOSTNAME', 'Device'],
	['LOGTYPE', 'LogType'],
	['MESSAGE', 'Message'],
	['SOURCE', 'Source'],
	['SEVERITY', 'Severity'],
	['FACILITY', 'Facility'],
	['IENAME', 'Event Name'],
	['USERNAME', 'Username'],
	['EVENTID', 'Event ID'],
	['COMMON_SEVERITY', 'Severity Type'],
	['RAWLOG', 'Raw Log'],
	['TASK', 'Task Category'],
	['REMOTE_INTERFACE', 'Remote Interface'],
	['DEVICEIP', 'Device IP'],
	['REMOTEIP', 'Remote IP'],
	['REMOTEPORT', 'Remote Port'],
	['DOMAIN', 'Domain'],
	['RESULT', 'Result'],
	['STATUS', 'Status'],
	['METHOD', 'Method'],
	['URL', 'URL'],
	['BYTES', 'Bytes'],
	['USERAGENT', 'User Agent'],
	['REFERER', 'Referer'],
	['PROCESSNAME', 'Process Name'],
	['PROCESSID', 'Process ID'],
	['COMMAND', 'Command'],
	['CHANNEL', 'Channel'],
	['RECORDNUMBER', 'Record Number'],
	['APPID', 'Application ID'],
	['FORMATID', 'Format ID'],
	['IS_THROWAWAY', 'Is Throwaway'],
	['ARRIVALTIME', 'Arrival Time'],
	['TIME_MISSING', 'Time Missing'],
	// Alerts; the first three are observed.
	['ALERT_PROFILE_NAME', 'Alert_Profile_Name'],
	['ALERT_SEVERITY', 'Alert_Severity'],
	['ALERT_STATUS', 'Alert_Status'],
	['ALERT_ID', 'Alert_Id'],
	['ALERT_PROFILE_ID', 'Alert_Profile_Id'],
	['ALERT_EVENT_COUNT', 'Alert_Event_Count'],
	['ALERT_EVENT_ID', 'Alert_Event_Id'],
	['ALERT_GROUP', 'Alert_Group'],
	['ALERT_RAISED_TIME', 'Alert_Raised_Time'],
	['ALERT_ASSIGNEE', 'Alert_Assignee'],
]);

/** Fields that are listed even before an event has them, because the vendor's own sample lists them. */
export const PREDEFINED_FIELDS: readonly string[] = [
	'SEVERITY',
	'FACILITY',
	'SOURCE',
	'IENAME',
	'USERNAME',
	'HOSTNAME',
	'EVENTID',
	'REMOTEIP',
	'LOGTYPE',
	'MESSAGE',
	'RAWLOG',
	'TIME',
];

/** Log types that are listed even before a source has them. Source: get-log-types page; the last two are ours. */
export const PREDEFINED_LOG_TYPES: readonly LogType[] = [
	{ id: 'Windows', description: 'Windows' },
	{ id: 'Unix', description: 'Unix' },
	{ id: 'Hypervisor', description: 'Hypervisor/ESXi' },
	{ id: 'Cisco Device', description: 'Cisco Device' },
	{ id: 'Apache Access Logs', description: 'Apache Access Logs' },
	{ id: 'Syslog Device', description: 'Syslog Device' },
];

/** The group a new log source joins, by its log type. `WindowsGroup` is the vendor's sample name, the others follow it. */
export function defaultGroup(logType: string): string {
	switch (logType) {
		case 'Windows':
			return 'WindowsGroup';
		case 'Unix':
			return 'UnixGroup';
		case 'Apache Access Logs':
			return 'WebServerGroup';
		default:
			return 'DefaultGroup';
	}
}

const TAKEN: ReadonlySet<string> = new Set(DISPLAY_NAMES.values());

/**
 * The display name of a server field name; dynamic fields get their words capitalised.
 *
 * No two fields share one, because a hit would lose a value: a dynamic field whose words are another field's
 * display name (`DEVICE`), or do not lead back to it (`A__B`), keeps its server name.
 */
export function displayName(server: string): string {
	const known = DISPLAY_NAMES.get(server);
	if (known !== undefined) return known;
	const words = server.split('_');
	const shown = words.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase()).join(' ');
	return words.includes('') || TAKEN.has(shown) ? server : shown;
}
