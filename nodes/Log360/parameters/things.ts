/** What resource locators pick: how each is called, listed, and shown in the console. */
import type { IDataObject } from 'n8n-workflow';

import * as keys from '../dialects/choices';
import type { Page } from '../dialects/consolePage';
import { listIncidents } from '../methods/incidents';
import * as lists from '../methods/lists';
import type { ListAccess } from '../methods/lists';

export interface ThingOf {
	/** As the field is called. */
	readonly label: string;
	/** In a sentence, with its article. */
	readonly one: string;
	readonly many: string;
	/** Name of a `listSearch` method. */
	readonly method: string;
	readonly exampleId: string;
	/** Absent where such things have no names. */
	readonly exampleName?: string;
	/** Absent where the console has no page of one. */
	readonly page?: Page;
	readonly keys: keys.Keys;
	/** Reads all that may have a name. */
	list?(access: ListAccess, name: string): Promise<IDataObject[]>;
	/** What tells things of one name apart, beside the id. */
	readonly tells?: readonly string[];
}

export type Thing = 'alertProfile' | 'incident' | 'job' | 'logSource' | 'report' | 'workflow';

export const THINGS: Readonly<Record<Thing, ThingOf>> = {
	alertProfile: {
		label: 'Alert Profile',
		one: 'an alert profile',
		many: 'alert profiles',
		method: 'searchAlertProfiles',
		exampleId: '1801',
		exampleName: 'Windows: audit log cleared',
		page: 'profiles',
		keys: keys.ALERT_PROFILE_KEYS,
		list: async (access) => await lists.listAlertProfiles(access),
		tells: ['severity', 'Severity'],
	},
	incident: {
		label: 'Incident',
		one: 'an incident',
		many: 'incidents',
		method: 'searchIncidents',
		exampleId: '3000000438278',
		exampleName: 'Brute force against the VPN gateway',
		page: 'incidents',
		keys: keys.INCIDENT_KEYS,
		// A server that knows the filter sends few; what another one sends is filtered by the node.
		list: async (access, name) => await listIncidents(access, { filters: { text: name } }),
		tells: ['status'],
	},
	job: {
		label: 'Job',
		one: 'a job',
		many: 'jobs',
		method: 'searchJobs',
		exampleId: 'AYVTeCb0wPH5eWuO5jkC',
		keys: { list: [], id: [], name: [], hint: [] },
	},
	logSource: {
		label: 'Log Source',
		one: 'a log source',
		many: 'log sources',
		method: 'searchLogSources',
		exampleId: '301',
		exampleName: 'web01',
		keys: keys.LOG_SOURCE_KEYS,
		list: async (access) => await lists.listLogSources(access),
		tells: ['ip_address'],
	},
	report: {
		label: 'Report',
		one: 'a report',
		many: 'reports',
		method: 'searchReports',
		exampleId: '101',
		exampleName: 'Failed logons',
		keys: keys.REPORT_KEYS,
		list: async (access) => await lists.listReports(access),
		tells: ['module_name'],
	},
	workflow: {
		label: 'Workflow',
		one: 'a workflow',
		many: 'workflows',
		method: 'searchWorkflows',
		exampleId: '1',
		exampleName: 'Stop Service',
		page: 'workflows',
		keys: keys.WORKFLOW_KEYS,
		list: async (access) => await lists.listWorkflows(access),
	},
};
