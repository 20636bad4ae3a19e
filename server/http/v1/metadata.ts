/** V1 metadata: log sources, fields and log types. */
import type { EventStore } from '../../logs/store';
import type { Handlers } from '../endpoint';

/** Handlers of `/RestAPI/v1/meta/...`. Sources: get-log-sources, get-log-fields and get-log-types pages. */
export function v1Metadata(store: EventStore): Handlers {
	return {
		'v1.logSources.list': async ({ query }) => {
			const from = Math.max(1, query.from);
			const limit = Math.max(0, query.to - from + 1);
			const { sources } = await store.sourcePage({ from, limit });
			return {
				devices: sources.map((source) => ({
					name: source.name,
					ip_address: source.ip,
					host_id: source.id,
					group: source.group,
				})),
			};
		},
		// The form of the Log360 page; EventLog Analyzer's page names the same two keys `description` and `id`.
		'v1.logFields.list': async () => ({
			fields: (await store.fields()).map(({ client, server }) => ({
				client_value: client,
				server_value: server,
			})),
		}),
		'v1.logTypes.list': async () => ({
			log_types: (await store.logTypes()).map(({ id, description }) => ({ description, id })),
		}),
	};
}
