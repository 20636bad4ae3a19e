/** V2 metadata: log sources, their groups, fields and log types. */
import type { EventStore, LogSource } from '../../events/store';
import type { Handlers } from '../endpoint';
import { v2List } from './list';

/** Handlers of the V2 lists that come from the event store. Sources: logsources and metadata pages; answer keys assumed. */
export function v2Metadata(store: EventStore): Handlers {
	return {
		'v2.logSources.list': async ({ query }) =>
			v2List('log_sources', await store.sources(), query, showSource),
		'v2.logSourceGroups.list': async ({ query }) =>
			v2List('log_source_groups', await store.groups(), query, ({ id, name, members }) => ({
				log_source_group_id: id,
				log_source_group_name: name,
				log_source_count: members,
			})),
		'v2.logFields.list': async () => {
			const fields = await store.fields();
			return v2List('fields', fields, { from: 1, limit: fields.length }, ({ client, server }) => ({
				client_value: client,
				server_value: server,
			}));
		},
		'v2.logTypes.list': async ({ query }) =>
			v2List('log_types', await store.logTypes(), query, ({ id, description }) => ({
				log_type_id: id,
				log_type_name: description,
				custom: false,
			})),
	};
}

function showSource(source: LogSource) {
	return {
		log_source_id: source.id,
		log_source: source.name,
		display_name: source.name,
		ip_address: source.ip,
		log_type_name: source.logType,
		log_source_group_id: source.groupId,
		log_source_group_name: source.group,
		status: source.enabled ? ('enabled' as const) : ('disabled' as const),
		last_message_time: new Date(source.lastSeen).toISOString(),
	};
}
