/** What the server knows besides logs: sources, types, fields, profiles, reports, itself; and the free request. */
import type { IDataObject } from 'n8n-workflow';

import type { Backend } from '../../support/backend';
import { id } from '../../support/node';
import { HOST, type Rows } from './row';

const TEXT = expect.any(String) as string;
let made = 0;

/** A log source of its own, which a log of its host has made. */
async function newSource(server: Backend): Promise<{ id: number; name: string }> {
	const name = `inventory${(made += 1)}`;
	await server.ingest([{ time: Date.now(), HOSTNAME: name, LOGTYPE: 'Unix', MESSAGE: 'x' }]);
	return { id: Number((await source(server, name))?.log_source_id), name };
}

async function source(server: Backend, name: string): Promise<IDataObject | undefined> {
	const { data } = await server.call('GET', '/api/v2/log-sources?limit=1000');
	const { log_sources } = data as { log_sources: IDataObject[] };
	return log_sources.find((candidate) => candidate.log_source === name);
}

export const inventory: Rows = {
	'logSource.getMany': {
		v2: ['v2.logSources.list'],
		v1: ['v1.logSources.list'],
		prepare: () => ({
			parameters: { returnAll: true },
			output: expect.arrayContaining([
				expect.objectContaining({ id: TEXT, name: HOST, group: 'WindowsGroup' }),
			]),
		}),
	},
	'logSource.getGroups': {
		v2: ['v2.logSourceGroups.list'],
		v1: ['v1.logSources.list'],
		prepare: () => ({
			parameters: { returnAll: true },
			output: expect.arrayContaining([expect.objectContaining({ name: 'WindowsGroup' })]),
		}),
	},
	'logSource.addWindows': {
		v2: ['v2.logSources.addWindows'],
		purpose: 'add Windows log sources',
		prepare(server) {
			const host = `added${(made += 1)}`;
			return {
				parameters: { logSources: { source: [{ host, domain: 'CORP', agentId: '' }] } },
				output: [expect.objectContaining({ log_source: host })],
				check: async () =>
					expect(await source(server, host)).toMatchObject({ log_type_name: 'Windows' }),
			};
		},
	},
	'logSource.update': {
		v2: ['v2.logSources.update'],
		purpose: 'update log sources',
		async prepare(server) {
			const { id: sourceId, name } = await newSource(server);
			return {
				parameters: { logSource: id(sourceId), updateFields: { displayName: 'Renamed' } },
				output: [expect.objectContaining({ id: String(sourceId), name: 'Renamed' })],
				check: async () =>
					expect(await source(server, name)).toMatchObject({ display_name: 'Renamed' }),
			};
		},
	},
	'logSource.delete': {
		v2: ['v2.logSources.delete'],
		purpose: 'delete log sources',
		async prepare(server) {
			const { id: sourceId, name } = await newSource(server);
			return {
				parameters: { logSources: [String(sourceId)] },
				output: [{ id: String(sourceId), deleted: true }],
				check: async () => expect(await source(server, name)).toBeUndefined(),
			};
		},
	},
	'logSource.disable': {
		v1: ['v1.devices.disable'],
		purpose: 'disable log sources',
		async prepare(server) {
			const { name } = await newSource(server);
			return {
				parameters: { names: [name] },
				output: [expect.objectContaining({ name, disabled: true })],
				check: async () => expect(await source(server, name)).toMatchObject({ status: 'disabled' }),
			};
		},
	},
	'agent.getMany': {
		v2: ['v2.agents.list'],
		purpose: 'list agents',
		prepare: () => ({
			parameters: { returnAll: true },
			output: ['agent-hq', 'agent-branch', 'agent-lab'].map((name) =>
				expect.objectContaining({ name }),
			),
		}),
	},
	'domain.getMany': {
		v2: ['v2.domains.list'],
		purpose: 'list domains',
		prepare: () => ({
			parameters: { returnAll: true },
			output: ['CORP', 'LAB'].map((name) => expect.objectContaining({ name })),
		}),
	},
	'user.getMany': {
		v2: ['v2.users.list'],
		purpose: 'list users',
		prepare: () => ({
			parameters: { returnAll: true },
			output: expect.arrayContaining([
				expect.objectContaining({ name: 'admin', role: expect.any(String) as string }),
			]) as unknown,
		}),
	},
	'logField.getMany': {
		v2: ['v2.logFields.list'],
		v1: ['v1.logFields.list'],
		prepare: () => ({
			parameters: { returnAll: true },
			output: expect.arrayContaining([{ name: 'EVENTID', displayName: 'Event ID' }]),
		}),
	},
	'logType.getMany': {
		v2: ['v2.logTypes.list'],
		v1: ['v1.logTypes.list'],
		prepare: () => ({
			parameters: { returnAll: true },
			output: expect.arrayContaining([expect.objectContaining({ name: 'Windows' })]),
		}),
	},
	'alertProfile.getMany': {
		v2: ['v2.alertProfiles.list'],
		v1: ['v1.alertProfiles.list'],
		prepare: () => ({
			parameters: { returnAll: true },
			output: expect.arrayContaining([
				expect.objectContaining({
					id: '1101',
					name: 'Windows: audit log cleared',
					severity: 'critical',
					type: 'predefined',
				}),
			]),
		}),
	},
	'alertProfile.get': {
		v2: ['v2.alertProfiles.get'],
		v1: ['v1.alertProfiles.list'],
		prepare: () => ({
			parameters: { profile: id(1101) },
			output: [expect.objectContaining({ id: '1101', name: 'Windows: audit log cleared' })],
		}),
	},
	'report.getProfiles': {
		v2: ['v2.reports.profiles'],
		purpose: 'list report profiles',
		prepare: () => ({
			parameters: { filters: { reportIds: '101' } },
			output: [expect.objectContaining({ id: '101', name: 'Failed logons', module: 'Windows' })],
		}),
	},
	'report.getData': {
		v2: ['v2.reports.data'],
		purpose: 'get report data',
		async prepare(server) {
			const logSources = [String((await source(server, HOST))?.log_source_id)];
			return {
				parameters: { report: id(101), timeRange: 'lastHour', filters: { logSources } },
				output: [3, 2, 1].map((number) => expect.objectContaining({ RECORDNUMBER: number })),
			};
		},
	},
	'report.getCounts': {
		v2: ['server.reports.aggregate'],
		purpose: 'count the logs of a report',
		async prepare(server) {
			const logSources = [String((await source(server, HOST))?.log_source_id)];
			return {
				parameters: { report: id(108), timeRange: 'lastHour', filters: { logSources } },
				// Its addresses are counted too, and these have none.
				output: [{ USERNAME: 'joe', count: 3, distinctCount: 0 }],
			};
		},
	},
	'product.getDetails': {
		v1: ['v1.product.details'],
		purpose: 'get product details',
		prepare: () => ({ parameters: {}, output: [expect.objectContaining({ os_type: TEXT })] }),
	},
	'apiRequest.send': {
		v2: ['v2.logFields.list'],
		v1: ['v1.logFields.list'],
		prepare: (_server, generation) => ({
			parameters: {
				method: 'GET',
				path: generation === 'v1' ? '/RestAPI/v1/meta/log_fields' : '/api/v2/meta/log-fields',
				options: { unwrap: generation === 'v2' },
			},
			output: [
				expect.objectContaining({
					fields: expect.arrayContaining([
						{ server_value: 'EVENTID', client_value: 'Event ID' },
					]) as unknown,
				}),
			],
		}),
	},
};
