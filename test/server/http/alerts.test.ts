/** Alerts and alert profiles over HTTP, in both dialects: from log lines to hits, jobs and errors. */
import { NOW, TestServer } from '../../support/server';

const FAILED = { HOSTNAME: 'web01', LOGTYPE: 'Unix', SOURCE: 'sshd', IENAME: 'Failed logon' };

/** Failed SSH logons of one address, a second apart. */
function guesses(count: number, REMOTEIP: string, at = NOW - 600_000) {
	return Array.from({ length: count }, (_, n) => ({
		TIME: at + n * 1000,
		...FAILED,
		REMOTEIP,
		USERNAME: 'root',
	}));
}

const ALL = {
	query: '*',
	start_time: '1970-01-01T00:00:00Z',
	end_time: '2100-01-01T00:00:00Z',
};

describe('alerts of an installation under attack', () => {
	let server: TestServer;

	beforeAll(async () => {
		server = await TestServer.start({ api: { pageSize: 2 } });
		await server.store([
			...guesses(12, '192.0.2.1'),
			{
				TIME: NOW - 500_000,
				...FAILED,
				IENAME: 'Successful logon',
				REMOTEIP: '192.0.2.1',
				USERNAME: 'root',
			},
			...guesses(10, '192.0.2.2', NOW - 100_000),
			{ TIME: NOW, HOSTNAME: 'web01', LOGTYPE: 'Unix', SOURCE: 'cron', MESSAGE: 'nothing to see' },
		]);
	});

	afterAll(() => expect(server.faults).toEqual([]));

	const alerts = (body: Record<string, unknown> = {}) =>
		server.call('/api/v2/alerts', { body: { ...ALL, ...body } });

	it('gives alerts newest first, page by page, under server names', async () => {
		const first = await alerts();
		expect(first.status).toBe(200);
		expect(first.body.meta).toMatchObject({ total_items: 4, items_in_current_page: 2 });
		expect(first.body.data.hits[0]).toMatchObject({
			ALERT_PROFILE_NAME: 'Unix: repeated failed SSH logons',
			ALERT_PROFILE_ID: 1301,
			ALERT_SEVERITY: 'Trouble',
			ALERT_STATUS: 'Open',
			ALERT_EVENT_COUNT: 10,
			ALERT_GROUP: 'HOSTNAME web01, REMOTEIP 192.0.2.2',
			REMOTEIP: '192.0.2.2',
			TIME: NOW - 100_000 + 9000,
		});
		const rest = await server.call('/api/v2/alerts', { body: { cursor: first.body.meta.cursor } });
		expect(rest.body.meta).toEqual({ total_items: 4, items_in_current_page: 2 });
		const names = [...first.body.data.hits, ...rest.body.data.hits].map(
			(hit: Record<string, unknown>) => hit['ALERT_PROFILE_NAME'],
		);
		expect(names).toEqual([
			'Unix: repeated failed SSH logons',
			'Unix: root logged on over SSH',
			'Unix: SSH brute force then successful logon',
			'Unix: repeated failed SSH logons',
		]);
	});

	it.each([
		[{ severity: 'critical' }, 1],
		[{ severity: 'attention' }, 0],
		[{ status: 'open' }, 4],
		[{ status: 'closed' }, 0],
		[{ profile_ids: [1301] }, 2],
		[{ profile_ids: [1301, '1303'] }, 3],
		[{ profile_ids: [] }, 4],
		[{ query: 'REMOTEIP = 192.0.2.2' }, 1],
		[{ query: 'ALERT_SEVERITY = critical' }, 1],
		[{ query: 'ALERT_EVENT_COUNT > 11' }, 2],
		[{ query: 'ALERT_PROFILE_NAME = *brute*' }, 1],
		[{ query: 'NOT ALERT_STATUS = open' }, 0],
		[{ query: '"repeated failed"' }, 2],
		[{ end_time: new Date(NOW - 400_000).toISOString() }, 3],
		[{ start_time: new Date(NOW + 1).toISOString() }, 0],
	])('finds by %j', async (filter, total) => {
		const answer = await alerts(filter);
		expect(answer).toMatchObject({ status: 200, body: { meta: { total_items: total } } });
	});

	it('gives the observed keys in client form', async () => {
		const answer = await alerts({ response_type: 'client', severity: 'critical' });
		expect(answer.body.data.hits[0]).toMatchObject({
			Time: new Date(NOW - 500_000).toISOString(),
			Device: 'web01',
			Alert_Profile_Name: 'Unix: SSH brute force then successful logon',
			Alert_Severity: 'Critical',
			Alert_Status: 'Open',
			State: 'open',
		});
	});

	it('answers V1 in both spellings of its filters', async () => {
		const answer = await server.call('/RestAPI/v1/alerts', {
			body: { severity: ['TROUBLE'], status: ['Open'], alert_profiles: [1303, '1301'] },
		});
		expect(answer).toMatchObject({
			status: 200,
			body: {
				cursor: expect.any(String),
				results: { total_hits: 3, hits_count_in_current_page: 2 },
			},
		});
		expect(answer.body.results.hits[0]).toMatchObject({ Alert_Severity: 'Trouble' });
		const next = await server.call('/RestAPI/v1/alerts', { body: { cursor: answer.body.cursor } });
		expect(next.body.results.hits).toHaveLength(1);
		const byName = await server.call('/RestAPI/v1/alerts', {
			body: { alert_profiles: ['unix: root logged on over ssh'] },
		});
		expect(byName.body.results.total_hits).toBe(1);
	});

	it('looks back 24 hours in V1 when no time is given', async () => {
		await server.store(guesses(10, '192.0.2.9', NOW - 48 * 3_600_000));
		const day = await server.call('/RestAPI/v1/alerts', { body: {} });
		const ever = await server.call('/RestAPI/v1/alerts', { body: { from: 0, to: NOW } });
		expect(ever.body.results.total_hits).toBe(day.body.results.total_hits + 1);
	});

	it.each(['/RestAPI/v1/alerts/async', '/api/v2/alerts/async'])(
		'runs %s as a job',
		async (path) => {
			const v2 = path.startsWith('/api');
			const started = await server.call(path, {
				body: v2 ? { ...ALL, severity: 'critical' } : { severity: ['CRITICAL'] },
			});
			expect(started.status).toBe(200);
			const id = v2 ? started.body.data.request_id : started.body.request_id;
			const base = v2 ? '/api/v2/jobs' : '/RestAPI/v1/jobs';
			for (;;) {
				const { body } = await server.call(`${base}?request_id=${id}`);
				const [job] = v2 ? body.data.jobs.requests : body.requests;
				if ((job.stage ?? job.status) !== 'RUNNING') {
					expect(job).toMatchObject({ hits_done: 1 });
					break;
				}
				await new Promise((resolve) => setImmediate(resolve));
			}
			const { body } = await server.call(`${base}/results?request_id=${id}`);
			const [hit] = v2 ? body.data.hits : body.results.hits;
			expect(hit).toMatchObject(
				v2 ? { ALERT_SEVERITY: 'Critical' } : { Alert_Severity: 'Critical' },
			);
		},
	);

	it('names unknown profiles, broken queries and foreign cursors', async () => {
		expect(await alerts({ profile_ids: [4711] })).toMatchObject({
			status: 404,
			body: { error: { detail: 'No alert profile has the id 4711.' } },
		});
		expect(
			await server.call('/RestAPI/v1/alerts', { body: { alert_profiles: ['cadc'] } }),
		).toMatchObject({ status: 404, body: { ERROR_CODE: 'UNKNOWN_PROFILE' } });
		for (const path of ['/api/v2/alerts', '/api/v2/alerts/async']) {
			expect(await server.call(path, { body: { ...ALL, query: 'EVENTID = )' } })).toMatchObject({
				status: 400,
				body: { error: { detail: expect.stringContaining('position 10') } },
			});
		}
		const search = await server.search();
		expect(
			await server.call('/api/v2/alerts', { body: { cursor: search.body.meta.cursor } }),
		).toMatchObject({ status: 400 });
		expect(await alerts({ severity: 'high' })).toMatchObject({ status: 400 });
	});

	it('needs the scope alerts.READ', async () => {
		const token = await server.tokenWith(['search.READ']);
		for (const path of ['/api/v2/alerts/profile', '/api/v2/alerts/profile/1301'])
			expect((await server.call(path, { token })).status).toBe(403);
		expect((await server.call('/api/v2/alerts', { token, body: ALL })).status).toBe(403);
	});

	it('lists and gives profiles', async () => {
		const page = await server.call('/api/v2/alerts/profile?from=2&limit=3');
		expect(page.body.data.profiles.map((row: any) => row.profile_id)).toEqual([1002, 1003, 1004]);
		expect(page.body.meta.items_in_current_page).toBe(3);
		expect((await server.call('/api/v2/alerts/profile/1302')).body.data).toMatchObject({
			profile_id: 1302,
			type: 'correlation',
			severity: 'critical',
			status: 'enabled',
			notifications: [],
		});
		expect(await server.call('/api/v2/alerts/profile/4711')).toMatchObject({ status: 404 });
	});

	it('filters the profiles of V1 and keeps correlations apart', async () => {
		const profiles = (body: unknown) =>
			server.call('/RestAPI/v1/meta/alert_profiles', { body }).then((answer) => answer.body);
		const all = await profiles({});
		const plain = all['Profile Based Alerts'];
		const correlations = all['Correlation Alert Profiles'];
		expect(all['Number of Records']).toBe(plain.length + correlations.length);
		expect(plain[0]).toEqual({
			'Alert Id': 1001,
			'Alert Profile Name': 'Windows: repeated failed logons',
			Type: 'Predefined',
			Severity: 'Trouble',
			Status: 'Enabled',
			Notifications: [],
		});
		expect((await profiles({ type: ['correlation'] }))['Number of Records']).toBe(
			correlations.length,
		);
		expect((await profiles({ type: ['Custom'] }))['Number of Records']).toBe(0);
		expect((await profiles({ status: ['Disabled'] }))['Number of Records']).toBe(0);
		const critical = await profiles({ severity: ['CRITICAL'], type: ['Predefined'] });
		expect(critical['Profile Based Alerts'].length).toBeGreaterThan(0);
		expect(critical['Correlation Alert Profiles']).toEqual([]);
	});
});

it('answers an empty installation with empty pages', async () => {
	const server = await TestServer.start({ api: { v1Envelope: 'hits', v1Form: 'server' } });
	expect((await server.call('/api/v2/alerts', { body: ALL })).body).toEqual({
		data: { hits: [] },
		meta: { total_items: 0, items_in_current_page: 0 },
	});
	expect((await server.call('/RestAPI/v1/alerts', { body: {} })).body).toEqual({
		hits: { hits: [], hits_count_in_current_page: 0 },
	});
});

describe('lines that a syslog daemon has folded', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await TestServer.start();
	});
	afterAll(() => expect(server.faults).toEqual([]));

	const line = (host: string, second: number, message: string) =>
		`Jan 31 11:50:${String(second).padStart(2, '0')} ${host} sshd[9]: ${message}`;
	const refused = 'Failed password for root from 192.0.2.7 port 40022 ssh2';
	const folded = (times: number, text = refused) => `message repeated ${times} times: [ ${text}]`;
	const pam = 'Failed password for invalid user ann from 192.0.2.7 port 40022 ssh2';

	it.each([
		['ten in two lines', [refused, folded(9)], 1],
		['ten in three lines, of several users', [folded(3), pam, folded(6, pam)], 1],
		['ten in one line', [folded(10)], 1],
		['nine in two lines', [refused, folded(8)], 0],
		['a line that only speaks of it', [refused, 'message repeated 9 times: nothing'], 0],
	])('%s against a threshold of ten', async (host, messages, raised) => {
		const name = host.replaceAll(/[ ,]+/g, '-');
		const text = messages.map((message, at) => line(name, at, message)).join('\n');
		expect((await server.ingest(text)).body).toMatchObject({ stored: messages.length });
		const { body } = await server.call('/api/v2/alerts', {
			body: { ...ALL, query: `ALERT_PROFILE_ID = 1301 AND HOSTNAME = "${name}"` },
		});
		expect(body.data.hits).toHaveLength(raised);
	});
});
