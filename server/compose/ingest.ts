/** Opens what takes logs in: its thread looks for alert profiles and applies parser rules while it parses. */
import { type IngestParts, IngestService } from '../logs/ingest';
import { workerEntry } from '../platform/threads';
import { join } from 'node:path';

/** Makes the service; its thread starts with the first batch. */
export function openIngest(parts: Omit<IngestParts, 'entry'>): IngestService {
	return new IngestService({
		...parts,
		entry: workerEntry(join(__dirname, 'threads'), 'ingest-worker'),
	});
}
