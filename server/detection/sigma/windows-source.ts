/** Windows' log sources: channels by service, event ids by category, and the fields of their events. */
import { type LogSourceWords, windowsFieldName } from '../../logs/ingest';
import { and, or, type Query } from '../../logs/query';
import type { EventSource } from './event-source';
import { equalsAny } from './query-parts';
import { SYSMON_FIELDS, SYSTEM_FIELDS } from './sysmon-fields';
import { WINDOWS_CHANNELS } from './windows-channels';

const DEFENDER = 'Microsoft-Windows-Windows Defender/Operational';
const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

/** Sysmon's events by category. Source: the specification's appendix on taxonomy. */
const SYSMON_IDS: ReadonlyMap<string, readonly number[]> = new Map([
	['file_change', [2]],
	['network_connection', [3]],
	['sysmon_status', [4, 16]],
	['process_termination', [5]],
	['driver_load', [6]],
	['image_load', [7]],
	['create_remote_thread', [8]],
	['raw_access_thread', [9]],
	['process_access', [10]],
	['file_event', [11]],
	['registry_add', [12]],
	['registry_delete', [12]],
	['registry_set', [13]],
	['registry_rename', [14]],
	['registry_event', [12, 13, 14]],
	['create_stream_hash', [15]],
	['pipe_created', [17, 18]],
	['wmi_event', [19, 20, 21]],
	['dns_query', [22]],
	['file_delete', [23, 26]],
	['clipboard_capture', [24]],
	['process_tampering', [25]],
	['file_delete_detected', [26]],
	['file_block_executable', [27]],
	['file_block_shredding', [28]],
	['file_executable_detected', [29]],
	['sysmon_error', [255]],
]);

/** PowerShell's events by category: id and service. */
const POWERSHELL: ReadonlyMap<string, readonly [id: number, service: string]> = new Map([
	['ps_module', [4103, 'powershell']],
	['ps_script', [4104, 'powershell']],
	['ps_classic_start', [400, 'powershell-classic']],
	['ps_classic_provider_start', [600, 'powershell-classic']],
	['ps_classic_script', [800, 'powershell-classic']],
]);

/** Microsoft Defender's reports of threats, for rules of `category: antivirus`. Source: SigmaHQ's mapping for THOR. */
const DEFENDER_THREATS = [
	1006, 1007, 1008, 1009, 1010, 1011, 1012, 1017, 1018, 1019, 1115, 1116, 1117,
];

/** The events of a log source, undefined when it is not of Windows or nothing reads it. */
export function windowsSource(words: LogSourceWords): EventSource | undefined {
	const { product, category, service } = words;
	if (category === 'antivirus' && (product === undefined || product === 'windows')) {
		return {
			query: windows(equalsAny('CHANNEL', [DEFENDER]), ids(DEFENDER_THREATS)),
			fieldsOf: (name) =>
				name === 'Signature' ? spaced('ThreatName') : spaced(name === 'Filename' ? 'Path' : name),
		};
	}
	if (product !== 'windows') return undefined;
	const parts: (Query | undefined)[] = [];
	if (service !== undefined) parts.push(channel(service));
	if (category !== undefined) parts.push(categoryQuery(category));
	if (parts.includes(undefined)) return undefined;
	return {
		query: windows(...(parts as Query[])),
		fieldsOf: service === 'windefend' ? spaced : (name) => categoryFields(category, name),
	};
}

function windows(...parts: Query[]): Query {
	return and([equalsAny('LOGTYPE', ['Windows']), ...parts]);
}

function ids(numbers: readonly number[]): Query {
	return equalsAny('EVENTID', numbers.map(String));
}

function channel(service: string): Query | undefined {
	const names = WINDOWS_CHANNELS.get(service);
	return names === undefined ? undefined : equalsAny('CHANNEL', names);
}

function categoryQuery(category: string): Query | undefined {
	const sysmon = equalsAny('CHANNEL', [SYSMON]);
	if (category === 'process_creation') {
		const security = equalsAny('CHANNEL', ['Security']);
		return or([and([ids([1]), sysmon]), and([ids([4688]), security])]);
	}
	const numbers = SYSMON_IDS.get(category);
	if (numbers !== undefined) return and([ids(numbers), sysmon]);
	const powershell = POWERSHELL.get(category);
	if (powershell === undefined) return undefined;
	return and([ids([powershell[0]]), channel(powershell[1]) as Query]);
}

/** A process creation is told by Sysmon and by the Security log, in words of their own. */
const PROCESS_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
	['Image', ['PROCESSNAME']],
	['NewProcessName', ['PROCESSNAME']],
	['CommandLine', ['COMMAND']],
	['ProcessCommandLine', ['COMMAND']],
	['ParentImage', ['PARENTIMAGE', 'PARENTPROCESSNAME']],
	['ParentProcessName', ['PARENTIMAGE', 'PARENTPROCESSNAME']],
	['User', ['USER', 'SUBJECTUSERNAME']],
	['LogonId', ['LOGONID', 'SUBJECTLOGONID']],
	// Rules name levels both in words and as the security identifiers that the Security log writes.
	['IntegrityLevel', ['INTEGRITYLEVEL', 'MANDATORYLABEL']],
]);

function categoryFields(category: string | undefined, name: string): readonly string[] {
	const system = SYSTEM_FIELDS.get(name);
	if (system !== undefined) return [system];
	if (category === 'process_creation') {
		const known = PROCESS_FIELDS.get(name);
		if (known !== undefined) return known;
	}
	const fields = category === undefined ? undefined : SYSMON_FIELDS.get(category);
	return fields === undefined || fields.has(name.toLowerCase()) ? [windowsFieldName(name)] : [];
}

/** Defender's names have spaces, which the taxonomy takes out: `Threat Name` is `ThreatName` in rules. */
function spaced(name: string): readonly string[] {
	const system = SYSTEM_FIELDS.get(name);
	if (system !== undefined) return [system];
	const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
	return [...new Set([windowsFieldName(name), windowsFieldName(words)])];
}
