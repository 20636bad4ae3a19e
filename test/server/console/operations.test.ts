/** What the console calls beside the administrator API: V2 operations for a session, the overview, jobs of every kind. */
import { NOW, TestServer } from '../../support/server';
import { type ConsoleCall, PASSWORD, signIn } from './session';

const ALL_TIMES = {
	query: '*',
	start_time: '1970-01-01T00:00:00Z',
	end_time: '2100-01-01T00:00:00Z',
};

let server: TestServer;
let call: ConsoleCall;

beforeAll(async () => {
	server = await TestServer.start();
	call = await signIn(server);
	await server.store(
		Array.from({ length: 12 }, (_, second) => ({
			TIME: NOW - 3_000_000 + second * 1000,
			HOSTNAME: 'web01',
			LOGTYPE: 'Unix',
			SOURCE: 'sshd',
			IENAME: 'Failed logon',
			REMOTEIP: '192.0.2.1',
			USERNAME: 'root',
		})),
	);
});
afterAll(() => expect(server.faults).toEqual([]));

it('counts the hits of a search by time, for the histogram', async () => {
	const body = { ...ALL_TIMES, interval: 'auto' };
	const answer = await call('POST', '/v2/search/aggregate', body);
	expect(answer.status).toBe(200);
	const { data, meta } = answer.body;
	expect([data.count, meta.interval]).toEqual([12, '3650d']);
	expect(data.buckets.filter(({ count }: { count: number }) => count > 0)).toHaveLength(1);
});

describe('who may call', () => {
	const PATHS = ['/admin/api/overview', '/admin/api/jobs', '/admin/api/v2/incident'];

	it.each(PATHS)('%s refuses strangers', async (path) => {
		const { status, body } = await server.call(path, { token: null });
		expect([status, body.error.code]).toEqual([401, 'not_logged_in']);
	});

	it.each(PATHS)('%s refuses a token without the scope admin', async (path) => {
		const token = await server.tokenWith(['incident.READ', 'jobs.READ']);
		const { status, body } = await server.call(path, { token });
		expect([status, body.error]).toEqual([
			403,
			{ code: 'forbidden', detail: 'The token lacks the scope admin.' },
		]);
	});

	it.each(PATHS)('%s opens to a token of the scope admin', async (path) => {
		expect((await server.call(path, { token: await server.adminToken() })).status).toBe(200);
	});

	it('refuses a change that another site may have sent with the cookie', async () => {
		const login = await server.call('/admin/api/login', {
			token: null,
			headers: { 'X-Log360-Console': '1' },
			body: { password: PASSWORD },
		});
		const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
		const attempt = (headers: Record<string, string>) =>
			server.call('/admin/api/v2/incident', {
				...{ token: null, headers: { cookie, ...headers }, body: { name: 'Forged' } },
			});
		const foreign = { 'X-Log360-Console': '1', Origin: 'https://evil.example' };
		for (const headers of [{}, foreign]) {
			const { status, body } = await attempt(headers);
			expect([status, body.error.code]).toEqual([403, 'cross_site']);
		}
		expect((await attempt({ 'X-Log360-Console': '1' })).status).toBe(200);
	});

	it.each([
		['POST', '/v2/log-sources/windows'],
		['GET', '/v2/report/profiles'],
		['DELETE', '/v2/jobs'],
	] as const)('leaves %s %s, which the console does not use, to tokens', async (method, path) => {
		expect((await call(method, path)).status).toBe(404);
	});
});

describe('operations of V2 for a session', () => {
	it('searches page by page under the session’s own cursor', async () => {
		const { status, body } = await call('POST', '/v2/search', ALL_TIMES);
		expect([status, body.meta.total_items]).toEqual([200, 12]);
	});

	it('keeps the contract’s errors', async () => {
		const { status, body } = await call('POST', '/v2/search', { ...ALL_TIMES, query: 'A = (' });
		expect(status).toBe(400);
		expect(body.error).toMatchObject({ title: expect.any(String) });
		expect(body.error.detail).toMatch(/expected/);
	});

	it('writes the account’s name into the activity of an incident, and refuses an outdated change', async () => {
		const { body: made } = await call('POST', '/v2/incident', { name: 'By hand' });
		const path = `/v2/incident/${made.data.incident_id}`;
		const change = { status: 'in_progress', updated_time: made.data.updated_time };
		const first = await call('PUT', path, change);
		expect(first.status).toBe(200);
		expect(first.body.data.activity.at(-1)).toMatchObject({
			...{ actor: 'admin', action: 'status', detail: 'open to in_progress' },
		});
		const second = await call('PUT', path, { ...change, status: 'closed' });
		expect(second.status).toBe(409);
		expect((await call('GET', path)).body.data.status).toBe('in_progress');
	});
});

describe('the overview', () => {
	it('counts events, alerts by severity and hour, open incidents and jobs', async () => {
		const { status, body } = await call('GET', '/overview');
		expect(status).toBe(200);
		expect(body).toMatchObject({
			time: new Date(NOW).toISOString(),
			events: 12,
			logSources: { total: 1, enabled: 1 },
			jobs: { running: 0, queued: 0 },
			deadDeliveries: 0,
		});
		const { body: alerts } = await call('POST', '/v2/alerts', ALL_TIMES);
		const severities = alerts.data.hits.map((hit: any) => hit.ALERT_SEVERITY.toLowerCase());
		expect(severities.length).toBeGreaterThan(0);
		const counted = (word: string) => severities.filter((one: string) => one === word).length;
		expect(body.alerts.lastDay).toEqual({
			critical: counted('critical'),
			trouble: counted('trouble'),
			attention: counted('attention'),
		});
		expect(body.alerts.hours).toHaveLength(24);
		const busy = body.alerts.hours.filter(
			(hour: any) => hour.critical + hour.trouble + hour.attention > 0,
		);
		expect(busy.map((hour: any) => hour.start)).toEqual([
			new Date(NOW - 3_600_000 + 1).toISOString(),
		]);
	});

	it('counts incidents by status and severity', async () => {
		const before = (await call('GET', '/overview')).body.incidents;
		await call('POST', '/v2/incident', { name: 'One more', severity: 'critical' });
		const after = (await call('GET', '/overview')).body.incidents;
		expect(after.open).toEqual({ ...before.open, critical: before.open.critical + 1 });
		expect(after.inProgress).toEqual(before.inProgress);
	});
});

describe('jobs', () => {
	const started = async () => {
		const { body } = await call('POST', '/v2/search/async', ALL_TIMES);
		return String(body.data.request_id);
	};
	const jobOf = async (id: string, query = '') => {
		const { body } = await call('GET', `/jobs${query}`);
		return body.jobs.find((job: any) => job.id === id);
	};
	const ended = async (id: string) => {
		await server.jobs.wait(id, { owner: 'test', admin: true });
	};

	it('are listed with kind, owner, state and hits, but without what is searched for', async () => {
		const id = await started();
		await ended(id);
		const job = await jobOf(id);
		expect(job).toMatchObject({
			...{ kind: 'search', owner: 'console', state: 'SUCCESS', hits: 12, pages: 1 },
			...{ cancellable: false, run: null, message: null },
			submittedAt: new Date(NOW).toISOString(),
		});
		expect(Object.keys(job)).not.toContain('payload');
	});

	it('are filtered by kind and state', async () => {
		const id = await started();
		await ended(id);
		expect(await jobOf(id, '?kind=search&state=SUCCESS')).toBeDefined();
		expect(await jobOf(id, '?kind=workflow')).toBeUndefined();
		expect(await jobOf(id, '?state=RUNNING')).toBeUndefined();
	});

	it.each([
		['?kind=mail', /^kind: expected one of search, alerts, aggregate, incident-export, workflow/],
		['?state=EXPIRED', /^state: expected one of QUEUED/],
		['?limit=0', /^limit: /],
		['?page=2', /page/],
	])('refuse the filter %s', async (query, detail) => {
		const { status, body } = await call('GET', `/jobs${query}`);
		expect([status, body.error.code]).toEqual([400, 'invalid_request']);
		expect(body.error.detail).toMatch(detail);
	});

	it('that wait can be cancelled, once', async () => {
		const workflow = {
			name: 'Waits',
			definition: {
				start: 'wait',
				blocks: [{ id: 'wait', type: 'time_delay', parameters: { minutes: 60 } }],
			},
		};
		const { body: made } = await call('POST', '/workflows', workflow);
		const { body: executed } = await call('POST', `/workflows/${made.workflow.id}/execute`, {});
		const { body: listed } = await call('GET', '/jobs?kind=workflow');
		const [job] = listed.jobs;
		expect(job).toMatchObject({ run: executed.run.id, cancellable: true });
		const cancelled = await call('POST', `/jobs/${job.id}/cancel`, {});
		expect([cancelled.status, cancelled.body.job.state]).toEqual([200, 'CANCELLED']);
		const { body: run } = await call('GET', `/workflows/runs/${executed.run.id}`);
		expect(run.run).toMatchObject({ state: 'CANCELLED', message: 'Cancelled by admin' });
		const again = await call('POST', `/jobs/${job.id}/cancel`, {});
		expect([again.status, again.body.error.code]).toEqual([409, 'conflict']);
	});

	it('that are over cannot be cancelled, and unknown ones are unknown', async () => {
		const id = await started();
		await ended(id);
		expect((await call('POST', `/jobs/${id}/cancel`, {})).body.error).toEqual({
			code: 'conflict',
			detail: `Job ${id} cannot be cancelled: it is SUCCESS and of the kind search.`,
		});
		const unknown = await call('POST', '/jobs/nobody/cancel', {});
		expect([unknown.status, unknown.body.error]).toEqual([
			404,
			{ code: 'unknown_job', detail: 'There is no job "nobody".' },
		]);
	});
});
