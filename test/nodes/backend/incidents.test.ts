/** Incidents of the bundled backend: made, read, listed, changed and deleted by the node, and seen from outside. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { CONTINUE, id, nodeWith } from '../support/node';

const server = backend('--empty');
const node = nodeWith(() => server.v2());

/** An incident as the server has it. */
const stored = async (incident: unknown) =>
	(await server.call('GET', `/api/v2/incident/${String(incident)}`)).data as IDataObject;

/** Makes an incident with the node and returns its id. */
async function make(name: string, additionalFields = {}): Promise<string> {
	const [created] = await node.run('incident.create', { name, additionalFields });
	return String(created.id);
}

describe('create', () => {
	it('sends every field', async () => {
		const made = await make('Brute force on web01', {
			severity: 'critical',
			status: 'in_progress',
			description: 'Many failed logons\nfrom one address',
			assignee: 'maria.silva',
			dueDate: '2027-01-02T03:04:05Z',
			note: 'Seen before',
		});
		expect(await stored(made)).toMatchObject({
			incident_id: Number(made),
			name: 'Brute force on web01',
			severity: 'critical',
			status: 'in_progress',
			description: 'Many failed logons\nfrom one address',
			assignee: 'maria.silva',
			due_date: '2027-01-02T03:04:05.000Z',
			notes: [{ note: 'Seen before' }],
			source: 'manual',
			created_by: 'Demo token',
		});
	});

	it('leaves to the server what is not given', async () => {
		expect(await stored(await make('Only a name'))).toMatchObject({
			severity: 'attention',
			status: 'open',
			description: '',
			notes: [],
		});
	});

	it('counts a due date without offset in the time zone of the workflow', async () => {
		const parameters = { name: 'x', additionalFields: { dueDate: '2027-07-01T12:00:00' } };
		const settings = { timezone: 'Europe/Berlin' };
		const [created] = await node.run('incident.create', parameters, { settings });
		expect(created.dueDate).toBe('2027-07-01T10:00:00.000Z');
	});

	it('makes one for each item and pairs it', async () => {
		const made = await node.items(
			'incident.create',
			{ name: '={{ $json.title }}', additionalFields: { severity: '={{ $json.how }}' } },
			{
				items: [
					{ title: 'First', how: 'critical' },
					{ title: 'Second', how: 'trouble' },
				],
			},
		);
		expect(made).toMatchObject([
			{ json: { name: 'First', severity: 'critical' }, pairedItem: { item: 0 } },
			{ json: { name: 'Second', severity: 'trouble' }, pairedItem: { item: 1 } },
		]);
	});

	it('goes on after a bad item when it may', async () => {
		const made = await node.items(
			'incident.create',
			{ name: '={{ $json.title }}' },
			{
				...CONTINUE,
				items: [{ title: 'Good' }, { title: 'x'.repeat(257) }, { title: 'Good too' }],
			},
		);
		expect(made).toMatchObject([
			{ json: { name: 'Good' }, pairedItem: { item: 0 } },
			{
				json: {
					error: expect.stringMatching(
						/^The server refused to create an incident: name: expected a name of at most 256 characters, got "x+…/,
					) as string,
					httpCode: '400',
					cause: 'badRequest',
				},
				pairedItem: { item: 1 },
			},
			{ json: { name: 'Good too' }, pairedItem: { item: 2 } },
		]);
	});

	it.each([
		['a due date that is none', { dueDate: 'soon' }, /^Due Date "soon" is not a time\./],
		[
			'a severity that the server does not have',
			{ severity: 'fatal' },
			/^"fatal" is not a severity\. Use/,
		],
	])('names %s', async (_what, additionalFields, message) => {
		const error = await node.fail('incident.create', { name: 'x', additionalFields });
		expect(error.message).toMatch(message);
	});
});

describe('get', () => {
	it('gives the raw incident with notes and activity when Simplify is off', async () => {
		const made = await make('Raw', { note: 'n' });
		const [raw] = await node.run('incident.get', { incident: id(made), simplify: false });
		expect(raw).toEqual(await stored(made));
		expect(raw.activity).toMatchObject([
			{ actor: 'Demo token', action: 'created' },
			{ actor: 'Demo token', action: 'note' },
		]);
	});

	it('gives the same few fields as Get Many when Simplify is on', async () => {
		const made = await make('Simple', { severity: 'trouble' });
		const [one] = await node.run('incident.get', { incident: id(made) });
		const [listed] = await node.run('incident.getMany', { limit: 1 });
		expect(one).toEqual(listed);
		expect(Object.keys(one)).not.toContain('activity');
	});

	it('gives the words of the console on request', async () => {
		const made = await make('Words', { severity: 'critical', status: 'in_progress' });
		const parameters = { incident: id(made), simplify: false, options: { fieldNames: 'client' } };
		expect(await node.run('incident.get', parameters)).toMatchObject([
			{ severity: 'Critical', status: 'In progress' },
		]);
	});

	it.each([
		['get', {}],
		['update', { updateFields: { status: 'closed' } }],
		['delete', {}],
	])('%s tells that the id is not known', async (operation, more) => {
		const error = await node.fail(`incident.${operation}`, { incident: id(404), ...more });
		expect(error.httpCode).toBe('404');
		expect(error.message).toMatch(
			/^Could not \w+ (an incident|incidents): no incident has the id 404$/,
		);
		expect(error.description).toContain('Error code: 10006006.');
		expect(error.context).toMatchObject({ itemIndex: 0, cause: 'notFound' });
	});

	it('tells that an id is no number', async () => {
		const error = await node.fail('incident.get', { incident: id('abc') });
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(/^The server refused to get an incident: incident_id: expected/);
	});
});

describe('get many', () => {
	/** More than the node asks for at once. */
	const MANY = 120;
	const titles = Array.from({ length: MANY }, (_, index) => `Listed ${index}`);

	beforeAll(async () => {
		const items = titles.map((title, index) => ({
			title,
			severity: index % 3 === 0 ? 'critical' : 'attention',
			status: index % 4 === 0 ? 'closed' : 'open',
		}));
		const additionalFields = {
			severity: '={{ $json.severity }}',
			status: '={{ $json.status }}',
			assignee: 'wei.chen',
		};
		await node.run('incident.create', { name: '={{ $json.title }}', additionalFields }, { items });
	});

	const list = async (filters: object, more: object = { returnAll: true }) =>
		(
			await node.run('incident.getMany', { filters: { assignee: 'wei.chen', ...filters }, ...more })
		).map(({ name }) => name);

	it('returns all over several windows, each once, newest first', async () => {
		expect(await list({})).toEqual([...titles].reverse());
	});

	it.each([
		['one', 1],
		['a whole window', 100],
		['more than a window', 101],
	])('stops at a limit of %s', async (_what, limit) => {
		expect(await list({}, { limit })).toEqual([...titles].reverse().slice(0, limit));
	});

	it.each([
		['severity', { severities: ['critical'] }, 40],
		['status', { statuses: ['closed'] }, 30],
		['both', { severities: ['critical'], statuses: ['closed'] }, 10],
	])('filters by %s', async (_what, filters, count) => {
		expect(await list(filters)).toHaveLength(count);
	});

	it('finds none of a user who has none', async () => {
		expect(await list({ assignee: 'nobody' })).toEqual([]);
	});
});

describe('update', () => {
	it('changes what is given and nothing else', async () => {
		const made = await make('Before', { description: 'stays', severity: 'trouble' });
		await node.run('incident.update', {
			incident: id(made),
			updateFields: { name: 'After', assignee: 'anna.novak', dueDate: '2027-05-01T00:00:00Z' },
		});
		expect(await stored(made)).toMatchObject({
			name: 'After',
			description: 'stays',
			severity: 'trouble',
			status: 'open',
			assignee: 'anna.novak',
			due_date: '2027-05-01T00:00:00.000Z',
		});
	});

	it('adds notes to those that are there', async () => {
		const made = await make('Noted', { note: 'one' });
		for (const note of ['two', 'three']) {
			await node.run('incident.update', { incident: id(made), updateFields: { note } });
		}
		const { notes } = (await stored(made)) as { notes: IDataObject[] };
		expect(notes.map(({ note }) => note).sort()).toEqual(['one', 'three', 'two']);
	});

	it('reaches the incident by the id in the body too', async () => {
		const made = await make('By body');
		const updateFields = { severity: 'critical' };
		const parameters = { incident: id(made), updateFields, options: { idInBody: true } };
		const calls = await server.answered(async () => {
			expect(await node.run('incident.update', parameters)).toMatchObject([
				{ id: made, severity: 'critical' },
			]);
		});
		expect(calls).toEqual(['v2.incidents.updateByBody']);
		expect(await stored(made)).toMatchObject({ severity: 'critical' });
	});

	it('refuses to send a change that changes nothing', async () => {
		const calls = await server.answered(async () => {
			const error = await node.fail('incident.update', { incident: id(1), updateFields: {} });
			expect(error.message).toBe('There is nothing to update');
		});
		expect(calls).toEqual([]);
	});
});

describe('delete', () => {
	it('deletes one for each item and leaves the others', async () => {
		const [one, two, three] = [await make('1'), await make('2'), await make('3')];
		const gone = await node.items(
			'incident.delete',
			{ incident: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			{ items: [{ id: one }, { id: three }] },
		);
		expect(gone).toEqual([
			{ json: { id: one, deleted: true }, pairedItem: { item: 0 } },
			{ json: { id: three, deleted: true }, pairedItem: { item: 1 } },
		]);
		await expect(stored(one)).rejects.toThrow('gave 404');
		await expect(stored(three)).rejects.toThrow('gave 404');
		expect(await stored(two)).toMatchObject({ name: '2' });
	});

	it('tells the second time that it is gone, and goes on to the next item', async () => {
		const [one, two] = [await make('1'), await make('2')];
		const gone = await node.run(
			'incident.delete',
			{ incident: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			{ ...CONTINUE, items: [{ id: one }, { id: one }, { id: two }] },
		);
		expect(gone).toMatchObject([
			{ id: one, deleted: true },
			{
				error: expect.stringContaining('no incident has the id') as string,
				cause: 'notFound',
				httpCode: '404',
			},
			{ id: two, deleted: true },
		]);
	});
});
