/** `POST /api/v2/search/aggregate` over HTTP: what it counts, how it names things, and what it refuses. */
import { NOW, TestServer } from '../../support/server';

const HOUR = 3_600_000;
const FROM = NOW - 24 * HOUR;
const WINDOW = {
	query: '*',
	start_time: new Date(FROM).toISOString(),
	end_time: new Date(NOW).toISOString(),
};

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start();
	const lines = Array.from({ length: 48 }, (_, n) =>
		JSON.stringify({
			TIME: FROM + n * (HOUR / 2),
			HOSTNAME: n % 2 === 0 ? 'dc01' : 'web-1',
			LOGTYPE: n % 2 === 0 ? 'Windows' : 'Unix',
			USERNAME: ['Ann', 'Bob', 'Carl'][n % 3],
			REMOTEIP: `10.0.0.${n % 5}`,
			...(n < 40 ? { EVENTID: 4624 + (n % 4 === 0 ? 1 : 0) } : {}),
		}),
	);
	const sent = await server.call('/ingest', { body: lines.join('\n'), method: 'POST' });
	expect(sent.body).toMatchObject({ stored: 48 });
});

const aggregate = (body: object) =>
	server.call('/api/v2/search/aggregate', { body: { ...WINDOW, ...body } });

it('only counts when asked for nothing else', async () => {
	expect((await aggregate({ query: 'USERNAME = ann' })).body).toEqual({
		data: { count: 16 },
		meta: { exact: true },
	});
});

it('counts by time, to the end of the range', async () => {
	const { body } = await aggregate({ interval: '12h' });
	expect(body).toEqual({
		data: {
			count: 48,
			buckets: [
				{ start_time: '2026-01-30T12:00:00.000Z', count: 24 },
				{ start_time: '2026-01-31T00:00:00.000Z', count: 24 },
				{ start_time: '2026-01-31T12:00:00.000Z', count: 0 },
			],
		},
		meta: { exact: true, interval: '12h' },
	});
	const days = await aggregate({ interval: '1d', time_zone: '+05:30' });
	expect(days.body.data.buckets).toEqual([
		{ start_time: '2026-01-29T18:30:00.000Z', count: 13 },
		{ start_time: '2026-01-30T18:30:00.000Z', count: 35 },
	]);
	expect((await aggregate({ interval: 'auto' })).body.meta.interval).toBe('30m');
});

it('counts by values, the most frequent first, and says what is not listed', async () => {
	const { body } = await aggregate({ group_by: ['eventid'], limit: 1 });
	expect(body).toEqual({
		data: { count: 48, groups: [{ values: { EVENTID: 4624 }, count: 30 }] },
		meta: { exact: true, group_count: 2, other_count: 10, missing_count: 8 },
	});
});

it('takes and gives display names', async () => {
	const { body } = await aggregate({
		group_by: ['Username', 'HOSTNAME'],
		response_type: 'client',
		limit: 1,
		query: 'USERNAME = Bob AND HOSTNAME = dc01',
	});
	expect(body.data.groups).toEqual([{ values: { Username: 'Bob', Device: 'dc01' }, count: 8 }]);
});

it('counts distinct values', async () => {
	const { body } = await aggregate({
		group_by: ['LOGTYPE'],
		distinct: 'REMOTEIP',
		interval: '12h',
		query: 'USERNAME = ann',
	});
	expect(body.data).toMatchObject({
		count: 16,
		distinct_count: 5,
		groups: [
			{ values: { LOGTYPE: 'Unix' }, count: 8, distinct_count: 5 },
			{ values: { LOGTYPE: 'Windows' }, count: 8, distinct_count: 5 },
		],
	});
	expect(body.data.buckets[2]).toMatchObject({ count: 0, distinct_count: 0 });
});

it('narrows to log sources, groups and log types', async () => {
	const sources = (await server.call('/api/v2/log-sources')).body.data;
	expect(sources).toBeDefined();
	expect((await aggregate({ log_types: ['windows'] })).body.data.count).toBe(24);
	const unknown = await aggregate({ log_source_ids: [99] });
	expect([unknown.status, unknown.body.error.detail]).toEqual([400, expect.stringContaining('99')]);
});

it.each([
	[{ interval: '1x' }, 'interval'],
	[{ interval: '0m' }, 'interval'],
	[{ interval: '1s' }, '86401 buckets of this range, expected at most 1000'],
	[{ group_by: [] }, 'group_by'],
	[{ group_by: ['A', 'B', 'C'] }, 'group_by'],
	[{ group_by: ['NOSUCH'] }, 'no event has a field \\"NOSUCH\\"'],
	[{ group_by: ['TIME'] }, 'interval'],
	[{ group_by: ['USERNAME', 'username'] }, 'twice'],
	[{ distinct: 'NOSUCH' }, 'distinct'],
	[{ limit: 0 }, 'limit'],
	[{ limit: 1001 }, 'limit'],
	[{ time_zone: '+25:00' }, 'time_zone'],
	[{ cursor: 'x' }, 'cursor'],
	[{ query: 'A = ' }, 'query'],
	[{ start_time: WINDOW.end_time, end_time: WINDOW.start_time }, 'start_time'],
])('refuses %j and names what was wrong', async (body, named) => {
	const answer = await aggregate(body);
	expect(answer.status).toBe(400);
	expect(JSON.stringify(answer.body.error)).toContain(named);
});

it('needs a token that may search', async () => {
	const body = WINDOW;
	expect((await server.call('/api/v2/search/aggregate', { body, token: null })).status).toBe(401);
});
