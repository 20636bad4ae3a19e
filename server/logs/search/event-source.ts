/** The event store as a source of search jobs. */
import type { EventStore, ScanRequest } from '../store';
import type { JobSource } from './hit-jobs';

/** Makes the source; a scan holds one snapshot, so events that arrive meanwhile do not show up in a job's results. */
export function eventSource(store: EventStore): JobSource<ScanRequest> {
	return {
		async *scan(search, signal) {
			let scanned = 0;
			for await (const batch of store.scan(search, signal)) {
				scanned += batch.scanned;
				yield { ids: batch.ids, scanned };
			}
		},
		fetch: (ids, form) => store.fetch(ids, form),
	};
}
