/** Turns the lists of both generations into what pickers offer. */
import type { IDataObject } from 'n8n-workflow';

import type { Choice } from './dialect';
import { pick } from './read';

/** Keys of an id, a name and a hint, best first. V1 spellings are documented, V2 ones partly observed. */
interface Keys {
	readonly list: readonly string[];
	readonly id: readonly string[];
	readonly name: readonly string[];
	readonly hint: readonly string[];
}

export const LOG_SOURCE_KEYS: Keys = {
	list: ['log_sources', 'devices', 'sources'],
	id: ['log_source_id', 'host_id', 'id', 'LOG_SOURCE_ID', 'Log Source ID'],
	name: ['display_name', 'log_source', 'name', 'log_source_name', 'Display Name'],
	hint: ['ip_address', 'log_type_name', 'log_type', 'group', 'Log Type Name'],
};

export const LOG_SOURCE_GROUP_KEYS: Keys = {
	list: ['log_source_groups', 'groups'],
	id: ['log_source_group_id', 'group_id', 'id'],
	name: ['log_source_group_name', 'group_name', 'name', 'display_name'],
	hint: ['description'],
};

/** V1: `id` and `description`. */
export const LOG_TYPE_KEYS: Keys = {
	list: ['log_types', 'log_type', 'types'],
	id: ['log_type_id', 'id', 'log_type', 'name'],
	name: ['log_type_name', 'display_name', 'description', 'name', 'id'],
	hint: [],
};

/** V1 has two documented spellings: `id`/`description` (EventLog Analyzer), `server_value`/`client_value` (Log360). */
export const LOG_FIELD_KEYS: Keys = {
	list: ['fields', 'log_fields'],
	id: ['server_value', 'id', 'field_name', 'server_name', 'name'],
	name: ['client_value', 'description', 'display_name', 'client_name', 'name', 'id'],
	hint: ['server_value', 'id'],
};

/** Reads records as choices, leaving out those without an id and repeated ones. */
export function choicesOf(records: readonly IDataObject[], keys: Keys): Choice[] {
	const seen = new Map<string, Choice>();
	for (const record of records) {
		const id = pick(record, keys.id);
		if (id === undefined || seen.has(id)) continue;
		const name = pick(record, keys.name) ?? id;
		const hint = pick(record, keys.hint);
		seen.set(id, { id, name, ...(hint !== undefined && hint !== name ? { hint } : {}) });
	}
	return [...seen.values()];
}
