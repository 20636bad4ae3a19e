/** Queries, conditions and filters against known logs in both generations: which logs come out, for which item, and what is refused. */
import { backend } from '../support/backend';
import { bothGenerations, CONTINUE, nodeWith } from '../support/node';

const server = backend('--empty', '--page-size', '4');

/** The logs by their record number. */
const LOGS = [
	{ HOSTNAME: 'dc01', LOGTYPE: 'Windows', EVENTID: 4625, USERNAME: 'alice', REMOTEIP: '10.0.0.1' },
	{ HOSTNAME: 'dc01', LOGTYPE: 'Windows', EVENTID: 4624, USERNAME: 'alice', REMOTEIP: '10.0.0.2' },
	{ HOSTNAME: 'dc02', LOGTYPE: 'Windows', EVENTID: 4625, USERNAME: 'svc backup' },
	{ HOSTNAME: 'db01', LOGTYPE: 'Unix', USERNAME: 'bob', MESSAGE: 'Failed password for bob' },
	{ HOSTNAME: 'db01', LOGTYPE: 'Unix', USERNAME: 'bob', MESSAGE: 'Accepted password for bob' },
	{ HOSTNAME: 'web01', LOGTYPE: 'Apache Access Logs', STATUS: 404, BYTES: 180 },
	{ HOSTNAME: 'web01', LOGTYPE: 'Apache Access Logs', STATUS: 200, BYTES: 90_000 },
];
const ALL = [1, 2, 3, 4, 5, 6, 7];

beforeAll(async () => {
	const time = Date.now() - 60_000;
	await server.ingest(
		LOGS.map((log, index) => ({ time: time + index, RECORDNUMBER: index + 1, ...log })),
	);
});

const numberOf = (hit: Record<string, unknown>) => Number(hit.RECORDNUMBER ?? hit['Record Number']);

describe.each(bothGenerations(server))('over %s', (_name, node) => {
	const found = async (parameters: object, operation = 'log.search') =>
		(await node.run(operation, { timeRange: 'lastHour', returnAll: true, ...parameters }))
			.map(numberOf)
			.sort();

	it.each([
		['everything', '*', ALL],
		['a number', 'EVENTID = 4625', [1, 3]],
		['a quoted value', 'USERNAME = "svc backup"', [3]],
		['any case', 'username = ALICE', [1, 2]],
		['AND and NOT', 'HOSTNAME = dc01 AND NOT EVENTID = 4624', [1]],
		['OR in parentheses', '(HOSTNAME = dc02 OR HOSTNAME = web01) AND NOT STATUS = 200', [3, 6]],
		['IN', 'EVENTID IN (4624, 4625)', [1, 2, 3]],
		['a wildcard', 'HOSTNAME = d?01', [1, 2, 4, 5]],
		['a phrase of the message', '"failed password"', [4]],
		['a range', 'STATUS >= 400 AND STATUS < 500', [6]],
		['a network', 'REMOTEIP = 10.0.0.0/30', [1, 2]],
		['a field that is there', 'BYTES = *', [6, 7]],
	])('a query finds by %s', async (_what, query, expected) => {
		expect(await found({ query })).toEqual(expected);
	});

	it.each([
		['equals', [{ field: 'USERNAME', operator: 'equals', value: 'svc backup' }], [3]],
		['notEquals', [{ field: 'LOGTYPE', operator: 'notEquals', value: 'Windows' }], [4, 5, 6, 7]],
		['greater', [{ field: 'BYTES', operator: 'greater', value: '180' }], [7]],
		['greaterOrEqual', [{ field: 'BYTES', operator: 'greaterOrEqual', value: '180' }], [6, 7]],
		['less', [{ field: 'STATUS', operator: 'less', value: '404' }], [7]],
		['lessOrEqual', [{ field: 'STATUS', operator: 'lessOrEqual', value: '404' }], [6, 7]],
		['wildcard', [{ field: 'HOSTNAME', operator: 'wildcard', value: 'dc*' }], [1, 2, 3]],
		['exists', [{ field: 'REMOTEIP', operator: 'exists' }], [1, 2]],
		[
			'two together',
			[
				{ field: 'HOSTNAME', operator: 'equals', value: 'dc01' },
				{ field: 'EVENTID', operator: 'equals', value: '4625' },
			],
			[1],
		],
	])('conditions: %s', async (_what, condition, expected) => {
		expect(await found({ filters: { conditions: { condition } } })).toEqual(expected);
	});

	it('a condition narrows a query with OR as a whole', async () => {
		const condition = [{ field: 'HOSTNAME', operator: 'equals', value: 'dc01' }];
		const query = 'EVENTID = 4625 OR EVENTID = 4624';
		expect(await found({ query, filters: { conditions: { condition } } })).toEqual([1, 2]);
	});

	it('filters hold together: source, group and type', async () => {
		const sources = await node.run('logSource.getMany', { returnAll: true });
		const idOf = (name: string) => sources.find((source) => source.name === name)?.id;
		const [dc01, db01] = [idOf('dc01'), idOf('db01')];
		expect(await found({ filters: { logSources: [dc01, db01] } })).toEqual([1, 2, 4, 5]);
		const filters = { logSources: [dc01, db01], logTypes: ['Unix'] };
		const types = await node.run('logType.getMany', { returnAll: true });
		const unix = types.find(({ name }) => name === 'Unix')?.id;
		expect(await found({ filters: { ...filters, logTypes: [unix] } })).toEqual([4, 5]);
		const both = { ...filters, logTypes: [unix] };
		expect(await found({ query: 'failed', filters: both }, 'log.searchAndWait')).toEqual([4]);
	});

	it('every item searches for itself, and its logs are paired with it', async () => {
		const hits = await node.items(
			'log.search',
			{ query: '=HOSTNAME = {{ $json.host }}', timeRange: 'lastHour', limit: '={{ $json.limit }}' },
			{
				items: [
					{ host: 'dc01', limit: 5 },
					{ host: 'nobody', limit: 5 },
					{ host: 'db01', limit: 1 },
				],
			},
		);
		expect(hits.map(({ json, pairedItem }) => [numberOf(json), pairedItem])).toEqual([
			[2, { item: 0 }],
			[1, { item: 0 }],
			[5, { item: 2 }],
		]);
	});

	it.each(['log.search', 'log.searchAndWait', 'log.startSearch'])(
		'%s goes on after a query that is wrong, and says where it is',
		async (operation) => {
			const results = await node.items(
				operation,
				{ query: '={{ $json.query }}', timeRange: 'lastHour' },
				{
					...CONTINUE,
					items: [{ query: 'STATUS = 404' }, { query: 'STATUS = = 1' }, { query: 'STATUS = 200' }],
				},
			);
			expect(results.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
			expect(results[1].json).toMatchObject({
				error: expect.stringMatching(/^The server refused to .*position 9/) as string,
				httpCode: '400',
				cause: 'badRequest',
			});
		},
	);

	it.each([
		['quotes that do not end', 'USERNAME = "alice', /position \d+/],
		['a parenthesis that does not end', '(A = 1', /position \d+/],
		['a query that is too long', `A = ${'x'.repeat(20_000)}`, /at most 16,?384 characters/],
	])('refuses %s', async (_what, query, words) => {
		const error = await node.fail('log.search', { query });
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(words);
	});

	it('names a source that does not exist', async () => {
		const error = await node.fail('log.search', { filters: { logSources: ['999999'] } });
		expect(error.httpCode).toBe('400');
		expect(error.message).toContain('No log source has the id 999999');
	});

	it('refuses more sources than the server takes, and a time range that ends before it begins', async () => {
		const logSources = Array.from({ length: 101 }, (_, index) => String(index + 1));
		const range = { timeRange: 'custom', startTime: '2026-02-01', endTime: '2026-01-01' };
		const calls = await server.answered(async () => {
			const many = await node.fail('log.search', { filters: { logSources } });
			expect(many.message).toContain(
				'101 log sources were given, but one search takes at most 100',
			);
			const order = await node.fail('log.search', range);
			expect(order.message).toContain('must be before End Time');
		});
		expect(calls).toEqual([]);
	});
});

it('V2 gives the same logs under client names', async () => {
	const node = nodeWith(() => server.v2());
	const parameters = { query: 'EVENTID = 4624', options: { fieldNames: 'client' } };
	for (const operation of ['log.search', 'log.searchAndWait']) {
		expect(await node.run(operation, parameters)).toMatchObject([
			{ Device: 'dc01', 'Event ID': 4624, Username: 'alice', 'Record Number': 2 },
		]);
	}
});
