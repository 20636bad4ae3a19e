/** Incidents, and what only V1 has: the tickets behind them. */
import type { IDataObject } from 'n8n-workflow';

import type { Backend } from '../../support/backend';
import { id } from '../../support/node';
import type { Rows } from './row';

/** A ticket of the demo data whose incident is "New member of Domain Admins". */
const TICKET = '33741';

/** Each try disables another one, since the second time nothing would change. */
const PROFILES = [
	['1101', 'Windows: audit log cleared'],
	['1102', 'Windows: event logging stopped'],
	['1103', 'Windows: audit policy changed'],
];
let disabled = 0;

const TEXT = expect.any(String) as string;

/** Makes an incident past the node. */
async function incident(server: Backend, name: string): Promise<number> {
	const body = { name, severity: 'trouble' };
	const { data } = await server.call('POST', '/api/v2/incident', body);
	return (data as { incident_id: number }).incident_id;
}

async function stored(server: Backend, incidentId: unknown): Promise<IDataObject> {
	return (await server.call('GET', `/api/v2/incident/${String(incidentId)}`)).data as IDataObject;
}

/** The incident of the demo's ticket, open again. */
async function ticketIncident(server: Backend): Promise<number> {
	const { data } = await server.call('GET', '/api/v2/incident?limit=100');
	const { incidents } = data as { incidents: IDataObject[] };
	const found = incidents.find(({ ticket_id }) => ticket_id === TICKET);
	const incidentId = found?.incident_id as number;
	await server.call('PUT', `/api/v2/incident/${incidentId}`, { status: 'open' });
	return incidentId;
}

export const incidents: Rows = {
	'incident.create': {
		v2: ['v2.incidents.create'],
		purpose: 'create incidents',
		prepare: () => ({
			parameters: { name: 'Created', additionalFields: { severity: 'critical' } },
			output: [
				expect.objectContaining({
					id: TEXT,
					name: 'Created',
					severity: 'critical',
					status: 'open',
				}),
			],
		}),
	},
	'incident.get': {
		v2: ['v2.incidents.get'],
		purpose: 'get incidents',
		async prepare(server) {
			const made = await incident(server, 'To be read');
			return {
				parameters: { incident: id(made) },
				output: [
					expect.objectContaining({ id: String(made), name: 'To be read', severity: 'trouble' }),
				],
			};
		},
	},
	'incident.count': {
		v2: ['v2.incidents.list'],
		purpose: 'count incidents',
		async prepare(server) {
			const made = await incident(server, 'Counted');
			const key = `Counted as ${String(made)}`;
			await server.call('PUT', `/api/v2/incident/${String(made)}`, { name: key });
			return { parameters: { filters: { text: key } }, output: [{ count: 1 }] };
		},
	},
	'incident.getMany': {
		v2: ['v2.incidents.list'],
		purpose: 'list incidents',
		async prepare(server) {
			const made = await incident(server, 'To be listed');
			return {
				parameters: { limit: 1 },
				output: [expect.objectContaining({ id: String(made), name: 'To be listed' })],
			};
		},
	},
	'incident.update': {
		v2: ['v2.incidents.update'],
		purpose: 'update incidents',
		async prepare(server) {
			const made = await incident(server, 'To be closed');
			return {
				parameters: { incident: id(made), updateFields: { status: 'closed' } },
				output: [expect.objectContaining({ id: String(made), status: 'closed' })],
				check: async () =>
					expect(await stored(server, made)).toMatchObject({
						name: 'To be closed',
						status: 'closed',
					}),
			};
		},
	},
	'incident.delete': {
		v2: ['v2.incidents.delete'],
		purpose: 'delete incidents',
		async prepare(server) {
			const made = await incident(server, 'To be deleted');
			return {
				parameters: { incident: id(made) },
				output: [{ id: String(made), deleted: true }],
				check: async () => await expect(stored(server, made)).rejects.toThrow('gave 404'),
			};
		},
	},
	'incident.syncByTicket': {
		v1: ['v1.tickets.updateIncident'],
		purpose: 'update the incident of a ticket',
		async prepare(server) {
			const incidentId = await ticketIncident(server);
			return {
				parameters: { ticketId: TICKET, field: 'STATUS', value: 'Resolved' },
				output: [
					{
						ticketId: TICKET,
						field: 'STATUS',
						value: 'Resolved',
						updated: true,
						message: 'Incident updated successfully in EventLog Analyzer',
					},
				],
				check: async () =>
					expect(await stored(server, incidentId)).toMatchObject({ status: 'closed' }),
			};
		},
	},
	'incident.exportByTicket': {
		v1: ['v1.exports.download', 'v1.exports.status', 'v1.tickets.exportIncident'],
		purpose: 'export the incident of a ticket',
		prepare: () => ({
			parameters: { step: 'all', ticketId: TICKET },
			output: [
				{
					ticketId: TICKET,
					exportId: TEXT,
					fileName: expect.stringMatching(/\.pdf$/) as string,
					mimeType: 'application/pdf',
				},
			],
		}),
	},
	'incident.getProfileByTicket': {
		v1: ['v1.tickets.profile'],
		purpose: 'get the alert profile of a ticket',
		prepare: () => ({
			parameters: { ticketId: TICKET },
			output: [{ ticketId: TICKET, profileId: '1801', profileName: 'Alert 1' }],
		}),
	},
	'ticketNotification.disable': {
		v1: ['v1.tickets.disableNotification'],
		purpose: 'disable ticket notifications',
		prepare() {
			const [profileId, name] = PROFILES[(disabled += 1) % PROFILES.length] as [string, string];
			const message = `Ticket notification disabled for ${name}`;
			return {
				parameters: { identifyBy: 'profile', profile: id(profileId) },
				output: [{ profileId, disabled: true, message }],
			};
		},
	},
};
