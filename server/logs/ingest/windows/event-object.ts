/** Windows events in the form of their XML (`Event`, `System`, `EventData`, `UserData`), brought to one flat record. */
import type { BareObject, JsonObject } from '../formats/json-object';
import { attribute, child, isMarkup, isObject, single, textOf } from './node';

/** An event's flat record: system values under nxlog's names, then the values of the event itself. */
export type FlatEvent = BareObject;

/** An empty record, in which every key is the event's own: names such as `constructor` come from outside. */
export function newFlat(): FlatEvent {
	return Object.create(null) as FlatEvent;
}

/** The node that has `System`: the object itself, or its `Event`; undefined when neither has. */
export function eventNode(source: JsonObject): JsonObject | undefined {
	for (const node of [source, single(source.Event), single(source.event)]) {
		if (
			isObject(node) &&
			isObject(single(node.System)) &&
			child(node.System, 'EventID') !== undefined
		)
			return node;
	}
	return undefined;
}

/** The flat record of an event node. Values beside `System` and the data stay under their own names. */
export function flattenEvent(node: JsonObject): FlatEvent {
	const flat = newFlat();
	addSystem(node, flat);
	for (const key of Object.keys(node)) {
		const value = single(node[key]);
		if (key === 'System' || key === 'EventData' || isMarkup(key)) continue;
		if (key === 'UserData') addUserData(value, flat);
		else if (key === 'RenderingInfo') addRendering(value, flat);
		else put(flat, key, value);
	}
	addData(single(node.EventData), flat);
	return flat;
}

/** Child elements of `System` and nxlog's names for them. */
const SYSTEM: ReadonlyArray<readonly [element: string, name: string]> = [
	['EventID', 'EventID'],
	['Version', 'Version'],
	['Level', 'Level'],
	['Task', 'Task'],
	['Opcode', 'OpcodeValue'],
	['Keywords', 'Keywords'],
	['EventRecordID', 'RecordNumber'],
	['Channel', 'Channel'],
	['Computer', 'Hostname'],
];

/** Attributes of elements of `System`. */
const ATTRIBUTES: ReadonlyArray<readonly [element: string, attribute: string, name: string]> = [
	['Provider', 'Name', 'SourceName'],
	['Provider', 'Guid', 'ProviderGuid'],
	['Provider', 'EventSourceName', 'EventSourceName'],
	['EventID', 'Qualifiers', 'Qualifiers'],
	['TimeCreated', 'SystemTime', 'TimeCreated'],
	['Correlation', 'ActivityID', 'ActivityID'],
	['Correlation', 'RelatedActivityID', 'RelatedActivityID'],
	['Execution', 'ProcessID', 'ExecutionProcessID'],
	['Execution', 'ThreadID', 'ExecutionThreadID'],
	['Security', 'UserID', 'UserID'],
];

function addSystem(node: JsonObject, flat: FlatEvent): void {
	const system = single(node.System);
	for (const [element, name] of SYSTEM) put(flat, name, textOf(child(system, element)));
	for (const [element, name, field] of ATTRIBUTES) {
		// evtx_dump can write attributes beside the element: `Provider_attributes`.
		const value =
			attribute(child(system, element), name) ??
			child(child(system, `${element}_attributes`), name);
		put(flat, field, value);
	}
	if (flat.TimeCreated === undefined)
		put(flat, 'TimeCreated', textOf(child(system, 'TimeCreated')));
	if (flat.SourceName === undefined) put(flat, 'SourceName', textOf(child(system, 'Provider')));
}

/** What the collector rendered: the message, and names in place of numbers. */
function addRendering(rendering: unknown, flat: FlatEvent): void {
	put(flat, 'Message', textOf(child(rendering, 'Message')));
	put(flat, 'Category', textOf(child(rendering, 'Task')));
	put(flat, 'Opcode', textOf(child(rendering, 'Opcode')));
	const keywords = child(child(rendering, 'Keywords'), 'Keyword');
	if (keywords !== undefined) flat.Keywords = [keywords].flat().map(textOf);
}

/**
 * `EventData` as an object of names and values; or its `Data`, as a list of named values, or of values alone, which become
 * `Data` together and `param1`, `param2`, ... each.
 */
function addData(data: unknown, flat: FlatEvent): void {
	if (Array.isArray(data)) {
		addValues(data, flat);
		return;
	}
	if (!isObject(data)) return;
	for (const key of Object.keys(data)) {
		const value = single(data[key]);
		if (key === 'Data')
			addValues(
				[isObject(value) && Array.isArray(value['#text']) ? value['#text'] : value].flat(),
				flat,
			);
		else if (!isMarkup(key)) put(flat, key, isObject(value) ? (textOf(value) ?? value) : value);
	}
}

function addValues(values: readonly unknown[], flat: FlatEvent): void {
	const unnamed: unknown[] = [];
	for (const value of values) {
		const name = attribute(value, 'Name');
		if (typeof name === 'string' && name !== '') put(flat, name, textOf(value) ?? '');
		else if (isObject(value) && textOf(value) === undefined) addData(value, flat);
		else unnamed.push(textOf(value) ?? '');
	}
	addUnnamed(unnamed, flat);
}

/** Adds values that have no names: all of them as `Data`, each as `param1` and so on. */
export function addUnnamed(values: readonly unknown[], flat: FlatEvent): void {
	if (values.every((value) => value === '' || value === null || value === undefined)) return;
	put(flat, 'Data', values.map((value) => plainText(value).trim()).join(', '));
	for (const [index, value] of values.slice(0, 100).entries()) {
		if (value !== '' && value !== undefined) put(flat, `param${index + 1}`, value);
	}
}

/** A value as text; an element that is no text as JSON. */
function plainText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The leaves of `UserData`, whose element names say what the values are. */
function addUserData(data: unknown, flat: FlatEvent, depth = 0): void {
	if (!isObject(data) || depth > 8) return;
	for (const key of Object.keys(data)) {
		if (isMarkup(key)) continue;
		const value = single(data[key]);
		const text = isObject(value) ? textOf(value) : value;
		if (text === undefined) addUserData(value, flat, depth + 1);
		else put(flat, key, text);
	}
}

function put(flat: FlatEvent, name: string, value: unknown): void {
	if (value === undefined || value === null || value === '') return;
	if (flat[name] === undefined) flat[name] = value;
	else if (flat[name] !== value) flat[`${name}_2`] ??= value;
}
