/** Says for people how the lines of a file were read: formats, log sources, lines without time, examples. */

import { counted } from './counted';
import type { Reading } from '../logs/ingest';

/** Pairs of format and log source that are listed. */
const LISTED = 20;

/** What a reason of a line without time means, and what helps. */
const ADVICE: ReadonlyMap<string, string> = new Map([
	['none found', 'no time in the line'],
	['unreadable', 'a time that does not exist or has no known form'],
	[
		'day and month order unknown',
		'say which comes first with --date-order dmy or --date-order mdy',
	],
	['out of range', 'outside 1970 to 2255'],
	['not parsed', 'too long or too slow to be read'],
	['plain text', 'no known format'],
]);

/** The text, a line an entry, each with its line end; empty when there is nothing to say. */
export function readingText(file: string, reading: Reading): string {
	const { readings, examples, untimed, text } = reading;
	const lines: string[] = [];
	for (const { format, source, lines: count, untimed: without } of readings.slice(0, LISTED)) {
		const note = without === 0 ? '' : `, ${without} without time`;
		lines.push(
			`  ${format} from ${source === '' ? '(no host)' : source}: ${counted(count, 'line')}${note}`,
		);
	}
	if (readings.length > LISTED)
		lines.push(
			`  and ${readings.length - LISTED} more log source${readings.length - LISTED === 1 ? '' : 's'}`,
		);
	if (untimed > 0) {
		const have =
			untimed === 1 ? 'event has the time of its arrival' : 'events have the time of their arrival';
		lines.push(`  ${untimed} ${have} (field TIME_MISSING says why)`);
	}
	if (text > 0) {
		const are = text === 1 ? 'is' : 'are';
		lines.push(`  ${counted(text, 'line')} ${are} of no known format and kept as text`);
	}
	for (const { line, reason, text: shown } of examples) {
		lines.push(`  ${file}:${line}: ${ADVICE.get(reason) ?? reason}: ${JSON.stringify(shown)}`);
	}
	return lines.map((line) => `${line}\n`).join('');
}
