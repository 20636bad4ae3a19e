/** The resource Report: API V2 only. */
import { bench, picked, v2Only } from '../../../support/cases';
import { hints } from '../../../support/n8n';
import { json } from '../../../support/scripted';

const b = bench();
const custom = {
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-02T00:00:00Z',
};

describe('Get Profiles', () => {
	const profiles = (more = {}) => ({ resource: 'report', operation: 'getProfiles', ...more });
	v2Only(b, profiles());
	const report = {
		report_id: 101,
		report_name: 'Failed logons',
		description: 'd',
		module_name: 'Windows',
		category_name: 'Logon',
		group_name: 'Failures',
		query: 'EVENTID = 4625',
		custom: false,
	};

	it('posts the filters and the window', async () => {
		const filters = {
			modules: 'Windows, Unix',
			categories: 'Logon',
			groups: 'Failures',
			reportIds: '101',
		};
		const found = await b.run(b.v2(), profiles({ filters }), { data: { reports: [report] } });
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/api/v2/report/profiles' });
		expect(b.seen[0].body).toEqual({
			module_name: ['Windows', 'Unix'],
			category_name: ['Logon'],
			group_name: ['Failures'],
			report_id: [101],
			from: 1,
			limit: 100,
		});
		expect(found).toEqual([
			{
				id: '101',
				name: 'Failed logons',
				description: 'd',
				module: 'Windows',
				category: 'Logon',
				group: 'Failures',
				query: 'EVENTID = 4625',
			},
		]);
	});

	it('posts the window alone without filters', async () => {
		await b.run(b.v2(), profiles(), { data: { reports: [] } });
		expect(b.seen[0].body).toEqual({ from: 1, limit: 100 });
	});

	it('refuses more than 20 entries in a filter', async () => {
		const modules = Array.from({ length: 21 }, (_, index) => `m${index}`).join(',');
		const error = await b.fail(b.v2(), profiles({ filters: { modules } }), {});
		expect(error.message).toBe('21 modules were given, but a filter takes at most 20');
		expect(b.seen).toHaveLength(0);
	});
});

describe('Get Data', () => {
	const data = (more = {}) => ({
		resource: 'report',
		operation: 'getData',
		report: picked('101'),
		...custom,
		...more,
	});
	v2Only(b, data());

	it('posts times and log sources, and reads rows page by page', async () => {
		const found = await b.run(
			b.v2(),
			data({ returnAll: true, filters: { logSources: ['3'], logSourceGroups: ['1'] } }),
			{ data: { rows: [{ n: 1 }, { n: 2 }] }, meta: { cursor: 'c', total_items: 3 } },
			{ data: { rows: [{ n: 3 }] }, meta: { total_items: 3 } },
		);
		expect(found).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
		expect(b.seen.map(({ method, path, body }) => [method, path, body])).toEqual([
			[
				'POST',
				'/api/v2/report/data/101',
				{
					start_time: '2026-11-01T00:00:00Z',
					end_time: '2026-11-02T00:00:00Z',
					log_source_ids: [3],
					log_source_group_ids: [1],
				},
			],
			['POST', '/api/v2/report/data/101', { cursor: 'c' }],
		]);
	});

	it('refuses a time range in the wrong order before the call', async () => {
		const error = await b.fail(b.v2(), data({ startTime: '2026-12-01T00:00:00Z' }), {});
		expect(error.message).toContain('must be before End Time');
		expect(b.seen).toHaveLength(0);
	});

	it('takes another path on every page', async () => {
		await b.run(
			b.v2(),
			data({ returnAll: true, options: { overridePath: '/api/v2/report/101/data' } }),
			{ data: { rows: [{ n: 1 }] }, meta: { cursor: 'c' } },
			{ data: { rows: [] } },
		);
		expect(new Set(b.seen.map(({ path }) => path))).toEqual(new Set(['/api/v2/report/101/data']));
	});
});

describe('Get Counts', () => {
	const counts = (more = {}) => ({
		resource: 'report',
		operation: 'getCounts',
		report: picked('108'),
		...custom,
		...more,
	});
	v2Only(b, counts());
	const groups = [{ values: { USERNAME: 'joe' }, count: 3, distinct_count: 2 }];
	const meta = { exact: true, group_count: 4, other_count: 5, missing_count: 1 };

	it('posts times, log sources and where days begin, and reads the groups', async () => {
		const filters = { logSources: ['301'], logSourceGroups: '12' };
		const found = await b.run(b.v2(), counts({ filters }), { data: { count: 9, groups }, meta });
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/api/v2/report/aggregate/108' });
		expect(b.seen[0].body).toEqual({
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-02T00:00:00Z',
			log_source_ids: [301],
			log_source_group_ids: [12],
			time_zone: 'Z',
		});
		expect(found).toEqual([{ USERNAME: 'joe', count: 3, distinctCount: 2 }]);
	});

	it('says in a hint what the groups leave out: it is the report that limits them', async () => {
		b.answer([json({ data: { count: 9, groups }, meta })]);
		expect(await hints(b.trial(b.v2(), counts()))).toEqual([
			'Not shown: 5 logs are in groups beyond the limit of the report; 1 log lacks a field.',
		]);
	});

	it('puts everything into one item, with what the groups leave out', async () => {
		const answer = { data: { count: 9, groups }, meta };
		expect(await b.run(b.v2(), counts({ aggregateOutput: 'single' }), answer)).toEqual([
			{
				count: 9,
				exact: true,
				from: '2026-11-01T00:00:00Z',
				to: '2026-11-02T00:00:00Z',
				groups: [{ USERNAME: 'joe', count: 3, distinctCount: 2 }],
				groupCount: 4,
				otherCount: 5,
				missingCount: 1,
			},
		]);
	});

	it('reads buckets of time where the report counts by it', async () => {
		const buckets = [{ start_time: '2026-11-01T00:00:00Z', count: 2 }];
		const answer = { data: { count: 2, buckets }, meta: { exact: true, interval: '1h' } };
		expect(await b.run(b.v2(), counts(), answer)).toEqual([
			{ time: '2026-11-01T00:00:00Z', count: 2 },
		]);
		expect(await b.run(b.v2(), counts({ aggregateOutput: 'single' }), answer)).toMatchObject([
			{ count: 2, interval: '1h', buckets: [{ count: 2 }] },
		]);
	});

	it('fails where there are no counts in the answer', async () => {
		const error = await b.fail(b.v2(), counts(), { data: { rows: [] } });
		expect(error.message).toBe('The answer of the server holds no count in any known form');
	});
});
