/** Incident > Create, Get, Get Many, Update, Delete: API V2 only. */
import { bench, picked, reply, v2Error, v2Only } from '../../../support/cases';
import { items } from '../../../support/n8n';

const b = bench();
const id = '3000000438278';
const wire = {
	incident_id: 3000000438278,
	name: 'Brute force on web01',
	description: '',
	severity: 'critical',
	status: 'open',
	created_by: 'admin',
	created_time: '2026-11-01T00:00:00Z',
	updated_time: '2026-11-01T00:00:00Z',
	source: 'manual',
	actors: [{ entity: ['dev-agent'] }],
	notes: [{ note_id: 1, note: 'n' }],
	evidence: [],
	activity: [],
};
const simple = {
	id,
	name: 'Brute force on web01',
	description: '',
	severity: 'critical',
	status: 'open',
	createdBy: 'admin',
	createdTime: '2026-11-01T00:00:00Z',
	updatedTime: '2026-11-01T00:00:00Z',
	source: 'manual',
	actors: { entity: ['dev-agent'] },
};
const on = (operation: string, more = {}) => ({ resource: 'incident', operation, ...more });

describe('Create', () => {
	const create = (more = {}) => on('create', { name: 'Brute force on web01', ...more });
	v2Only(b, create());

	it('posts the fields that were given', async () => {
		const found = await b.run(
			b.v2(),
			create({
				additionalFields: {
					severity: 'critical',
					status: 'open',
					assignee: 'admin',
					description: 'Many failed logons',
					dueDate: '2026-11-05T00:00:00Z',
					note: 'Seen by n8n',
				},
			}),
			{ data: wire },
		);
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/api/v2/incident' });
		expect(b.seen[0].body).toEqual({
			name: 'Brute force on web01',
			severity: 'critical',
			status: 'open',
			assignee: 'admin',
			description: 'Many failed logons',
			due_date: '2026-11-05T00:00:00Z',
			note: 'Seen by n8n',
		});
		expect(found).toEqual([simple]);
	});

	it('posts the name alone', async () => {
		await b.run(b.v2(), create(), { data: wire });
		expect(b.seen[0].body).toEqual({ name: 'Brute force on web01' });
	});

	it('reads a due date without offset in the time zone of the workflow', async () => {
		b.answer([{ body: { data: wire } }]);
		await items(
			b.trial(b.v2(), create({ additionalFields: { dueDate: '2026-11-05T08:00:00' } }), {
				settings: { timezone: 'Asia/Kolkata' },
			}),
		);
		expect(b.seen[0].body).toMatchObject({ due_date: '2026-11-05T02:30:00Z' });
	});

	it('refuses a due date that is none', async () => {
		const error = await b.fail(
			b.v2(),
			create({ additionalFields: { dueDate: '={{ "soon" }}' } }),
			{},
		);
		expect(error.message).toContain('Due Date "soon" is not a time');
		expect(b.seen).toHaveLength(0);
	});

	it('refuses an empty name', async () => {
		expect((await b.fail(b.v2(), create({ name: '={{ "" }}' }), {})).message).toContain(
			'Name is empty',
		);
	});

	it('is sent once, even if the server fails', async () => {
		await b.fail(b.v2(), create(), v2Error(502, 'Bad Gateway'));
		expect(b.seen).toHaveLength(1);
	});

	it('is sent again after a 429, which the server refused before it did anything', async () => {
		const busy = reply({ status: 429, headers: { 'retry-after': '0' }, body: {} });
		expect(await b.run(b.v2(), create(), busy, { data: wire })).toEqual([simple]);
		expect(b.seen).toHaveLength(2);
	});

	it('names the scope that the token lacks', async () => {
		const error = await b.fail(b.v2(), create(), v2Error(403, 'Forbidden'));
		expect(error.message).toBe(
			'Could not create an incident: the token lacks the scope incident.CREATE',
		);
	});
});

describe('Get', () => {
	const get = (more = {}) => on('get', { incident: picked(id), ...more });
	v2Only(b, get());

	it('gets one by its path, and keeps its ID as text', async () => {
		expect(await b.run(b.v2(), get(), { data: wire })).toEqual([simple]);
		expect(b.seen[0]).toMatchObject({
			method: 'GET',
			path: `/api/v2/incident/${id}`,
			query: { response_type: 'server' },
		});
	});

	it('asks for client names', async () => {
		await b.run(b.v2(), get({ options: { fieldNames: 'client' } }), { data: wire });
		expect(b.seen[0].query).toEqual({ response_type: 'client' });
	});

	it('returns notes, evidence and activity without Simplify', async () => {
		expect(await b.run(b.v2(), get({ simplify: false }), { data: wire })).toEqual([wire]);
	});

	it.each([
		['data.incident', { data: { incident: wire } }],
		['an array', { data: [wire] }],
		['response', { response: wire }],
	])('reads the incident in %s', async (_name, body) => {
		expect(await b.run(b.v2(), get(), body)).toEqual([simple]);
	});

	it('explains a 404', async () => {
		const error = await b.fail(
			b.v2(),
			get(),
			v2Error(404, 'Not Found', 'No incident has the id 1.'),
		);
		expect(error.message).toBe('Could not get an incident: no incident has the id 1');
		expect(error.httpCode).toBe('404');
	});
});

describe('Get Many', () => {
	const getMany = (more = {}) => on('getMany', more);
	v2Only(b, getMany());

	it('sends the filters in the query', async () => {
		const filters = { severities: ['critical'], statuses: ['open'], assignee: 'admin' };
		const found = await b.run(b.v2(), getMany({ filters }), {
			data: { incidents: [{ ...wire, assignee: 'admin' }] },
		});
		expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/incident' });
		expect(b.seen[0].query).toEqual({
			severity: 'critical',
			status: 'open',
			assignee: 'admin',
			response_type: 'server',
			from: '1',
			limit: '100',
		});
		expect(found).toEqual([{ ...simple, assignee: 'admin' }]);
	});

	it('reads further windows', async () => {
		const page = (from: number, count: number) => ({
			data: {
				incidents: Array.from({ length: count }, (_, index) => ({ incident_id: from + index })),
			},
		});
		const found = await b.run(b.v2(), getMany({ returnAll: true }), page(1, 100), page(101, 20));
		expect(found).toHaveLength(120);
	});
});

describe('Update', () => {
	const update = (updateFields = {}, more = {}) =>
		on('update', { incident: picked(id), updateFields, ...more });
	v2Only(b, update({ status: 'closed' }));

	it('puts the changes to the path of the incident', async () => {
		const after = { ...wire, status: 'closed' };
		const found = await b.run(b.v2(), update({ status: 'closed', note: 'done', name: 'New' }), {
			data: after,
		});
		expect(b.seen[0]).toMatchObject({ method: 'PUT', path: `/api/v2/incident/${id}` });
		expect(b.seen[0].body).toEqual({ status: 'closed', note: 'done', name: 'New' });
		expect(found).toEqual([{ ...simple, status: 'closed' }]);
	});

	it('puts the ID into the body on request, the other form that was seen', async () => {
		await b.run(b.v2(), update({ status: 'closed' }, { options: { idInBody: true } }), {
			data: wire,
		});
		expect(b.seen[0]).toMatchObject({ method: 'PUT', path: '/api/v2/incident' });
		expect(b.seen[0].body).toEqual({ incident_id: 3000000438278, status: 'closed' });
	});

	it('returns at least the ID where the server answers with a message', async () => {
		const found = await b.run(b.v2(), update({ status: 'closed' }), {
			data: { message: 'Updated' },
		});
		expect(found).toEqual([{ id }]);
	});

	it('refuses to change nothing', async () => {
		expect((await b.fail(b.v2(), update(), {})).message).toBe('There is nothing to update');
		expect(b.seen).toHaveLength(0);
	});

	it.each([
		['The incident is closed', 'not in a state that allows this'],
		['Changed since', 'has been changed since'],
	])('explains a conflict: %s', async (detail, message) => {
		const error = await b.fail(
			b.v2(),
			update({ status: 'open' }),
			v2Error(409, 'Conflict', detail),
		);
		expect(error.message).toContain(message);
		expect(error.description).toContain(detail);
	});
});

describe('Delete', () => {
	const remove = on('delete', { incident: picked(id) });
	v2Only(b, remove);

	it('sends the ID in a list and returns it as deleted', async () => {
		expect(await b.run(b.v2(), remove, { data: { incident_ids: [3000000438278] } })).toEqual([
			{ id, deleted: true },
		]);
		expect(b.seen[0]).toMatchObject({
			method: 'DELETE',
			path: '/api/v2/incident',
			body: { incident_ids: [3000000438278] },
		});
	});
});
