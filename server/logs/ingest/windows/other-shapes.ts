/** Windows events as Wazuh, fluentd, EvtxECmd and Azure Monitor write them, brought to one flat record. */
import type { JsonObject } from '../formats/json-object';
import { addUnnamed, flattenEvent, newFlat, type FlatEvent } from './event-object';
import { isObject } from './node';
import { propertyNames } from './property-names';

/** Wazuh's `win.system` and `win.eventdata`, at the top or under `data`; undefined for anything else. */
export function wazuhNode(source: JsonObject): JsonObject | undefined {
	const data = isObject(source.data) ? source.data : source;
	return isObject(data.win) && isObject(data.win.system) ? data.win : undefined;
}

const WAZUH: ReadonlyMap<string, string> = new Map([
	['eventID', 'EventID'],
	['providerName', 'SourceName'],
	['providerGuid', 'ProviderGuid'],
	['eventRecordID', 'RecordNumber'],
	['channel', 'Channel'],
	['computer', 'Hostname'],
	['systemTime', 'TimeCreated'],
	['message', 'Message'],
	['level', 'Level'],
	['task', 'Task'],
	['opcode', 'OpcodeValue'],
	['keywords', 'Keywords'],
	['version', 'Version'],
	['processID', 'ExecutionProcessID'],
	['threadID', 'ExecutionThreadID'],
]);

/** The flat record of Wazuh's node, whose names begin in lower case. */
export function flattenWazuh(win: JsonObject): FlatEvent {
	const flat = newFlat();
	const system = win.system as JsonObject;
	for (const key of Object.keys(system)) flat[WAZUH.get(key) ?? key] ??= system[key];
	// Wazuh writes the message with its quotes.
	if (typeof flat.Message === 'string') flat.Message = flat.Message.replace(/^"(.*)"$/s, '$1');
	if (flat.severityValue !== undefined) {
		flat.EventType = flat.severityValue;
		delete flat.severityValue;
	}
	if (isObject(win.eventdata)) {
		for (const key of Object.keys(win.eventdata)) {
			if (key === 'data') flat.Data = win.eventdata[key];
			else flat[key.slice(0, 1).toUpperCase() + key.slice(1)] ??= win.eventdata[key];
		}
	}
	return flat;
}

/** True for fluentd's and Fluent Bit's records: nxlog's keys with `StringInserts` in place of names. */
export function hasStringInserts(source: JsonObject): boolean {
	return source.EventID !== undefined && Array.isArray(source.StringInserts);
}

/** The flat record, in which the inserts have the names of their positions. */
export function flattenStringInserts(source: JsonObject): FlatEvent {
	const {
		StringInserts: inserts,
		Computer: computer,
		ProviderName: provider,
		EventRecordID: record,
		ProcessID: process,
		ThreadID: thread,
		Opcode: opcode,
		...rest
	} = source;
	const flat: FlatEvent = {
		...rest,
		Hostname: computer,
		SourceName: provider,
		RecordNumber: record,
		ExecutionProcessID: process,
		ExecutionThreadID: thread,
		OpcodeValue: opcode,
	};
	const values = inserts as unknown[];
	const names = propertyNames(Number(source.EventID), String(source.Channel), values.length);
	if (names === undefined) addUnnamed(values, flat);
	else
		for (const [index, value] of values.entries())
			flat[names[index] ?? `param${index + 1}`] ??= value;
	return flat;
}

/** True for EvtxECmd's records: the event's data is JSON in a text. */
export function isEvtxECmd(source: JsonObject): boolean {
	return (
		source.EventId !== undefined && source.Channel !== undefined && source.Payload !== undefined
	);
}

/** The flat record of EvtxECmd's. */
export function flattenEvtxECmd(source: JsonObject): FlatEvent {
	const {
		EventId,
		EventRecordId,
		Computer,
		Provider,
		ProcessId,
		ThreadId,
		UserId,
		Payload,
		Level,
		...rest
	} = source;
	const flat: FlatEvent = {
		...rest,
		EventID: EventId,
		RecordNumber: EventRecordId,
		Hostname: Computer,
		SourceName: Provider,
		ExecutionProcessID: ProcessId,
		ExecutionThreadID: ThreadId,
		UserID: UserId,
		Level,
	};
	const payload = payloadOf(Payload);
	// The columns come first: a value of the event may have the name of one.
	return payload === undefined ? flat : { ...flattenEvent(payload), ...flat };
}

function payloadOf(text: unknown): JsonObject | undefined {
	try {
		const value: unknown = typeof text === 'string' ? JSON.parse(text) : text;
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** True for rows of Azure Monitor's tables `SecurityEvent`, `Event` and `WindowsEvent`. */
export function isAzureMonitorRow(source: JsonObject): boolean {
	return (
		source.EventID !== undefined &&
		source.TimeGenerated !== undefined &&
		source.Computer !== undefined
	);
}

/** The flat record of such a row; `EventData` is event XML or an object. */
export function flattenAzureMonitorRow(source: JsonObject): FlatEvent {
	const { Computer, TimeGenerated, EventSourceName, Source, EventData, EventLog, ...rest } = source;
	const flat: FlatEvent = {
		...rest,
		Hostname: Computer,
		TimeCreated: TimeGenerated,
		SourceName: source.Provider ?? EventSourceName ?? Source,
		Channel:
			source.Channel ??
			EventLog ??
			(EventSourceName === 'Microsoft-Windows-Security-Auditing' ? 'Security' : undefined),
	};
	delete flat.Provider;
	if (isObject(EventData)) Object.assign(flat, EventData);
	else if (EventData !== undefined) flat.EventData = EventData;
	return flat;
}
