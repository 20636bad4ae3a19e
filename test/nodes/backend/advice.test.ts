/** What the node says when something was given that cannot be meant: names for IDs, changes that change nothing, unknown fields. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { hints, type Trial } from '../support/n8n';
import { bothGenerations, id, nodeWith } from '../support/node';

const server = backend();
const node = nodeWith(() => server.v2());

describe('a name in place of an ID', () => {
	const range = { timeRange: 'lastHour' };
	it.each<[string, object, RegExp]>([
		['incident.get', { incident: id('Brute force') }, /Incident > Get Many/],
		[
			'incident.update',
			{ incident: id('web01'), updateFields: { note: 'x' } },
			/Incident > Get Many/,
		],
		['incident.delete', { incident: id('web01') }, /Incident > Get Many/],
		['incident.addNote', { incident: id('web01'), noteText: 'x' }, /Incident > Get Many/],
		['alert.get', { alertId: 'web01' }, /Alert > Get Many/],
		['alertProfile.get', { profile: id('Failed logons') }, /Alert Profile > Get Many/],
		[
			'logSource.update',
			{ logSource: id('web01'), updateFields: { status: 'disabled' } },
			/Log Source > Get Many/,
		],
		['logSource.delete', { logSources: ['web01'] }, /Log Source > Get Many/],
		[
			'log.search',
			{ ...range, filters: { logSources: ['web01'] } },
			/log sources that Log Source > Get Many/i,
		],
		['alert.getMany', { ...range, filters: { profiles: ['Logons'] } }, /Alert Profile > Get Many/],
		['report.getData', { ...range, report: id('Logons') }, /Report > Get Profiles/],
		['workflow.cancelRun', { executionId: 'the last' }, /Workflow > Execute/],
	])('%s says that an ID is a number, and where it is found', async (name, parameters, where) => {
		const error = await node.fail(name, parameters);
		expect(error.message).toMatch(/expected an (id|array of ids)/);
		expect(error.description).toMatch(
			/^An ID is a whole number; a name or something else was given\. /,
		);
		expect(error.description).toMatch(where);
		expect(error.description).not.toMatch(/fewer|Loop Over Items/);
	});

	it('still tells to send fewer where there were too many', async () => {
		const logSources = Array.from({ length: 101 }, (_, index) => String(index + 1));
		const error = await node.fail('logSource.delete', { logSources });
		expect(`${error.message} ${error.description}`).toMatch(/100/);
	});
});

describe('a change that changes nothing', () => {
	const sync = { ticketId: '33630', field: 'STATUS', value: 'In Progress' };

	it('is told by Sync by Ticket', async () => {
		const [first] = await node.run('incident.syncByTicket', sync);
		const [second] = await node.run('incident.syncByTicket', sync);
		expect(first).toMatchObject({ ticketId: '33630', updated: true });
		expect(second).toMatchObject({ ticketId: '33630', updated: false });
	});

	it('is told by Incident > Update and Alert > Assign, too', async () => {
		const made = await incident();
		const update = { incident: id(made), updateFields: { status: 'closed' } };
		expect((await node.run('incident.update', update))[0]).toMatchObject({ updated: true });
		expect((await node.run('incident.update', update))[0]).toMatchObject({ updated: false });
		const [alert] = await node.run('alert.getMany', {
			...{ timeRange: 'last90Days', limit: 1, outputFields: 'simplified' },
		});
		const assign = { alertId: alert.id, assignee: 'admin' };
		await node.run('alert.assign', assign);
		expect((await node.run('alert.assign', assign))[0]).toMatchObject({ updated: false });
	});
});

describe('clearing fields', () => {
	const FULL = { assignee: 'admin', description: 'What', due_date: '2027-01-01T00:00:00Z' };

	it('empties assignee, description and due date of an incident, and leaves the rest', async () => {
		const made = await incident(FULL);
		const clear = ['assignee', 'description', 'due_date'];
		const [found] = await node.run('incident.update', {
			incident: id(made),
			updateFields: { clear },
		});
		expect(found).toMatchObject({ id: made, description: '', name: 'Advice' });
		const stored = (await server.call('GET', `/api/v2/incident/${made}`)).data as IDataObject;
		expect(stored).toMatchObject({ description: '', severity: 'trouble' });
		expect(stored).not.toHaveProperty('assignee');
		expect(stored).not.toHaveProperty('due_date');
	});

	it('sets one field and clears another in one go, and clears those of many', async () => {
		const made = await incident(FULL);
		await node.run('incident.update', {
			incident: id(made),
			updateFields: { clear: ['due_date'], assignee: 'ann' },
		});
		const stored = async () =>
			(await server.call('GET', `/api/v2/incident/${made}`)).data as IDataObject;
		expect(await stored()).toMatchObject({ assignee: 'ann', description: 'What' });
		expect(await stored()).not.toHaveProperty('due_date');
		await node.run('incident.updateMany', {
			incidentIds: made,
			updateFields: { clear: 'assignee' },
		});
		expect(await stored()).not.toHaveProperty('assignee');
	});

	it('with nothing to clear is nothing to update', async () => {
		const updateFields = { clear: [] };
		const error = await node.fail('incident.update', { incident: id('7'), updateFields });
		expect(error.message).toBe('There is nothing to update');
	});
});

describe.each(bothGenerations(server))('a field that the server does not have, with %s', (kind) => {
	const trial = (query: string, more: Partial<Trial> = {}): Trial => ({
		credentials: kind === 'V2' ? server.v2() : server.v1(),
		parameters: { resource: 'log', operation: 'search', query, timeRange: 'lastHour' },
		...more,
	});

	it('is named in a hint where nothing was found', async () => {
		const [hint] = await hints(trial('USERNAMEX = foo AND HOSTNAME = nowhere'));
		expect(hint).toBe(
			'Nothing was found, and the server lists no field USERNAMEX. Log Field > Get Many shows the names that queries can use.',
		);
	});

	it.each([
		['a known field', 'USERNAME = "nobody at all"'],
		['a known field in other spelling', 'Event_ID = 99999'],
		['what looks like a field inside quotes', 'MESSAGE = "USERNAMEX = foo" AND HOSTNAME = nowhere'],
		['words alone', '"nothing like this anywhere"'],
	])('is not seen in %s', async (_name, query) => {
		expect(await hints(trial(query))).toEqual([]);
	});
});

async function incident(more: IDataObject = {}): Promise<string> {
	const body = { name: 'Advice', severity: 'trouble', ...more };
	const { data } = await server.call('POST', '/api/v2/incident', body);
	return String((data as { incident_id: number }).incident_id);
}
