/** What only log360-server has: incidents by key, in bulk and part by part, queries, runs, tokens, log sources by name. */
import type { IDataObject } from 'n8n-workflow';

import { eventually, type Backend } from '../../support/backend';
import { id } from '../../support/node';
import { FAILED_LOGONS, HOST, type Rows } from './row';

let sent = 0;
const TEXT = expect.any(String) as string;
let count = 0;

/** Makes an incident past the node. */
async function incident(server: Backend, more: IDataObject = {}): Promise<string> {
	const body = { name: `Extension ${(count += 1)}`, severity: 'trouble', ...more };
	const { data } = await server.call('POST', '/api/v2/incident', body);
	return String((data as { incident_id: number }).incident_id);
}

async function stored(server: Backend, incidentId: string): Promise<IDataObject> {
	return (await server.call('GET', `/api/v2/incident/${incidentId}`)).data as IDataObject;
}

/** Starts a run past the node: Stop Service on a simulated computer. */
async function startedRun(server: Backend): Promise<string> {
	const body = { template_id: 3, arguments: { device: 'WS01', service: 'Spooler' } };
	const started = await server.call('POST', '/RestAPI/v1/workflow/execute', body);
	return String(started.execution_id);
}

export const extension: Rows = {
	'incident.createOrUpdate': {
		v2: ['server.incidents.upsert'],
		purpose: 'create or update incidents',
		async prepare(server) {
			const key = `matrix:${(count += 1)}`;
			await server.call('POST', '/api/v2/incident/upsert', {
				key,
				name: 'One',
				severity: 'attention',
			});
			return {
				parameters: {
					key,
					name: 'Another',
					additionalFields: {
						actors: '{"user": ["joe"]}',
						evidence: { MESSAGE: 'ten more' },
						severity: 'Critical',
					},
				},
				output: [
					expect.objectContaining({
						key,
						name: 'One',
						severity: 'critical',
						actors: { user: ['joe'] },
						created: false,
						updated: true,
					}),
				],
			};
		},
	},
	'incident.updateMany': {
		v2: ['server.incidents.updateMany'],
		purpose: 'update many incidents',
		async prepare(server) {
			const ids = [await incident(server), await incident(server)];
			return {
				parameters: { incidentIds: ids.join(', '), updateFields: { status: 'Closed' } },
				output: ids.map((one) => expect.objectContaining({ id: one, updated: true })),
				check: async () => {
					for (const one of ids) {
						expect(await stored(server, one)).toMatchObject({ status: 'closed' });
					}
				},
			};
		},
	},
	'incident.deleteMany': {
		v2: ['v2.incidents.delete'],
		purpose: 'delete incidents',
		async prepare(server) {
			const ids = [await incident(server), await incident(server)];
			return {
				parameters: { incidentIds: ids.join(', ') },
				output: ids.map((one) => ({ id: one, deleted: true })),
				check: async () => await expect(stored(server, ids[1])).rejects.toThrow('gave 404'),
			};
		},
	},
	'incident.addNote': {
		v2: ['server.incidents.addNote'],
		purpose: 'add notes to incidents',
		async prepare(server) {
			const made = await incident(server);
			return {
				parameters: { incident: id(made), noteText: 'Asked the owner' },
				output: [expect.objectContaining({ incidentId: made, note: 'Asked the owner', id: TEXT })],
				check: async () =>
					expect(await stored(server, made)).toMatchObject({
						notes: [expect.objectContaining({ note: 'Asked the owner' })],
					}),
			};
		},
	},
	'incident.export': {
		v2: [
			'server.incidentExports.download',
			'server.incidentExports.get',
			'server.incidents.export',
		],
		purpose: 'export incidents',
		async prepare(server) {
			const made = await incident(server, { note: 'In the export' });
			return {
				parameters: { incident: id(made), exportFormat: 'json' },
				output: [
					expect.objectContaining({
						incidentId: made,
						exportId: TEXT,
						mimeType: 'application/json',
						fileName: expect.stringMatching(/\.json$/) as string,
					}),
				],
			};
		},
	},
	'incident.getNotes': {
		v2: ['server.incidents.notes'],
		purpose: 'get the notes of incidents',
		async prepare(server) {
			const made = await incident(server, { note: 'First' });
			return {
				parameters: { incident: id(made) },
				output: [expect.objectContaining({ incidentId: made, note: 'First', author: TEXT })],
			};
		},
	},
	'incident.getEvidence': {
		v2: ['server.incidents.evidence'],
		purpose: 'get the evidence of incidents',
		async prepare(server) {
			const evidence = [{ source: 'search', description: 'A log', data: { EVENTID: 4625 } }];
			const made = await incident(server, { evidence });
			return {
				parameters: { incident: id(made) },
				output: [
					expect.objectContaining({
						incidentId: made,
						source: 'search',
						description: 'A log',
						data: { EVENTID: 4625 },
					}),
				],
			};
		},
	},
	'incident.getActivity': {
		v2: ['server.incidents.activity'],
		purpose: 'get the activity of incidents',
		async prepare(server) {
			const made = await incident(server);
			return {
				parameters: { incident: id(made) },
				output: [expect.objectContaining({ incidentId: made, action: 'created', time: TEXT })],
			};
		},
	},
	'incident.getAlerts': {
		v2: ['server.incidents.alerts'],
		purpose: 'get the alerts of incidents',
		async prepare(server) {
			// The cleared audit log of the host made an incident by itself.
			const found = await eventually(async () => {
				const { data } = await server.call('GET', `/api/v2/incident?actor=${HOST}&limit=1`);
				return (data as { incidents: IDataObject[] }).incidents[0];
			});
			return {
				parameters: { incident: id(found.incident_id) },
				output: [expect.objectContaining({ host: HOST, severity: 'critical', key: TEXT })],
			};
		},
	},
	'log.aggregate': {
		v2: ['server.search.aggregate'],
		purpose: 'count logs',
		prepare: () => ({
			parameters: { ...FAILED_LOGONS, groupBy: ['USERNAME', 'EVENTID'] },
			output: [{ USERNAME: 'joe', EVENTID: 4625, count: 3 }],
		}),
	},
	'log.checkQuery': {
		v2: ['server.search.check'],
		purpose: 'check queries',
		prepare: () => ({
			parameters: {
				query: `${FAILED_LOGONS.query} AND NOT USERNAMEX = foo`,
				timeRange: 'lastHour',
			},
			output: [
				expect.objectContaining({
					valid: true,
					unknownFields: ['USERNAMEX'],
					hits: 3,
					exact: true,
				}),
			],
		}),
	},
	'log.send': {
		v2: ['server.ingest'],
		purpose: 'send logs',
		prepare(server) {
			const HOSTNAME = `sent${(sent += 1)}`;
			return {
				parameters: { events: JSON.stringify([{ HOSTNAME, MESSAGE: 'Approved' }, { HOSTNAME }]) },
				output: [{ lines: 2, stored: 2, refused: 0, dropped: 0, problems: [] }],
				async check() {
					const query = `HOSTNAME = ${HOSTNAME}`;
					const body = {
						query,
						start_time: '2000-01-01T00:00:00Z',
						end_time: '2100-01-01T00:00:00Z',
					};
					const found = await server.call('POST', '/api/v2/search', body);
					expect((found.data as { hits: unknown[] }).hits).toHaveLength(2);
				},
			};
		},
	},
	'logSource.enable': {
		v2: ['server.logSources.setStatus'],
		purpose: 'enable log sources',
		async prepare(server) {
			const names = [HOST];
			await server.call('PUT', '/api/v2/log-sources/status', { names, status: 'disabled' });
			return {
				parameters: { names },
				output: [expect.objectContaining({ name: HOST, status: 'enabled' })],
			};
		},
	},
	'logSource.getByName': {
		v2: ['server.logSources.byName'],
		purpose: 'get log sources by name',
		prepare: () => ({
			parameters: { name: HOST.toUpperCase() },
			output: [expect.objectContaining({ name: HOST, id: TEXT })],
		}),
	},
	'product.getTokenInfo': {
		v2: ['server.token.get'],
		purpose: 'get what a token may do',
		prepare: () => ({
			parameters: {},
			output: [
				expect.objectContaining({
					generation: 'v2',
					scopes: expect.arrayContaining(['search.READ']) as string[],
				}),
			],
		}),
	},
	'workflow.getManyRuns': {
		v2: ['server.runs.list'],
		purpose: 'list workflow runs',
		async prepare(server) {
			const executionId = await startedRun(server);
			return {
				parameters: { limit: 1 },
				output: [expect.objectContaining({ executionId, workflowId: '3', state: TEXT })],
			};
		},
	},
	'workflow.cancelRun': {
		v2: ['server.runs.cancel'],
		purpose: 'cancel workflow runs',
		async prepare(server) {
			// A workflow that waits, so that there is something to cancel.
			const made = await server.call('POST', '/admin/api/workflows', {
				name: `Waits ${(count += 1)}`,
				description: '',
				definition: {
					start: 'wait',
					blocks: [{ id: 'wait', type: 'time_delay', parameters: { minutes: 60 } }],
				},
			});
			const template_id = (made.workflow as { id: number }).id;
			const started = await server.call('POST', '/RestAPI/v1/workflow/execute', { template_id });
			const executionId = String(started.execution_id);
			return {
				parameters: { executionId },
				output: [expect.objectContaining({ executionId, state: 'cancelled' })],
			};
		},
	},
};
