/** Opens what takes logs in: its thread looks for alert profiles and applies parser rules while it parses. */
import { join } from 'node:path';
import { type IngestParts, IngestService } from '../logs/ingest/service';
import { workerEntry } from '../platform/threads/rpc';

/** Makes the service; its thread starts with the first batch. */
export function openIngest(parts: Omit<IngestParts, 'entry'>): IngestService {
	return new IngestService({
		...parts,
		entry: workerEntry(join(__dirname, 'threads'), 'ingest-worker'),
	});
}
