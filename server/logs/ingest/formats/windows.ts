/** Windows events as JSON, in every shape that {@link isWindowsShape} knows. */

import { fillFromEcs } from '../windows/ecs';
import { flatten, isWindowsShape } from '../windows/shapes';
import type { Draft } from './draft';
import { FieldCollector } from './field-collector';
import type { ObjectFormat, ParseOptions } from './format';
import type { JsonObject } from './json-object';
import { deriveWindows } from './windows-derived';
import { collectWindowsFields } from './windows-fields';
import { windowsTime } from './windows-time';

export { isWindowsShape };

/** Reads a parsed Windows event record; every source value stays, most under its own name. */
export function readWindows(source: JsonObject, draft: Draft, options: ParseOptions): void {
	// What a syslog header called the program is the agent that sent the event on.
	for (const name of ['SOURCE', 'PROCESSID', 'MSGID']) delete draft.fields[name];
	const { flat, ecs } = flatten(source);
	const collector = new FieldCollector(draft.fields);
	collectWindowsFields(flat, collector);
	draft.problem = collector.problem;
	if (draft.problem !== undefined) return;
	const { fields } = collector;
	fields.LOGTYPE = 'Windows';
	if (fields.HOSTNAME === undefined) {
		const host = hostOf(source);
		if (host !== undefined) draft.setHost(host, 'the record');
	}
	windowsTime(draft, options);
	deriveWindows(fields);
	if (ecs) fillFromEcs(fields);
	// Records without the rendered text, which only the machine that logged can make.
	fields.MESSAGE ??= String(fields.IENAME ?? `Event ${fields.EVENTID} of ${fields.SOURCE}`);
}

/** Windows events as JSON. */
export const WINDOWS: ObjectFormat = {
	name: 'windows',
	title:
		'Windows events as JSON: nxlog, winlogbeat and Elastic Agent, EVTX converters, Get-WinEvent, fluentd, Wazuh, EvtxECmd, Azure Monitor',
	logTypes: ['Windows'],
	fields: [
		...['EVENTID', 'CHANNEL', 'SOURCE', 'MESSAGE', 'RECORDNUMBER', 'IENAME', 'RESULT', 'SEVERITY'],
		...['COMMON_SEVERITY', 'SEVERITYNAME', 'USERNAME', 'DOMAIN', 'REMOTEIP', 'REMOTEPORT'],
		...['PROCESSNAME', 'COMMAND', 'ACCOUNTNAME', 'ACCOUNTDOMAIN', 'LEVEL', 'KEYWORDS', 'DATA'],
	],
	openFields: true,
	sources: [{ product: 'windows' }],
	recognises: isWindowsShape,
	read: readWindows,
};

function hostOf(source: JsonObject): string | undefined {
	for (const host of [
		source.Computer,
		(source.host as JsonObject | undefined)?.name,
		source.host,
	]) {
		if (typeof host === 'string' && host !== '') return host;
	}
	return undefined;
}
