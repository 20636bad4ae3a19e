/** Parse options shared by the tests of the formats. */

import type { ParsedLine, ParseOptions } from '../../../../../server/logs/ingest/formats/format';
import type { LogEvent } from '../../../../../server/logs/events/event';

export const NOW = Date.UTC(2025, 5, 15, 12, 0, 0);

/** Options with "now" at 2025-06-15T12:00:00Z, changed as the test needs. */
export function options(changes: Partial<ParseOptions> = {}): ParseOptions {
	return { format: 'auto', now: NOW, defaultHost: 'default-host', ...changes };
}

/** The event of a line that must have been accepted. */
export function eventOf(parsed: ParsedLine): LogEvent {
	if (!parsed.ok) throw new Error(`refused: ${parsed.error}`);
	return parsed.event;
}

/** The error of a line that must have been refused. */
export function errorOf(parsed: ParsedLine): string {
	if (parsed.ok) throw new Error('was accepted');
	return parsed.error;
}
