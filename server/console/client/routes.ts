/** Which page an address stands for, and where the navigation leads. */
import type { PageModule } from './page.js';

/** A page of the console. */
export interface Route {
	/** Such as `incidents/:id`. */
	readonly pattern: string;
	/** Heading and title of the window. */
	readonly title: string;
	readonly load: () => Promise<PageModule>;
}

/** All pages; the first one that fits is taken. */
export const ROUTES: readonly Route[] = [
	{ pattern: 'overview', title: 'Overview', load: () => import('./pages/overview.js') },
	{ pattern: 'search', title: 'Log search', load: () => import('./pages/search.js') },
	{ pattern: 'reports', title: 'Reports', load: () => import('./pages/reports.js') },
	{ pattern: 'reports/:id', title: 'Report', load: () => import('./pages/report.js') },
	{ pattern: 'sources', title: 'Log sources', load: () => import('./pages/sources.js') },
	{ pattern: 'lines', title: 'Read log lines', load: () => import('./pages/lines.js') },
	{ pattern: 'alerts', title: 'Alerts', load: () => import('./pages/alerts.js') },
	{ pattern: 'alerts/:id', title: 'Alert', load: () => import('./pages/alert.js') },
	{ pattern: 'profiles', title: 'Alert profiles', load: () => import('./pages/profiles.js') },
	{
		pattern: 'profiles/new',
		title: 'New alert profile',
		load: () => import('./pages/profile-edit.js'),
	},
	{
		pattern: 'profiles/import',
		title: 'Import Sigma rules',
		load: () => import('./pages/sigma.js'),
	},
	{ pattern: 'profiles/:id', title: 'Alert profile', load: () => import('./pages/profile.js') },
	{
		pattern: 'profiles/:id/edit',
		title: 'Edit alert profile',
		load: () => import('./pages/profile-edit.js'),
	},
	{ pattern: 'incidents', title: 'Incidents', load: () => import('./pages/incidents.js') },
	{
		pattern: 'incidents/new',
		title: 'New incident',
		load: () => import('./pages/incident-new.js'),
	},
	{ pattern: 'incidents/:id', title: 'Incident', load: () => import('./pages/incident.js') },
	{
		pattern: 'connections',
		title: 'Ticketing connections',
		load: () => import('./pages/connections.js'),
	},
	{
		pattern: 'connections/new',
		title: 'New connection',
		load: () => import('./pages/connection.js'),
	},
	{ pattern: 'connections/:id', title: 'Connection', load: () => import('./pages/connection.js') },
	{ pattern: 'deliveries', title: 'Deliveries', load: () => import('./pages/deliveries.js') },
	{ pattern: 'deliveries/:id', title: 'Delivery', load: () => import('./pages/delivery.js') },
	{ pattern: 'workflows', title: 'Workflows', load: () => import('./pages/workflows.js') },
	{
		pattern: 'workflows/new',
		title: 'New workflow',
		load: () => import('./pages/workflow-edit.js'),
	},
	{ pattern: 'workflows/:id', title: 'Workflow', load: () => import('./pages/workflow.js') },
	{
		pattern: 'workflows/:id/edit',
		title: 'Edit workflow',
		load: () => import('./pages/workflow-edit.js'),
	},
	{ pattern: 'runs', title: 'Workflow runs', load: () => import('./pages/runs.js') },
	{ pattern: 'runs/:id', title: 'Workflow run', load: () => import('./pages/run.js') },
	{ pattern: 'jobs', title: 'Jobs', load: () => import('./pages/jobs.js') },
	{ pattern: 'settings', title: 'Settings', load: () => import('./pages/settings.js') },
	{ pattern: 'tokens', title: 'API Settings', load: () => import('./pages/tokens.js') },
	{ pattern: 'audit', title: 'Audit log', load: () => import('./pages/audit.js') },
	{ pattern: 'account', title: 'Account', load: () => import('./pages/account.js') },
];

/** The navigation: groups of first segments. */
export const NAVIGATION: readonly {
	readonly group: string;
	readonly items: readonly (readonly [segment: string, label: string])[];
}[] = [
	{
		group: 'Monitor',
		items: [
			['overview', 'Overview'],
			['alerts', 'Alerts'],
			['incidents', 'Incidents'],
		],
	},
	{
		group: 'Logs',
		items: [
			['search', 'Log search'],
			['reports', 'Reports'],
			['sources', 'Log sources'],
			['lines', 'Read log lines'],
		],
	},
	{
		group: 'Detect and respond',
		items: [
			['profiles', 'Alert profiles'],
			['workflows', 'Workflows'],
			['runs', 'Workflow runs'],
		],
	},
	{
		group: 'Ticketing',
		items: [
			['connections', 'Connections'],
			['deliveries', 'Deliveries'],
		],
	},
	{
		group: 'Administration',
		items: [
			['jobs', 'Jobs'],
			['settings', 'Settings'],
			['audit', 'Audit log'],
			['account', 'Account'],
		],
	},
];

/** Where the console opens. */
export const HOME = '#/overview';

/** Pages that stand below an entry of the navigation, by the first segment of their address. */
export const NAVIGATION_OF: ReadonlyMap<string, string> = new Map([['tokens', 'settings']]);
