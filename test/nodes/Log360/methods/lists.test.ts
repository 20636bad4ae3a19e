/** Pickers where things are not as they should be: odd names, empty lists, many pages, errors, and both generations. */
import type { INodePropertyOptions } from 'n8n-workflow';

import { Log360 } from '../../../../nodes/Log360/Log360.node';
import { bench, TOKEN_V1, TOKEN_V2 } from '../../support/cases';
import { editorContext } from '../../support/n8n';
import { json, type Reply } from '../../support/scripted';

const b = bench();
const { loadOptions, listSearch } = new Log360().methods;
type Options = keyof typeof loadOptions;
type Lists = keyof typeof listSearch;
type Kind = 'v1' | 'v2' | 'both';

const options = async (name: Options, kind: Kind = 'v2'): Promise<INodePropertyOptions[]> =>
	await loadOptions[name].call(editorContext(b[kind]()));
const list = async (name: Lists, filter?: string, token?: string, kind: Kind = 'v2') =>
	await listSearch[name].call(editorContext(b[kind]()), filter, token);

/** Every picker with the generations that have it, an empty answer, and where it asks. */
const PICKERS: ReadonlyArray<
	readonly [name: Options | Lists, kind: Kind, empty: object, path: string]
> = [
	['getAgents', 'v2', { data: { agents: [] } }, '/api/v2/log-sources/agents'],
	['getAlertProfiles', 'v2', { data: { profiles: [] } }, '/api/v2/alerts/profile'],
	[
		'getAlertProfiles',
		'v1',
		{ 'Number of Records': 0, 'Profile Based Alerts': [] },
		'/RestAPI/v1/meta/alert_profiles',
	],
	['getDomains', 'v2', { data: { domains: [] } }, '/api/v2/log-sources/domains'],
	['getLogFields', 'v2', { data: { fields: [] } }, '/api/v2/meta/log-fields'],
	['getLogFields', 'v1', { fields: [] }, '/RestAPI/v1/meta/log_fields'],
	['getLogSourceGroups', 'v2', { data: [] }, '/api/v2/log-sources/log-source-groups'],
	['getLogSourceGroups', 'v1', { devices: [] }, '/RestAPI/v1/meta/log_sources'],
	['getLogSourceNames', 'v2', { data: { log_sources: [] } }, '/api/v2/log-sources'],
	['getLogSourceNames', 'v1', { devices: [] }, '/RestAPI/v1/meta/log_sources'],
	['getLogSources', 'v2', { data: null }, '/api/v2/log-sources'],
	['getLogSources', 'v1', {}, '/RestAPI/v1/meta/log_sources'],
	['getLogTypes', 'v2', { data: { log_types: [] } }, '/api/v2/log-type'],
	['getLogTypes', 'v1', { log_types: [] }, '/RestAPI/v1/meta/log_types'],
	['getUsers', 'v2', { data: { users: [] } }, '/api/v2/meta/users'],
	['searchAlertProfiles', 'v2', { data: { profiles: [] } }, '/api/v2/alerts/profile'],
	['searchIncidents', 'v2', { data: { incidents: [] } }, '/api/v2/incident'],
	['searchJobs', 'v2', { data: { jobs: { requests: [] } } }, '/api/v2/jobs'],
	['searchJobs', 'v1', { total: 0, requests: [] }, '/RestAPI/v1/jobs'],
	['searchLogSources', 'v1', { devices: [] }, '/RestAPI/v1/meta/log_sources'],
	['searchReports', 'v2', { data: { reports: [] } }, '/api/v2/report/profiles'],
	[
		'searchWorkflows',
		'both',
		{ workflow_list: [], message: 'none' },
		'/RestAPI/v1/workflow/templates/list',
	],
	[
		'searchWorkflows',
		'v1',
		{ workflow_list: [], message: 'none' },
		'/RestAPI/v1/workflow/templates/list',
	],
];

const call = async (name: Options | Lists, kind: Kind): Promise<unknown> =>
	name in loadOptions
		? await options(name as Options, kind)
		: (await list(name as Lists, undefined, undefined, kind)).results;

it('are all here', () => {
	const all = [...Object.keys(loadOptions), ...Object.keys(listSearch)];
	expect([...new Set(PICKERS.map(([name]) => name))].sort()).toEqual(all.sort());
});

describe.each(PICKERS)('%s with a credential for %s', (name, kind, empty, path) => {
	const answer = (reply: Reply) => b.answer([reply]);

	it('is empty where the server has nothing', async () => {
		answer(json(empty));
		expect(await call(name, kind)).toEqual([]);
		expect(b.seen).toHaveLength(1);
		expect(b.seen[0].path).toBe(path);
	});

	it('shows why the server refuses, and no token', async () => {
		const token = path.startsWith('/RestAPI/v1') ? TOKEN_V1 : TOKEN_V2;
		answer({
			status: 401,
			body: { error: { code: '1', title: `Bad token ${token}` } },
		});
		const error = await call(name, kind).catch((reason: Error) => reason);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
		expect((error as Error).message).toMatch(
			/^Could not .+: the server does not accept the (V1 )?token$/,
		);
		expect(JSON.stringify(error)).not.toContain(token);
	});

	it('shows that it does not understand another product', async () => {
		answer({ body: '<html>Router login</html>' });
		await expect(call(name, kind)).rejects.toThrow(/^The answer of http:.* is not JSON/);
	});

	it('says so where the answer holds no list', async () => {
		answer(json({ data: { a: [], b: [] } }));
		await expect(call(name, kind)).rejects.toThrow(/in any known form/);
	});
});

it.each<[Options | Lists, string]>([
	['getAgents', 'API V1 cannot list agents'],
	['getDomains', 'API V1 cannot list domains'],
	['getUsers', 'API V1 cannot list users'],
	['searchIncidents', 'API V1 cannot list incidents'],
	['searchReports', 'API V1 cannot list report profiles'],
])('%s says before the call that V1 has no such list', async (name, message) => {
	b.answer([json({})]);
	await expect(call(name, 'v1')).rejects.toThrow(message);
	expect(b.seen).toHaveLength(0);
});

it('searchWorkflows says before the call that it needs a V1 token', async () => {
	b.answer([json({})]);
	await expect(call('searchWorkflows', 'v2')).rejects.toThrow('this needs a V1 token');
	expect(b.seen).toHaveLength(0);
});

describe('odd entries', () => {
	it.each<[string, object[], INodePropertyOptions[]]>([
		['without a name are named by their ID', [{ host_id: 7 }], [{ name: '7', value: '7' }]],
		['with an empty name, too', [{ host_id: 7, name: '' }], [{ name: '7', value: '7' }]],
		['without an ID cannot be picked', [{ name: 'x' }, { host_id: null, name: 'y' }], []],
		['with the ID 0 can be', [{ host_id: 0, name: 'zero' }], [{ name: 'zero', value: '0' }]],
		[
			'of the same name stay apart',
			[
				{ host_id: 1, name: 'a' },
				{ host_id: 2, name: 'a' },
			],
			[
				{ name: 'a', value: '1' },
				{ name: 'a', value: '2' },
			],
		],
		[
			'with marks stay as they are',
			[{ host_id: 1, name: '<b>"a" & b</b>' }],
			[{ name: '<b>"a" & b</b>', value: '1' }],
		],
		[
			'with an ID of 19 digits as text keep it',
			[{ host_id: '3000000438278123456', name: 'a' }],
			[{ name: 'a', value: '3000000438278123456' }],
		],
		[
			'with an address show it beside the name',
			[{ host_id: 1, name: 'a', ip_address: '10.0.0.1' }],
			[{ name: 'a', value: '1', description: '10.0.0.1' }],
		],
		[
			'whose address is their name show it once',
			[{ host_id: 1, name: '10.0.0.1', ip_address: '10.0.0.1' }],
			[{ name: '10.0.0.1', value: '1' }],
		],
	])('%s', async (_what, devices, expected) => {
		b.answer([json({ devices })]);
		expect(await options('getLogSources', 'v1')).toEqual(expected);
	});

	it('are sorted as people sort, whatever their letters', async () => {
		const names = ['ärger', 'Zebra', 'apfel', 'Berta', '10', '9'];
		b.answer([json({ devices: names.map((name, host_id) => ({ host_id, name })) })]);
		const found = (await options('getLogSources', 'v1')).map(({ name }) => name);
		expect(found).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		expect(found.indexOf('ärger')).toBeLessThan(found.indexOf('Berta'));
	});
});

describe('many entries', () => {
	/** A server with so many log sources that honours the window. */
	const many = (total: number) =>
		b.answer(({ query }) => {
			const [from, limit] = [Number(query.from), Number(query.limit)];
			const length = Math.max(0, Math.min(limit, total - from + 1));
			return json({
				data: {
					log_sources: Array.from({ length }, (_, n) => ({
						log_source_id: from + n,
						display_name: `host ${from + n}`,
					})),
				},
			});
		});

	it('are read in windows of a hundred, up to 2,000', async () => {
		many(5_000);
		expect(await options('getLogSources')).toHaveLength(2_000);
		// Each window begins with the last record of the one before.
		expect(b.seen).toHaveLength(21);
		expect(b.seen[20].query).toEqual({ from: '1981', limit: '100' });
	});

	it('are searched beyond the page that is shown', async () => {
		many(750);
		const { results, paginationToken } = await list('searchLogSources', '  HOST 749 ');
		expect(results).toEqual([{ name: 'host 749', value: '749' }]);
		expect(paginationToken).toBeUndefined();
		expect((await list('searchLogSources', 'host 7')).results).toHaveLength(62);
	});

	it.each([
		[undefined, 100, '100'],
		['100', 100, '200'],
		['200', 50, undefined],
		['250', 0, undefined],
		['9999', 0, undefined],
	])('from page token %s give %i, then %s', async (token, count, next) => {
		many(250);
		const page = await list('searchLogSources', '', token);
		expect([page.results.length, page.paginationToken]).toEqual([count, next]);
	});

	it('end without a further page where they just fill one', async () => {
		many(100);
		const page = await list('searchLogSources');
		expect([page.results.length, page.paginationToken]).toEqual([100, undefined]);
	});
});

describe('jobs', () => {
	it('show state and hits, since they have no names', async () => {
		const requests = [
			{ request_id: 'a', status: 'RUNNING', hits_done: 5 },
			{ request_id: 'b', status: 'FAILED' },
		];
		b.answer(() => json({ requests }));
		expect((await list('searchJobs', '', undefined, 'v1')).results).toEqual([
			{ name: 'a (running, 5 hits)', value: 'a' },
			{ name: 'b (failed, 0 hits)', value: 'b' },
		]);
		expect((await list('searchJobs', 'failed', undefined, 'v1')).results).toHaveLength(1);
	});
});
