/** Extension: logs that are sent to the server. Log360 takes logs through its agents and listeners, not over its API. */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import { present } from '../present';

/** How lines are read that do not say it themselves. */
export interface LineHints {
	readonly host?: string | undefined;
	readonly timeZone?: string | undefined;
}

/**
 * A call that may be repeated: what is stored once under its `Idempotency-Key` is not stored again for a day.
 *
 * @param logs events with field names as keys, or log lines as a device writes them
 * @param place what the logs are of, other for each sending and the same when that is repeated; it is a part of the key, as the
 * logs are, since the same key for other logs is refused
 */
export function sendLogs(
	logs: readonly IDataObject[] | string,
	hints: LineHints,
	place: readonly unknown[],
): Call {
	const isText = typeof logs === 'string';
	const query = present({
		host: hints.host,
		tz: hints.timeZone,
		format: isText ? undefined : 'json',
	});
	// A line for each event: an array would be a document that is read as a whole.
	const text = isText ? logs : logs.map((event) => JSON.stringify(event)).join('\n');
	return {
		purpose: 'send logs',
		generation: 'v2',
		method: 'POST',
		path: '/ingest',
		query,
		text,
		headers: {
			'Content-Type': isText ? 'text/plain' : 'application/x-ndjson',
			'Idempotency-Key': digestOf(JSON.stringify([place, query]), text),
		},
		scope: 'ingest.WRITE',
		extension: true,
		repeatable: 'keyed',
	};
}

function digestOf(...parts: readonly string[]): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\n');
	return hash.digest('base64url');
}
