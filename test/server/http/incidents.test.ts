/** V2 incidents over HTTP: create, read, list, change, delete, and what each refuses. */
import { NOW, TestServer } from '../../support/server';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
});
afterAll(() => expect(server.faults).toEqual([]));

const create = async (body: object) => {
	const answer = await server.call('/api/v2/incident', { body: { name: 'Brute force', ...body } });
	expect(answer.status).toBe(200);
	return answer.body.data;
};
const put = (path: string, body: object) => server.call(path, { method: 'PUT', body });

test('a created incident has the defaults, a large id and a log', async () => {
	const incident = await create({});
	expect(incident).toEqual({
		incident_id: 3000000438278,
		name: 'Brute force',
		description: '',
		severity: 'attention',
		status: 'open',
		created_by: 'Demo token',
		created_time: new Date(NOW).toISOString(),
		updated_time: new Date(NOW).toISOString(),
		source: 'manual',
		actors: [],
		notes: [],
		evidence: [],
		activity: [
			{
				time: new Date(NOW).toISOString(),
				actor: 'Demo token',
				action: 'created',
				detail: 'as manual',
			},
		],
	});
});

test('everything given is kept, actors in the documented form', async () => {
	const given = {
		description: 'Many failed logons',
		severity: 'critical',
		status: 'in_progress',
		assignee: 'admin',
		due_date: '2026-02-01T12:00:00+02:00',
		source: 'search',
		actors: [{ entity: ['dev-agent'], suspect: ['192.0.2.7'] }, { entity: ['dev-agent', 'lix'] }],
		note: 'Asked the owner',
		evidence: [{ source: 'search', description: 'EVENTID = 4625', data: { USERNAME: 'mhtoc' } }],
	};
	const { incident_id } = await create(given);
	const { body } = await server.call(`/api/v2/incident/${incident_id}`);
	const { note, ...fields } = given;
	expect(body.data).toMatchObject({
		...fields,
		due_date: '2026-02-01T10:00:00.000Z',
		actors: [{ entity: ['dev-agent', 'lix'] }, { suspect: ['192.0.2.7'] }],
		notes: [{ note, author: 'Demo token' }],
		evidence: [{ ...given.evidence[0], added_by: 'Demo token' }],
	});
});

test('response_type=client gives words for people', async () => {
	const { incident_id } = await create({ severity: 'trouble', status: 'in_progress' });
	const { body } = await server.call(`/api/v2/incident/${incident_id}?response_type=client`);
	expect(body.data).toMatchObject({ severity: 'Trouble', status: 'In progress' });
});

test.each(['path', 'body'])('a change with the id in the %s is kept and logged', async (form) => {
	const { incident_id } = await create({ assignee: 'admin' });
	const change = { status: 'closed', assignee: null, note: 'False alarm' };
	const answer =
		form === 'path'
			? await put(`/api/v2/incident/${incident_id}`, change)
			: await put('/api/v2/incident', { incident_id: String(incident_id), ...change });
	expect(answer.status).toBe(200);
	expect(answer.body.data).toMatchObject({ status: 'closed', notes: [{ note: 'False alarm' }] });
	expect(answer.body.data.assignee).toBeUndefined();
	expect(answer.body.data.activity.slice(1)).toMatchObject([
		{ action: 'status', detail: 'open to closed' },
		{ action: 'assignee', detail: 'admin to nobody' },
		{ action: 'note', detail: 'added' },
	]);
});

test('a repeated change changes nothing: neither updated_time nor the log', async () => {
	const { incident_id } = await create({});
	const first = await put(`/api/v2/incident/${incident_id}`, { severity: 'critical' });
	const second = await put(`/api/v2/incident/${incident_id}`, { severity: 'critical' });
	expect(second.body.data).toEqual(first.body.data);
	expect([first, second].map(({ body }) => body.meta)).toEqual([
		{ updated: true },
		{ updated: false },
	]);
});

test('of two changes based on the same state the second is refused and changes nothing', async () => {
	const { incident_id, updated_time } = await create({});
	const path = `/api/v2/incident/${incident_id}`;
	const first = await put(path, { status: 'in_progress', updated_time });
	const second = await put(path, { status: 'closed', updated_time });
	expect(first.status).toBe(200);
	expect(second).toMatchObject({ status: 409, body: { error: { title: 'Conflict' } } });
	expect(second.body.error.detail).toContain(first.body.data.updated_time);
	expect((await server.call(path)).body.data).toEqual(first.body.data);
	const third = await put(path, { status: 'closed', updated_time: first.body.data.updated_time });
	expect(third.status).toBe(200);
});

test('many changes at once: exactly one of those based on the same state wins', async () => {
	const { incident_id, updated_time } = await create({});
	const answers = await Promise.all(
		Array.from({ length: 8 }, (_, i) =>
			put(`/api/v2/incident/${incident_id}`, { name: `Name ${i}`, updated_time }),
		),
	);
	expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
	expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
});

describe('the list', () => {
	let other: TestServer;
	const names = async (query: string) => {
		const { body } = await other.call(`/api/v2/incident${query}`);
		return {
			names: body.data.incidents.map(({ name }: { name: string }) => name),
			meta: body.meta,
		};
	};
	beforeAll(async () => {
		other = await TestServer.start();
		for (let i = 1; i <= 5; i++) {
			const severity = i % 2 === 0 ? 'critical' : 'trouble';
			const body = { name: `N${i}`, severity, ...(i > 3 ? { assignee: 'Ann' } : {}) };
			await other.call('/api/v2/incident', { body });
		}
	});

	test('is newest first, without notes and log', async () => {
		expect(await names('')).toEqual({
			names: ['N5', 'N4', 'N3', 'N2', 'N1'],
			meta: { total_items: 5, items_in_current_page: 5 },
		});
		const { body } = await other.call('/api/v2/incident');
		expect(body.data.incidents[0]).not.toHaveProperty('notes');
	});

	test('comes in pages', async () => {
		expect(await names('?from=3&limit=2')).toEqual({
			names: ['N3', 'N2'],
			meta: { total_items: 5, items_in_current_page: 2 },
		});
		expect((await names('?from=6')).names).toEqual([]);
	});

	test.each([
		['?severity=critical', ['N4', 'N2']],
		['?assignee=ann', ['N5', 'N4']],
		['?assignee=ann&severity=trouble', ['N5']],
		['?status=closed', []],
	])('filters by %s', async (query, expected) => {
		const found = await names(query);
		expect(found.names).toEqual(expected);
		expect(found.meta.total_items).toBe(expected.length);
	});
});

describe('the extended filters of the list', () => {
	let other: TestServer;
	const START = Date.parse('2026-01-31T12:00:00Z');
	const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
	const names = async (query: Record<string, string>) => {
		const { status, body } = await other.call(
			`/api/v2/incident?${new URLSearchParams(query).toString()}`,
		);
		expect(status).toBe(200);
		return body.data.incidents.map(({ name }: { name: string }) => name);
	};
	beforeAll(async () => {
		other = await TestServer.start();
		const given = [
			{ name: 'A', severity: 'critical', actors: [{ entity: ['web01'] }, { user: ['Mhtoc'] }] },
			{ name: 'B', severity: 'trouble', description: 'Brute FÖRCE on 100% of hosts' },
			{ name: 'C', severity: 'attention', assignee: 'Ann', status: 'in_progress' },
			{ name: 'D', severity: 'critical', actors: [{ entity: ['web012'] }] },
		];
		for (const body of given) {
			await other.call('/api/v2/incident', { body });
			other.clock.advance(60_000);
		}
		const first = (await other.call('/api/v2/incident?sort_order=asc')).body.data.incidents[0];
		const path = `/api/v2/incident/${first.incident_id}`;
		await other.call(path, { method: 'PUT', body: { status: 'closed' } });
	});

	test.each([
		[{ severity: 'critical,trouble' }, ['D', 'B', 'A']],
		[{ severity: 'critical, trouble', status: 'open' }, ['D', 'B']],
		[{ status: 'closed,in_progress' }, ['C', 'A']],
		[{ unassigned: 'true', severity: 'attention' }, []],
		[{ unassigned: 'true' }, ['D', 'B', 'A']],
		[{ actor: 'WEB01' }, ['A']],
		[{ actor: 'mhtoc' }, ['A']],
		[{ actor: 'web0%' }, []],
		[{ text: 'förce' }, ['B']],
		[{ text: '100%' }, ['B']],
		[{ text: '_' }, []],
		[{ text: 'c' }, ['C', 'B']],
		[{ created_since: at(1), created_until: at(2) }, ['C', 'B']],
		[{ updated_since: at(3) }, ['D', 'A']],
		[{ updated_until: at(2) }, ['C', 'B']],
		[{ sort_by: 'updated_time' }, ['A', 'D', 'C', 'B']],
		[{ sort_by: 'updated_time', sort_order: 'asc', limit: '2' }, ['B', 'C']],
		[{ sort_order: 'asc' }, ['A', 'B', 'C', 'D']],
		[{ key: 'nothing' }, []],
		[{ ticket_id: '33630' }, []],
	])('%j', async (query, expected) => {
		expect(await names(query as Record<string, string>)).toEqual(expected);
	});

	test('pages by id do not shift while incidents are created', async () => {
		const page = (query: string) => other.call(`/api/v2/incident?limit=2${query}`);
		const first = (await page('')).body.data.incidents;
		await other.call('/api/v2/incident', { body: { name: 'E' } });
		const second = (await page(`&before_id=${first[1].incident_id}`)).body.data.incidents;
		expect([...first, ...second].map(({ name }) => name)).toEqual(['D', 'C', 'B', 'A']);
	});

	test.each([
		[
			'severity=critical,high',
			'severity: expected one of critical, trouble, attention, got "critical,high"',
		],
		['unassigned=no', 'unassigned: expected true, got "no"'],
		['sort_by=name', 'sort_by: expected one of created_time, updated_time, got "name"'],
		['created_since=yesterday', /^created_since: expected an ISO 8601 date-time/],
		['text=', /^text: expected a text/],
	])('%s is refused', async (query, detail) => {
		const { status, body } = await other.call(`/api/v2/incident?${query}`);
		expect(status).toBe(400);
		expect(body.error.detail).toEqual(
			typeof detail === 'string' ? detail : expect.stringMatching(detail),
		);
	});
});

test('null clears description, assignee and due date', async () => {
	const { incident_id } = await create({
		description: 'Old',
		assignee: 'ann',
		due_date: '2026-02-01T00:00:00Z',
	});
	const change = { description: null, assignee: null, due_date: null };
	const { body } = await put(`/api/v2/incident/${incident_id}`, change);
	expect(body).toMatchObject({ data: { description: '' }, meta: { updated: true } });
	expect(body.data).not.toHaveProperty('assignee');
	expect(body.data).not.toHaveProperty('due_date');
});

test('deleting takes all of them or none', async () => {
	const [one, two] = [await create({}), await create({})].map(({ incident_id }) => incident_id);
	const remove = (incident_ids: unknown[]) =>
		server.call('/api/v2/incident', { method: 'DELETE', body: { incident_ids } });
	const wrong = await remove([one, 42]);
	expect(wrong).toMatchObject({
		status: 404,
		body: { error: { detail: 'No incident has the id 42.' } },
	});
	expect((await server.call(`/api/v2/incident/${one}`)).status).toBe(200);
	expect(await remove([one, String(two), one])).toMatchObject({
		status: 200,
		body: { data: { incident_ids: [one, two] } },
	});
	expect((await server.call(`/api/v2/incident/${one}`)).status).toBe(404);
	expect((await remove([one])).status).toBe(404);
});

test.each([
	['no name', 'POST', '/api/v2/incident', {}, 400],
	['a wrong severity', 'POST', '/api/v2/incident', { name: 'x', severity: 'high' }, 400],
	[
		'a time without zone',
		'POST',
		'/api/v2/incident',
		{ name: 'x', due_date: '2026-02-01T00:00:00' },
		400,
	],
	['an unknown key', 'POST', '/api/v2/incident', { name: 'x', priority: 1 }, 400],
	['an unknown id', 'PUT', '/api/v2/incident/42', { name: 'x' }, 404],
	['an unknown id', 'PUT', '/api/v2/incident', { incident_id: 42, name: 'x' }, 404],
	['an id that is none', 'PUT', '/api/v2/incident/abc', { name: 'x' }, 400],
])('%s is refused (%s %s)', async (_what, method, path, body, status) => {
	expect((await server.call(path, { method, body })).status).toBe(status);
});

test('each call needs its scope', async () => {
	const token = await server.tokenWith(['incident.READ']);
	const { incident_id } = await create({});
	const path = `/api/v2/incident/${incident_id}`;
	expect((await server.call(path, { token })).status).toBe(200);
	expect((await server.call('/api/v2/incident', { token, body: { name: 'x' } })).status).toBe(403);
	expect((await server.call(path, { token, method: 'PUT', body: { name: 'x' } })).status).toBe(403);
	const gone = { token, method: 'DELETE', body: { incident_ids: [incident_id] } };
	expect((await server.call('/api/v2/incident', gone)).status).toBe(403);
});

test('incidents outlive a restart', async () => {
	const first = await TestServer.start();
	const { body } = await first.call('/api/v2/incident', { body: { name: 'Kept' } });
	await first.close();
	const second = await TestServer.start({ data: first.directory });
	const again = await second.call(`/api/v2/incident/${body.data.incident_id}`);
	expect(again.body).toEqual(body);
});

test('an incident takes 8 MiB of evidence, and of notes; more is refused as a whole, and what is there stays', async () => {
	const { incident_id: id } = await create({});
	const path = `/api/v2/incident/${id}`;
	const piece = { description: 'big', data: 'x'.repeat(900_000) };
	for (let n = 0; n < 9; n++) expect((await put(path, { evidence: [piece] })).status).toBe(200);
	const refused = await put(path, { evidence: [{ description: 'small' }, piece], name: 'New' });
	expect(refused.status).toBe(409);
	expect(refused.body.error.detail).toContain(
		`evidence: incident ${id} has 8100018 characters already, of at most 8388608`,
	);
	const { body } = await server.call(path);
	expect([body.data.name, body.data.evidence.length]).toEqual(['Brute force', 9]);
	expect((await put(path, { evidence: [{ description: 'small' }] })).status).toBe(200);
});
