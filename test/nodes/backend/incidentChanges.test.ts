/** Changes of incidents by several people, their actors, and their export by ID. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { fileOf, id, nodeWith } from '../support/node';

const server = backend('--empty');
const node = nodeWith(() => server.v2());

async function incident(more: object = {}): Promise<IDataObject> {
	const additionalFields = { severity: 'trouble', ...more };
	return (await node.run('incident.create', { name: 'Changing', additionalFields }))[0];
}

describe('Only If Unchanged Since', () => {
	const update = (made: IDataObject, status: string) => ({
		incident: id(made.id),
		updateFields: { status },
		options: { unchangedSince: made.updatedTime },
	});

	it('changes an incident that nobody has changed', async () => {
		const made = await incident();
		expect(await node.run('incident.update', update(made, 'in_progress'))).toMatchObject([
			{ id: made.id, status: 'in_progress', updated: true },
		]);
	});

	it('refuses the change where somebody was faster, and says so', async () => {
		const made = await incident();
		await node.run('incident.addNote', { incident: id(made.id), noteText: 'I have it' });
		const error = await node.fail('incident.update', update(made, 'closed'));
		expect(error.message).toBe('Could not update an incident: it has been changed since');
		expect(error.description).toContain('Get it again');
		expect(error.context.cause).toBe('conflict');
		expect((await node.run('incident.get', { incident: id(made.id) }))[0].status).toBe('open');
	});

	it('holds for many at once: none is changed', async () => {
		const [one, other] = [await incident(), await incident()];
		await node.run('incident.addNote', { incident: id(other.id), noteText: 'Mine' });
		const error = await node.fail('incident.updateMany', {
			incidentIds: [one.id, other.id],
			updateFields: { status: 'closed' },
			options: { unchangedSince: one.updatedTime },
		});
		expect(error.message).toBe('Could not update incidents: it has been changed since');
		expect((await node.run('incident.get', { incident: id(one.id) }))[0].status).toBe('open');
	});

	it.each(['yesterday-ish', '1793577600'])('refuses %s before any call', async (text) => {
		const calls = await server.answered(async () => {
			const parameters = {
				incident: id(7),
				updateFields: { note: 'x' },
				options: { unchangedSince: text },
			};
			const error = await node.fail('incident.update', parameters);
			expect(error.message).toMatch(/^Only If Unchanged Since /);
			expect(error.description).toContain('updatedTime');
		});
		expect(calls).toEqual([]);
	});
});

it('Update replaces the actors', async () => {
	const made = await incident({ actors: { entity: ['web01'] } });
	const updateFields = { actors: '{"entity": ["web01", "db01"], "user": ["joe"]}' };
	const [found] = await node.run('incident.update', { incident: id(made.id), updateFields });
	expect(found.actors).toEqual({ entity: ['web01', 'db01'], user: ['joe'] });
});

it('Update adds evidence, with what it came from, and changes nothing else', async () => {
	const [made] = await node.run('incident.create', { name: 'With evidence' });
	const incident = id(made.id);
	const evidence = JSON.stringify([{ HOSTNAME: 'web01', MESSAGE: 'Seen' }, { HOSTNAME: 'web02' }]);
	await node.run('incident.update', { incident, updateFields: { evidence, source: 'search' } });
	const found = await node.run('incident.getEvidence', { incident });
	expect(found).toMatchObject([
		{ source: 'search', description: 'Seen', data: { HOSTNAME: 'web01' } },
		{ source: 'search', description: 'Added by n8n', data: { HOSTNAME: 'web02' } },
	]);
	const [now] = await node.run('incident.get', { incident });
	expect(now).toMatchObject({ name: made.name, source: made.source });
	const error = await node.fail('incident.update', { incident, updateFields: { source: 'alert' } });
	expect(error.message).toBe('There is nothing to update');
});

describe('Export', () => {
	it.each([
		['pdf', 'application/pdf', /^%PDF/],
		['json', 'application/json', /"Changing"/],
		['csv', 'text/csv', /Changing/],
	])('gives a %s', async (exportFormat, mimeType, content) => {
		const made = await incident();
		const [file] = await node.items('incident.export', { incident: id(made.id), exportFormat });
		expect(file.json).toMatchObject({ incidentId: made.id, mimeType });
		expect(fileOf(file).toString('latin1')).toMatch(content);
		expect(file.pairedItem).toEqual({ item: 0 });
	});

	it('needs a V2 token alone', async () => {
		const alone = nodeWith(() => server.v2Only());
		const made = await incident();
		expect(await alone.items('incident.export', { incident: id(made.id) })).toHaveLength(1);
	});

	it('says which incident is unknown, and which format', async () => {
		expect((await node.fail('incident.export', { incident: id(7) })).message).toMatch(
			/^Could not export an incident: no incident/,
		);
		const made = await incident();
		const parameters = { incident: id(made.id), exportFormat: '={{ "docx" }}' };
		expect((await node.fail('incident.export', parameters)).message).toContain(
			'expected one of pdf, json, csv',
		);
	});
});
