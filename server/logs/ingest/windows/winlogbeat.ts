/** Events of winlogbeat and the Elastic Agent: `winlog` objects, dotted keys, winlogbeat 6, and ECS fields alone; brought to one flat record. */
import type { JsonObject } from '../formats/json-object';
import { addUnnamed, newFlat, type FlatEvent } from './event-object';
import { isObject } from './node';

/** True for records of winlogbeat: a `winlog` object, keys that begin with `winlog.`, or winlogbeat 6's own. */
export function isWinlogbeat(source: JsonObject): boolean {
	if (isObject(source.winlog)) return true;
	if (source.event_data !== undefined && source.event_id !== undefined) return true;
	return (
		source['winlog.event_id'] !== undefined ||
		source['winlog.channel'] !== undefined ||
		source['winlog.provider_name'] !== undefined
	);
}

/** Paths of a `winlog` object and nxlog's names. */
const WINLOG: ReadonlyMap<string, string> = new Map([
	['event_id', 'EventID'],
	['channel', 'Channel'],
	['log_name', 'Channel'],
	['computer_name', 'Hostname'],
	['provider_name', 'SourceName'],
	['source_name', 'SourceName'],
	['provider_guid', 'ProviderGuid'],
	['record_id', 'RecordNumber'],
	['record_number', 'RecordNumber'],
	['task', 'Category'],
	['opcode', 'Opcode'],
	['keywords', 'Keywords'],
	['version', 'Version'],
	['level', 'Level'],
	['activity_id', 'ActivityID'],
	['related_activity_id', 'RelatedActivityID'],
	['time_created', 'TimeCreated'],
]);

const USER: ReadonlyMap<string, string> = new Map([
	['identifier', 'UserID'],
	['name', 'AccountName'],
	['domain', 'AccountDomain'],
	['type', 'AccountType'],
]);

/** The flat record; ECS fields beside `winlog` stay under their own names. */
export function flattenWinlogbeat(written: JsonObject): FlatEvent {
	const source = expandDots(written);
	const flat = newFlat();
	const winlog = isObject(source.winlog) ? source.winlog : source;
	for (const key of Object.keys(winlog)) addWinlog(key, winlog[key], flat);
	// Last, because a value of the event may have the name of one that all events have.
	for (const key of ['event_data', 'user_data'] as const) {
		const data = winlog[key];
		if (isObject(data)) addData(data, flat);
	}
	if (winlog !== source) {
		for (const key of Object.keys(source)) {
			if (key !== 'winlog' && source[key] !== null) flat[key] ??= source[key];
		}
	}
	const event = isObject(source.event) ? source.event : {};
	flat.EventID ??= event.code;
	flat.SourceName ??= event.provider;
	if (isObject(source.host)) flat.Hostname ??= source.host.name;
	if (typeof source.message === 'string') {
		flat.Message ??= source.message;
		delete flat.message;
	}
	return flat;
}

function addWinlog(key: string, value: unknown, flat: FlatEvent): void {
	if (value === null || value === undefined) return;
	if ((key === 'event_data' || key === 'user_data') && isObject(value)) return;
	if (key === 'user' && isObject(value)) {
		for (const part of Object.keys(value)) flat[USER.get(part) ?? `user_${part}`] ??= value[part];
		return;
	}
	if (key === 'process' && isObject(value)) {
		flat.ExecutionProcessID ??= value.pid;
		flat.ExecutionThreadID ??= isObject(value.thread) ? value.thread.id : undefined;
		return;
	}
	flat[WINLOG.get(key) ?? key] ??= value;
}

/** Values without names come as `param1`, `param2`, ...; `xml_name` is the name of an element, not of a value. */
function addData(data: JsonObject, flat: FlatEvent): void {
	const unnamed: unknown[] = [];
	for (const key of Object.keys(data)) {
		if (key === 'xml_name' || data[key] === null) continue;
		const number = /^param(\d{1,3})$/.exec(key)?.[1];
		if (number !== undefined) unnamed[Number(number) - 1] = data[key];
		else if (flat[key] === undefined) flat[key] = data[key];
		else if (flat[key] !== data[key]) flat[`${key}_2`] = data[key];
	}
	if (unnamed.length > 0)
		addUnnamed(
			Array.from(unnamed, (value) => value ?? ''),
			flat,
		);
}

/** Nests keys with dots, as `_source` of some exports and flat outputs have them: `winlog.event_data.X` becomes `winlog: {event_data: {X}}`. */
function expandDots(source: JsonObject): JsonObject {
	const keys = Object.keys(source);
	if (!keys.some((key) => key.includes('.'))) return source;
	const nested = newFlat();
	for (const key of keys) {
		const path = key.split('.', 16);
		let at = nested;
		for (const part of path.slice(0, -1)) {
			if (!isObject(at[part])) at[part] = newFlat();
			at = at[part] as FlatEvent;
		}
		const last = path.at(-1)!;
		const here = at[last];
		const value = source[key];
		at[last] = isObject(here) && isObject(value) ? { ...here, ...value } : value;
	}
	return nested;
}
