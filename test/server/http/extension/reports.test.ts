/** Counts of reports over HTTP: predefined ones, those that users make, as JSON and as CSV. */
import { NOW, TestServer } from '../../../support/server';

const HOUR = 3_600_000;
const RANGE = {
	start_time: new Date(NOW - 24 * HOUR).toISOString(),
	end_time: new Date(NOW).toISOString(),
};

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start();
	const users = ['ann', 'ann', 'Ann', 'bob', '=cmd|x', undefined];
	await server.store(
		users.map((USERNAME, n) => ({
			TIME: NOW - (n + 1) * HOUR,
			HOSTNAME: n % 2 === 0 ? 'dc01' : 'dc02',
			LOGTYPE: 'Windows',
			EVENTID: 4625,
			REMOTEIP: `10.0.0.${n % 3}`,
			...(USERNAME === undefined ? {} : { USERNAME }),
		})),
	);
});
afterEach(() => expect(server.faults).toEqual([]));

const count = (id: number, body: object = {}, options: object = {}) =>
	server.call(`/api/v2/report/aggregate/${id}`, { body: { ...RANGE, ...body }, ...options });
const csv = (id: number, body: object = {}) =>
	server.call(`/api/v2/report/aggregate/${id}/csv`, { body: { ...RANGE, ...body } });
const create = (body: object) =>
	server.call('/api/v2/report/custom', { body: { query: 'EVENTID = 4625', ...body } });

it('counts by fields, with distinct values, as the aggregate of the same question does', async () => {
	const { body } = await count(108);
	expect(body).toEqual({
		data: {
			count: 6,
			distinct_count: 3,
			groups: [
				{ values: { USERNAME: expect.stringMatching(/^ann$/i) }, count: 3, distinct_count: 3 },
				{ values: { USERNAME: '=cmd|x' }, count: 1, distinct_count: 1 },
				{ values: { USERNAME: 'bob' }, count: 1, distinct_count: 1 },
			],
		},
		meta: { exact: true, group_count: 3, other_count: 0, missing_count: 1 },
	});
	const asked = {
		query: 'EVENTID = 4625',
		group_by: ['USERNAME'],
		limit: 20,
		distinct: 'REMOTEIP',
	};
	const plain = await server.call('/api/v2/search/aggregate', { body: { ...RANGE, ...asked } });
	expect(body).toEqual(plain.body);
});

it('counts by time, also where a report says nothing of counts, in the caller’s zone', async () => {
	for (const id of [110, 101]) {
		const { body } = await count(id);
		expect(body.data.count).toBe(6);
		expect(body.meta.interval).toBe('30m');
	}
	const made = await create({ report_name: 'By day', aggregate: { interval: '1d' } });
	const id = made.body.data.report_id;
	const days = await count(id, { time_zone: '+05:30' });
	expect(days.body.data.buckets.map(({ start_time }: any) => start_time)).toEqual([
		'2026-01-29T18:30:00.000Z',
		'2026-01-30T18:30:00.000Z',
	]);
});

it('narrows to log sources', async () => {
	const sources = (await server.call('/api/v2/log-sources')).body.data.log_sources;
	const id = sources.find((one: any) => one.log_source === 'dc02').log_source_id;
	expect((await count(504, { log_source_ids: [id] })).body.data).toEqual({
		count: 3,
		groups: [{ values: { HOSTNAME: 'dc02' }, count: 3 }],
	});
	expect((await count(504, { log_source_ids: [99] })).status).toBe(400);
});

it('exports the counts as CSV that no spreadsheet runs, with what is not listed', async () => {
	const made = await create({
		report_name: 'Top two',
		aggregate: { group_by: ['USERNAME', 'HOSTNAME'], limit: 2 },
	});
	const { status, headers, body } = await csv(made.body.data.report_id);
	expect(status).toBe(200);
	expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect(headers.get('content-disposition')).toContain('.csv');
	const lines = String(body).trimEnd().split('\r\n');
	expect(lines[0]).toBe('USERNAME,HOSTNAME,count');
	expect(lines[1]).toMatch(/^ann,dc01,2$/i);
	expect(lines.slice(3)).toEqual(['(other values),,2', '(no value),,1']);
	expect(String((await csv(108)).body)).toContain(`"'=cmd|x",1,1\r\n`);
	const times = String((await csv(110)).body).split('\r\n');
	expect(times[0]).toBe('start_time,count');
	expect(times.find((line) => line.startsWith('2026-01-31T11:00'))).toBe(
		'2026-01-31T11:00:00.000Z,1',
	);
});

it('keeps, changes and removes the counts of a custom report', async () => {
	const aggregate = { group_by: ['USERNAME'], limit: 5, distinct: 'REMOTEIP' };
	const made = (await create({ report_name: 'Who', aggregate })).body.data;
	expect(made.aggregate).toEqual(aggregate);
	const path = `/api/v2/report/custom/${made.report_id}`;
	const change = async (body: object) =>
		(await server.call(path, { method: 'PUT', body })).body.data.aggregate;
	expect(await change({ description: 'x' })).toEqual(aggregate);
	expect(await change({ aggregate: { interval: '2h' } })).toEqual({ interval: '2h' });
	expect(await change({ aggregate: null })).toBeUndefined();
	const listed = await server.call('/api/v2/report/profiles', { body: { report_id: [108] } });
	expect(listed.body.data.reports[0].aggregate).toEqual({
		group_by: ['USERNAME'],
		limit: 20,
		distinct: 'REMOTEIP',
	});
});

it.each([
	[{ aggregate: {} }, 'expected either interval or group_by'],
	[{ aggregate: { interval: '1h', group_by: ['A'] } }, 'expected either interval or group_by'],
	[{ aggregate: { interval: '1h', limit: 5 } }, 'limit: expected only with group_by'],
	[{ aggregate: { interval: 'hourly' } }, 'interval: expected'],
	[{ aggregate: { group_by: ['A', 'B', 'C'] } }, 'group_by: expected one or two'],
	[{ aggregate: { group_by: ['A'], query: '*' } }, 'query'],
])('refuses a report with %j', async (body, named) => {
	const answer = await create({ report_name: 'Wrong', ...body });
	expect(answer.status).toBe(400);
	expect(JSON.stringify(answer.body)).toContain(named);
});

it('says what is wrong with the question', async () => {
	expect((await count(99)).status).toBe(404);
	const made = await create({ report_name: 'Nobody', aggregate: { group_by: ['NOSUCH'] } });
	const unknown = await count(made.body.data.report_id);
	expect([unknown.status, JSON.stringify(unknown.body)]).toEqual([
		400,
		expect.stringContaining('NOSUCH'),
	]);
	const fine = await create({ report_name: 'Fine', aggregate: { interval: '1s' } });
	expect(JSON.stringify((await csv(fine.body.data.report_id)).body)).toContain('86401 buckets');
	const swapped = { start_time: RANGE.end_time, end_time: RANGE.start_time };
	expect((await count(108, swapped)).status).toBe(400);
	const token = await server.tokenWith(['search.READ']);
	expect((await count(108, {}, { token })).status).toBe(403);
});
