/** The traps that public clients of this API fell into, one test or more for each: the node must not. */
import { v1 } from '../../../nodes/Log360/dialects/v1';
import { v2 } from '../../../nodes/Log360/dialects/v2';
import { bench, picked, reply, TOKEN_V1, TOKEN_V2, v2Error } from '../support/cases';
import { items, poller } from '../support/n8n';
import type { Seen } from '../support/scripted';

const b = bench();
const search = (more = {}) => ({
	resource: 'log',
	operation: 'search',
	outputFields: 'raw',
	...more,
});
const custom = {
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00.000Z',
	endTime: '2026-11-02T00:00:00.000Z',
};
const V2_EMPTY = { data: { hits: [] } };
const V1_EMPTY = { results: { hits: [] } };
const window = { from: 1, size: 10 };

describe('host, port and scheme', () => {
	it.each([
		['no scheme', 'log360.example.com:8095', /must begin with http:\/\/ or https:\/\//],
		['no host', 'https://', /is not a valid address/],
		['a path for a host', '/api/v2', /must begin with/],
	])('%s is named before the call', async (_name, serverUrl, message) => {
		const error = await b.fail({ ...b.v2(), serverUrl }, search(), V2_EMPTY);
		expect(error.message).toMatch(message);
		expect(b.seen).toHaveLength(0);
	});

	it('the API path pasted along with it does not stand twice in the URL', async () => {
		await b.run({ ...b.v2(), serverUrl: `${b.url}/api/v2/` }, search(), V2_EMPTY);
		expect(b.seen[0].path).toBe('/api/v2/search');
	});

	it('https on a port for http is named', async () => {
		const serverUrl = b.url.replace('http:', 'https:');
		const error = await b.fail({ ...b.v2(), serverUrl }, search());
		expect(error.message).toMatch(/does not speak HTTPS on this port/);
	});
});

describe('log-sources, not logsources', () => {
	it.each([
		['V2', () => b.v2(), '/api/v2/log-sources'],
		['V1', () => b.v1(), '/RestAPI/v1/meta/log_sources'],
	])('in %s', async (_name, credentials, path) => {
		await b.run(credentials(), { resource: 'logSource', operation: 'getMany' }, { data: [] });
		expect(b.seen[0].path).toBe(path);
	});
});

describe('GET or POST', () => {
	it.each([
		['alerts of V2 are a POST', v2.alerts(alertCriteria()), 'POST', '/api/v2/alerts'],
		['alerts of V1 are a POST', v1.alerts(alertCriteria()), 'POST', '/RestAPI/v1/alerts'],
		['profiles of V2 are a GET', v2.alertProfiles(window), 'GET', '/api/v2/alerts/profile'],
		[
			'profiles of V1 are a POST',
			v1.alertProfiles(window),
			'POST',
			'/RestAPI/v1/meta/alert_profiles',
		],
		['log fields of V2 are a GET', v2.logFields(), 'GET', '/api/v2/meta/log-fields'],
		['jobs of V2 are a GET', v2.jobs('j'), 'GET', '/api/v2/jobs'],
		['jobs of V1 are a GET', v1.jobs('j'), 'GET', '/RestAPI/v1/jobs'],
	])('%s', (_name, call, method, path) => {
		expect([call.method, call.path]).toEqual([method, path]);
	});

	it('a GET has no body, though a sample of the vendor sends one', async () => {
		await b.run(b.v1(), { resource: 'logSource', operation: 'getMany' }, { devices: [] });
		expect(b.seen[0]).toMatchObject({ method: 'GET', query: { from: '1', to: '100' } });
		expect(b.seen[0].body).toBeUndefined();
	});
});

describe('the stage of a job', () => {
	const get = { resource: 'job', operation: 'get', job: picked('j') };
	const jobs = (more: object) => ({ data: { jobs: { requests: [{ request_id: 'j', ...more }] } } });

	it('is on the job, at data.jobs.requests, and not at data', async () => {
		const body = { data: { stage: 'SUCCESS', ...jobs({ stage: 'RUNNING' }).data } };
		expect(await b.run(b.v2(), get, body)).toMatchObject([{ state: 'running' }]);
	});

	it('is SUCCESS, while COMPLETED, which one client waited for, is understood too', async () => {
		expect(await b.run(b.v2(), get, jobs({ stage: 'SUCCESS' }))).toMatchObject([
			{ state: 'success' },
		]);
		expect(await b.run(b.v2(), get, jobs({ stage: 'COMPLETED' }))).toMatchObject([
			{ state: 'success' },
		]);
	});

	it('is called status in V1', async () => {
		const body = { total: 1, requests: [{ request_id: 'j', status: 'FAILED' }] };
		expect(await b.run(b.v1(), get, body)).toMatchObject([{ state: 'failed' }]);
	});
});

describe('milliseconds or ISO 8601', () => {
	it('V2 gets ISO 8601', async () => {
		await b.run(b.v2(), search(custom), V2_EMPTY);
		expect(b.seen[0].body).toMatchObject({
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-02T00:00:00Z',
		});
		expect(b.seen[0].body).not.toHaveProperty('from');
	});

	it('V1 gets milliseconds, as numbers and not as text', async () => {
		await b.run(b.v1(), search(custom), V1_EMPTY);
		expect(b.seen[0].body).toMatchObject({ from: 1_793_491_200_000, to: 1_793_577_600_000 });
		expect(b.seen[0].body).not.toHaveProperty('start_time');
	});
});

describe('errors inside HTTP 200', () => {
	it.each([
		['V1', () => b.v1(), { ERROR_DESCRIPTION: 'Invalid hosts' }],
		['V2', () => b.v2(), { error: { code: '10003002', title: 'Invalid hosts' } }],
	])('of %s fail the node instead of giving no rows', async (_name, credentials, body) => {
		const error = await b.fail(credentials(), search(), body);
		expect(error.message).toBe('The server refused to search logs: Invalid hosts');
	});

	it('behind the first page fail too, so that no half result passes for a whole one', async () => {
		const first = { data: { hits: [{ n: 1 }] }, meta: { cursor: 'c' } };
		const refused = { error: { title: 'Invalid hosts' } };
		const error = await b.fail(b.v2(), search({ returnAll: true }), first, refused);
		expect(error.message).toBe('The server refused to fetch the next page of logs: Invalid hosts');
	});
});

describe('the token', () => {
	it.each([
		['V2', () => b.v2(), TOKEN_V2],
		['V1', () => b.v1(), TOKEN_V1],
	])(
		'of %s goes into the Authorization header only, never into the query',
		async (_n, credentials, token) => {
			await b.run(credentials(), search(), { data: [] });
			const { headers, path, query, body } = b.seen[0];
			expect(headers.authorization).toBe(`Bearer ${token}`);
			expect(JSON.stringify([path, query, body])).not.toContain(token);
			expect(Object.keys(headers).filter((name) => /api-?key|auth/i.test(name))).toEqual([
				'authorization',
			]);
		},
	);

	it('is sent to no other address, even where the server says so', async () => {
		const away = reply({ status: 302, headers: { location: `${b.url}/elsewhere` } });
		await b.fail(b.v2(), search(), away);
		expect(b.seen.map(({ path }) => path)).toEqual(['/api/v2/search']);
	});

	it('may have been pasted with spaces or a line end', async () => {
		await b.run(b.v2({ token: ` ${TOKEN_V2}\n` }), search(), V2_EMPTY);
		expect(b.seen[0].headers.authorization).toBe(`Bearer ${TOKEN_V2}`);
	});
});

describe('60 requests a minute', () => {
	it('are waited for and the call is made again', async () => {
		const full = reply({ status: 429, headers: { 'retry-after': '0' }, body: {} });
		await b.run(b.v2(), search(), full, full, V2_EMPTY);
		expect(b.seen).toHaveLength(3);
	});

	it('are named where waiting does not help', async () => {
		const options = { maxRetries: 0 };
		const error = await b.fail(b.v2(), search({ options }), v2Error(429, 'Too Many Requests'));
		expect(error.description).toContain('60 requests a minute');
	});
});

describe('alerts have no id', () => {
	const alert = (more = {}) => ({
		Time: '2026-11-23 10:00:00',
		'Event ID': 4625,
		Alert_Profile_Name: 'Failed logons',
		Message: 'An account failed to log on',
		...more,
	});

	it('so two alerts of the same Event ID both come out of the trigger, and none comes twice', async () => {
		const one = alert({ Device: 'web01' });
		const other = alert({ Device: 'web02' });
		const { poll } = poller(b.v2(), { event: 'newAlert' });
		b.answer([{ body: { data: [] } }]);
		await poll();
		b.answer([{ body: { data: [one, other] } }]);
		expect(await poll()).toHaveLength(2);
		expect(await poll()).toBeNull();
	});

	it('so equal alerts of a search are all returned', async () => {
		const found = await b.run(
			b.v2(),
			{ resource: 'alert', operation: 'getMany', outputFields: 'raw' },
			{
				data: [alert(), alert()],
			},
		);
		expect(found).toHaveLength(2);
	});
});

describe('pages', () => {
	it('come out as one flat list, not as a list of lists', async () => {
		const first = { data: { hits: [{ n: 1 }, { n: 2 }] }, meta: { cursor: 'c' } };
		const found = await b.run(b.v2(), search({ returnAll: true }), first, {
			data: { hits: [{ n: 3 }] },
		});
		expect(found).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
	});

	it('behind a cursor are asked for without the query, which V2 refuses beside it', async () => {
		const first = { data: { hits: [{ n: 1 }] }, meta: { cursor: 'c' } };
		await b.run(b.v2(), search({ returnAll: true, query: 'A = 1' }), first, V2_EMPTY);
		expect(b.seen.map(({ body }) => Object.keys(body as object))).toEqual([
			expect.arrayContaining(['query']),
			['cursor'],
		]);
	});
});

describe('an empty list', () => {
	it.each([
		['of V1', () => b.v1(), { 'Number of Records': 0, 'Profile Based Alerts': [] }],
		['of V2', () => b.v2(), { data: { profiles: [] } }],
		['that is no answer at all', () => b.v2(), ''],
	])('%s is no failure', async (_name, credentials, body) => {
		b.answer([{ body }]);
		const trial = b.trial(credentials(), { resource: 'alertProfile', operation: 'getMany' });
		expect(await items(trial)).toEqual([]);
	});
});

describe('ids', () => {
	it('go out as numbers, which the server compares them with', async () => {
		const filters = { logSources: ['3', '301'] };
		await b.run(b.v1(), search({ filters }), V1_EMPTY);
		expect((b.seen[0] as Seen & { body: object }).body).toMatchObject({ hosts: [3, 301] });
	});

	it('of incidents pass 2^31 and keep every digit', async () => {
		const get = { resource: 'incident', operation: 'get', incident: picked('3000000438278') };
		const found = await b.run(b.v2(), get, { data: { incident_id: 3_000_000_438_278 } });
		expect(b.seen[0].path).toBe('/api/v2/incident/3000000438278');
		expect(found).toMatchObject([{ id: '3000000438278' }]);
	});
});

describe('deleting a job', () => {
	it('names it always, since without an id V1 would delete every job', async () => {
		const remove = { resource: 'job', operation: 'delete', job: picked(' ') };
		const error = await b.fail(b.v1(), remove, { message: 'deleted' });
		expect(error.message).toMatch(/Job/);
		expect(b.seen).toHaveLength(0);
	});
});

function alertCriteria() {
	return {
		query: '*',
		profileIds: [],
		severities: [],
		statuses: [],
		names: 'server' as const,
		from: 0,
		to: 1,
	};
}
