/** V2 log sources with their groups, agents, domains and computers. */
import type { EventStore } from '../../logs/store';
import type { LogSource } from '../../logs/events';
import type { Inventory } from '../../inventory';
import {
	addWindowsSources,
	changeSources,
	listComputers,
	type SourceInventory,
} from '../../logs/sources';
import type { Handlers } from '../endpoint';
import { v2List, v2Slice } from './list';

/** What the handlers work on. */
export interface V2LogSourcesOptions {
	readonly store: EventStore;
	readonly sources: SourceInventory;
	readonly inventory: Inventory;
}

/** Handlers of `/api/v2/log-sources/...`. Source: logsources page; answer keys assumed. */
export function v2LogSources({ store, sources, inventory }: V2LogSourcesOptions): Handlers {
	return {
		'v2.logSources.list': async ({ query }) => {
			const { sources: page, total } = await store.sourcePage(query);
			return v2Slice('log_sources', page, total, showSource);
		},
		'v2.logSources.addWindows': async ({ body }) => {
			const wanted = body.log_sources.map(({ log_source, domain_name, agent_id }) => ({
				name: log_source,
				domain: domain_name,
				agentId: agent_id ?? body.agent_id,
			}));
			const added = await addWindowsSources(sources, inventory, wanted);
			return { data: { log_sources: added.map(showSource) } };
		},
		'v2.logSources.update': async ({ body }) => {
			const changed = await changeSources(
				store,
				sources,
				body.log_sources.map((change) => ({
					id: change.log_source_id,
					name: change.log_source,
					displayName: change.display_name,
					groupId: change.log_source_group_id,
					enabled: change.status === undefined ? undefined : change.status === 'enabled',
					timeZone: change.time_zone,
				})),
			);
			return { data: { log_sources: changed.map(showSource) } };
		},
		'v2.logSources.delete': async ({ body }) => {
			const count = await sources.deleteSources(body.log_source_ids);
			return { data: { message: `Deleted ${count} log source${count === 1 ? '' : 's'}` } };
		},
		'v2.logSourceGroups.list': async ({ query }) =>
			v2List('log_source_groups', await store.groups(), query, ({ id, name, members }) => ({
				log_source_group_id: id,
				log_source_group_name: name,
				log_source_count: members,
			})),
		'v2.agents.list': async ({ query }) => {
			const [agents, all] = await Promise.all([inventory.agents(), store.sources()]);
			return v2List('agents', agents, query, ({ id, name, ip, running, version }) => ({
				agent_id: id,
				agent_name: name,
				ip_address: ip,
				status: running ? ('running' as const) : ('stopped' as const),
				version,
				log_source_count: all.filter(({ agentId }) => agentId === id).length,
			}));
		},
		'v2.domains.list': async ({ query }) =>
			v2List('domains', await inventory.domains(), query, ({ id, name }) => ({
				domain_id: id,
				domain_name: name,
			})),
		'v2.computers.list': async ({ query }) => {
			const computers = await listComputers(inventory, await store.sources(), query.domain_name);
			return v2List('computers', computers, query, ({ name, domain, sourceId }) => ({
				computer_name: name,
				domain_name: domain,
				...(sourceId === undefined ? {} : { log_source_id: sourceId }),
			}));
		},
	};
}

/** A log source as V2 answers it (keys assumed). */
export function showSource(source: LogSource) {
	return {
		log_source_id: source.id,
		log_source: source.name,
		display_name: source.displayName,
		ip_address: source.ip,
		log_type_name: source.logType,
		log_source_group_id: source.groupId,
		log_source_group_name: source.group,
		status: source.enabled ? ('enabled' as const) : ('disabled' as const),
		...(source.domain === null ? {} : { domain_name: source.domain }),
		...(source.agentId === null ? {} : { agent_id: source.agentId }),
		...(source.timeZone === null ? {} : { time_zone: source.timeZone }),
		...(source.events === 0 ? {} : { last_message_time: new Date(source.lastSeen).toISOString() }),
	};
}
