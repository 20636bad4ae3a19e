/** Alert > Get Many, Start, and Get Many in Background and Wait, in both dialects. */
import { bench, byId, picked, v2Error } from '../../../support/cases';
import { json } from '../../../support/scripted';

const b = bench();
const custom = {
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-02T00:00:00Z',
};
const alert = (n: number) => ({ TIME: 1_793_000_000_000 + n, Alert_Profile_Name: 'Logons', n });

describe('Get Many', () => {
	const getMany = (more = {}) => ({
		resource: 'alert',
		operation: 'getMany',
		outputFields: 'raw',
		...custom,
		...more,
	});

	it('V2 posts single lower-case words and profile IDs', async () => {
		const filters = {
			profiles: ['1801', '7'],
			severities: ['critical'],
			statuses: ['in_progress'],
		};
		const found = await b.run(b.v2(), getMany({ filters, options: { fieldNames: 'client' } }), {
			data: [alert(1)],
		});
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/api/v2/alerts' });
		expect(b.seen[0].body).toEqual({
			query: '*',
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-02T00:00:00Z',
			status: 'in_progress',
			severity: 'critical',
			profile_ids: [1801, 7],
			response_type: 'client',
		});
		expect(found).toEqual([alert(1)]);
	});

	it('V2 asks for each of several severities and statuses by itself', async () => {
		const filters = { severities: ['critical', 'trouble'], statuses: ['open', 'closed'] };
		b.answer((seen) => {
			const { severity, status } = seen.body as Record<string, string>;
			return json({ data: [{ severity, status }] });
		});
		expect(await b.run(b.v2(), getMany({ filters, returnAll: true }))).toEqual([
			{ severity: 'critical', status: 'open' },
			{ severity: 'critical', status: 'closed' },
			{ severity: 'trouble', status: 'open' },
			{ severity: 'trouble', status: 'closed' },
		]);
	});

	it('V2 leaves the filter out when all severities are chosen', async () => {
		const filters = { severities: ['critical', 'trouble', 'attention'] };
		await b.run(b.v2(), getMany({ filters }), { data: [] });
		expect(b.seen).toHaveLength(1);
		expect(b.seen[0].body).not.toHaveProperty('severity');
	});

	it('V2 follows the cursor', async () => {
		const found = await b.run(
			b.v2(),
			getMany({ returnAll: true }),
			{ data: { hits: [alert(1), alert(2)] }, meta: { cursor: 'c', total_items: 3 } },
			{ data: { hits: [alert(3)] }, meta: {} },
		);
		expect(found).toEqual([alert(1), alert(2), alert(3)]);
		expect(b.seen[1].body).toEqual({ cursor: 'c' });
	});

	it('V2 repeats the times beside the cursor on request', async () => {
		await b.run(
			b.v2(),
			getMany({ returnAll: true, options: { repeatTimes: true } }),
			{ data: { hits: [alert(1)] }, meta: { cursor: 'c' } },
			{ data: [] },
		);
		expect(b.seen[1].body).toEqual({
			cursor: 'c',
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-02T00:00:00Z',
		});
	});

	it('V1 posts milliseconds and lists of upper-case words', async () => {
		const filters = {
			query: 'EVENTID = 16384',
			profiles: '1, 2, 601',
			severities: ['critical', 'trouble'],
			statuses: ['open', 'in_progress'],
		};
		await b.run(b.v1(), getMany({ filters }), { results: { hits: [alert(1)] } });
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/RestAPI/v1/alerts' });
		expect(b.seen[0].body).toEqual({
			query: 'EVENTID = 16384',
			alert_profiles: [1, 2, 601],
			severity: ['CRITICAL', 'TROUBLE'],
			status: ['OPEN', 'INPROGRESS'],
			from: Date.UTC(2026, 10, 1),
			to: Date.UTC(2026, 10, 2),
		});
	});

	it('V1 follows the cursor', async () => {
		const found = await b.run(
			b.v1(),
			getMany({ returnAll: true }),
			{ cursor: 'x', hits: { hits: [alert(1)] } },
			{ hits: { hits: [alert(2)] } },
		);
		expect(found).toEqual([alert(1), alert(2)]);
		expect(b.seen[1]).toMatchObject({ path: '/RestAPI/v1/alerts', body: { cursor: 'x' } });
	});

	it.each(['Inprogress', 'In-progress', 'IN_PROGRESS', 'in progress'])(
		'understands the status %s from an expression',
		async (status) => {
			await b.run(b.v2(), getMany({ filters: { statuses: `={{ "${status}" }}` } }), { data: [] });
			expect(b.seen[0].body).toMatchObject({ status: 'in_progress' });
		},
	);

	it('refuses a word that is no severity and names those that are', async () => {
		const error = await b.fail(b.v2(), getMany({ filters: { severities: '={{ "high" }}' } }), {});
		expect(error.message).toBe('"high" is not a severity. Use attention, critical, trouble.');
		expect(b.seen).toHaveLength(0);
	});

	it('refuses more than 100 profiles before the call', async () => {
		const profiles = Array.from({ length: 101 }, (_, id) => String(id));
		const error = await b.fail(b.v2(), getMany({ filters: { profiles } }), {});
		expect(error.message).toContain('101 alert profiles were given');
	});

	it('names the scope that a token lacks', async () => {
		const error = await b.fail(b.v2(), getMany(), v2Error(403, 'Forbidden', undefined, '10001015'));
		expect(error.message).toBe('Could not list alerts: the token lacks the scope alerts.READ');
	});
});

describe('Start', () => {
	const start = (more = {}) => ({ resource: 'alert', operation: 'start', ...custom, ...more });

	it('V2 posts to alerts/async and returns the request ID', async () => {
		const found = await b.run(b.v2(), start({ filters: { severities: ['critical'] } }), {
			data: { request_id: 'job-1' },
		});
		expect(b.seen[0]).toMatchObject({
			method: 'POST',
			path: '/api/v2/alerts/async',
			body: { severity: 'critical' },
		});
		expect(found).toEqual([{ requestId: 'job-1' }]);
	});

	it('V2 takes another path, since this one is assumed', async () => {
		await b.run(b.v2(), start({ options: { overridePath: 'api/v2/alerts/bulk' } }), {
			data: { request_id: 'job-1' },
		});
		expect(b.seen[0].path).toBe('/api/v2/alerts/bulk');
	});

	it('V2 refuses several severities, which one job cannot take', async () => {
		const filters = { severities: ['critical', 'trouble'] };
		const error = await b.fail(b.v2(), start({ filters }), {});
		expect(error.message).toContain('one severity and one status');
		expect(b.seen).toHaveLength(0);
	});

	it('V1 posts to alerts/async', async () => {
		const found = await b.run(b.v1(), start(), { request_id: 'AYVTeCb0wPH5eWuO5jkC' });
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/RestAPI/v1/alerts/async' });
		expect(found).toEqual([{ requestId: 'AYVTeCb0wPH5eWuO5jkC' }]);
	});
});

describe('Get Many in Background and Wait', () => {
	const wait = (more = {}) => ({
		resource: 'alert',
		operation: 'getManyAndWait',
		outputFields: 'raw',
		...custom,
		...more,
	});

	it('V2 starts, waits, reads and deletes', async () => {
		const found = await b.run(
			b.v2(),
			wait({ returnAll: true }),
			{ data: { request_id: 'job-1' } },
			{ data: { jobs: { requests: [{ request_id: 'job-1', stage: 'SUCCESS', total_pages: 1 }] } } },
			{ data: { hits: [alert(1), alert(2)] }, meta: { total_items: 2 } },
			{ data: { message: 'deleted' } },
		);
		expect(found).toEqual([alert(1), alert(2)]);
		expect(b.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /api/v2/alerts/async',
			'GET /api/v2/jobs',
			'GET /api/v2/jobs/results',
			'DELETE /api/v2/jobs',
		]);
	});

	it('V1 does the same', async () => {
		const found = await b.run(
			b.v1(),
			wait({ returnAll: true }),
			{ request_id: 'job-1' },
			{ total: 1, requests: [{ request_id: 'job-1', status: 'SUCCESS', total_pages: 1 }] },
			{ results: { hits: [alert(1)], hits_count_in_current_page: 1 } },
			{ message: 'deleted hits' },
		);
		expect(found).toEqual([alert(1)]);
	});
});

describe('Alert Profile', () => {
	const profile = {
		profile_id: 1801,
		profile_name: 'Repeated failed logons',
		description: 'd',
		type: 'custom',
		severity: 'critical',
		status: 'enabled',
		notifications: ['email'],
	};
	const v1Profile = {
		'Alert Id': 1001,
		'Alert Profile Name': 'Brute force',
		Type: 'Correlation',
		Severity: 'Trouble',
		Status: 'Enabled',
		Notifications: ['Email'],
	};
	const getMany = (more = {}) => ({ resource: 'alertProfile', operation: 'getMany', ...more });

	it('V2 lists by GET', async () => {
		const found = await b.run(b.v2(), getMany(), { data: { profiles: [profile] } });
		expect(b.seen[0]).toMatchObject({
			method: 'GET',
			path: '/api/v2/alerts/profile',
			body: undefined,
		});
		expect(found).toEqual([
			{
				id: '1801',
				name: 'Repeated failed logons',
				description: 'd',
				type: 'custom',
				severity: 'critical',
				status: 'enabled',
				notifications: ['email'],
			},
		]);
	});

	it('V2 filters what was read, before it counts', async () => {
		const profiles = [
			profile,
			{ ...profile, profile_id: 2, severity: 'trouble' },
			{ ...profile, profile_id: 3, status: 'disabled' },
			{ ...profile, profile_id: 4 },
		];
		const filters = { severity: 'critical', status: 'enabled', type: 'custom' };
		const found = await b.run(b.v2(), getMany({ filters, limit: 2 }), { data: { profiles } });
		expect(found.map(({ id }) => id)).toEqual(['1801', '4']);
	});

	it('V1 lists by POST, although it reads, and joins both lists', async () => {
		const found = await b.run(
			b.v1(),
			getMany({ filters: { severity: 'critical', type: 'correlation' } }),
			{
				'Number of Records': 2,
				'Profile Based Alerts': [{ ...v1Profile, 'Alert Id': 5, Type: 'Custom' }],
				'Correlation Alert Profiles': [v1Profile],
			},
		);
		expect(b.seen[0]).toMatchObject({
			method: 'POST',
			path: '/RestAPI/v1/meta/alert_profiles',
			body: { severity: ['Critical'], type: ['Correlation'] },
		});
		expect(found).toEqual([
			{
				id: '5',
				name: 'Brute force',
				type: 'custom',
				severity: 'trouble',
				status: 'enabled',
				notifications: ['Email'],
			},
			{
				id: '1001',
				name: 'Brute force',
				type: 'correlation',
				severity: 'trouble',
				status: 'enabled',
				notifications: ['Email'],
			},
		]);
	});

	const get = (id: string, more = {}) => ({
		resource: 'alertProfile',
		operation: 'get',
		profile: picked(id),
		...more,
	});

	it('V2 gets one by its path', async () => {
		const found = await b.run(b.v2(), get('1801', { simplify: false }), { data: profile });
		expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/alerts/profile/1801' });
		expect(found).toEqual([profile]);
	});

	it('V2 does not let an ID change the path', async () => {
		await b.run(b.v2(), { ...get(''), profile: byId('../meta/users?x=1') }, { data: profile });
		expect(b.seen[0].path).toBe('/api/v2/alerts/profile/..%2Fmeta%2Fusers%3Fx%3D1');
	});

	it('V1 takes one from the list', async () => {
		const found = await b.run(b.v1(), get('1001'), { 'Correlation Alert Profiles': [v1Profile] });
		expect(found).toMatchObject([{ id: '1001', name: 'Brute force' }]);
	});

	it('V1 names an ID that is not in the list', async () => {
		const error = await b.fail(b.v1(), get('9'), { 'Profile Based Alerts': [v1Profile] });
		expect(error.message).toBe('There is no alert profile 9');
	});

	it('V2 explains a 404', async () => {
		const error = await b.fail(
			b.v2(),
			get('9'),
			v2Error(404, 'Not Found', 'No alert profile has the id 9.'),
		);
		expect(error.message).toBe('Could not get an alert profile: no alert profile has the id 9');
		expect(error.description).toContain('Take the ID from Alert Profile > Get Many');
	});
});
