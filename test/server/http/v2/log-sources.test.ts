import { addDemoInventory } from '../../../support/arrangement';
import { TestServer } from '../../../support/server';
import { tempFolder } from '../../../support/temp';

let server: TestServer;

async function fresh() {
	const data = tempFolder();
	// The demo's domains and agents, without the day of events that comes with them.
	await addDemoInventory(data);
	server = await TestServer.start({ data });
}

const PATH = '/api/v2/log-sources';
const add = (body: unknown) => server.call(`${PATH}/windows`, { body });
const update = (...log_sources: unknown[]) =>
	server.call(PATH, { method: 'PUT', body: { log_sources } });
const remove = (...log_source_ids: unknown[]) =>
	server.call(PATH, { method: 'DELETE', body: { log_source_ids } });
const list = async (query = '') => (await server.call(`${PATH}${query}`)).body;
const names = async () =>
	(await list()).data.log_sources.map(({ log_source }: { log_source: string }) => log_source);
const source = (log_source: string, more = {}) => ({ log_source, domain_name: 'CORP', ...more });
const errorCode = (code: string) => ({ error: expect.objectContaining({ code }) });
const event = (HOSTNAME: string) => ({
	TIME: '2026-01-31T11:00:00Z',
	HOSTNAME,
	LOGTYPE: 'Windows',
	MESSAGE: 'm',
});

describe('adding Windows sources', () => {
	beforeEach(fresh);
	afterEach(() => server.close());

	it('lists them at once, without a time of a last message', async () => {
		const { status, body } = await add({
			log_sources: [source('DC01', { agent_id: 2 }), source('10.1.2.3')],
			agent_id: '1',
		});
		expect(status).toBe(200);
		const shared = {
			log_type_name: 'Windows',
			log_source_group_id: 1,
			log_source_group_name: 'WindowsGroup',
			status: 'enabled',
			domain_name: 'CORP',
		};
		const expected = [
			{
				log_source_id: 1,
				log_source: 'DC01',
				display_name: 'DC01',
				ip_address: '',
				...shared,
				agent_id: 2,
			},
			{
				log_source_id: 2,
				log_source: '10.1.2.3',
				display_name: '10.1.2.3',
				ip_address: '10.1.2.3',
				...shared,
				agent_id: 1,
			},
		];
		expect(body).toEqual({ data: { log_sources: expected } });
		expect((await list()).data.log_sources).toEqual(expected);
	});

	it('counts them at their agent and links them to their computer', async () => {
		await add({ log_sources: [source('DC01', { agent_id: 1 })] });
		await server.store([event('dc01')]);
		const agents = (await server.call(`${PATH}/agents`)).body.data.agents;
		expect(agents[0]).toMatchObject({ agent_id: 1, log_source_count: 1, status: 'running' });
		expect(agents[2]).toMatchObject({ status: 'stopped' });
		const computers = (await server.call(`${PATH}/computers?domain_name=corp&limit=1000`)).body;
		expect(computers.data.computers).toContainEqual({
			computer_name: 'DC01',
			domain_name: 'CORP',
			log_source_id: 1,
		});
		expect((await list()).data.log_sources[0]).toMatchObject({
			last_message_time: '2026-01-31T11:00:00.000Z',
			agent_id: 1,
		});
	});

	it('takes the good one with which the wrong ones below are refused', async () => {
		expect((await add({ log_sources: [source('fine')] })).status).toBe(200);
		expect(await names()).toEqual(['fine']);
	});
});

describe('adding Windows sources that are wrong', () => {
	beforeAll(async () => {
		await fresh();
		await server.store([event('taken')]);
	});
	afterAll(() => server.close());

	it.each([
		['an unknown domain', [source('x', { domain_name: 'NOPE' })], 400, '10006016'],
		['an unknown agent', [source('x', { agent_id: 99 })], 400, '10006017'],
		['a name that is taken', [source('TAKEN')], 409, '10006018'],
		['a name that comes twice', [source('x'), source('X')], 409, '10006018'],
		['more than 100', Array.from({ length: 101 }, (_, n) => source(`n${n}`)), 400, '10003005'],
		['a blank name', [source(' ')], 400, '10003002'],
	])('refuses %s and adds nothing', async (_, wrong, status, code) => {
		const answer = await add({ log_sources: [source('fine'), ...wrong].slice(-101) });
		expect([answer.status, answer.body]).toEqual([status, errorCode(code)]);
		expect(await names()).toEqual(['taken']);
	});

	it('refuses an empty list', async () => {
		expect(await add({ log_sources: [] })).toMatchObject({ status: 400 });
	});
});

describe('updating', () => {
	beforeEach(fresh);
	afterEach(() => server.close());

	it('renames, moves, disables', async () => {
		await server.store([event('a'), { ...event('u'), LOGTYPE: 'Unix' }]);
		const groups = (await server.call(`${PATH}/log-source-groups`)).body.data.log_source_groups;
		const { log_source_group_id } = groups.find(
			({ log_source_group_name }: { log_source_group_name: string }) =>
				log_source_group_name === 'UnixGroup',
		);
		const { body } = await update({
			log_source_id: 1,
			display_name: 'Alpha',
			log_source_group_id,
			status: 'disabled',
		});
		expect(body.data.log_sources).toEqual([
			expect.objectContaining({
				log_source: 'a',
				display_name: 'Alpha',
				log_source_group_name: 'UnixGroup',
				status: 'disabled',
			}),
		]);
		expect(
			(await server.search({ log_source_group_ids: [log_source_group_id] })).body.meta,
		).toEqual(expect.objectContaining({ total_items: 2 }));
	});

	it('changes nothing when one of them is unknown', async () => {
		await server.store([event('a')]);
		const renamed = { log_source_id: 1, display_name: 'x' };
		expect(await update(renamed, { log_source_id: 77 })).toMatchObject({
			status: 400,
			body: errorCode('10006001'),
		});
		expect(await update(renamed, { log_source_id: 1, log_source_group_id: 77 })).toMatchObject({
			status: 400,
			body: errorCode('10006002'),
		});
		expect((await list()).data.log_sources[0].display_name).toBe('a');
	});
});

describe('deleting', () => {
	beforeEach(fresh);
	afterEach(() => server.close());

	it('keeps the events, and lets a source come back when it sends again', async () => {
		await server.store([event('a'), event('b')]);
		expect((await remove(1, '2', 2)).body).toEqual({ data: { message: 'Deleted 2 log sources' } });
		expect(await names()).toEqual([]);
		expect((await server.search()).body.meta.total_items).toBe(2);
		expect(await server.search({ log_source_ids: [1] })).toMatchObject({ status: 400 });
		await server.store([event('b')]);
		expect((await list()).data.log_sources).toMatchObject([{ log_source_id: 2, log_source: 'b' }]);
	});

	it('deletes nothing when one of them is unknown', async () => {
		await server.store([event('a')]);
		expect(await remove(1, 9)).toMatchObject({ status: 400, body: errorCode('10006001') });
		expect(await names()).toEqual(['a']);
	});
});

describe('the lists', () => {
	beforeEach(fresh);
	afterEach(() => server.close());

	it('have a slice and totals', async () => {
		const { data, meta } = (await server.call(`${PATH}/domains?from=2&limit=1`)).body;
		expect(data).toEqual({ domains: [{ domain_id: 2, domain_name: 'LAB' }] });
		expect(meta).toEqual({ total_items: 2, items_in_current_page: 1 });
	});

	it('name an unknown domain', async () => {
		expect(await server.call(`${PATH}/computers?domain_name=NOPE`)).toMatchObject({
			status: 400,
			body: errorCode('10006016'),
		});
	});

	it('are kept over a restart', async () => {
		await add({ log_sources: [source('DC01')] });
		await server.close();
		server = await TestServer.start({ data: server.directory });
		expect(await names()).toEqual(['DC01']);
	});
});
