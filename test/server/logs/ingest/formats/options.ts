/** Parse options and short ways into single formats, shared by the tests of the formats. */

import type { LogEvent } from '../../../../../server/logs/events';
import { Draft, finish } from '../../../../../server/logs/ingest/formats/draft';
import type {
	ObjectFormat,
	ParsedLine,
	ParseOptions,
	TextFormat,
} from '../../../../../server/logs/ingest/formats/format';

export const NOW = Date.UTC(2025, 5, 15, 12, 0, 0);

/** Options with "now" at 2025-06-15T12:00:00Z, changed as the test needs. */
export function options(changes: Partial<ParseOptions> = {}): ParseOptions {
	return { format: 'auto', now: NOW, defaultHost: 'default-host', ...changes };
}

/** What a shape of objects makes of one, whoever else would have been asked before it. */
export function parseAs(
	format: ObjectFormat,
	source: object,
	changes: ParseOptions = options(),
): ParsedLine {
	const draft = new Draft();
	format.read(source as Record<string, unknown>, draft, changes);
	return finish(draft, changes);
}

/** What a format of text makes of a text; undefined when it is none of its own. */
export function parseTextAs(
	format: TextFormat,
	text: string,
	changes: ParseOptions = options(),
): ParsedLine | undefined {
	const draft = new Draft();
	return format.read(text, draft, changes) ? finish(draft, changes) : undefined;
}

/** The event of a line that must have been accepted. */
export function eventOf(parsed: ParsedLine | undefined): LogEvent {
	if (parsed === undefined) throw new Error('was not recognised');
	if (!parsed.ok) throw new Error(`refused: ${parsed.error}`);
	return parsed.event;
}

/** The error of a line that must have been refused. */
export function errorOf(parsed: ParsedLine): string {
	if (parsed.ok) throw new Error('was accepted');
	return parsed.error;
}
