/** What only this server offers on incidents: parts, create or update by key, bulk changes, exports. */
import { NOW, TestServer } from '../../../support/server';
import { until } from '../../../support/until';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
});
afterAll(() => expect(server.faults).toEqual([]));

const create = async (body: object = {}) =>
	(await server.call('/api/v2/incident', { body: { name: 'Brute force', ...body } })).body.data;
const at = (id: number | string, rest = '') => `/api/v2/incident/${id}${rest}`;

describe('notes, evidence and activity', () => {
	test('a note is added, and comes in pages in the order of time', async () => {
		const { incident_id: id } = await create({ note: 'First' });
		const added = await server.call(at(id, '/notes'), { body: { note: ' Second ' } });
		expect(added.status).toBe(200);
		expect(added.body.data).toEqual({
			note_id: expect.any(Number),
			note: 'Second',
			author: 'Demo token',
			created_time: expect.stringMatching(/^2026-01-31T12:00:00/),
		});
		await server.call(at(id, '/notes'), { body: { note: 'Third' } });
		const page = await server.call(at(id, '/notes?from=2&limit=1'));
		expect(page.body).toEqual({
			data: { notes: [added.body.data] },
			meta: { total_items: 3, items_in_current_page: 1 },
		});
		const log = await server.call(at(id, '/activity'));
		expect(log.body.meta.total_items).toBe(4);
		expect(log.body.data.activity.at(-1)).toMatchObject({ action: 'note', detail: 'added' });
	});

	test('evidence that is there already, word for word, is not added again', async () => {
		const known = { source: 'search', description: 'Logons', data: { USERNAME: 'ann' } };
		const { incident_id: id } = await create({ evidence: [known] });
		const other = { ...known, data: { USERNAME: 'bob' } };
		const { body } = await server.call(at(id, '/evidence'), {
			body: { evidence: [known, other, other] },
		});
		expect(body.data.evidence).toMatchObject([other]);
		const again = await server.call(at(id, '/evidence'), { body: { evidence: [other] } });
		expect(again.body.data.evidence).toEqual([]);
		const list = await server.call(at(id, '/evidence'));
		expect(list.body.data.evidence).toMatchObject([known, other]);
		expect(list.body.meta).toEqual({ total_items: 2, items_in_current_page: 2 });
	});

	test.each(['notes', 'evidence', 'activity', 'alerts'])('%s of no incident', async (part) => {
		const { status, body } = await server.call(at(42, `/${part}`));
		expect([status, body.error.detail]).toEqual([404, 'No incident has the id 42.']);
	});

	test.each([
		['/notes', { note: ' ' }, 'note: expected a note, got " "'],
		[
			'/evidence',
			{ evidence: [] },
			'evidence: expected at least one piece of evidence, got an array of 0',
		],
		['/export', { format: 'docx' }, 'format: expected one of pdf, json, csv, got "docx"'],
	])('%s refuses %j', async (part, body, detail) => {
		const { incident_id: id } = await create();
		const answer = await server.call(at(id, part), { body });
		expect([answer.status, answer.body.error.detail]).toEqual([400, detail]);
	});
});

describe('create or update by key', () => {
	const upsert = (body: object, token?: string) =>
		server.call('/api/v2/incident/upsert', {
			body: { name: 'Brute force', ...body },
			...(token === undefined ? {} : { token }),
		});

	test('creates once, then adds what is new and raises the severity', async () => {
		const first = await upsert({
			...{ key: 'k1', severity: 'trouble', description: 'As found' },
			...{ actors: [{ entity: ['web01'] }], note: 'One', evidence: [{ description: 'E1' }] },
		});
		expect(first.status).toBe(200);
		expect(first.body.meta).toEqual({ created: true, updated: true });
		expect(first.body.data).toMatchObject({ key: 'k1', status: 'open' });
		const second = await upsert({
			...{ key: 'k1', name: 'Another name', severity: 'critical', description: 'Another' },
			...{ actors: [{ entity: ['web02'] }, { user: ['ann'] }], note: 'Two' },
			evidence: [{ description: 'E1' }, { description: 'E2' }],
		});
		expect(second.body.meta).toEqual({ created: false, updated: true });
		expect(second.body.data).toMatchObject({
			incident_id: first.body.data.incident_id,
			...{ name: 'Brute force', description: 'As found', severity: 'critical' },
			actors: [{ entity: ['web01', 'web02'] }, { user: ['ann'] }],
			notes: [{ note: 'One' }, { note: 'Two' }],
			evidence: [{ description: 'E1' }, { description: 'E2' }],
		});
	});

	test('said again it changes nothing, and a lesser severity does not lower it', async () => {
		const body = {
			key: 'k2',
			severity: 'critical',
			note: 'Same',
			evidence: [{ description: 'E' }],
		};
		const first = await upsert(body);
		const second = await upsert({ ...body, severity: 'attention' });
		expect(second.body.meta).toEqual({ created: false, updated: false });
		expect(second.body.data).toEqual(first.body.data);
	});

	test('a closed incident is left alone', async () => {
		const first = await upsert({ key: 'k3' });
		const { incident_id: id } = first.body.data;
		await server.call(at(id), { method: 'PUT', body: { status: 'closed' } });
		const second = await upsert({ key: 'k3' });
		expect(second.body.meta.created).toBe(true);
		expect(second.body.data.incident_id).not.toBe(id);
		const { body } = await server.call('/api/v2/incident?key=k3');
		expect(body.data.incidents).toHaveLength(2);
	});

	test('many at once make one incident', async () => {
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) => upsert({ key: 'k4', note: `Note ${index}` })),
		);
		expect(answers.filter(({ body }) => body.meta.created)).toHaveLength(1);
		const ids = new Set(answers.map(({ body }) => body.data.incident_id));
		expect(ids.size).toBe(1);
		const notes = await server.call(at([...ids][0], '/notes'));
		expect(notes.body.meta.total_items).toBe(20);
	});

	test("a caller's key never meets that of an alert's group", async () => {
		// Alerts of a profile without grouping fields are kept under the profile's id and a colon.
		const { body } = await upsert({ key: '1101:' });
		expect(body.meta.created).toBe(true);
		const cleared = { HOSTNAME: 'dc01', LOGTYPE: 'Windows', EVENTID: 1102, CHANNEL: 'Security' };
		await server.store([{ TIME: NOW, ...cleared }]);
		await until(async () => {
			const found = await server.call('/api/v2/incident?actor=dc01');
			return found.body.data.incidents[0];
		});
		const evidence = await server.call(at(body.data.incident_id, '/evidence'));
		expect(evidence.body.meta.total_items).toBe(0);
	});

	test('needs both scopes', async () => {
		const token = await server.tokenWith(['incident.CREATE']);
		const { status, body } = await upsert({ key: 'k5' }, token);
		expect([status, body.error.detail]).toEqual([
			403,
			'The token lacks the scope incidents.update.',
		]);
	});

	test.each([
		[{ key: '' }, /^key: expected a key/],
		[{ key: 'x'.repeat(257) }, /^key: expected a key of at most 256 characters/],
		[{}, /^key: is required/],
	])('refuses %j', async (body, detail) => {
		const answer = await upsert(body);
		expect([answer.status, answer.body.error.detail]).toEqual([400, expect.stringMatching(detail)]);
	});
});

describe('bulk changes', () => {
	const bulk = (body: object) => server.call('/api/v2/incident/bulk', { method: 'PUT', body });

	test('tell of each whether it changed', async () => {
		const [one, two] = [await create(), await create({ status: 'closed' })];
		const ids = [one.incident_id, two.incident_id];
		const { status, body } = await bulk({ incident_ids: ids, status: 'closed', assignee: null });
		expect(status).toBe(200);
		expect(body.data.incidents).toMatchObject([
			{ incident_id: ids[0], updated: true },
			{ incident_id: ids[1], updated: false, updated_time: two.updated_time },
		]);
	});

	test('change nothing when one id is unknown, or one has changed since', async () => {
		const [one, two] = [await create(), await create()];
		const unknown = await bulk({ incident_ids: [one.incident_id, 42], status: 'closed' });
		expect([unknown.status, unknown.body.error.detail]).toEqual([
			404,
			'No incident has the id 42.',
		]);
		await server.call(at(two.incident_id), { method: 'PUT', body: { severity: 'critical' } });
		const changed = await bulk({
			...{ incident_ids: [one.incident_id, two.incident_id], status: 'closed' },
			unchanged_since: two.updated_time,
		});
		expect(changed.status).toBe(409);
		expect(changed.body.error.detail).toContain(`incident ${two.incident_id} has changed since`);
		expect((await server.call(at(one.incident_id))).body.data).toEqual(one);
	});

	test.each([
		[
			{ incident_ids: [1] },
			'body: expected severity, status, assignee, due_date or note, got none of them',
		],
		[{ incident_ids: [], status: 'open' }, /^incident_ids: expected at least one id/],
		[
			{ incident_ids: Array.from({ length: 101 }, (_, id) => id), status: 'open' },
			/at most 100 ids/,
		],
	])('refuses %j', async (body, detail) => {
		const answer = await bulk(body);
		expect(answer.status).toBe(400);
		expect(answer.body.error.detail).toEqual(
			typeof detail === 'string' ? expect.stringContaining(detail) : expect.stringMatching(detail),
		);
	});
});

test('the alerts of an incident are hits, in the order in which they joined', async () => {
	const other = await TestServer.start();
	const cleared = (HOSTNAME: string, TIME: number) => ({
		...{ TIME, HOSTNAME, LOGTYPE: 'Windows', EVENTID: 1102, CHANNEL: 'Security' },
	});
	await other.store([cleared('dc01', NOW - 86_400_000), cleared('dc01', NOW)]);
	const incident = await until(async () => {
		const { body } = await other.call('/api/v2/incident');
		const [found] = body.data.incidents;
		if (found === undefined) return undefined;
		const alerts = await other.call(at(found.incident_id, '/alerts'));
		return alerts.body.meta.total_items === 2 ? found : undefined;
	});
	const { body } = await other.call(at(incident.incident_id, '/alerts'));
	expect(body.data.hits).toMatchObject([
		{ TIME: NOW - 86_400_000, HOSTNAME: 'dc01', ALERT_STATUS: 'Open' },
		{ TIME: NOW },
	]);
	const client = await other.call(at(incident.incident_id, '/alerts?response_type=client&from=2'));
	expect(client.body.data.hits).toMatchObject([{ Device: 'dc01' }]);
	expect(client.body.meta).toEqual({ total_items: 2, items_in_current_page: 1 });
	expect(other.faults).toEqual([]);
});

test('an incident is exported by its id', async () => {
	const { incident_id: id } = await create({ name: 'To export' });
	const started = await server.call(at(id, '/export'), { body: { format: 'json' } });
	expect(started.status).toBe(200);
	const { export_id } = started.body.data;
	const done = await until(async () => {
		const { body } = await server.call(`/api/v2/incident/export/${export_id}`);
		return body.data.status === 'COMPLETED' ? body.data : undefined;
	});
	expect(done).toMatchObject({ export_id, status: 'COMPLETED' });
	const file = await server.call(`/api/v2/incident/export/${export_id}/file`);
	expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=".*\.json"/);
	expect(file.body).toMatchObject({ incident_id: id, name: 'To export' });
	const unknown = await server.call('/api/v2/incident/export/999');
	expect([unknown.status, unknown.body.error.detail]).toEqual([
		404,
		'No incident export has the id 999.',
	]);
	expect((await server.call(at(42, '/export'), { body: {} })).status).toBe(404);
});
