/** What the server tells about itself and about what can be searched: fields, types, agents, domains, product; and free requests. */
import { backend } from '../support/backend';
import { bothGenerations, bothWaysToV1, CONTINUE, nodeWith } from '../support/node';

const server = backend();
const v2 = nodeWith(() => server.v2());
const v1 = nodeWith(() => server.v1());

beforeAll(async () => {
	await server.ingest([
		{ time: Date.now(), HOSTNAME: 'meta01', LOGTYPE: 'Unix', MYOWNFIELD: 'here', MESSAGE: 'x' },
	]);
});

describe.each(bothGenerations(server))('over %s', (_name, node) => {
	it('fields have the name for queries and the one of the console', async () => {
		const fields = await node.run('logField.getMany', { returnAll: true });
		expect(fields).toEqual(
			expect.arrayContaining([
				{ name: 'EVENTID', displayName: 'Event ID' },
				{ name: 'HOSTNAME', displayName: 'Device' },
				{ name: 'REMOTEIP', displayName: 'Remote IP' },
			]),
		);
		const names = fields.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});

	it('a field that only one log has can be searched by the name that is listed', async () => {
		const fields = await node.run('logField.getMany', { returnAll: true });
		const own = fields.find(({ name }) => name === 'MYOWNFIELD');
		const condition = [{ field: own?.name, operator: 'equals', value: 'HERE' }];
		const parameters = { timeRange: 'lastHour', filters: { conditions: { condition } } };
		expect(await node.run('log.search', parameters)).toHaveLength(1);
	});

	it('types filter a search by their ids', async () => {
		const types = await node.run('logType.getMany', { returnAll: true });
		const unix = types.find(({ name }) => name === 'Unix');
		const filters = { logTypes: [unix?.id] };
		const parameters = { query: 'HOSTNAME = meta01', timeRange: 'lastHour', filters };
		expect(await node.run('log.search', parameters)).toHaveLength(1);
		const windows = types.find(({ name }) => name === 'Windows');
		const others = { ...parameters, filters: { logTypes: [windows?.id] } };
		expect(await node.run('log.search', others)).toEqual([]);
	});

	it.each(['logField', 'logType'])('%s stops at the limit', async (resource) => {
		expect(await node.run(`${resource}.getMany`, { limit: 2 })).toHaveLength(2);
	});

	it('refuses a limit below one before the call', async () => {
		const calls = await server.answered(async () => {
			const error = await node.fail('logField.getMany', { limit: '={{ 0 }}' });
			expect(error.message).toBe('Limit must be a whole number of at least 1');
		});
		expect(calls).toEqual([]);
	});
});

it('the raw fields have the keys of the wire', async () => {
	const raw = { limit: 1, simplify: false };
	for (const node of [v2, v1]) {
		expect(await node.run('logField.getMany', raw)).toEqual([
			{ client_value: expect.any(String) as string, server_value: expect.any(String) as string },
		]);
	}
});

describe('agents and domains', () => {
	it('are those of the demo', async () => {
		expect(await v2.run('agent.getMany', { returnAll: true })).toMatchObject([
			{ name: 'agent-hq', ipAddress: '10.10.1.5', status: 'running', version: '12.4.1' },
			{ name: 'agent-branch', ipAddress: '10.20.3.5', status: 'running' },
			{ name: 'agent-lab', ipAddress: '10.90.0.5', status: 'stopped', version: '12.3.8' },
		]);
		expect(await v2.run('domain.getMany', { returnAll: true })).toMatchObject([
			{ name: 'CORP' },
			{ name: 'LAB' },
		]);
	});

	it('stop at the limit', async () => {
		expect(await v2.run('agent.getMany', { limit: 1 })).toHaveLength(1);
		expect(await v2.run('domain.getMany', { limit: 1 })).toHaveLength(1);
	});
});

describe.each(bothWaysToV1(server))('the product over %s', (_name, node) => {
	it('tells on what it runs, once for each item', async () => {
		const details = await node.items('product.getDetails', {}, { items: [{}, {}] });
		expect(details.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(details[0].json.os_type).toMatch(/linux|windows|mac/i);
		expect(details[1].json).toEqual(details[0].json);
	});
});

describe('free requests', () => {
	const send = (method: string, path: string, more = {}) => ({ method, path, ...more });

	it('give the whole answer, or only its data', async () => {
		const path = '/api/v2/log-sources/domains';
		const query = '{"limit": 1}';
		const domains = [{ domain_id: 1, domain_name: 'CORP' }];
		expect(await v2.run('apiRequest.send', send('GET', path, { query }))).toEqual([
			{ data: { domains }, meta: { total_items: 2, items_in_current_page: 1 } },
		]);
		const options = { unwrap: true };
		expect(await v2.run('apiRequest.send', send('GET', path, { query, options }))).toEqual([
			{ domains },
		]);
	});

	it('use the V1 token for V1 paths', async () => {
		const path = '/RestAPI/v1/product/details';
		const [whole] = await v2.run('apiRequest.send', send('GET', path));
		const [details] = await v1.run('product.getDetails');
		expect(JSON.stringify(whole)).toContain(String(details.os_type));
	});

	it('create, change and delete what no other operation does: a custom report', async () => {
		const body = { report_name: 'Own', query: 'HOSTNAME = meta01' };
		const made = await v2.run(
			'apiRequest.send',
			send('POST', '/api/v2/report/custom', { body, options: { unwrap: true } }),
		);
		const report = String(made[0].report_id);
		const path = `/api/v2/report/custom/${report}`;
		await v2.run('apiRequest.send', send('PUT', path, { body: { report_name: 'Renamed' } }));
		const filters = { reportIds: report };
		expect(await v2.run('report.getProfiles', { filters })).toMatchObject([{ name: 'Renamed' }]);
		await v2.run('apiRequest.send', send('DELETE', path));
		expect(await v2.run('report.getProfiles', { filters })).toEqual([]);
	});

	it('hand on what the server says, with method and path', async () => {
		const error = await v2.fail('apiRequest.send', send('GET', '/api/v2/nothing'));
		expect(error).toMatchObject({
			message: 'Could not call GET /api/v2/nothing: no operation has the path /api/v2/nothing',
			httpCode: '404',
		});
		const method = await v2.fail('apiRequest.send', send('DELETE', '/api/v2/search'));
		expect(method.httpCode).toBe('405');
		expect(method.message).toContain('The path does not take this method; it takes POST');
	});

	it('go on after a path that is none', async () => {
		const parameters = send('GET', '={{ $json.path }}');
		const answers = await v2.run('apiRequest.send', parameters, {
			...CONTINUE,
			items: [
				{ path: 'https://elsewhere.example/x' },
				{ path: '//elsewhere.example/x' },
				{ path: '/api/v2/../../admin/api/tokens' },
				{ path: '/api/v2/meta/log-fields' },
			],
		});
		expect(answers.slice(0, 3).map(({ error }) => error)).toEqual([
			'"https://elsewhere.example/x" is not a path',
			'"//elsewhere.example/x" is not a path',
			'"/api/v2/../../admin/api/tokens" is not a path',
		]);
		expect(answers[3]).toHaveProperty('data.fields');
	});
});
