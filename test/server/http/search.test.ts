import { Prng } from '../../../server/demo';
import { type Answer, NOW, TestServer } from '../../support/server';

let server: TestServer;
const HOURS = 3_600_000;

/** Ten events of three hosts, an hour apart, the newest an hour ago. */
const EVENTS = Array.from({ length: 10 }, (_, n) => ({
	TIME: NOW - (10 - n) * HOURS,
	HOSTNAME: ['dc01', 'web-1', 'proxy'][n % 3],
	LOGTYPE: ['Windows', 'Unix', 'Apache Access Logs'][n % 3],
	EVENTID: n % 2 === 0 ? 4624 : 4625,
	USERNAME: n < 5 ? 'root' : 'Jürgen',
	N: n,
}));

/** The events as they are found: with the time at which they arrived. */
const FOUND = EVENTS.map((event) => ({ ...event, ARRIVALTIME: NOW }));

beforeAll(async () => {
	server = await TestServer.start({ api: { pageSize: 4 } });
	await server.store(EVENTS);
});
afterEach(() => expect(server.faults).toEqual([]));

const v1 = (body: unknown = {}, options = {}): Promise<Answer> =>
	server.call('/RestAPI/v1/search', { body, ...options });
const numbers = (answer: Answer): number[] =>
	(answer.body.data ?? answer.body.results ?? answer.body.hits).hits.map(
		(hit: { N: number }) => hit.N,
	);

describe('V2 search', () => {
	it('answers page after page, newest first, until no cursor comes', async () => {
		const first = await server.search();
		expect(first.status).toBe(200);
		expect(first.headers.get('content-type')).toMatch(/^application\/json/);
		expect(numbers(first)).toEqual([9, 8, 7, 6]);
		expect(first.body.meta).toEqual({
			cursor: expect.any(String),
			total_items: 10,
			items_in_current_page: 4,
		});
		const second = await server.call('/api/v2/search', {
			body: { cursor: first.body.meta.cursor },
		});
		expect(numbers(second)).toEqual([5, 4, 3, 2]);
		const third = await server.call('/api/v2/search', {
			body: { cursor: second.body.meta.cursor },
		});
		expect(numbers(third)).toEqual([1, 0]);
		expect(third.body.meta).toEqual({ total_items: 10, items_in_current_page: 2 });
	});

	it('gives server names, or client names for all pages of a search', async () => {
		expect((await server.search({ query: 'N = 0' })).body.data.hits).toEqual([FOUND[0]]);
		const first = await server.search({ response_type: 'client' });
		const second = await server.call('/api/v2/search', {
			body: { cursor: first.body.meta.cursor },
		});
		expect(second.body.data.hits[0]).toEqual({
			Time: new Date(NOW - 5 * HOURS).toISOString(),
			Device: 'proxy',
			LogType: 'Apache Access Logs',
			'Event ID': 4625,
			Username: 'Jürgen',
			N: 5,
			'Arrival Time': new Date(NOW).toISOString(),
		});
	});

	it('takes both ends of the range in, with offsets', async () => {
		const at = (n: number, offset = 0) => new Date(NOW - (10 - n) * HOURS + offset).toISOString();
		expect(numbers(await server.search({ start_time: at(3), end_time: at(5) }))).toEqual([5, 4, 3]);
		expect(numbers(await server.search({ start_time: at(3, 1), end_time: at(5, -1) }))).toEqual([
			4,
		]);
		expect(numbers(await server.search({ start_time: at(3), end_time: at(3) }))).toEqual([3]);
		const offset = new Date(NOW - 7 * HOURS + 2 * HOURS).toISOString().replace('Z', '+02:00');
		expect(numbers(await server.search({ start_time: offset, end_time: offset }))).toEqual([3]);
	});

	it('narrows to log sources, groups and log types', async () => {
		const sources = (await server.call('/api/v2/log-sources')).body.data.log_sources;
		const dc01 = sources.find(({ log_source }: any) => log_source === 'dc01');
		const web = sources.find(({ log_source }: any) => log_source === 'web-1');
		expect(numbers(await server.search({ log_source_ids: [dc01.log_source_id] }))).toEqual([
			9, 6, 3, 0,
		]);
		expect(
			numbers(
				await server.search({
					log_source_ids: [String(dc01.log_source_id)],
					query: 'USERNAME = root',
				}),
			),
		).toEqual([3, 0]);
		expect(
			numbers(await server.search({ log_source_group_ids: [web.log_source_group_id] })),
		).toEqual([7, 4, 1]);
		expect(
			numbers(
				await server.search({
					log_source_group_ids: [web.log_source_group_id],
					log_source_ids: [dc01.log_source_id],
				}),
			),
		).toEqual([]);
		expect(
			numbers(await server.search({ log_types: ['windows', 'Unix'], query: 'N < 3' })),
		).toEqual([1, 0]);
		expect(numbers(await server.search({ log_types: ['Hypervisor'] }))).toEqual([]);
		expect(numbers(await server.search({ log_types: [], query: 'N < 3' }))).toEqual([2, 1, 0]);
	});

	it('ignores times and filters beside a cursor', async () => {
		const { body } = await server.search();
		const next = {
			cursor: body.meta.cursor,
			start_time: '2020-01-01T00:00:00Z',
			end_time: '2020-01-01T00:00:00Z',
			response_type: 'client',
		};
		const second = await server.call('/api/v2/search', { body: next });
		expect(second.body.data.hits[0]).toEqual(FOUND[5]);
	});

	it('compresses a large page when asked to', async () => {
		const response = await fetch(`${server.url}/api/v2/meta/log-fields`, {
			headers: { authorization: `Bearer ${server.demoToken}`, 'accept-encoding': 'gzip' },
		});
		expect(response.status).toBe(200);
		await response.json();
	});
});

describe('V1 search', () => {
	it('answers the last 24 hours of everything by default, with display names', async () => {
		const first = await v1();
		expect(first.status).toBe(200);
		expect(first.body).toEqual({
			cursor: expect.any(String),
			results: { hits: expect.any(Array), total_hits: 10, hits_count_in_current_page: 4 },
		});
		expect(first.body.results.hits[0]).toEqual({
			Time: new Date(NOW - HOURS).toISOString(),
			Device: 'dc01',
			LogType: 'Windows',
			'Event ID': 4625,
			Username: 'Jürgen',
			N: 9,
			'Arrival Time': new Date(NOW).toISOString(),
		});
		const second = await v1({ cursor: first.body.cursor, query: 'ignored = 1' });
		expect(numbers(second)).toEqual([5, 4, 3, 2]);
		const third = await v1({ cursor: second.body.cursor });
		expect(numbers(third)).toEqual([1, 0]);
		expect(third.body).not.toHaveProperty('cursor');
	});

	it('moves its default range with the clock', async () => {
		server.clock.advance(20 * HOURS);
		expect(numbers(await v1())).toEqual([9, 8, 7, 6]);
		expect((await v1()).body.results.total_hits).toBe(4);
		server.clock.advance(-20 * HOURS);
		expect(numbers(await v1({ from: NOW - 7 * HOURS, to: NOW - 5 * HOURS }))).toEqual([5, 4, 3]);
		expect(numbers(await v1({ from: String(NOW - 7 * HOURS), to: NOW - 7 * HOURS }))).toEqual([3]);
	});

	it('matches nothing when the start is after the end, as the vendor\u2019s own sample has it', async () => {
		expect(await v1({ from: NOW, to: NOW - HOURS })).toMatchObject({
			status: 200,
			body: { results: { hits: [], total_hits: 0 } },
		});
	});

	it('narrows to hosts and groups by id or name', async () => {
		const { devices } = (await server.call('/RestAPI/v1/meta/log_sources')).body;
		const { host_id, group } = devices.find(({ name }: any) => name === 'web-1');
		expect(numbers(await v1({ hosts: [host_id] }))).toEqual([7, 4, 1]);
		expect(numbers(await v1({ hosts: ['WEB-1'] }))).toEqual([7, 4, 1]);
		expect(numbers(await v1({ groups: [group] }))).toEqual([7, 4, 1]);
		expect(numbers(await v1({ groups: [group], hosts: ['dc01'] }))).toEqual([]);
		expect(numbers(await v1({ hosts: [], groups: [], query: '' }))).toEqual([9, 8, 7, 6]);
	});

	it('reads JSON whatever the content type says, and no body at all', async () => {
		const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };
		expect(numbers(await v1('{"query":"N = 3"}', form))).toEqual([3]);
		expect(
			(await server.call('/RestAPI/v1/search', { method: 'POST' })).body.results.total_hits,
		).toBe(10);
	});

	it('answers in the documented form and with server names when started so', async () => {
		const other = await TestServer.start({
			api: { v1Envelope: 'hits', v1Form: 'server', pageSize: 1 },
		});
		await other.store(EVENTS.slice(0, 2));
		const { body } = await other.call('/RestAPI/v1/search', { body: {} });
		expect(body).toEqual({
			cursor: expect.any(String),
			hits: { hits: [FOUND[1]], hits_count_in_current_page: 1 },
		});
		await other.call('/RestAPI/v1/search', { body: { cursor: body.cursor } });
		expect(other.faults).toEqual([]);
	});
});

it('keeps each dialect\u2019s cursors to itself', async () => {
	const { cursor } = (await server.search()).body.meta;
	expect(await v1({ cursor })).toMatchObject({
		status: 400,
		body: { ERROR_CODE: 'CURSOR_INVALID' },
	});
});

describe.each(['v2', 'v1'] as const)(
	'paging by cursor over %s while events arrive',
	(generation) => {
		const page = async (to: TestServer, cursor?: string) => {
			const body = cursor === undefined ? { query: '*' } : { cursor };
			if (generation === 'v1') {
				const answer = await to.call('/RestAPI/v1/search', {
					body: cursor === undefined ? { query: '*', from: 0, to: 4e12 } : body,
				});
				return { numbers: numbers(answer), cursor: answer.body.cursor as string | undefined };
			}
			const answer =
				cursor === undefined ? await to.search() : await to.call('/api/v2/search', { body });
			return { numbers: numbers(answer), cursor: answer.body.meta.cursor as string | undefined };
		};

		it.each([11, 12, 13])(
			'gives each event of the first page\u2019s time once and none twice (seed %i)',
			async (seed) => {
				const random = new Prng(seed);
				const own = await TestServer.start({ api: { pageSize: 1 + random.below(9) } });
				let next = 0;
				const some = (count: number, from = 0, span = 30) =>
					Array.from({ length: count }, () => ({
						TIME: NOW + from + random.below(span),
						HOSTNAME: 'h',
						N: next++,
					}));
				await own.store(some(40 + random.below(60)));
				const existed = next;
				const seen: number[] = [];
				let found = await page(own);
				for (;;) {
					seen.push(...found.numbers);
					if (found.cursor === undefined) break;
					const arriving = own.store([...some(3), ...some(1, -500), ...some(1, 500)]);
					found = await page(own, found.cursor);
					await arriving;
				}
				expect(new Set(seen).size).toBe(seen.length);
				expect(seen.filter((n) => n < existed).sort((a, b) => a - b)).toEqual(
					Array.from({ length: existed }, (_, n) => n),
				);
				expect(own.faults).toEqual([]);
			},
		);
	},
);
