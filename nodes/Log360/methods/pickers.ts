/** What each picker offers. */
import type { IDataObject } from 'n8n-workflow';

import * as keys from '../dialects/choices';
import type { Choice } from '../dialects/dialect';
import { simplifyIncident } from '../dialects/simplify';
import { fetchJobs } from '../transport/jobs';
import { listIncidents } from './incidents';
import * as lists from './lists';
import type { ListAccess } from './lists';

export type Picker = (access: ListAccess) => Promise<Choice[]>;

function picker(list: (access: ListAccess) => Promise<IDataObject[]>, of: keys.Keys): Picker {
	return async (access) => keys.choicesOf(await list(access), of);
}

export const logSources = picker(lists.listLogSources, keys.LOG_SOURCE_KEYS);
export const logSourceGroups = picker(lists.listLogSourceGroups, keys.LOG_SOURCE_GROUP_KEYS);
export const logTypes = picker(lists.listLogTypes, keys.LOG_TYPE_KEYS);
export const logFields = picker(lists.listLogFields, keys.LOG_FIELD_KEYS);
export const alertProfiles = picker(
	(access) => lists.listAlertProfiles(access),
	keys.ALERT_PROFILE_KEYS,
);
export const workflows = picker((access) => lists.listWorkflows(access), keys.WORKFLOW_KEYS);
/** Many incidents have the same name, so severity, status and id stand behind it. */
export const incidents: Picker = async (access) =>
	(await listIncidents(access)).map((record) => {
		const { id, name, severity, status } = simplifyIncident(record);
		const words = [name, severity, status, `#${String(id)}`].filter((word) => word !== undefined);
		return { id: String(id), name: words.join(' · ') };
	});

export const reports = picker((access) => lists.listReports(access), keys.REPORT_KEYS);
export const agents = picker(lists.listAgents, keys.AGENT_KEYS);
export const domains = picker(lists.listDomains, keys.DOMAIN_KEYS);
export const users = picker(lists.listUsers, keys.USER_KEYS);

/** V1 disables log sources by name, so here the name is the value. */
export const logSourceNames: Picker = async (access) =>
	(await logSources(access)).map(({ name, hint }) => ({
		id: name,
		name,
		...(hint ? { hint } : {}),
	}));

/** The newest jobs; they have no names. */
export const jobs: Picker = async ({ client, node }) => {
	const found = await fetchJobs(client, { node, item: 0 });
	return found.map(({ id, state, hits }) => ({ id, name: `${id} (${state}, ${hits} hits)` }));
};
