/** Reads lines as a device sent them, for the tests of products. */

import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import type { ParseOptions } from '../../../../../server/logs/ingest/parse-line';
import { eventOf, options } from '../formats/options';

/** Midday of the day on which most test lines were written. */
export const DAY = Date.UTC(2026, 10, 20, 12);

/** The fields of the event of a line, with its time as `time`. */
export function read(line: string, changes: Partial<ParseOptions> = {}): Record<string, unknown> {
	const event = eventOf(parseLine(line, options({ now: DAY, ...changes })));
	return { ...event.fields, time: event.time };
}
