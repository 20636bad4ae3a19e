/** Work on alerts, which only log360-server has. */
import type { IDataObject } from 'n8n-workflow';

import type { Backend } from '../../support/backend';
import { HOST, type Rows } from './row';

const TEXT = expect.any(String) as string;
const RANGE = { start_time: '2020-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };

/** The alert of the host: its audit log was cleared. */
async function alertId(server: Backend): Promise<string> {
	const body = { query: `HOSTNAME = ${HOST}`, ...RANGE };
	const { data } = await server.call('POST', '/api/v2/alerts', body);
	const [hit] = (data as { hits: IDataObject[] }).hits;
	return String(hit.ALERT_ID);
}

/** Puts the alert back to open and nobody, past the node. */
async function reset(server: Backend): Promise<string> {
	const id = await alertId(server);
	const change = { status: 'open', assignee: null, note: 'Reset' };
	await server.call('PUT', `/api/v2/alerts/${id}`, change);
	return id;
}

async function stored(server: Backend, id: string): Promise<IDataObject> {
	return (await server.call('GET', `/api/v2/alerts/${id}`)).data as IDataObject;
}

export const alertWork: Rows = {
	'alert.get': {
		v2: ['server.alerts.get'],
		purpose: 'get single alerts',
		async prepare(server) {
			const id = await reset(server);
			return {
				parameters: { alertId: id },
				output: [
					expect.objectContaining({ id, key: `id:${id}`, host: HOST, status: 'open', count: 1 }),
				],
			};
		},
	},
	'alert.updateStatus': {
		v2: ['server.alerts.update'],
		purpose: 'update alerts',
		async prepare(server) {
			const id = await reset(server);
			return {
				parameters: { alertId: id, status: 'In progress', note: 'Looking at it' },
				output: [expect.objectContaining({ id, status: 'in_progress', updated: true })],
				check: async () =>
					expect(await stored(server, id)).toMatchObject({ status: 'in_progress' }),
			};
		},
	},
	'alert.assign': {
		v2: ['server.alerts.update'],
		purpose: 'update alerts',
		async prepare(server) {
			const id = await reset(server);
			return {
				parameters: { alertId: id, assignee: 'admin' },
				output: [expect.objectContaining({ id, assignee: 'admin', updated: true })],
				check: async () => expect(await stored(server, id)).toMatchObject({ assignee: 'admin' }),
			};
		},
	},
	'alert.addNote': {
		v2: ['server.alerts.addNote'],
		purpose: 'add notes to alerts',
		async prepare(server) {
			const id = await alertId(server);
			return {
				parameters: { alertId: id, noteText: 'A known scanner' },
				output: [{ alertId: id, time: TEXT, actor: TEXT, action: 'note', note: 'A known scanner' }],
			};
		},
	},
	'alert.getHistory': {
		v2: ['server.alerts.history'],
		purpose: 'get the history of alerts',
		async prepare(server) {
			const id = await reset(server);
			await server.call('POST', `/api/v2/alerts/${id}/notes`, { note: 'Once more' });
			return {
				parameters: { alertId: id },
				output: expect.arrayContaining([
					expect.objectContaining({ alertId: id, action: 'note', note: 'Once more' }),
				]),
			};
		},
	},
	'alert.getIncident': {
		v2: ['server.alerts.incident'],
		purpose: 'get the incident of an alert',
		async prepare(server) {
			return {
				parameters: { alertId: await alertId(server) },
				output: [expect.objectContaining({ id: TEXT, source: 'alert', severity: 'critical' })],
			};
		},
	},
	'alert.count': {
		v2: ['server.alerts.count'],
		purpose: 'count alerts',
		prepare: () => ({
			parameters: { timeRange: 'lastHour', filters: { query: `HOSTNAME = ${HOST}` } },
			output: [expect.objectContaining({ count: 1, exact: true })],
		}),
	},
};
