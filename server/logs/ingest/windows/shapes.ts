/** The shapes in which tools write Windows events as JSON, each brought to one flat record with nxlog's names. */
import type { JsonObject } from '../formats/json-object';
import { eventNode, flattenEvent, type FlatEvent } from './event-object';
import {
	flattenAzureMonitorRow,
	flattenEvtxECmd,
	flattenStringInserts,
	flattenWazuh,
	hasStringInserts,
	isAzureMonitorRow,
	isEvtxECmd,
	wazuhNode,
} from './other-shapes';
import { flattenEventLogRecord, isEventLogRecord } from './powershell-object';
import { flattenWinlogbeat, isWinlogbeat } from './winlogbeat';

/** One shape: how it is told, and how it is flattened. */
interface WindowsShape {
	readonly recognises: (source: JsonObject) => boolean;
	readonly flatten: (source: JsonObject) => FlatEvent;
	/** Whether ECS fields may stand beside the event's own. */
	readonly ecs?: boolean;
}

const SHAPES: readonly WindowsShape[] = [
	{ recognises: isWinlogbeat, flatten: flattenWinlogbeat, ecs: true },
	{ recognises: hasStringInserts, flatten: flattenStringInserts },
	{ recognises: isAzureMonitorRow, flatten: flattenAzureMonitorRow },
	{ recognises: isNxlog, flatten: (source) => source },
	{ recognises: (source) => eventNode(source) !== undefined, flatten: flattenNode },
	{ recognises: isEventLogRecord, flatten: flattenEventLogRecord },
	{
		recognises: (source) => wazuhNode(source) !== undefined,
		flatten: (source) => flattenWazuh(wazuhNode(source)!),
	},
	{ recognises: isEvtxECmd, flatten: flattenEvtxECmd },
];

/** What was told of the object that was asked about last: it is flattened next. */
let lastSource: JsonObject | undefined;
let lastShape: WindowsShape | undefined;

function shapeOf(source: JsonObject): WindowsShape | undefined {
	if (source !== lastSource) {
		lastShape = SHAPES.find(({ recognises }) => recognises(source));
		lastSource = source;
	}
	return lastShape;
}

/** True when an object is a Windows event in a shape that is known. */
export function isWindowsShape(source: JsonObject): boolean {
	return shapeOf(source) !== undefined;
}

/** An event's flat record, which may be the object itself: read only. */
export interface Flattened {
	readonly flat: Readonly<FlatEvent>;
	/** Whether ECS fields may stand beside the event's own. */
	readonly ecs: boolean;
}

/** The flat record of an event in any shape; an object of none is taken as it is. */
export function flatten(source: JsonObject): Flattened {
	const shape = shapeOf(source);
	// Nothing is kept of an event that was read.
	lastSource = undefined;
	return { flat: shape?.flatten(source) ?? source, ecs: shape?.ecs === true };
}

/** nxlog's own, which the others are brought to. */
function isNxlog(source: JsonObject): boolean {
	return (
		source.EventID !== undefined &&
		(source.Channel !== undefined ||
			source.SourceName !== undefined ||
			source.ProviderName !== undefined ||
			source.Hostname !== undefined)
	);
}

/** The event's node; what a shipper put beside it stays under its own name. */
function flattenNode(source: JsonObject): FlatEvent {
	const node = eventNode(source)!;
	const flat = flattenEvent(node);
	if (node === source) return flat;
	for (const key of Object.keys(source)) {
		if (key !== 'Event' && key !== 'event' && !key.startsWith('#') && !key.startsWith('@xmlns'))
			flat[key] ??= source[key];
	}
	return flat;
}
