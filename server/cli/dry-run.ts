/** `log360-server import --dry-run`: reads lines as an import would, shows the first events, and stores nothing. */

import type { LogEvent } from '../logs/events';
import { BatchPreparer, type PreparedBatch } from '../logs/store';
import { IngestBatch, type IngestReport, type ParseOptions } from '../logs/ingest';

/** Events shown of each file. */
const SHOWN_EVENTS = 10;

/**
 * Reads the bytes of one file.
 *
 * @param show receives each of the first events as it would be stored, one line of JSON
 * @returns the report that the import would give, as if every event had been stored
 */
export async function dryRun(
	bytes: AsyncIterable<Uint8Array>,
	options: ParseOptions,
	show: (text: string) => void,
): Promise<IngestReport> {
	const preparer = new BatchPreparer();
	let shown = 0;
	const batch = new IngestBatch(options, {
		prepare: (events: readonly LogEvent[]): PreparedBatch => {
			for (const { time, fields } of events.slice(0, SHOWN_EVENTS - shown)) {
				shown++;
				show(JSON.stringify({ TIME: new Date(time).toISOString(), ...fields }));
			}
			return preparer.prepare(events.slice(0, 0));
		},
		commit: () => Promise.resolve({ stored: 0, dropped: 0 }),
	});
	for await (const chunk of bytes) await batch.push(chunk);
	const report = await batch.end(true);
	return { ...report, stored: report.lines - report.refused };
}
