import { TestServer } from '../../../support/server';

let server: TestServer;

beforeEach(async () => {
	server = await TestServer.start();
});
afterEach(() => server.close());

const PATH = '/api/v2/log-type';
const send = (method: string, path: string, body: unknown) => server.call(path, { method, body });
const create = (body: unknown) => send('POST', PATH, body);
const createRule = (more: Record<string, unknown> = {}) =>
	send('POST', `${PATH}/parser-rule`, {
		log_type_id: 'Door',
		rule_name: 'card',
		pattern: 'card=(?<CARD>\\d+)',
		...more,
	});
const event = (MESSAGE: string, LOGTYPE = 'Door') => ({
	TIME: '2026-01-31T11:00:00Z',
	HOSTNAME: 'door1',
	LOGTYPE,
	MESSAGE,
});
const cards = async () =>
	(await server.search()).body.data.hits.map(({ CARD }: { CARD?: string }) => CARD);
const errorCode = (code: string) => ({ error: expect.objectContaining({ code }) });

describe('log types', () => {
	it('are created, changed and deleted, and filter searches', async () => {
		expect((await create({ log_type_name: 'Door', description: 'd' })).body).toEqual({
			data: { log_type_id: 'Door', log_type_name: 'Door', description: 'd', custom: true },
		});
		await server.store([event('x'), event('y', 'Unix')]);
		expect((await server.search({ log_types: ['door'] })).body.meta.total_items).toBe(1);
		expect(
			(await send('PUT', PATH, { log_type_id: 'Door', log_type_name: 'Doors' })).body.data,
		).toMatchObject({ log_type_id: 'Door', log_type_name: 'Doors', description: 'd' });
		const v1 = await server.call('/RestAPI/v1/meta/log_types');
		expect(v1.body.log_types).toContainEqual({ id: 'Door', description: 'Doors' });
		expect((await send('DELETE', PATH, { log_type_ids: ['Door'] })).body.data.message).toBe(
			'Deleted 1 log type',
		);
		const { log_types } = (await server.call(PATH)).body.data;
		// Its events are still there, so it is still listed, but as any type that was only seen.
		expect(log_types).toContainEqual({ log_type_id: 'Door', log_type_name: 'Door', custom: false });
	});

	it('are refused with a taken name, and cannot be changed when predefined', async () => {
		expect(await create({ log_type_name: 'windows' })).toMatchObject({ status: 409 });
		expect(await send('DELETE', PATH, { log_type_ids: ['Windows'] })).toMatchObject({
			status: 409,
			body: errorCode('10006018'),
		});
		expect(await send('PUT', PATH, { log_type_id: 'nope' })).toMatchObject({
			status: 400,
			body: errorCode('10006003'),
		});
	});
});

describe('parser rules', () => {
	it('take fields out of what comes in from their creation to their deletion', async () => {
		await create({ log_type_name: 'Door' });
		await server.store([event('card=1')]);
		expect((await createRule()).body).toEqual({
			data: {
				rule_id: 1,
				rule_name: 'card',
				log_type_id: 'Door',
				pattern: 'card=(?<CARD>\\d+)',
				enabled: true,
			},
		});
		await server.store([event('card=2'), event('card=3', 'Unix')]);
		await send('PUT', `${PATH}/parser-rule`, { rule_id: 1, enabled: false });
		await server.store([event('card=4')]);
		await send('PUT', `${PATH}/parser-rule`, { rule_id: 1, enabled: true });
		await server.store([event('card=5')]);
		await send('DELETE', `${PATH}/parser-rule`, { rule_ids: [1] });
		await server.store([event('card=6')]);
		expect(new Set(await cards())).toEqual(new Set([undefined, '2', '5']));
		expect((await server.search({ query: 'CARD = 5' })).body.meta.total_items).toBe(1);
	});

	it('work again after a restart', async () => {
		await create({ log_type_name: 'Door' });
		await createRule();
		await server.close();
		server = await TestServer.start({ data: server.directory });
		await server.store([event('card=9')]);
		expect(await cards()).toEqual(['9']);
	});

	it('are listed by log type', async () => {
		await create({ log_type_name: 'Door' });
		await createRule();
		await createRule({ log_type_id: 'Unix' });
		const list = async (query: string) => (await server.call(`${PATH}/parser-rule${query}`)).body;
		expect((await list('')).meta.total_items).toBe(2);
		expect((await list('?log_type_id=door')).data.parser_rules).toMatchObject([{ rule_id: 1 }]);
		expect(await list('?log_type_id=nope')).toEqual(errorCode('10006003'));
	});

	it.each([
		['an unknown log type', { log_type_id: 'nope' }, 400, '10006003'],
		['a pattern that takes more than linear time', { pattern: '(?<A>a)(?=b)' }, 400, '10003002'],
		['a pattern that is none', { pattern: '(' }, 400, '10003002'],
		['a taken name', {}, 409, '10006018'],
	])('are refused with %s', async (_, more, status, code) => {
		await create({ log_type_name: 'Door' });
		await createRule();
		expect(await createRule(more)).toMatchObject({ status, body: errorCode(code) });
	});

	it('are unknown once deleted', async () => {
		expect(await send('PUT', `${PATH}/parser-rule`, { rule_id: 5 })).toMatchObject({ status: 404 });
		expect(await send('DELETE', `${PATH}/parser-rule`, { rule_ids: [5] })).toMatchObject({
			status: 404,
			body: errorCode('10006015'),
		});
	});
});

describe('log fields', () => {
	it('of one log type are those that its events had', async () => {
		await server.store([
			{ ...event('x'), CARD: '1' },
			{ ...event('y', 'Unix'), EVENTID: 5 },
		]);
		const fields = async (query: string) =>
			(await server.call(`/api/v2/meta/log-fields${query}`)).body.data?.fields.map(
				({ server_value }: { server_value: string }) => server_value,
			);
		expect(await fields('?log_type_id=DOOR')).toEqual([
			'TIME',
			'HOSTNAME',
			'LOGTYPE',
			'ARRIVALTIME',
			'CARD',
			'MESSAGE',
		]);
		expect(await fields('?log_type_id=Hypervisor')).toEqual(['TIME', 'HOSTNAME', 'LOGTYPE']);
		expect(await fields('')).toEqual(expect.arrayContaining(['CARD', 'EVENTID', 'USERNAME']));
		expect(await server.call('/api/v2/meta/log-fields?log_type_id=nope')).toMatchObject({
			status: 400,
			body: errorCode('10006003'),
		});
	});
});
