/** What only this server offers on alerts: one alert, its history and incident, changes, counts, and the order of raising. */
import { NOW, TestServer } from '../../../support/server';
import { until } from '../../../support/until';

const HOUR = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();
const cleared = (HOSTNAME: string, TIME: number) => ({
	...{
		TIME,
		HOSTNAME,
		LOGTYPE: 'Windows',
		EVENTID: 1102,
		CHANNEL: 'Security',
		USERNAME: 'mallory',
	},
});
const ALL = { query: '*', start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };

let server: TestServer;
let ids: number[];
const list = (body: object = {}) => server.call('/api/v2/alerts', { body: { ...ALL, ...body } });
const at = (id: number, rest = '') => `/api/v2/alerts/${id}${rest}`;
const put = (path: string, body: object) => server.call(path, { method: 'PUT', body });

beforeAll(async () => {
	server = await TestServer.start();
	// Their events are in order; they arrive an hour apart, the oldest last.
	for (const [index, host] of ['dc03', 'dc02', 'dc01'].entries()) {
		await server.store([cleared(host, NOW - (index + 1) * 24 * HOUR)]);
		server.clock.advance(HOUR);
	}
	const { body } = await list();
	ids = body.data.hits.map((hit: Record<string, unknown>) => hit['ALERT_ID']).reverse();
	await until(async () => {
		const { body: incidents } = await server.call('/api/v2/incident');
		return incidents.meta.total_items === 3 ? incidents : undefined;
	});
});
afterAll(() => expect(server.faults).toEqual([]));

describe('one alert', () => {
	test('says what it is, when it was raised and which incident it made', async () => {
		const [id = 0] = ids;
		const { status, body } = await server.call(at(id));
		expect(status).toBe(200);
		const { incident_id, event_ids, ...alert } = body.data;
		expect(alert).toMatchObject({
			...{ alert_id: id, profile_id: 1101, profile_name: 'Windows: audit log cleared' },
			...{ severity: 'critical', status: 'open', event_count: 1, group: 'HOSTNAME dc01' },
			...{ time: iso(NOW - 72 * HOUR), raised_time: iso(NOW + 2 * HOUR) },
			hit: { HOSTNAME: 'dc01', ALERT_ID: id, ALERT_RAISED_TIME: NOW + 2 * HOUR },
		});
		expect(event_ids).toHaveLength(1);
		const incident = await server.call(at(id, '/incident'));
		expect(incident.body.data.incident).toMatchObject({ incident_id, severity: 'critical' });
	});

	test('as client its words and fields are for people', async () => {
		const { body } = await server.call(at(ids[0]!, '?response_type=client'));
		expect(body.data).toMatchObject({
			...{ severity: 'Critical', status: 'Open' },
			hit: { Device: 'dc01', Alert_Raised_Time: iso(NOW + 2 * HOUR) },
		});
	});

	test('whose incident is gone has none', async () => {
		const found = await server.call(at(ids[2]!, '/incident'));
		const { incident_id } = found.body.data.incident;
		await server.call('/api/v2/incident', {
			method: 'DELETE',
			body: { incident_ids: [incident_id] },
		});
		expect((await server.call(at(ids[2]!, '/incident'))).body).toEqual({
			data: { incident: null },
		});
		expect((await server.call(at(ids[2]!))).body.data).not.toHaveProperty('incident_id');
	});

	test.each(['', '/history', '/incident'])('%s of an unknown id', async (rest) => {
		const { status, body } = await server.call(at(42, rest));
		expect([status, body.error.detail]).toEqual([404, 'No alert has the id 42.']);
	});
});

describe('changes', () => {
	test('are kept with who, what and why; said again they change nothing', async () => {
		const id = ids[1]!;
		const first = await put(at(id), { status: 'in_progress', assignee: 'ann', note: 'Mine' });
		expect(first.status).toBe(200);
		expect(first.body).toMatchObject({
			data: { status: 'in_progress', assignee: 'ann', hit: { ALERT_ASSIGNEE: 'ann' } },
			meta: { updated: true },
		});
		const again = await put(at(id), { status: 'in_progress', assignee: 'ann' });
		expect(again.body.meta).toEqual({ updated: false });
		const cleared = await put(at(id), { assignee: null });
		expect(cleared.body.data).not.toHaveProperty('assignee');
		expect(cleared.body.data.hit).not.toHaveProperty('ALERT_ASSIGNEE');
		const note = await server.call(at(id, '/notes'), { body: { note: 'Asked the owner' } });
		expect(note.body.data).toEqual({
			...{ time: iso(server.clock.now()), actor: 'Demo token', action: 'note' },
			note: 'Asked the owner',
		});
		const { body } = await server.call(at(id, '/history'));
		expect(body.data.history).toMatchObject([
			{ action: 'status', from: 'open', to: 'in_progress', note: 'Mine' },
			{ action: 'assignee', to: 'ann' },
			{ action: 'assignee', from: 'ann' },
			{ action: 'note', note: 'Asked the owner' },
		]);
		expect(body.data.history[1]).not.toHaveProperty('from');
		expect(body.data.history[2]).not.toHaveProperty('to');
	});

	test('a note alone is kept, and one with a status that is so already as well', async () => {
		const id = ids[0]!;
		const answer = await put(at(id), { status: 'open', note: 'Looked at it' });
		expect(answer.body.meta).toEqual({ updated: true });
		const { body } = await server.call(at(id, '/history'));
		expect(body.data.history).toMatchObject([{ action: 'note', note: 'Looked at it' }]);
	});

	test('can be searched by', async () => {
		await put(at(ids[0]!), { assignee: 'Bob Smith' });
		const { body } = await list({ query: 'ALERT_ASSIGNEE = "bob smith"' });
		expect(body.data.hits).toMatchObject([{ ALERT_ID: ids[0] }]);
		await put(at(ids[0]!), { assignee: null });
		expect((await list({ query: 'ALERT_ASSIGNEE = *' })).body.data.hits).toEqual([]);
	});

	test('of several are all or none', async () => {
		const none = await put('/api/v2/alerts', { alert_ids: [ids[0], 42], status: 'closed' });
		expect([none.status, none.body.error.detail]).toEqual([404, 'No alert has the id 42.']);
		expect((await server.call(at(ids[0]!))).body.data.status).toBe('open');
		await put(at(ids[2]!), { status: 'closed' });
		const { body } = await put('/api/v2/alerts', { alert_ids: [ids[0], ids[2]], status: 'closed' });
		expect(body.data.alerts).toEqual([
			{ alert_id: ids[0], updated: true },
			{ alert_id: ids[2], updated: false },
		]);
	});

	test('need their scope', async () => {
		const token = await server.tokenWith(['alerts.READ']);
		const answer = await server.call(at(ids[0]!), {
			...{ method: 'PUT', token },
			body: { status: 'closed' },
		});
		expect([answer.status, answer.body.error.detail]).toEqual([
			403,
			'The token lacks the scope alerts.UPDATE.',
		]);
	});

	test.each([
		[{}, 'body: expected status, assignee or note, got none of them'],
		[{ status: 'done' }, 'status: expected one of open, in_progress, closed, got "done"'],
		[{ assignee: '' }, 'assignee: expected a user name, got ""'],
		[{ severity: 'critical' }, 'severity: not a parameter of this operation'],
	])('refuse %j', async (body, detail) => {
		const answer = await put(at(ids[0]!), body);
		expect([answer.status, answer.body.error.detail]).toEqual([
			400,
			expect.stringContaining(detail),
		]);
	});
});

describe('the order in which alerts were raised', () => {
	const hosts = async (body: object) => {
		const answer = await list({ time_field: 'raised_time', ...body });
		expect(answer.status).toBe(200);
		return answer.body.data.hits.map((hit: Record<string, unknown>) => hit['HOSTNAME']);
	};

	test('differs from that of their events', async () => {
		expect((await list()).body.data.hits.map((hit: any) => hit.HOSTNAME)).toEqual([
			...['dc03', 'dc02', 'dc01'],
		]);
		expect(await hosts({})).toEqual(['dc01', 'dc02', 'dc03']);
	});

	test('the range is about it too: an alert of a late event is found by those who ask for what is new', async () => {
		expect(await hosts({ start_time: iso(NOW + HOUR + 1) })).toEqual(['dc01']);
		expect(await hosts({ end_time: iso(NOW + HOUR) })).toEqual(['dc02', 'dc03']);
		const late = await list({ start_time: iso(NOW + HOUR + 1) });
		expect(late.body.data.hits).toEqual([]);
	});

	test.each([
		[{ query: 'HOSTNAME = dc02' }, ['dc02']],
		[{ query: 'HOSTNAME != dc02' }, ['dc01', 'dc03']],
		[{ query: 'HOSTNAME = *c0*' }, ['dc01', 'dc02', 'dc03']],
		[{ severity: 'trouble' }, []],
		[{ profile_ids: [1101], query: 'USERNAME = mallory' }, ['dc01', 'dc02', 'dc03']],
	])('%j', async (body, expected) => {
		expect(await hosts(body)).toEqual(expected);
		const { body: count } = await server.call('/api/v2/alerts/count', {
			body: { ...ALL, time_field: 'raised_time', ...body },
		});
		expect(count.data).toEqual({ count: expected.length, exact: true });
	});

	test('only the two times can be chosen', async () => {
		const { status, body } = await list({ time_field: 'TIME' });
		expect([status, body.error.detail]).toEqual([
			400,
			'time_field: expected one of event_time, raised_time, got "TIME"',
		]);
	});

	test('pages neither shift nor repeat while late and new alerts are raised', async () => {
		const other = await TestServer.start({ api: { pageSize: 7 } });
		const hostsOf = (body: any) => body.data.hits.map((hit: any) => hit.HOSTNAME as string);
		// Several of one moment, events in no order.
		const batch = (from: number, count: number) =>
			Array.from({ length: count }, (_, n) =>
				cleared(`h${from + n}`, NOW - ((n * 37) % 50) * HOUR),
			);
		await other.store(batch(0, 20));
		other.clock.advance(1000);
		await other.store(batch(20, 20));
		let page = await other.call('/api/v2/alerts', { body: { ...ALL, time_field: 'raised_time' } });
		expect(page.body.meta.total_items).toBe(40);
		const seen = hostsOf(page.body);
		for (let round = 40; page.body.meta.cursor !== undefined; round += 3) {
			await other.store(batch(round, 3));
			page = await other.call('/api/v2/alerts', { body: { cursor: page.body.meta.cursor } });
			seen.push(...hostsOf(page.body));
		}
		expect(seen).toHaveLength(40);
		expect(new Set(seen)).toEqual(new Set(Array.from({ length: 40 }, (_, n) => `h${n}`)));
		expect(seen.slice(0, 20).every((host: string) => Number(host.slice(1)) >= 20)).toBe(true);
		expect(other.faults).toEqual([]);
	});
});

describe('the count', () => {
	const count = (body: object) =>
		server.call('/api/v2/alerts/count', { body: { ...ALL, ...body } });

	test.each([
		[{}, 3],
		[{ query: 'HOSTNAME = dc02' }, 1],
		[{ severity: 'attention' }, 0],
		[{ start_time: iso(NOW - 48 * HOUR) }, 2],
	])('%j', async (body, expected) => {
		expect((await count(body)).body.data).toEqual({ count: expected, exact: true });
	});

	test.each([
		[{ query: 'a = ' }, 400, /^query: Query error/],
		[{ profile_ids: [42] }, 404, /^No alert profile has the id 42/],
		[{ start_time: ALL.end_time, end_time: ALL.start_time }, 400, /^start_time: expected a time/],
	])('refuses %j', async (body, status, detail) => {
		const answer = await count(body);
		expect(answer.status).toBe(status);
		expect(answer.body.error.detail).toMatch(detail);
	});
});

test('an administrator assigns and notes in the console', async () => {
	const path = `/admin/api/alerts/${ids[1]}`;
	const assigned = await put(`${path}/assignee`, { assignee: 'carl' });
	expect(assigned.body.alert).toMatchObject({ assignee: 'carl' });
	await server.call(`${path}/notes`, { body: { note: 'From the console' } });
	const { body } = await server.call(path);
	expect(body.history.slice(-2)).toMatchObject([
		{ field: 'assignee', was: '', became: 'carl' },
		{ field: 'note', note: 'From the console' },
	]);
	expect((await put('/admin/api/alerts/42/assignee', { assignee: 'x' })).status).toBe(404);
});
