/** The incident behind a ticket, over both ways to V1: synchronised, exported, its alert profile named and silenced. */
import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { bothWaysToV1, CONTINUE, fileOf, id } from '../support/node';

/** With the demo data, which has three tickets: 33630 and 33741 of ServiceDesk Plus, SEC-12 (number 10012) of Jira. */
const server = backend();

/** The incident of a ticket as V2 shows it. */
async function incidentOf(ticket: string): Promise<IDataObject> {
	const { data } = await server.call('GET', '/api/v2/incident?limit=100');
	const { incidents } = data as { incidents: IDataObject[] };
	const found = incidents.find(({ ticket_id }) => ticket_id === ticket);
	return (await server.call('GET', `/api/v2/incident/${String(found?.incident_id)}`))
		.data as IDataObject;
}

/** Puts the incident of a ticket back to a state that a test starts from. */
async function reset(ticket: string, state: object): Promise<void> {
	const { incident_id } = await incidentOf(ticket);
	await server.call('PUT', `/api/v2/incident/${String(incident_id)}`, state);
}

describe.each(bothWaysToV1(server))('sync by ticket over %s', (_name, node) => {
	const sync = (ticketId: string, field: string, value: string) => ({ ticketId, field, value });

	it.each([
		['33630', 'STATUS', 'Onhold', { status: 'in_progress' }],
		['33630', 'STATUS', 'resolved', { status: 'closed' }],
		['33630', 'STATUS', 'Pending', { status: 'in_progress' }],
		['33630', 'SEVERITY', 'Low', { severity: 'attention' }],
		['SEC-12', 'STATUS', 'Work in progress', { status: 'in_progress' }],
		['SEC-12', 'SEVERITY', 'Highest', { severity: 'critical' }],
	])('%s: %s "%s"', async (ticket, field, value, expected) => {
		await reset(ticket, { status: 'open', severity: 'trouble' });
		const [answer] = await node.run('incident.syncByTicket', sync(ticket, field, value));
		expect(answer).toEqual({
			ticketId: ticket,
			field,
			value,
			updated: true,
			message: 'Incident updated successfully in EventLog Analyzer',
		});
		expect(await incidentOf(ticket)).toMatchObject({
			...{ status: 'open', severity: 'trouble' },
			...expected,
		});
	});

	it('knows an issue of Jira by its number too', async () => {
		await reset('SEC-12', { status: 'open' });
		await node.run('incident.syncByTicket', sync('10012', 'STATUS', 'Done'));
		expect(await incidentOf('SEC-12')).toMatchObject({ status: 'closed' });
	});

	it('writes into the activity log that the ticket said so', async () => {
		await reset('33741', { status: 'open' });
		await node.run('incident.syncByTicket', sync('33741', 'STATUS', 'Assigned'));
		const { activity } = (await incidentOf('33741')) as { activity: IDataObject[] };
		expect(activity.map(({ actor }) => actor)).toContain('ServiceDesk Plus (demo) ticket 33741');
	});

	it('hands on that the incident has the value already', async () => {
		await reset('33741', { status: 'closed' });
		const [answer] = await node.run('incident.syncByTicket', sync('33741', 'STATUS', 'Closed'));
		expect(answer.message).toBe('Incident has the status Closed already; nothing was changed');
	});

	it('names the words of the connection when a value is not mapped, and changes nothing', async () => {
		await reset('33741', { status: 'open' });
		const before = await incidentOf('33741');
		const error = await node.fail('incident.syncByTicket', sync('33741', 'STATUS', 'Frozen'));
		expect(error).toMatchObject({ httpCode: '422', context: { cause: 'badRequest' } });
		expect(error.message).toContain('The server refused to update the incident of a ticket: ');
		expect(error.message).toContain('"Frozen" (status in connection "ServiceDesk Plus (demo)"');
		expect(error.message).toContain('Open, In progress');
		expect(await incidentOf('33741')).toEqual(before);
	});

	it('tells that a ticket is not known, and goes on with the next one', async () => {
		await reset('33741', { status: 'open' });
		const parameters = { ticketId: '={{ $json.ticket }}', field: 'STATUS', value: 'Closed' };
		const answers = await node.items('incident.syncByTicket', parameters, {
			...CONTINUE,
			items: [{ ticket: '99999' }, { ticket: '33741' }],
		});
		expect(answers).toMatchObject([
			{
				json: {
					error: 'Could not update the incident of a ticket: no incident has the ticket "99999"',
					httpCode: '404',
				},
				pairedItem: { item: 0 },
			},
			{ json: { ticketId: '33741', updated: true }, pairedItem: { item: 1 } },
		]);
		expect(await incidentOf('33741')).toMatchObject({ status: 'closed' });
	});

	it('refuses an empty ticket or value before the call', async () => {
		const calls = await server.answered(async () => {
			const ticket = await node.fail('incident.syncByTicket', sync(' ', 'STATUS', 'Open'));
			expect(ticket.message).toBe('Ticket ID is empty');
			const value = await node.fail('incident.syncByTicket', sync('33741', 'STATUS', ' '));
			expect(value.message).toBe('Value is empty');
		});
		expect(calls).toEqual([]);
	});
});

describe.each(bothWaysToV1(server))('export by ticket over %s', (_name, node) => {
	it('goes step by step; the file is the one that the status describes', async () => {
		const [started] = await node.run('incident.exportByTicket', {
			step: 'start',
			ticketId: '33630',
		});
		expect(started).toEqual({ ticketId: '33630', exportId: expect.stringMatching(/^\d+$/) });
		const { exportId } = started;
		let status: IDataObject;
		do {
			[status] = await node.run('incident.exportByTicket', { step: 'status', exportId });
		} while (status.state === 'running');
		const described = /^Incident Export completed: (\S+), (\d+) bytes, SHA-256 ([0-9a-f]{64})$/;
		expect(status).toEqual({
			exportId,
			state: 'success',
			status: 'COMPLETED',
			message: expect.stringMatching(described) as string,
		});
		const [, name, size, sha256] = described.exec(String(status.message)) ?? [];

		const [item] = await node.items('incident.exportByTicket', {
			step: 'download',
			exportId,
			binaryField: 'report',
		});
		expect(item.json).toEqual({ exportId, fileName: name, mimeType: 'application/pdf' });
		expect(item.binary?.report).toMatchObject({ fileName: name, mimeType: 'application/pdf' });
		const bytes = fileOf(item, 'report');
		expect(bytes).toHaveLength(Number(size));
		expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
		expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
		expect(bytes.subarray(-6).toString().trim()).toBe('%%EOF');
	});

	it('does all steps in one for several tickets, each file with its own item', async () => {
		const exports = await node.items(
			'incident.exportByTicket',
			{ step: 'all', ticketId: '={{ $json.ticket }}' },
			{ items: [{ ticket: '33630' }, { ticket: 'SEC-12' }] },
		);
		expect(exports.map(({ json, pairedItem }) => [json.ticketId, pairedItem])).toEqual([
			['33630', { item: 0 }],
			['SEC-12', { item: 1 }],
		]);
		const [one, other] = exports.map((item) => fileOf(item));
		expect(one.equals(other)).toBe(false);
	});

	it.each(['status', 'download'])('%s of an unknown export tells so', async (step) => {
		const error = await node.fail('incident.exportByTicket', { step, exportId: '999999' });
		expect(error).toMatchObject({ httpCode: '404', context: { cause: 'notFound' } });
		expect(error.message).toContain('no incident export has the id 999999');
	});

	it('of an unknown ticket tells so', async () => {
		const error = await node.fail('incident.exportByTicket', { step: 'all', ticketId: 'none' });
		expect(error.message).toBe(
			'Could not start the export of an incident: no incident has the ticket "none"',
		);
	});

	it('asks at the paths that a build has', async () => {
		const options = { statusPath: '/RestAPI/v1/elsewhere/status' };
		const parameters = { step: 'status', exportId: '1', options };
		const error = await node.fail('incident.exportByTicket', parameters);
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('/RestAPI/v1/elsewhere/status');
	});
});

describe.each(bothWaysToV1(server))('alert profiles of tickets over %s', (_name, node) => {
	it('are named', async () => {
		expect(await node.run('incident.getProfileByTicket', { ticketId: '33741' })).toEqual([
			{ ticketId: '33741', profileId: '1801', profileName: 'Alert 1' },
		]);
	});

	it('are unknown where the ticket is', async () => {
		const error = await node.fail('incident.getProfileByTicket', { ticketId: 'none' });
		expect(error.message).toContain('no incident has the ticket "none"');
		expect(error.httpCode).toBe('404');
	});
});

describe('disabling the ticket notification', () => {
	const [v1, both] = bothWaysToV1(server).map(([, node]) => node);

	/** Whether the ticketing tool is told of a profile's incidents, as the administrator sees it. */
	async function isTold(profile: number): Promise<unknown> {
		const { profiles } = (await server.call('GET', '/admin/api/alerts/profiles')) as {
			profiles: IDataObject[];
		};
		return profiles.find((candidate) => candidate.id === profile)?.ticketNotification;
	}

	it('switches it off for the profile, for good', async () => {
		expect(await isTold(1301)).toBe(true);
		const parameters = { identifyBy: 'profile', profile: id(1301) };
		expect(await v1.run('ticketNotification.disable', parameters)).toEqual([
			{
				profileId: '1301',
				disabled: true,
				message: 'Ticket notification disabled for Unix: repeated failed SSH logons',
			},
		]);
		expect(await isTold(1301)).toBe(false);
		expect(await isTold(1302)).toBe(true);
		expect(await both.run('ticketNotification.disable', parameters)).toMatchObject([
			{ message: expect.stringContaining('was disabled already') as string },
		]);
	});

	it('finds the profile by a ticket', async () => {
		const parameters = { identifyBy: 'ticket', ticketId: '33741' };
		const calls = await server.answered(async () => {
			const [answer] = await both.run('ticketNotification.disable', parameters);
			expect(answer).toMatchObject({ profileId: '1801', disabled: true });
		});
		expect(calls).toEqual(['v1.tickets.disableNotification', 'v1.tickets.profile']);
	});

	it.each([
		[
			'an unknown profile',
			{ identifyBy: 'profile', profile: id(4) },
			'no alert profile has the id 4',
		],
		['an unknown ticket', { identifyBy: 'ticket', ticketId: 'none' }, 'no incident has the ticket'],
	])('names %s', async (_what, parameters, words) => {
		const error = await v1.fail('ticketNotification.disable', parameters);
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain(words);
	});
});
