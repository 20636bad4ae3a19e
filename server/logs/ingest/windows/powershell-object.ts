/** Events as `Get-WinEvent | ConvertTo-Json` and other .NET tools write them, brought to one flat record. */
import type { JsonObject } from '../formats/json-object';
import { addUnnamed, newFlat, type FlatEvent } from './event-object';
import { isObject, single } from './node';
import { propertyNames } from './property-names';

/** True for .NET's `EventLogRecord`: it has an `Id`, a `LogName` and a provider or machine. */
export function isEventLogRecord(source: JsonObject): boolean {
	return (
		source.Id !== undefined &&
		source.LogName !== undefined &&
		(source.ProviderName !== undefined || source.MachineName !== undefined)
	);
}

const NAMES = [
	['Id', 'EventID'],
	['LogName', 'Channel'],
	['MachineName', 'Hostname'],
	['ProviderName', 'SourceName'],
	['ProviderId', 'ProviderGuid'],
	['RecordId', 'RecordNumber'],
	['Version', 'Version'],
	['Qualifiers', 'Qualifiers'],
	['Level', 'Level'],
	['Task', 'Task'],
	['TaskDisplayName', 'Category'],
	['Opcode', 'OpcodeValue'],
	['OpcodeDisplayName', 'Opcode'],
	['Keywords', 'Keywords'],
	['ProcessId', 'ExecutionProcessID'],
	['ThreadId', 'ExecutionThreadID'],
	['ActivityId', 'ActivityID'],
	['RelatedActivityId', 'RelatedActivityID'],
	['TimeCreated', 'TimeCreated'],
	['Message', 'Message'],
] as const;

/** Left out: what the named values say already, or what points into the log of the machine that exported. */
const DROPPED: ReadonlySet<string> = new Set([
	'Properties',
	'Bookmark',
	'ContainerLog',
	'MatchedQueryIds',
	'LevelDisplayName',
	'KeywordsDisplayNames',
	'UserId',
]);

/** The flat record; values get the names that their positions have in the provider's manifest. */
export function flattenEventLogRecord(source: JsonObject): FlatEvent {
	const flat = newFlat();
	const taken = new Set<string>(DROPPED);
	for (const [key, name] of NAMES) {
		taken.add(key);
		const value = key === 'TimeCreated' ? timeOf(source[key]) : source[key];
		if (value !== undefined && value !== null && value !== '') flat[name] = value;
	}
	for (const key of Object.keys(source)) {
		if (!taken.has(key) && source[key] !== null) flat[key] = source[key];
	}
	const user = source.UserId;
	const sid = isObject(user) ? user.Value : user;
	if (typeof sid === 'string' && sid !== '') flat.UserID = sid;
	addProperties(source, flat);
	return flat;
}

/** PowerShell 5 writes `{"value": "/Date(…)/", "DateTime": "…"}` where the property had been looked at. */
function timeOf(value: unknown): unknown {
	return isObject(value) ? (value.value ?? value.DateTime) : value;
}

function addProperties(source: JsonObject, flat: FlatEvent): void {
	const properties = source.Properties;
	if (!Array.isArray(properties)) return;
	const values: unknown[] = properties.map((property: unknown) =>
		isObject(property) ? property.Value : property,
	);
	const names = propertyNames(Number(source.Id), String(source.LogName), values.length);
	if (names === undefined) {
		addUnnamed(values.map(plain), flat);
		return;
	}
	for (const [index, value] of values.entries()) {
		const name = names[index] ?? `param${index + 1}`;
		const text = plain(value, name);
		if (text !== '' && text !== undefined && flat[name] === undefined) flat[name] = text;
	}
}

/** What XML would show: a SID's own text, hexadecimal logon ids and pointers, which .NET turns into numbers. */
function plain(value: unknown, name: unknown = ''): unknown {
	const inner = single(value);
	if (isObject(inner)) return inner.Value ?? inner.value ?? JSON.stringify(inner);
	if (typeof inner === 'number' && HEXADECIMAL.test(String(name))) return `0x${inner.toString(16)}`;
	return inner;
}

/** Values that manifests declare as hexadecimal. */
const HEXADECIMAL =
	/(?:LogonId|HandleId|Mask|^Status|SubStatus|Status$|^ProcessId$|^NewProcessId$|TicketOptions|TicketEncryptionType)$/;
