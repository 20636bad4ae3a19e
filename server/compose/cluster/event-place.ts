/** Where events are stored: they in OpenSearch, what is known of their log sources in PostgreSQL. */
import type { LogEvent } from '../../logs/events';
import type { Clock } from '../../platform';
import { type OpenSearchEventStore, sourceName } from '../../storage/opensearch';
import { type PostgresSources, type Sent, sourceNameKey } from '../../storage/postgres';
import type { EventPlace } from './shared-ingest';

/** The place of one server. @param clock says when events arrive, which the quota of new sources an hour goes by */
export function eventPlace(
	events: OpenSearchEventStore,
	sources: Pick<PostgresSources, 'note'>,
	clock: Clock,
): EventPlace {
	return {
		takenIn: async (batch) => {
			const [refused] = await Promise.all([
				sources.note(sentBy(batch), clock.now()),
				events.noteFields(batch),
			]);
			if (refused.size === 0) return batch;
			return batch.filter(({ fields }) => !refused.has(sourceNameKey(sourceName(fields))));
		},
		storeUnder: (ids, batch, named) => events.storeUnder(ids, batch, named),
		documentsOf: (ids) => events.documentsOf(ids),
		documentsOfBatch: (ids, name) => events.documentsOfBatch(ids, name),
		removeBatch: (ids, name) => events.removeBatch(ids, name),
	};
}

/** The log sources of a batch: type of the first event, address of the last that has one. */
function sentBy(batch: readonly LogEvent[]): Sent[] {
	const sent = new Map<string, { name: string; logType: string; ip: string }>();
	for (const { fields } of batch) {
		const name = sourceName(fields);
		const key = sourceNameKey(name);
		const one = sent.get(key) ?? {
			...{ name, ip: '' },
			logType: String(fields['LOGTYPE'] ?? 'Syslog Device'),
		};
		const ip = fields['DEVICEIP'];
		if (typeof ip === 'string') one.ip = ip;
		sent.set(key, one);
	}
	return [...sent.values()];
}
