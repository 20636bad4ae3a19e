/** Log > Search in both dialects: what is sent, how pages are followed, what comes out. */
import { failure, hints, items, output } from '../../../support/n8n';
import { json, scripted, type Scripted, type Seen } from '../../../support/scripted';

let server: Scripted;
beforeAll(async () => {
	server = await scripted();
});
afterAll(async () => await server.close());

const v2 = () => ({ serverUrl: server.url, token: 'token-v2-secret' });
const v1 = () => ({ serverUrl: server.url, apiVersion: 'v1', token: 'token-v1-secret' });
const search = (more = {}) => ({
	resource: 'log',
	operation: 'search',
	outputFields: 'raw',
	...more,
});
const custom = {
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-02T00:00:00Z',
};
const hit = (n: number) => ({ EVENTID: n, HOSTNAME: `h${n}` });
const hits = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => hit(from + index));

describe('V2', () => {
	it('posts the query, ISO times and the field names to /api/v2/search with the bearer token', async () => {
		server.answer([json({ data: { hits: [hit(1)] }, meta: {} })]);
		expect(
			await output({ credentials: v2(), parameters: search({ query: 'EVENTID = 1', ...custom }) }),
		).toEqual([hit(1)]);
		expect(server.seen).toHaveLength(1);
		expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/api/v2/search', query: {} });
		expect(server.seen[0].headers.authorization).toBe('Bearer token-v2-secret');
		expect(server.seen[0].body).toEqual({
			query: 'EVENTID = 1',
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-02T00:00:00Z',
			response_type: 'server',
		});
	});

	it('sends filters from a multi-select, from text and from expressions', async () => {
		server.answer([json({ data: [] })]);
		await output({
			credentials: v2(),
			items: [{ groups: ['7', '8'] }],
			parameters: search({
				...custom,
				filters: {
					logSources: '3, 301',
					logSourceGroups: '={{ $json.groups }}',
					logTypes: ['Windows', 'Unix'],
				},
				options: { fieldNames: 'client' },
			}),
		});
		expect(server.seen[0].body).toMatchObject({
			log_source_ids: [3, 301],
			log_source_group_ids: [7, 8],
			log_types: ['Windows', 'Unix'],
			response_type: 'client',
		});
	});

	it('follows the cursor with the cursor alone until none comes back', async () => {
		server.answer([
			json({ data: { hits: hits(1, 3) }, meta: { cursor: 'c1', total_items: 7 } }),
			json({ data: { hits: hits(4, 6) }, meta: { cursor: 'c2' } }),
			json({ data: { hits: [hit(7)] }, meta: {} }),
		]);
		const found = await output({
			credentials: v2(),
			parameters: search({ returnAll: true, timeRange: 'lastHour' }),
		});
		expect(found).toEqual(hits(1, 7));
		expect(server.seen.slice(1).map(({ body }) => body)).toEqual([
			{ cursor: 'c1' },
			{ cursor: 'c2' },
		]);
	});

	it('repeats the times beside the cursor on request', async () => {
		server.answer([
			json({ data: { hits: hits(1, 1) }, meta: { cursor: 'c1' } }),
			json({ data: { hits: [] }, meta: {} }),
		]);
		await output({
			credentials: v2(),
			parameters: search({ returnAll: true, ...custom, options: { repeatTimes: true } }),
		});
		expect(server.seen[1].body).toEqual({
			cursor: 'c1',
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-02T00:00:00Z',
		});
	});

	it('stops at the limit and asks for no page that it does not need', async () => {
		server.answer((_seen, count) =>
			json({ data: { hits: hits(count * 3 - 2, count * 3) }, meta: { cursor: `c${count}` } }),
		);
		const found = await output({ credentials: v2(), parameters: search({ limit: 5 }) });
		expect(found).toEqual(hits(1, 5));
		expect(server.seen).toHaveLength(2);
	});

	it('refuses more than 100 IDs before the call', async () => {
		server.answer([json({})]);
		const error = await failure({
			credentials: v2(),
			parameters: search({
				filters: { logSources: Array.from({ length: 101 }, (_, id) => String(id)) },
			}),
		});
		expect(error.message).toContain('101 log sources were given');
		expect(error.context.itemIndex).toBe(0);
		expect(server.seen).toHaveLength(0);
	});
});

describe('V1', () => {
	it('posts milliseconds, hosts and groups to /RestAPI/v1/search', async () => {
		server.answer([
			json({ results: { hits: [hit(1)], total_hits: 1, hits_count_in_current_page: 1 } }),
		]);
		const found = await output({
			credentials: v1(),
			parameters: search({
				...custom,
				filters: { logSources: ['3'], logSourceGroups: 'WindowsGroup' },
			}),
		});
		expect(found).toEqual([hit(1)]);
		expect(server.seen[0]).toMatchObject({ method: 'POST', path: '/RestAPI/v1/search' });
		expect(server.seen[0].headers.authorization).toBe('Bearer token-v1-secret');
		expect(server.seen[0].body).toEqual({
			query: '*',
			from: Date.UTC(2026, 10, 1),
			to: Date.UTC(2026, 10, 2),
			hosts: [3],
			groups: ['WindowsGroup'],
		});
	});

	it('puts log types into the query, because V1 has no parameter for them', async () => {
		server.answer([json({ results: { hits: [] } })]);
		await output({
			credentials: v1(),
			parameters: search({
				query: 'A = 1 OR B = 2',
				filters: { logTypes: ['Windows', 'Cisco "Device"'] },
			}),
		});
		expect(server.seen[0].body).toMatchObject({
			query: '(A = 1 OR B = 2) AND (LOGTYPE = "Windows" OR LOGTYPE = "Cisco \\"Device\\"")',
		});
	});

	it('follows the cursor and sends nothing else with it', async () => {
		server.answer([
			json({ cursor: 'x', results: { hits: hits(1, 2) } }),
			json({ cursor: 'y', results: { hits: hits(3, 4) } }),
			json({ results: { hits: [] } }),
		]);
		expect(await output({ credentials: v1(), parameters: search({ returnAll: true }) })).toEqual(
			hits(1, 4),
		);
		expect(server.seen.slice(1).map(({ body }) => body)).toEqual([
			{ cursor: 'x' },
			{ cursor: 'y' },
		]);
	});
});

describe('every form of answer that the facts list', () => {
	it.each([
		['data as array', { data: [hit(1)] }],
		['data.hits', { data: { hits: [hit(1)] } }],
		['data.hits.hits', { data: { hits: { hits: [hit(1)] } } }],
		['results.hits', { results: { hits: [hit(1)], total_hits: 1 } }],
		['hits.hits', { hits: { hits: [hit(1)] } }],
		['hits as array', { hits: [hit(1)] }],
		['results as array', { results: [hit(1)] }],
		['response.hits', { response: { hits: [hit(1)] } }],
		['response as array', { response: [hit(1)] }],
	])('%s', async (_name, body) => {
		server.answer([json(body)]);
		expect(await output({ credentials: v2(), parameters: search() })).toEqual([hit(1)]);
	});

	it.each([
		['an empty object', {}],
		['data null', { data: null }],
		['no hits, only counters', { data: {}, meta: { total_items: 0 } }],
	])('%s is no hit', async (_name, body) => {
		server.answer([json(body)]);
		expect(await output({ credentials: v2(), parameters: search() })).toEqual([]);
	});

	it('fails on a form that it does not know instead of losing hits', async () => {
		server.answer([json({ data: { rows_v3: { a: 1 } } })]);
		const error = await failure({ credentials: v2(), parameters: search() });
		expect(error.message).toContain('holds no logs in any known form');
	});
});

describe('paging always ends', () => {
	const all = () => ({ credentials: v2(), parameters: search({ returnAll: true }) });

	it('on an empty page that still carries a cursor', async () => {
		server.answer([
			json({ data: { hits: hits(1, 2) }, meta: { cursor: 'c' } }),
			json({ data: { hits: [] }, meta: { cursor: 'c' } }),
		]);
		expect(await output(all())).toHaveLength(2);
		expect(server.seen).toHaveLength(2);
	});

	it('on a page that is repeated under the same cursor, with a hint', async () => {
		server.answer(() => json({ data: { hits: hits(1, 2) }, meta: { cursor: 'c' } }));
		expect(await output(all())).toEqual(hits(1, 2));
		expect(await hints(all())).toEqual([expect.stringContaining('same page twice')]);
	});

	it('on pages that come round in a circle', async () => {
		server.answer((_seen, count) =>
			json({ data: { hits: hits(count % 3, count % 3) }, meta: { cursor: `c${count % 3}` } }),
		);
		expect(await output(all())).toHaveLength(3);
	});

	it('but a cursor that stays the same while pages differ is followed', async () => {
		server.answer((_seen, count) =>
			json({ data: { hits: count < 4 ? [hit(count)] : [] }, meta: { cursor: 'scroll' } }),
		);
		expect(await output(all())).toEqual(hits(1, 3));
	});

	it.each([0, 1, 2, 3, 4, 9])('page size 3, %i hits: each once', async (total) => {
		const everything = total === 0 ? [] : hits(1, total);
		server.answer((_seen, count) => {
			const page = everything.slice((count - 1) * 3, count * 3);
			const more = count * 3 < total;
			return json({ data: { hits: page }, meta: more ? { cursor: `c${count}` } : {} });
		});
		expect(await output(all())).toEqual(everything);
	});
});

describe('items', () => {
	it('reads every parameter per item and pairs each hit with its item', async () => {
		server.answer((seen: Seen) => {
			const { query } = seen.body as { query: string };
			return json({ data: [{ q: query }, { q: query }] });
		});
		const found = await items({
			credentials: v2(),
			items: [{ q: 'A = 1' }, { q: 'B = 2' }],
			parameters: search({ query: '={{ $json.q }}' }),
		});
		expect(found.map(({ json: { q }, pairedItem }) => [q, pairedItem])).toEqual([
			['A = 1', { item: 0 }],
			['A = 1', { item: 0 }],
			['B = 2', { item: 1 }],
			['B = 2', { item: 1 }],
		]);
	});

	it('puts the error into the item with Continue On Fail and goes on', async () => {
		server.answer((_seen, count) =>
			count === 1
				? json({ error: { code: '1', title: 'Bad Request', detail: 'no such field' } }, 400)
				: json({ data: [hit(2)] }),
		);
		const found = await items({
			credentials: v2(),
			items: [{}, {}],
			parameters: search(),
			node: { onError: 'continueRegularOutput' },
		});
		expect(found[0].json).toEqual({
			error: expect.stringMatching(
				/^The server refused to search logs: .*no such field$/,
			) as string,
			description: expect.stringContaining('Check the parameters of the node') as string,
			httpCode: '400',
			cause: 'badRequest',
			itemIndex: 0,
		});
		expect(found[0].pairedItem).toEqual({ item: 0 });
		expect(found[1]).toMatchObject({ json: hit(2), pairedItem: { item: 1 } });
	});

	it('names the item in the error', async () => {
		server.answer((_seen, count) => (count === 1 ? json({ data: [] }) : json({}, 500)));
		const error = await failure({
			credentials: v2(),
			items: [{}, {}],
			parameters: search(),
		});
		expect(error.context.itemIndex).toBe(1);
	});
});

describe('an expired cursor', () => {
	const expired = json(
		{ error: { code: '10001', title: 'Bad Request', detail: 'The cursor has expired' } },
		400,
	);

	it('starts the search over once', async () => {
		server.answer([
			json({ data: { hits: hits(1, 2) }, meta: { cursor: 'a' } }),
			expired,
			json({ data: { hits: hits(1, 2) }, meta: { cursor: 'b' } }),
			json({ data: { hits: [hit(3)] } }),
		]);
		expect(await output({ credentials: v2(), parameters: search({ returnAll: true }) })).toEqual(
			hits(1, 3),
		);
	});

	it('is explained when it happens again', async () => {
		server.answer((seen) =>
			'cursor' in (seen.body as object)
				? expired
				: json({ data: { hits: hits(1, 2) }, meta: { cursor: 'a' } }),
		);
		const error = await failure({ credentials: v2(), parameters: search({ returnAll: true }) });
		expect(error.message).toContain('the cursor is no longer valid');
		expect(error.description).toContain('Search and Wait');
		expect(server.seen).toHaveLength(4);
	});
});
