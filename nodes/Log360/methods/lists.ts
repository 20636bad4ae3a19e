/** The lists of the server, read from either generation; operations and pickers share them. */
import type { IDataObject, INode } from 'n8n-workflow';

import { dialectOf } from '../dialects';
import * as keys from '../dialects/choices';
import type { ProfileCriteria, Window } from '../dialects/dialect';
import { pick, readAlertProfiles, readList } from '../dialects/read';
import { workflows } from '../dialects/v1/workflows';
import { agents, domains, logSourceGroups } from '../dialects/v2/logSources';
import { users } from '../dialects/v2/metadata';
import { reportProfiles, type ReportFilters } from '../dialects/v2/reports';
import type { Call } from '../transport/call';
import type { Client } from '../transport/client';
import { understood } from '../transport/understood';
import { readWindows } from '../transport/windows';

/** Reads a list of the server, for a node that errors name, up to a number of records. */
export interface ListAccess {
	readonly client: Client;
	readonly node: INode;
	readonly item?: number;
	/** Infinity for all. */
	readonly limit: number;
}

export async function listLogSources(access: ListAccess): Promise<IDataObject[]> {
	const { logSources } = dialectOf(access.client.generation);
	return await windows(access, logSources, keys.LOG_SOURCE_KEYS, 'log sources');
}

/**
 * V1 has no list of groups, but names the group of each log source (documented), so groups are read from there. They get the keys of
 * V2, and their name as ID.
 */
export async function listLogSourceGroups(access: ListAccess): Promise<IDataObject[]> {
	if (access.client.generation === 'v2') {
		return await windows(access, logSourceGroups, keys.LOG_SOURCE_GROUP_KEYS, 'log source groups');
	}
	const counts = new Map<string, number>();
	for (const { group } of await listLogSources({ ...access, limit: Infinity })) {
		if (typeof group === 'string' && group !== '') counts.set(group, (counts.get(group) ?? 0) + 1);
	}
	return [...counts].slice(0, access.limit).map(([name, count]) => ({
		log_source_group_id: name,
		log_source_group_name: name,
		log_source_count: count,
	}));
}

export async function listLogTypes(access: ListAccess): Promise<IDataObject[]> {
	const { logTypes } = dialectOf(access.client.generation);
	return await windows(access, logTypes, keys.LOG_TYPE_KEYS, 'log types');
}

export async function listLogFields(access: ListAccess): Promise<IDataObject[]> {
	const body = await access.client.send(dialectOf(access.client.generation).logFields());
	return read(access, readList(body, keys.LOG_FIELD_KEYS.list), body, 'log fields').slice(
		0,
		access.limit,
	);
}

export async function listAlertProfiles(
	access: ListAccess,
	criteria?: ProfileCriteria,
): Promise<IDataObject[]> {
	const { alertProfiles } = dialectOf(access.client.generation);
	return await readWindows(
		access.client,
		{
			call: (window) => alertProfiles(window, criteria),
			read: (body) => read(access, readAlertProfiles(body), body, 'alert profiles'),
			identity: identityBy(keys.ALERT_PROFILE_KEYS),
		},
		access.limit,
	);
}

export async function listWorkflows(
	access: ListAccess,
	call = workflows(),
): Promise<IDataObject[]> {
	access.client.need('v1', 'list workflows');
	const body = await access.client.send(call);
	return read(access, readList(body, keys.WORKFLOW_KEYS.list), body, 'workflows').slice(
		0,
		access.limit,
	);
}

export async function listReports(
	access: ListAccess,
	filters?: ReportFilters,
): Promise<IDataObject[]> {
	access.client.need('v2', 'list report profiles');
	const call = (window: Window) => reportProfiles(window, filters);
	return await windows(access, call, keys.REPORT_KEYS, 'reports');
}

export async function listAgents(access: ListAccess): Promise<IDataObject[]> {
	access.client.need('v2', 'list agents');
	return await windows(access, agents, keys.AGENT_KEYS, 'agents');
}

export async function listDomains(access: ListAccess): Promise<IDataObject[]> {
	access.client.need('v2', 'list domains');
	return await windows(access, domains, keys.DOMAIN_KEYS, 'domains');
}

export async function listUsers(access: ListAccess): Promise<IDataObject[]> {
	access.client.need('v2', 'list users');
	return await windows(access, users, keys.USER_KEYS, 'users');
}

/** Reads a list that comes in windows, whose records are named by the keys of `of`. */
export async function windows(
	access: ListAccess,
	call: (window: Window) => Call,
	of: keys.Keys,
	what: string,
	wants?: (record: IDataObject) => boolean,
): Promise<IDataObject[]> {
	const reader = (body: unknown) => read(access, readList(body, of.list), body, what);
	const list = { call, read: reader, identity: identityBy(of), ...(wants ? { wants } : {}) };
	return await readWindows(access.client, list, access.limit);
}

/** The id of a record, or the whole of one without. */
function identityBy({ id }: keys.Keys): (record: IDataObject) => string {
	return (record) => pick(record, id) ?? JSON.stringify(record);
}

function read(
	access: ListAccess,
	records: IDataObject[] | undefined,
	body: unknown,
	what: string,
): IDataObject[] {
	return understood(records, body, what, access.node, access.item);
}
