/** Writes events in the server's own form: one JSON object a line, `TIME` first. */

import type { LogEvent } from '../logs/events';
import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Lines are handed to the stream in pieces of about this many characters. */
const PIECE = 65_536;

/** The event as one line of JSON, without the newline; `parseLine` gives the same event back. */
export function eventToNdjson(event: LogEvent): string {
	return JSON.stringify({ TIME: event.time, ...event.fields });
}

/**
 * Writes all events to `stream`, waiting whenever it is full; does not end it.
 *
 * @returns the number of events written
 * @throws whatever error the stream emits meanwhile
 */
export async function writeNdjson(stream: Writable, events: Iterable<LogEvent>): Promise<number> {
	let count = 0;
	let piece = '';
	for (const event of events) {
		piece += `${eventToNdjson(event)}\n`;
		count++;
		if (piece.length >= PIECE) {
			if (!stream.write(piece)) await once(stream, 'drain');
			piece = '';
		}
	}
	if (piece !== '' && !stream.write(piece)) await once(stream, 'drain');
	return count;
}
