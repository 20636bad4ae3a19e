/** Turns the lists of both generations into what pickers offer. */
import type { IDataObject } from 'n8n-workflow';

import type { Choice } from './dialect';
import { pick } from './read';

/** Keys of an id, a name and a hint, best first. V1 spellings are documented, V2 ones partly observed. */
export interface Keys {
	readonly list: readonly string[];
	readonly id: readonly string[];
	readonly name: readonly string[];
	readonly hint: readonly string[];
}

export const LOG_SOURCE_KEYS: Keys = {
	list: ['log_sources', 'devices', 'sources'],
	id: ['log_source_id', 'host_id', 'id'],
	name: ['display_name', 'log_source', 'name', 'log_source_name'],
	hint: ['ip_address', 'log_type_name', 'log_type', 'group'],
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

/** V1 keys contain spaces (documented); V2 ones are assumed. */
export const ALERT_PROFILE_KEYS: Keys = {
	list: ['profiles', 'alert_profiles'],
	id: ['profile_id', 'Alert Id', 'id'],
	name: ['profile_name', 'Alert Profile Name', 'name'],
	hint: ['severity', 'Severity'],
};

/** V1 only (documented). */
export const WORKFLOW_KEYS: Keys = {
	list: ['workflow_list'],
	id: ['TEMPLATE_ID'],
	name: ['TEMPLATE_NAME'],
	hint: ['TEMPLATE_DESCRIPTION'],
};

export const INCIDENT_KEYS: Keys = {
	list: ['incidents'],
	id: ['incident_id', 'id'],
	name: ['name'],
	hint: ['status'],
};

export const REPORT_KEYS: Keys = {
	list: ['reports', 'report_profiles'],
	id: ['report_id', 'id'],
	name: ['report_name', 'name'],
	hint: ['module_name'],
};

export const AGENT_KEYS: Keys = {
	list: ['agents'],
	id: ['agent_id', 'id'],
	name: ['agent_name', 'name'],
	hint: ['ip_address'],
};

/** Domains are named, not numbered, where they are used. */
export const DOMAIN_KEYS: Keys = {
	list: ['domains'],
	id: ['domain_name', 'name'],
	name: ['domain_name', 'name'],
	hint: [],
};

/** Users are named, not numbered, as assignees. */
export const USER_KEYS: Keys = {
	list: ['users'],
	id: ['user_name', 'name'],
	name: ['user_name', 'name'],
	hint: ['role'],
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
