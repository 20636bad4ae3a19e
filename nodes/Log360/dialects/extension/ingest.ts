/** Extension: logs that are sent to the server. Log360 takes logs through its agents and listeners, not over its API. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import { present } from '../present';

/** How lines are read that do not say it themselves. */
export interface LineHints {
	readonly host?: string | undefined;
	readonly timeZone?: string | undefined;
}

/** @param logs events with field names as keys, or log lines as a device writes them */
export function sendLogs(logs: readonly IDataObject[] | string, hints: LineHints = {}): Call {
	const isText = typeof logs === 'string';
	return {
		purpose: 'send logs',
		generation: 'v2',
		method: 'POST',
		path: '/ingest',
		query: present({ host: hints.host, tz: hints.timeZone, format: isText ? undefined : 'json' }),
		// A line for each event: an array would be a document that is read as a whole.
		text: isText ? logs : logs.map((event) => JSON.stringify(event)).join('\n'),
		headers: { 'Content-Type': isText ? 'text/plain' : 'application/x-ndjson' },
		scope: 'ingest.WRITE',
		extension: true,
		repeatable: 'once',
	};
}
