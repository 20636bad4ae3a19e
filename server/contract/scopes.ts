/** The scopes that a V2 token can hold: the vendor's table, and what this project adds to it. */
import type { Evidence } from './evidence';

/** One scope and where it comes from. */
export interface ScopeEntry {
	/** Row of the vendor's table, or of ours. */
	readonly group: string;
	readonly evidence: Evidence;
	/** What it allows, one phrase. */
	readonly allows: string;
}

/**
 * Every scope. The documented ones are spelled as the vendor spells them, `incidents.update` included.
 * Source: https://www.manageengine.com/eu/products/eventlog/api/v2/authentication
 *
 * The assumed ones cover functions that only V1 has, where the vendor has no scopes at all.
 */
export const SCOPES = {
	'search.READ': documented('search', 'search logs, at once or as a job'),
	'logfields.READ': documented('logfields', 'list log fields'),
	'jobs.READ': documented('jobs', 'read the state and the results of jobs'),
	'jobs.DELETE': documented('jobs', 'stop and delete jobs'),
	'logsources.READ': documented('logsources', 'list log sources and their groups'),
	'logsources.CREATE': documented('logsources', 'add log sources'),
	'logsources.UPDATE': documented('logsources', 'change log sources'),
	'logsources.DELETE': documented('logsources', 'delete log sources'),
	'agents.READ': documented('agents', 'list agents'),
	'agents.CREATE': documented('agents', 'add agents'),
	'agents.UPDATE': documented('agents', 'change agents'),
	'domains.READ': documented('domains', 'list domains'),
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
	'tickets.READ': assumed('tickets', 'read the alert profile of a ticket and incident exports'),
	'tickets.UPDATE': assumed('tickets', 'sync incidents from tickets, disable ticket notification'),
	'tickets.EXPORT': assumed('tickets', 'export the incident of a ticket'),
	'workflows.READ': assumed('workflows', 'list workflows and read their templates'),
	'workflows.EXECUTE': assumed('workflows', 'execute workflows'),
	'devices.UPDATE': assumed('devices', 'disable devices'),
	'product.READ': assumed('product', 'read product details'),
	'alerts.UPDATE': extension('alerts', 'change the status and assignee of alerts, add notes'),
	'webhooks.MANAGE': extension('webhooks', 'register webhooks for incidents, and remove them'),
	'ingest.WRITE': extension('ingest', 'send logs to this server'),
	admin: extension('admin', 'use the administrator API: tokens and the audit log'),
} as const satisfies Record<string, ScopeEntry>;

/** The name of a scope. */
export type Scope = keyof typeof SCOPES;

/** All scopes, in the order of the table. */
export const ALL_SCOPES = Object.keys(SCOPES) as readonly Scope[];

/** Whether `text` is the name of a scope; names are compared with case, as they are spelled. */
export function isScope(text: string): text is Scope {
	return Object.hasOwn(SCOPES, text);
}

/**
 * Whether a token may do what `scope` allows. V1 tokens have no scopes and full access to V1
 * (documented); that they reach nothing but V1 is for `authorize` to see to.
 */
export function hasScope(
	token: { readonly generation: 'v1' | 'v2'; readonly scopes: readonly Scope[] },
	scope: Scope,
): boolean {
	return token.generation === 'v1' ? scope !== 'admin' : token.scopes.includes(scope);
}

function documented(group: string, allows: string): ScopeEntry {
	return { group, evidence: 'documented', allows };
}

function assumed(group: string, allows: string): ScopeEntry {
	return { group, evidence: 'assumed', allows };
}

function extension(group: string, allows: string): ScopeEntry {
	return { group, evidence: 'extension', allows };
}
