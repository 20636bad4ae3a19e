/** The pickers of the editor: what they ask, what they offer, and their search. */
import type { INodePropertyOptions } from 'n8n-workflow';

import { Log360 } from '../../../../nodes/Log360/Log360.node';
import { bench } from '../../support/cases';
import { editorContext } from '../../support/n8n';
import { json } from '../../support/scripted';

const b = bench();
const { loadOptions, listSearch } = new Log360().methods;

type Options = keyof typeof loadOptions;
type Lists = keyof typeof listSearch;

async function options(name: Options, credentials = b.v2()): Promise<INodePropertyOptions[]> {
	return await loadOptions[name].call(editorContext(credentials));
}

async function list(name: Lists, filter?: string, token?: string, credentials = b.v2()) {
	return await listSearch[name].call(editorContext(credentials), filter, token);
}

describe('multi-select fields', () => {
	it.each<[Options, object, INodePropertyOptions, string]>([
		[
			'getLogSources',
			{ log_sources: [{ log_source_id: 3, display_name: 'dc', ip_address: '10.0.0.1' }] },
			{ name: 'dc', value: '3', description: '10.0.0.1' },
			'/api/v2/log-sources',
		],
		[
			'getLogSourceNames',
			{ log_sources: [{ log_source_id: 3, display_name: 'dc' }] },
			{ name: 'dc', value: 'dc' },
			'/api/v2/log-sources',
		],
		[
			'getLogSourceGroups',
			{ log_source_groups: [{ log_source_group_id: 1, log_source_group_name: 'WindowsGroup' }] },
			{ name: 'WindowsGroup', value: '1' },
			'/api/v2/log-sources/log-source-groups',
		],
		[
			'getLogTypes',
			{ log_types: [{ log_type_id: 'Hypervisor', log_type_name: 'Hypervisor/ESXi' }] },
			{ name: 'Hypervisor/ESXi', value: 'Hypervisor' },
			'/api/v2/log-type',
		],
		[
			'getLogFields',
			{ fields: [{ client_value: 'Event ID', server_value: 'EVENTID' }] },
			{ name: 'Event ID', value: 'EVENTID', description: 'EVENTID' },
			'/api/v2/meta/log-fields',
		],
		[
			'getAlertProfiles',
			{ profiles: [{ profile_id: 1801, profile_name: 'Logons', severity: 'critical' }] },
			{ name: 'Logons', value: '1801', description: 'critical' },
			'/api/v2/alerts/profile',
		],
		[
			'getAgents',
			{ agents: [{ agent_id: 1, agent_name: 'berlin' }] },
			{ name: 'berlin', value: '1' },
			'/api/v2/log-sources/agents',
		],
		[
			'getDomains',
			{ domains: [{ domain_id: 1, domain_name: 'EXAMPLE' }] },
			{ name: 'EXAMPLE', value: 'EXAMPLE' },
			'/api/v2/log-sources/domains',
		],
		[
			'getUsers',
			{ users: [{ user_id: 1, user_name: 'admin', role: 'Administrator' }] },
			{ name: 'admin', value: 'admin', description: 'Administrator' },
			'/api/v2/meta/users',
		],
	])('%s', async (name, data, expected, path) => {
		b.answer([json({ data })]);
		expect(await options(name)).toEqual([expected]);
		expect(b.seen[0].path).toBe(path);
	});

	it('are sorted by name and hold each ID once', async () => {
		const devices = [
			{ name: 'web', host_id: 2 },
			{ name: 'app', host_id: 1 },
			{ name: 'web again', host_id: 2 },
		];
		b.answer([json({ devices })]);
		expect((await options('getLogSources', b.v1())).map(({ name }) => name)).toEqual([
			'app',
			'web',
		]);
	});

	it('V1 groups come from the log sources', async () => {
		b.answer([json({ devices: [{ name: 'a', host_id: 1, group: 'Unix' }] })]);
		expect(await options('getLogSourceGroups', b.v1())).toEqual([{ name: 'Unix', value: 'Unix' }]);
	});

	it('V1 log types have a description and an ID', async () => {
		b.answer([json({ log_types: [{ description: 'Hypervisor/ESXi', id: 'Hypervisor' }] })]);
		expect(await options('getLogTypes', b.v1())).toEqual([
			{ name: 'Hypervisor/ESXi', value: 'Hypervisor' },
		]);
	});

	it('show the error of the node, with the missing scope', async () => {
		b.answer([{ status: 403, body: { error: { code: '10001015', title: 'Forbidden' } } }]);
		await expect(options('getUsers')).rejects.toThrow('the token lacks the scope users.READ');
	});

	it('say before the call what V1 does not have', async () => {
		b.answer([]);
		await expect(options('getUsers', b.v1())).rejects.toThrow('API V1 cannot list users');
		expect(b.seen).toHaveLength(0);
	});
});

describe('resource locators', () => {
	it.each<[Lists, object, object]>([
		[
			'searchLogSources',
			{ log_sources: [{ log_source_id: 3, display_name: 'dc' }] },
			{ name: 'dc', value: '3' },
		],
		[
			'searchAlertProfiles',
			{ profiles: [{ profile_id: 1801, profile_name: 'Logons' }] },
			{ name: 'Logons', value: '1801' },
		],
		[
			'searchIncidents',
			{ incidents: [{ incident_id: 3000000438278, name: 'Brute force', severity: 'critical' }] },
			{ name: 'Brute force · critical · #3000000438278', value: '3000000438278' },
		],
		[
			'searchReports',
			{ reports: [{ report_id: 101, report_name: 'Failed' }] },
			{ name: 'Failed', value: '101' },
		],
		[
			'searchJobs',
			{ jobs: { requests: [{ request_id: 'j', stage: 'SUCCESS', hits_done: 5 }] } },
			{ name: 'j (success, 5 hits)', value: 'j' },
		],
	])('%s', async (name, data, expected) => {
		b.answer([json({ data })]);
		expect(await list(name)).toEqual({ results: [expected] });
	});

	it('searchWorkflows uses the V1 token of a V2 credential', async () => {
		b.answer([
			json({ workflow_list: [{ TEMPLATE_ID: 1, TEMPLATE_NAME: 'Popup Alert' }], message: 'ok' }),
		]);
		expect(await list('searchWorkflows', undefined, undefined, b.both())).toEqual({
			results: [{ name: 'Popup Alert', value: '1' }],
		});
		expect(b.seen[0].path).toBe('/RestAPI/v1/workflow/templates/list');
	});

	it('search names and IDs without regard to case', async () => {
		const devices = [
			{ name: 'WEB01', host_id: 1 },
			{ name: 'web02', host_id: 2 },
			{ name: 'mail', host_id: 302 },
		];
		b.answer(() => json({ devices }));
		const names = async (filter: string) =>
			(await list('searchLogSources', filter, undefined, b.v1())).results.map(({ name }) => name);
		expect(await names('Web')).toEqual(['WEB01', 'web02']);
		expect(await names('302')).toEqual(['mail']);
		expect(await names('none')).toEqual([]);
	});

	it('give a hundred at a time', async () => {
		const profiles = Array.from({ length: 250 }, (_, id) => ({
			profile_id: id,
			profile_name: `p${id}`,
		}));
		b.answer(() => json({ data: { profiles } }));
		const first = await list('searchAlertProfiles');
		expect(first.results).toHaveLength(100);
		const second = await list('searchAlertProfiles', '', first.paginationToken as string);
		const third = await list('searchAlertProfiles', '', second.paginationToken as string);
		expect(third.results).toHaveLength(50);
		expect(third.paginationToken).toBeUndefined();
		const values = [first, second, third].flatMap(({ results }) =>
			results.map(({ value }) => value),
		);
		expect(new Set(values).size).toBe(250);
	});
});
