/** Reports over known logs: which there are, what each counts, and how time, sources and groups narrow it. V2 only. */
import { backend } from '../support/backend';
import { CONTINUE, id, nodeWith } from '../support/node';

const server = backend('--empty', '--page-size', '10');
const node = nodeWith(() => server.v2());

/** How many logs of each kind there are, by the id of the report that is about them. */
const COUNTS = { 101: 23, 103: 12, 202: 7, 301: 5, 302: 3 } as const;
const ALL = 50;

beforeAll(async () => {
	const time = Date.now() - 60_000;
	const times = (count: number, event: object) =>
		Array.from({ length: count }, (_, index) => ({ time: time + index, ...event }));
	const windows = { LOGTYPE: 'Windows' };
	const unix = { HOSTNAME: 'db01', LOGTYPE: 'Unix' };
	const web = { HOSTNAME: 'web01', LOGTYPE: 'Apache Access Logs' };
	await server.ingest([
		...times(20, { ...windows, HOSTNAME: 'dc01', EVENTID: 4625 }),
		...times(3, { ...windows, HOSTNAME: 'dc02', EVENTID: 4625 }),
		...times(12, { ...windows, HOSTNAME: 'dc02', EVENTID: 4624 }),
		...times(7, { ...unix, IENAME: 'Successful logon' }),
		...times(5, { ...web, STATUS: 404 }),
		...times(3, { ...web, STATUS: 503 }),
	]);
});

const data = async (report: number, more = {}) =>
	await node.run('report.getData', {
		report: id(report),
		timeRange: 'lastHour',
		returnAll: true,
		...more,
	});

it.each(Object.entries(COUNTS))('report %s has its logs and no others', async (report, count) => {
	expect(await data(Number(report))).toHaveLength(count);
});

it('the report of everything has everything, each once, over several pages', async () => {
	const calls = await server.answered(async () => {
		expect(await data(503)).toHaveLength(ALL);
	});
	expect(calls).toEqual(['v2.reports.data']);
});

it.each([1, 10, 11])('stops at a limit of %d', async (limit) => {
	expect(await data(503, { returnAll: false, limit })).toHaveLength(limit);
});

it('is narrowed by sources, and by groups', async () => {
	const sources = await node.run('logSource.getMany', { returnAll: true });
	const dc02 = sources.find(({ name }) => name === 'dc02')?.id;
	expect(await data(101, { filters: { logSources: [dc02] } })).toHaveLength(3);
	const groups = await node.run('logSource.getGroups', { returnAll: true });
	const unix = groups.find((group) => group.name === 'UnixGroup');
	const logSourceGroups = [String(unix?.id)];
	expect(await data(503, { filters: { logSourceGroups } })).toHaveLength(COUNTS[202]);
	expect(await data(101, { filters: { logSourceGroups } })).toEqual([]);
});

it('is narrowed by time', async () => {
	const range = { timeRange: 'custom', startTime: '2001-01-01', endTime: '2001-02-01' };
	expect(await data(503, range)).toEqual([]);
});

it('gives the rows of each item their item, and goes on after a report that is not there', async () => {
	const rows = await node.items(
		'report.getData',
		{
			report: { __rl: true, mode: 'id', value: '={{ $json.report }}' },
			timeRange: 'lastHour',
			returnAll: true,
		},
		{ ...CONTINUE, items: [{ report: 302 }, { report: 4 }, { report: 301 }] },
	);
	const itemOf = (row: (typeof rows)[number]) => (row.pairedItem as { item: number }).item;
	expect(rows.map(itemOf)).toEqual([0, 0, 0, 1, 2, 2, 2, 2, 2]);
	expect(rows[3].json).toMatchObject({
		error: expect.stringContaining('no report has the id') as string,
		httpCode: '404',
	});
});

it.each([
	['an unknown source', { logSources: ['999999'] }, '999999'],
	['an unknown group', { logSourceGroups: ['4711'] }, '4711'],
])('names %s', async (_what, filters, named) => {
	const error = await node.fail('report.getData', { report: id(101), filters });
	expect(error.httpCode).toBe('400');
	expect(error.message).toContain(named);
});

describe('counts', () => {
	const counts = async (report: number, more = {}) =>
		await node.run('report.getCounts', { report: id(report), timeRange: 'lastHour', ...more });

	it('are by the field that the report says', async () => {
		const found = await counts(504);
		expect(found).toEqual([
			{ HOSTNAME: 'dc01', count: 20 },
			{ HOSTNAME: 'dc02', count: 15 },
			{ HOSTNAME: 'web01', count: 8 },
			{ HOSTNAME: 'db01', count: 7 },
		]);
	});

	it.each(Object.entries(COUNTS))('by time add up to what report %s has', async (report, count) => {
		const found = await counts(Number(report));
		const sum = found.reduce((all, bucket) => all + Number(bucket.count), 0);
		expect(sum).toBe(count);
		const [first] = found;
		expect(Object.keys(first)).toEqual(['time', 'count']);
		const single = await counts(Number(report), { aggregateOutput: 'single' });
		expect(single).toMatchObject([{ count, exact: true, buckets: { length: found.length } }]);
	});

	it('are narrowed by sources', async () => {
		const sources = await node.run('logSource.getMany', { returnAll: true });
		const dc02 = sources.find(({ name }) => name === 'dc02')?.id;
		const filters = { logSources: [dc02] };
		expect(await counts(504, { filters })).toEqual([{ HOSTNAME: 'dc02', count: 15 }]);
	});

	it('of a report that is not there name it', async () => {
		const error = await node.fail('report.getCounts', { report: id(4) });
		expect(error.message).toContain('no report has the id');
		expect(error.httpCode).toBe('404');
	});
});

describe('profiles', () => {
	const profiles = async (filters: object, more: object = { returnAll: true }) =>
		await node.run('report.getProfiles', { filters, ...more });

	it('have the same fields, simplified', async () => {
		expect(await profiles({ reportIds: '101' })).toEqual([
			{
				id: '101',
				name: 'Failed logons',
				description: 'Logons that Windows refused',
				module: 'Windows',
				category: 'Logon',
				group: 'Failures',
				query: 'EVENTID = 4625',
			},
		]);
		const [raw] = await profiles({ reportIds: '101' }, { simplify: false });
		expect(raw).toMatchObject({ report_id: 101, report_name: 'Failed logons' });
	});

	it.each([
		['a module', { modules: 'Unix' }, ['201', '204', '203', '202']],
		['a group', { groups: 'Kerberos' }, ['106', '107']],
		['a category', { categories: 'Web server' }, ['301', '302', '303']],
		[
			'a module and a group',
			{ modules: 'Windows, Unix', groups: 'Failures' },
			['201', '204', '101', '102', '108', '109', '110'],
		],
		['ids', { reportIds: '503, 101' }, ['503', '101']],
		['what is not there', { modules: 'Nothing' }, []],
	])('filter by %s', async (_what, filters, ids) => {
		expect((await profiles(filters)).map((report) => report.id)).toEqual(ids);
	});

	it('stop at the limit', async () => {
		expect(await profiles({}, { limit: 4 })).toHaveLength(4);
	});

	it('refuse more filters than the server takes, before the call', async () => {
		const reportIds = Array.from({ length: 21 }, (_, index) => index + 1).join(',');
		const calls = await server.answered(async () => {
			const error = await node.fail('report.getProfiles', { filters: { reportIds } });
			expect(error.message).toBe('21 report IDs were given, but a filter takes at most 20');
		});
		expect(calls).toEqual([]);
	});
});
