/** The administrator API of alerts: profiles, Sigma import, statuses. */
import { TestServer, NOW } from '../../../../support/server';
import { zipOf } from '../../../../support/zip';

const PROFILE = { name: 'mine', severity: 'critical', rule: { steps: [{ query: 'KIND = bad' }] } };

let server: TestServer;
let token: string;

beforeAll(async () => {
	server = await TestServer.start();
	token = await server.tokenWith(['admin']);
});

afterAll(() => expect(server.faults).toEqual([]));

const call = (path: string, method = 'GET', body?: unknown) =>
	server.call(`/admin/api/alerts${path}`, { token, method, body });

it('creates, changes and deletes profiles, and writes it down', async () => {
	const made = await call('/profiles', 'POST', PROFILE);
	expect(made).toMatchObject({
		status: 201,
		body: {
			profile: { id: 1801, origin: 'custom', enabled: true, rule: { steps: [{ count: 1 }] } },
		},
	});
	await server.store([{ TIME: NOW, HOSTNAME: 'h', KIND: 'bad' }]);
	expect(await call('/profiles/1801', 'PUT', { enabled: false })).toMatchObject({
		status: 200,
		body: { profile: { enabled: false, name: 'mine' } },
	});
	expect((await call('/profiles')).body.profiles.at(-1)).toMatchObject({ id: 1801 });
	const hits = await server.call('/api/v2/alerts', {
		body: { query: '*', start_time: '2000-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' },
	});
	const id = hits.body.data.hits[0].ALERT_ID as number;
	expect(await call(`/${id}/status`, 'PUT', { status: 'in_progress', note: 'mine' })).toMatchObject(
		{
			status: 200,
			body: { alert: { status: 'in_progress' } },
		},
	);
	expect((await call(`/${id}`)).body).toMatchObject({
		alert: { id, events: 1 },
		history: [{ was: 'open', became: 'in_progress', at: NOW, note: 'mine' }],
	});
	expect((await call('/profiles/1801', 'DELETE')).status).toBe(204);
	expect(await call('/profiles/1801', 'DELETE')).toMatchObject({
		status: 404,
		body: { error: { code: 'unknown_profile' } },
	});
	const audit = await server.call('/admin/api/audit', { token });
	expect(JSON.stringify(audit.body)).toContain('profile 1801 deleted');
});

describe("a profile's rule for incidents", () => {
	const incidentRule = {
		...{ enabled: true, groupBy: 'alert', severity: null, assignee: null, within: null },
	};

	it('is none at first, is set, counts from then on, and is taken away', async () => {
		const made = await call('/profiles', 'POST', { ...PROFILE, name: 'ruled' });
		const { id } = made.body.profile;
		expect(made.body.profile.incidentRule).toBeNull();
		const changed = await call(`/profiles/${id}`, 'PUT', {
			incidentRule: {
				groupBy: ['hostname', 'Actor.User'],
				severity: 'attention',
				assignee: ' ann ',
			},
		});
		expect(changed.body.profile.incidentRule).toEqual({
			...incidentRule,
			...{ groupBy: ['HOSTNAME', 'actor.user'], severity: 'attention', assignee: 'ann' },
		});
		const event = { TIME: NOW, HOSTNAME: 'dc01', KIND: 'bad' };
		await server.store([
			{ ...event, USERNAME: 'joe' },
			{ ...event, USERNAME: 'jane' },
			{ ...event, USERNAME: 'joe' },
		]);
		let named: any[] = [];
		while (
			named.length < 2 ||
			named.every(({ updated_time, created_time }) => updated_time === created_time)
		) {
			const { incidents } = (await server.call('/api/v2/incident?limit=1000')).body.data;
			named = incidents.filter(({ name }: { name: string }) => name.startsWith('ruled'));
		}
		expect(named).toMatchObject([
			{ name: 'ruled: HOSTNAME dc01, USERNAME jane', severity: 'attention', assignee: 'ann' },
			{ name: 'ruled: HOSTNAME dc01, USERNAME joe', severity: 'attention', assignee: 'ann' },
		]);
		const none = await call(`/profiles/${id}`, 'PUT', { incidentRule: null });
		expect(none.body.profile.incidentRule).toBeNull();
		await call(`/profiles/${id}`, 'DELETE');
	});

	it('may be set for predefined profiles, and stays over a restart', async () => {
		const rule = { ...incidentRule, groupBy: 'profile', within: 3_600_000 };
		expect(await call('/profiles/1101', 'PUT', { incidentRule: rule })).toMatchObject({
			status: 200,
			body: { profile: { incidentRule: rule, enabled: true } },
		});
		server = await server.restart();
		const { profiles } = (await call('/profiles')).body;
		const found = profiles.find(({ id }: { id: number }) => id === 1101);
		expect(found).toMatchObject({ incidentRule: rule, origin: 'predefined' });
	});

	it.each([
		['a severity', { severity: 'high' }, 'incidentRule.severity: expected one of critical'],
		[
			'another grouping',
			{ groupBy: 'host' },
			'incidentRule.groupBy: expected alert, profile, or a list',
		],
		['no field', { groupBy: [] }, 'incidentRule.groupBy: expected alert, profile, or a list'],
		[
			'a field name',
			{ groupBy: ['REMOTEIP', 'remote ip'] },
			'incidentRule.groupBy.1: \\"remote ip\\" is no field name such as REMOTEIP',
		],
		['an actor', { groupBy: ['actor.victim'] }, 'and none of actor.entity, actor.user'],
		[
			'the window',
			{ within: 5 },
			'incidentRule.within: expected a whole number of milliseconds from 60000',
		],
		[
			'an empty assignee',
			{ assignee: ' ' },
			'incidentRule.assignee: expected a user name, or null',
		],
		['another setting', { notify: true }, 'notify'],
	])('is refused with %s that is wrong', async (_what, change, message) => {
		const answer = await call('/profiles/1101', 'PUT', { incidentRule: change });
		expect(answer.status).toBe(400);
		expect(JSON.stringify(answer.body)).toContain(message);
	});
});

it('imports Sigma rules', async () => {
	const sigma =
		'title: Evil\nlogsource: {product: linux}\ndetection: {s: {A: 1}, condition: s}\n---\n' +
		'title: Evil\nlogsource: {product: linux}\ndetection: {s: {A: 2}, condition: s}\n';
	expect((await call('/profiles/import', 'POST', { sigma })).body.results).toMatchObject([
		{ title: 'Evil', profile: { name: 'Evil' }, problems: [], change: 'created' },
		{ title: 'Evil', profile: null, problems: [expect.stringContaining('already called')] },
	]);
	expect((await call('/profiles/import', 'POST', { sigma: 'a: [' })).body.summary).toMatchObject({
		rules: 1,
		refused: { syntax: 1 },
	});
	expect(await call('/profiles/import?unsupported=maybe', 'POST', { sigma })).toMatchObject({
		status: 400,
	});
});

describe('imports many files at once', () => {
	const rule = (title: string) =>
		`title: ${title}\nid: ${title}-id\nlogsource: {product: linux}\ndetection: {s: {A: 1}, condition: s}\n`;
	const post = async (type: string, body: string | Buffer, accept = 'application/json') => {
		const response = await fetch(`${server.url}/admin/api/alerts/profiles/import`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': type, accept },
			body: new Uint8Array(Buffer.from(body)),
		});
		return { status: response.status, text: await response.text() };
	};

	it('as a zip archive', async () => {
		const archive = zipOf({ 'r/a.yml': rule('zipped'), 'r/b.yml': 'a: [', 'r/x.md': '' });
		const { status, text } = await post('application/zip', archive);
		expect([status, JSON.parse(text)]).toMatchObject([
			200,
			{ summary: { rules: 2, created: 1, refused: { syntax: 1 } } },
		]);
		expect(await post('application/zip', 'PK')).toMatchObject({
			status: 400,
			text: expect.stringContaining('no zip archive'),
		});
	});

	it('as lines, with progress', async () => {
		const files = ['one', 'two'].map((name) => JSON.stringify({ name, text: rule(name) }));
		const more = rule('three').replace('A: 1', 'A|expand: "%x%"');
		const lines = [
			...files,
			JSON.stringify({ name: 'three', text: more }),
			'{"placeholders": {"x": ["a*"]}}',
		];
		const { text } = await post('application/x-ndjson', lines.join('\n'), 'application/x-ndjson');
		const answers = text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(answers[0]).toEqual({ done: 1, total: 3 });
		expect(answers.at(-1)).toMatchObject({ summary: { created: 3 } });
		expect(await post('application/x-ndjson', '{"name": 1}')).toMatchObject({
			status: 400,
			text: expect.stringContaining('line 1'),
		});
	});
});

it.each([
	['/profiles', 'POST', { ...PROFILE, severity: 'high' }, 400, 'severity: expected one of'],
	['/profiles', 'POST', { ...PROFILE, colour: 'red' }, 400, 'colour'],
	[
		'/profiles',
		'POST',
		{ ...PROFILE, rule: { steps: [{ query: 'A =' }] } },
		400,
		'rule.steps[0].query',
	],
	['/profiles/1001', 'PUT', { name: 'x' }, 400, 'predefined'],
	['/profiles/5', 'PUT', { enabled: true }, 404, 'There is no alert profile 5.'],
	['/5', 'GET', undefined, 404, 'There is no alert \\"5\\".'],
	['/x/status', 'PUT', { status: 'open' }, 404, 'There is no alert'],
	['/5/status', 'PUT', { status: 'done' }, 400, 'status: expected one of'],
])('refuses %s %s %j', async (path, method, body, status, message) => {
	const answer = await call(path, method, body);
	expect(answer.status).toBe(status);
	expect(JSON.stringify(answer.body)).toContain(message);
});

it('is for administrators only', async () => {
	token = await server.tokenWith(['alerts.READ']);
	expect((await call('/profiles')).status).toBe(403);
	expect((await server.call('/admin/api/alerts/profiles', { token: null })).status).toBe(401);
});
