/** Log sources: listed over many windows, added, changed, disabled and deleted; logs that arrive afterwards show that it counts. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { bothGenerations, bothWaysToV1, CONTINUE, id, nodeWith } from '../support/node';

/** With the demo data: the domains CORP and LAB, three agents, some eighty sources. */
const server = backend();
const v2 = nodeWith(() => server.v2());

/** More than two windows of the node. */
const MANY = Array.from({ length: 230 }, (_, index) => `many${String(index).padStart(3, '0')}`);

const log = (host: string, more = {}) => ({
	time: Date.now(),
	HOSTNAME: host,
	LOGTYPE: 'Unix',
	...more,
});

beforeAll(async () => await server.ingest(MANY.map((host) => log(host, { MESSAGE: 'x' }))));

/** A source as the server has it. */
async function stored(name: string): Promise<IDataObject | undefined> {
	const { data } = await server.call('GET', '/api/v2/log-sources?limit=1000');
	const { log_sources } = data as { log_sources: IDataObject[] };
	return log_sources.find((source) => source.log_source === name);
}

let made = 0;
/** A source of its own that a log has made. */
async function newSource(): Promise<{ name: string; source: string }> {
	const name = `own${(made += 1)}`;
	await server.ingest([log(name)]);
	return { name, source: String((await stored(name))?.log_source_id) };
}

/** How many logs of a host the server has. */
async function logsOf(host: string): Promise<number> {
	const parameters = { query: `HOSTNAME = ${host}`, timeRange: 'lastHour', returnAll: true };
	return (await v2.run('log.search', parameters)).length;
}

describe.each(bothGenerations(server))('lists over %s', (_name, node) => {
	it('have every source once, over several windows', async () => {
		const names = (await node.run('logSource.getMany', { returnAll: true })).map(
			({ name }) => name,
		);
		expect(names).toEqual(expect.arrayContaining(MANY));
		expect(new Set(names).size).toBe(names.length);
	});

	it.each([1, 100, 150])('stop at a limit of %d', async (limit) => {
		expect(await node.run('logSource.getMany', { limit })).toHaveLength(limit);
	});

	it('have groups that count their members', async () => {
		const groups = await node.run('logSource.getGroups', { returnAll: true });
		const unix = groups.find((group) => Object.values(group).includes('UnixGroup'));
		expect(Number(unix?.logSourceCount)).toBeGreaterThanOrEqual(MANY.length);
		expect(await node.run('logSource.getGroups', { limit: 2 })).toHaveLength(2);
	});

	it('have ids that filter a search', async () => {
		const sources = await node.run('logSource.getMany', { returnAll: true });
		const logSources = sources
			.filter(({ name }) => name === 'many007' || name === 'many200')
			.map((source) => source.id);
		const parameters = { timeRange: 'lastHour', returnAll: true, filters: { logSources } };
		const found = await node.run('log.search', parameters);
		expect(found.map((hit) => hit.HOSTNAME ?? hit.Device).sort()).toEqual(['many007', 'many200']);
	});
});

it('the raw list has the keys of its generation', async () => {
	const [first] = await v2.run('logSource.getMany', { limit: 1, simplify: false });
	expect(first).toMatchObject({
		log_source_id: expect.any(Number) as number,
		log_source: expect.any(String) as string,
		status: 'enabled',
	});
	const v1 = nodeWith(() => server.v1());
	const [old] = await v1.run('logSource.getMany', { limit: 1, simplify: false });
	expect(old).toMatchObject({ host_id: first.log_source_id, group: expect.any(String) as string });
});

describe('add Windows', () => {
	const add = (...source: object[]) => ({ logSources: { source } });

	it('adds several with domain and agent', async () => {
		const agents = await v2.run('agent.getMany', { returnAll: true });
		const agentId = String(agents[1].id);
		const added = await v2.run(
			'logSource.addWindows',
			add(
				{ host: 'new01', domain: 'CORP', agentId: '' },
				{ host: 'new02', domain: 'lab', agentId },
			),
		);
		expect(added).toMatchObject([
			{ log_source: 'new01', domain_name: 'CORP', log_type_name: 'Windows' },
			{ log_source: 'new02', domain_name: 'LAB', agent_id: Number(agentId) },
		]);
		expect(await stored('new01')).toMatchObject({ log_source_group_name: 'WindowsGroup' });
		const [, branch] = await v2.run('agent.getMany', { returnAll: true });
		expect(branch.logSourceCount).toBe(1);
	});

	it.each([
		['an unknown domain', { host: 'x1', domain: 'NOWHERE' }, 'NOWHERE'],
		['an unknown agent', { host: 'x1', domain: 'CORP', agentId: '999' }, '999'],
		['a name that is taken', { host: 'many000', domain: 'CORP' }, 'many000'],
	])('adds none of two when one has %s', async (_what, bad, named) => {
		const error = await v2.fail('logSource.addWindows', add({ host: 'x0', domain: 'CORP' }, bad));
		expect(`${error.message} ${error.description}`).toContain(named);
		expect(['400', '404', '409']).toContain(error.httpCode);
		expect(await stored('x0')).toBeUndefined();
	});

	it.each([
		['none', [], 'There is no log source to add'],
		['one without domain', [{ host: 'a', domain: '' }], 'Log source 1 has no host or no domain'],
		[
			'more than the server takes',
			Array.from({ length: 101 }, (_, at) => ({ host: `h${at}`, domain: 'CORP' })),
			'101 log sources were given, but one call adds at most 100',
		],
	])('refuses %s before the call', async (_what, rows, message) => {
		const logSources = { source: rows };
		const calls = await server.answered(async () => {
			const error = await v2.fail('logSource.addWindows', { logSources });
			expect(error.message).toBe(message);
		});
		expect(calls).toEqual([]);
	});
});

describe('update', () => {
	it('renames, moves and disables in one call', async () => {
		const { name, source } = await newSource();
		const groups = await v2.run('logSource.getGroups', { returnAll: true });
		const web = groups.find((group) => group.name === 'WebServerGroup');
		const updateFields = {
			displayName: 'Shop',
			group: String(web?.id),
			status: 'disabled',
		};
		expect(await v2.run('logSource.update', { logSource: id(source), updateFields })).toMatchObject(
			[{ id: String(source), name: 'Shop' }],
		);
		expect(await stored(name)).toMatchObject({
			display_name: 'Shop',
			log_source_group_name: 'WebServerGroup',
			status: 'disabled',
		});
	});

	it('switches a source off and on again, and its logs with it', async () => {
		const { name, source } = await newSource();
		const set = async (status: string) =>
			await v2.run('logSource.update', { logSource: id(source), updateFields: { status } });
		await set('disabled');
		await server.ingest([log(name)]);
		expect(await logsOf(name)).toBe(1);
		await set('enabled');
		await server.ingest([log(name)]);
		expect(await logsOf(name)).toBe(2);
	});

	it.each([
		['an unknown source', '999999', { displayName: 'x' }, '999999'],
		['an unknown group', '1', { group: '4711' }, '4711'],
	])('names %s', async (_what, source, updateFields, named) => {
		const error = await v2.fail('logSource.update', { logSource: id(source), updateFields });
		expect(`${error.message} ${error.description}`).toContain(named);
		expect(error.context.itemIndex).toBe(0);
	});
});

describe('delete', () => {
	it('deletes several at once and says which', async () => {
		const [one, two, three] = [await newSource(), await newSource(), await newSource()];
		const logSources = [one.source, three.source];
		expect(await v2.run('logSource.delete', { logSources })).toEqual([
			{ id: one.source, deleted: true },
			{ id: three.source, deleted: true },
		]);
		expect(await stored(one.name)).toBeUndefined();
		expect(await stored(three.name)).toBeUndefined();
		expect(await stored(two.name)).toBeDefined();
	});

	it('deletes none when one is not known', async () => {
		const { name, source } = await newSource();
		const error = await v2.fail('logSource.delete', { logSources: `${source}, 999999` });
		expect(`${error.message} ${error.description}`).toContain('999999');
		expect(await stored(name)).toBeDefined();
	});
});

describe.each(bothWaysToV1(server))('disable over %s', (_name, node) => {
	it('drops the logs that come afterwards', async () => {
		const { name } = await newSource();
		expect(await node.run('logSource.disable', { names: [name] })).toMatchObject([
			{ name, disabled: true },
		]);
		expect(await stored(name)).toMatchObject({ status: 'disabled' });
		await server.ingest([log(name)]);
		expect(await logsOf(name)).toBe(1);
	});

	it('takes more names than one call does', async () => {
		const own: string[] = [];
		while (own.length < 12) own.push((await newSource()).name);
		const disabled = await node.run('logSource.disable', { names: own.join(', ') });
		expect(disabled.map(({ name }) => name)).toEqual(own);
		for (const name of own) expect(await stored(name)).toMatchObject({ status: 'disabled' });
	});

	it('pairs names with their items, and goes on after an unknown one', async () => {
		const [one, two] = [await newSource(), await newSource()];
		const answers = await node.items(
			'logSource.disable',
			{ names: '={{ $json.name }}' },
			{ ...CONTINUE, items: [{ name: one.name }, { name: 'nobody' }, { name: two.name }] },
		);
		expect(answers).toMatchObject([
			{ json: { name: one.name, disabled: true }, pairedItem: { item: 0 } },
			{
				json: {
					error: 'Could not disable log sources: no device has the name "nobody"',
				},
				pairedItem: { item: 1 },
			},
			{ json: { name: two.name, disabled: true }, pairedItem: { item: 2 } },
		]);
	});
});
