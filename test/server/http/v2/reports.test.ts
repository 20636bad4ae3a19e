import { TestServer } from '../../../support/server';

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start({ api: { pageSize: 2 } });
	await server.store(
		[1, 2, 3, 4, 5].map((n) => ({
			TIME: `2026-01-31T11:00:0${n}Z`,
			HOSTNAME: n === 5 ? 'other' : 'dc',
			LOGTYPE: 'Windows',
			EVENTID: 4625,
			N: n,
		})),
	);
});

afterEach(() => expect(server.faults).toEqual([]));

const RANGE = { start_time: '2026-01-31T00:00:00Z', end_time: '2026-01-31T23:00:00Z' };
const profiles = (body: unknown) => server.call('/api/v2/report/profiles', { body });
const data = (id: number | string, body: unknown = RANGE) =>
	server.call(`/api/v2/report/data/${id}`, { body });
const create = (body: unknown) => server.call('/api/v2/report/custom', { body });
const custom = (method: string, id: number, body?: unknown) =>
	server.call(`/api/v2/report/custom/${id}`, { method, ...(body === undefined ? {} : { body }) });
const numbers = (rows: readonly { N: number }[]) => rows.map(({ N }) => N);

it('lists profiles by filter, a slice at a time', async () => {
	const { body } = await profiles({ module_name: ['windows'], group_name: ['Failures'], limit: 1 });
	expect(body).toEqual({
		data: {
			reports: [
				{
					report_id: 101,
					report_name: 'Failed logons',
					description: 'Logons that Windows refused',
					module_name: 'Windows',
					category_name: 'Logon',
					group_name: 'Failures',
					query: 'EVENTID = 4625',
					custom: false,
				},
			],
		},
		meta: { total_items: 5, items_in_current_page: 1 },
	});
	expect(await profiles({ report_id: Array(21).fill(1) })).toMatchObject({ status: 400 });
});

it('gives rows page by page, newest first', async () => {
	const first = (await data(101)).body;
	expect(numbers(first.data.rows)).toEqual([5, 4]);
	expect(first.meta).toMatchObject({ total_items: 5, items_in_current_page: 2 });
	const second = (await data(101, { cursor: first.meta.cursor })).body;
	expect(numbers(second.data.rows)).toEqual([3, 2]);
	const last = (await data(101, { cursor: second.meta.cursor })).body;
	expect(numbers(last.data.rows)).toEqual([1]);
	expect(last.meta).toEqual({ total_items: 5, items_in_current_page: 1 });
});

it('restricts rows to log sources and groups', async () => {
	const sources = (await server.call('/api/v2/log-sources')).body.data.log_sources;
	const other = sources.find(({ log_source }: { log_source: string }) => log_source === 'other');
	const ids = { log_source_ids: [other.log_source_id] };
	expect(numbers((await data(101, { ...RANGE, ...ids })).body.data.rows)).toEqual([5]);
	expect(await data(101, { ...RANGE, log_source_ids: [99] })).toMatchObject({ status: 400 });
	expect(await data(101, { ...RANGE, log_source_group_ids: [99] })).toMatchObject({ status: 400 });
});

it('keeps cursors to their report, and refuses wrong requests', async () => {
	const { cursor } = (await data(101)).body.meta;
	expect(await data(102, { cursor })).toMatchObject({ status: 400 });
	expect(await data(101, { cursor: 'forged' })).toMatchObject({ status: 400 });
	expect(await data(101, {})).toMatchObject({ status: 400 });
	expect(await data(101, { start_time: RANGE.end_time, end_time: RANGE.start_time })).toMatchObject(
		{ status: 400 },
	);
	expect(await data(999)).toMatchObject({ status: 404 });
	expect(await data('abc')).toMatchObject({ status: 400 });
	server.clock.advance(5 * 60 * 1000 + 1);
	expect(await data(101, { cursor })).toMatchObject({ status: 410 });
});

it('runs custom reports from their creation to their deletion', async () => {
	const made = await create({ report_name: 'Three', query: 'N = 3' });
	expect(made.body.data).toMatchObject({
		report_name: 'Three',
		module_name: 'Custom',
		description: '',
		custom: true,
	});
	const id = made.body.data.report_id;
	expect(numbers((await data(id)).body.data.rows)).toEqual([3]);
	const changed = await custom('PUT', id, { query: 'N <= 2', group_name: 'Few' });
	expect(changed.body.data).toMatchObject({ report_name: 'Three', group_name: 'Few' });
	expect(numbers((await data(id)).body.data.rows)).toEqual([2, 1]);
	expect((await profiles({ module_name: ['custom'] })).body.meta.total_items).toBe(1);
	expect((await custom('DELETE', id)).body).toEqual({ data: { message: 'Deleted 1 report' } });
	expect(await data(id)).toMatchObject({ status: 404 });
});

it('refuses bad queries, taken names, and changes of predefined reports', async () => {
	expect(await create({ report_name: 'x', query: 'N =' })).toMatchObject({ status: 400 });
	expect(await create({ report_name: 'x', query: 'x'.repeat(16_385) })).toMatchObject({
		status: 400,
		body: { error: { code: '10003004' } },
	});
	expect(await create({ report_name: 'failed LOGONS', query: '*' })).toMatchObject({ status: 409 });
	expect(await custom('PUT', 101, { query: '*' })).toMatchObject({ status: 409 });
	expect(await custom('DELETE', 101)).toMatchObject({ status: 409 });
	expect(await custom('PUT', 99_999, { query: '*' })).toMatchObject({ status: 404 });
});
