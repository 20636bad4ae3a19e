/** A few incidents, two connected ticketing tools and their tickets, so that every call has something to work on. */

import type { Clock } from '../platform';
import {
	ALL_SEVERITIES,
	type ConnectionDraft,
	DEFAULT_MAPPING,
	type TicketStore,
} from '../response/tickets';
import type { NewIncident } from '../response/incidents';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Nothing is sent to them: they are disabled, and their addresses belong to nobody (RFC 2606). */
const CONNECTIONS: readonly ConnectionDraft[] = [
	{
		tool: 'servicedesk_plus',
		name: 'ServiceDesk Plus (demo)',
		enabled: false,
		settings: { url: 'https://servicedesk.example.com' },
		mapping: DEFAULT_MAPPING.servicedesk_plus,
		severities: ALL_SEVERITIES,
	},
	{
		tool: 'jira_cloud',
		name: 'Jira (demo)',
		enabled: false,
		settings: { url: 'https://jira.example.com', project: 'SEC', issueType: 'Task' },
		mapping: DEFAULT_MAPPING.jira_cloud,
		severities: ALL_SEVERITIES,
	},
];

interface Demo {
	readonly ago: number;
	readonly incident: NewIncident;
	/** Index of the connection, id and other name of the ticket. */
	readonly ticket?: readonly [connection: number, id: string, alias: string | null];
}

const NOBODY = { assignee: null, dueAt: null, evidence: [] } as const;

/** Ticket ids and the profile's id are those of the vendor's samples. */
const INCIDENTS: readonly Demo[] = [
	{
		ago: 20 * HOUR,
		ticket: [0, '33630', null],
		incident: {
			...NOBODY,
			name: 'Brute force against the VPN gateway',
			description: 'Several hundred failed logons from one address within ten minutes.',
			severity: 'critical',
			status: 'open',
			assignee: 'admin',
			actors: [{ entity: ['fw01'] }, { user: ['administrator'] }, { suspect: ['192.0.2.77'] }],
			source: 'alert',
			evidence: [
				{
					source: 'alert',
					description: 'Failed logons above the threshold',
					data: { HOSTNAME: 'fw01', USERNAME: 'administrator', REMOTEIP: '192.0.2.77', COUNT: 312 },
				},
			],
			note: 'The address was seen on a blocklist.',
			profile: { id: 1801, name: 'Alert 1' },
		},
	},
	{
		ago: 9 * HOUR,
		ticket: [0, '33741', null],
		incident: {
			...NOBODY,
			name: 'New member of Domain Admins',
			description: 'An account was added to a privileged group outside of a change window.',
			severity: 'trouble',
			status: 'in_progress',
			actors: [{ entity: ['DC01'] }, { user: ['adm.novak'] }],
			source: 'alert',
			evidence: [
				{
					source: 'search',
					description: 'EVENTID = 4728 AND HOSTNAME = DC01.corp.example',
					data: { EVENTID: 4728, HOSTNAME: 'DC01.corp.example', USERNAME: 'adm.novak' },
				},
			],
			profile: { id: 1801, name: 'Alert 1' },
		},
	},
	{
		ago: 3 * HOUR,
		ticket: [1, 'SEC-12', '10012'],
		incident: {
			...NOBODY,
			name: 'Web scan of the shop',
			description: '',
			severity: 'attention',
			status: 'open',
			actors: [{ entity: ['web01'] }, { suspect: ['198.51.100.23'] }],
			source: 'manual',
		},
	},
	{
		ago: 2 * DAY,
		incident: {
			...NOBODY,
			name: 'Audit log cleared on FS01',
			description: 'Confirmed as maintenance.',
			severity: 'trouble',
			status: 'closed',
			actors: [{ entity: ['FS01'] }, { user: ['svc_backup'] }],
			source: 'report',
			note: 'Maintenance, confirmed by the owner.',
		},
	},
];

/** Fills a store that has never had an incident; later starts change nothing. */
export async function demoIncidents(store: Pick<TicketStore, 'call'>, clock: Clock): Promise<void> {
	const [connections, count] = await Promise.all([
		store.call('listConnections', []),
		store.call('countIncidents', []),
	]);
	if (connections.length > 0 || count > 0) return;
	const now = clock.now();
	const ids: number[] = [];
	for (const draft of CONNECTIONS) {
		const { id } = await store.call('addConnection', [draft, new Uint8Array(0), now]);
		ids.push(id);
	}
	for (const { ago, incident, ticket } of INCIDENTS) {
		const doing = { actor: 'Demo', now: now - ago };
		const { id, status, severity } = await store.call('createIncident', [incident, doing]);
		if (ticket === undefined) continue;
		const [connection, ticketId, alias] = ticket;
		const connectionId = ids[connection] as number;
		const known = { connectionId, incidentId: id, ticketId, alias, status, severity };
		await store.call('addTicket', [known, doing.now]);
	}
}
