/** The scopes that a token can be given, as the product's API Settings page groups them. */
import type { Evidence } from './evidence';

/** One scope. */
export interface Scope {
	/** Group it stands in on the API Settings page. */
	readonly group: string;
	/** What it allows. */
	readonly allows: string;
	readonly evidence: Evidence;
}

const documented = (group: string, allows: string) =>
	({ group, allows, evidence: 'documented' }) as const;

/**
 * Every scope. `incidents.update` is the vendor's own spelling. V1 tokens have no scopes but full access
 * (documented), so the assumed ones for V1-only functions are held by every V1 token.
 * Source: https://www.manageengine.com/eu/products/eventlog/api/v2/authentication
 */
export const SCOPES = {
	'search.READ': documented('search', 'search logs'),
	'logfields.READ': documented('logfields', 'list log fields'),
	'jobs.READ': documented('jobs', 'read jobs and their results'),
	'jobs.DELETE': documented('jobs', 'delete jobs and their results'),
	'logsources.READ': documented('logsources', 'list log sources and their groups'),
	'logsources.CREATE': documented('logsources', 'add log sources'),
	'logsources.UPDATE': documented('logsources', 'change log sources'),
	'logsources.DELETE': documented('logsources', 'delete log sources'),
	'agents.READ': documented('agents', 'list agents'),
	'agents.CREATE': documented('agents', 'add agents'),
	'agents.UPDATE': documented('agents', 'change agents'),
	'domains.READ': documented('domains', 'list domains and their computers'),
	'reports.READ': documented('reports', 'list reports and read their data'),
	'reports.CREATE': documented('reports', 'create custom reports'),
	'reports.DELETE': documented('reports', 'delete custom reports'),
	'reports.UPDATE': documented('reports', 'change custom reports'),
	'logformats.READ': documented('logtypes', 'list log types and parser rules'),
	'logformats.CREATE': documented('logtypes', 'create log types and parser rules'),
	'logformats.UPDATE': documented('logtypes', 'change log types and parser rules'),
	'logformats.DELETE': documented('logtypes', 'delete log types and parser rules'),
	'alerts.READ': documented('alerts', 'read alerts and alert profiles'),
	'incident.READ': documented('incident', 'read incidents'),
	'incident.CREATE': documented('incident', 'create incidents'),
	'incidents.update': documented('incident', 'change incidents'),
	'incident.DELETE': documented('incident', 'delete incidents'),
	'users.READ': documented('users', 'list users'),
	'product.READ': { group: 'product', allows: 'read product details (V1)', evidence: 'assumed' },
	'devices.UPDATE': { group: 'devices', allows: 'disable devices (V1)', evidence: 'assumed' },
	'tickets.UPDATE': {
		group: 'tickets',
		allows: 'act on the incident of a ticket, and export it (V1)',
		evidence: 'assumed',
	},
	'workflows.EXECUTE': {
		group: 'workflows',
		allows: 'list and execute workflows (V1)',
		evidence: 'assumed',
	},
	'ingest.CREATE': { group: 'ingest', allows: 'send logs to this server', evidence: 'extension' },
} as const satisfies Record<string, Scope>;

/** The name of a scope. */
export type ScopeName = keyof typeof SCOPES;

/** All scopes, in the order of the table. */
export const SCOPE_NAMES = Object.keys(SCOPES) as ScopeName[];
