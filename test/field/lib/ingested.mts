/** Lines as the server takes them in, made ready for matching. */
import ingestDoor from '../../../server/dist/logs/ingest/index.js';
import storeDoor from '../../../server/dist/logs/store/index.js';
import termsDoor from '../../../server/dist/logs/terms/index.js';
import type { LogEvent } from '../../../server/logs/events/index.js';
import type { ImportedRules } from './sigma-rules.mts';

const preparer = new storeDoor.BatchPreparer();

/** The events of lines; a line that is refused gives none. */
export function ingested(lines: readonly string[]): LogEvent[] {
	return lines.flatMap((line) => {
		if (line.trim() === '') return [];
		const read = ingestDoor.parseLine(line, {
			format: 'auto',
			defaultHost: 'host',
			now: Date.UTC(2026, 0, 1),
		});
		return read.ok ? [read.event] : [];
	});
}

/** The profiles that events match, as pairs of the event's index and the profile. */
export function matchesOf(
	events: readonly LogEvent[],
	{ matcher }: ImportedRules,
): (readonly [event: number, profile: number])[] {
	const batch = preparer.prepare(events);
	const found = matcher.match({
		length: events.length,
		fields: (index: number) => (events[index] as LogEvent).fields,
		time: (index: number) => (events[index] as LogEvent).time,
		terms: (index: number) => termsDoor.bytesAt(batch.terms, index),
	});
	return [...found.events].map((event, at) => [event, found.profiles[at] as number] as const);
}
