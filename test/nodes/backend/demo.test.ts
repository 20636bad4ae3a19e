/** Alerts, incidents, workflows and triggers against the bundled backend with its demo data. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { failure, output, poller } from '../support/n8n';

const server = backend();
const run = async (parameters: object, credentials = server.v2()) =>
	await output({ credentials, parameters: parameters as never });
const id = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

describe.each([
	['V2', () => server.v2()],
	['V1', () => server.v1()],
])('alerts over %s', (_name, credentials) => {
	const alerts = async (more = {}) =>
		await run(
			{
				resource: 'alert',
				operation: 'getMany',
				timeRange: 'last30Days',
				returnAll: true,
				...more,
			},
			credentials(),
		);
	const severityOf = (alert: IDataObject) =>
		String(alert.ALERT_SEVERITY ?? alert.Alert_Severity).toLowerCase();

	it('are listed, each once', async () => {
		const found = await alerts();
		expect(found.length).toBeGreaterThan(0);
		const ids = found.map((alert) => String(alert.ALERT_ID ?? alert.Alert_Id));
		expect(new Set(ids).size).toBe(found.length);
	});

	it('are filtered by one and by several severities', async () => {
		const all = await alerts();
		for (const severities of [['critical'], ['critical', 'trouble']]) {
			const expected = all.filter((alert) => severities.includes(severityOf(alert)));
			expect(await alerts({ filters: { severities } })).toHaveLength(expected.length);
		}
	});

	it('can be had in the background', async () => {
		const parameters = {
			resource: 'alert',
			operation: 'getManyAndWait',
			timeRange: 'last30Days',
			returnAll: true,
		};
		expect(await run(parameters, credentials())).toHaveLength((await alerts()).length);
	});

	it('come from profiles, which are the same one by one and in the list', async () => {
		const profiles = await run(
			{ resource: 'alertProfile', operation: 'getMany', limit: 3 },
			credentials(),
		);
		expect(profiles).toHaveLength(3);
		const get = { resource: 'alertProfile', operation: 'get', profile: id(profiles[1].id) };
		expect(await run(get, credentials())).toMatchObject([
			{ id: profiles[1].id, name: profiles[1].name },
		]);
	});

	it('are emitted by the trigger as far back as it was told to, once', async () => {
		const { poll } = poller(credentials(), {
			event: 'newAlert',
			options: { lookBack: 30 * 24 * 60 },
		});
		let emitted: IDataObject[] = [];
		for (let polls = 0; polls < 6; polls += 1) emitted = [...emitted, ...((await poll()) ?? [])];
		expect(new Set(emitted.map(({ fingerprint }) => fingerprint)).size).toBe(emitted.length);
		expect(emitted).toHaveLength((await alerts()).length);
	});
});

describe('incidents', () => {
	it('are created, read, listed, changed and deleted', async () => {
		const [created] = await run({
			resource: 'incident',
			operation: 'create',
			name: 'Made by a test',
			additionalFields: {
				severity: 'critical',
				description: 'd',
				note: 'n',
				dueDate: '2027-01-01T00:00:00Z',
			},
		});
		expect(created).toMatchObject({ name: 'Made by a test', severity: 'critical', status: 'open' });
		const incident = id(created.id);
		const [raw] = await run({ resource: 'incident', operation: 'get', incident, simplify: false });
		expect(raw).toMatchObject({ incident_id: Number(created.id), notes: [{ note: 'n' }] });
		const update = { resource: 'incident', operation: 'update', incident };
		expect(await run({ ...update, updateFields: { status: 'in_progress' } })).toMatchObject([
			{ status: 'in_progress' },
		]);
		const inBody = { ...update, updateFields: { status: 'closed' }, options: { idInBody: true } };
		expect(await run(inBody)).toMatchObject([{ status: 'closed' }]);
		const list = {
			resource: 'incident',
			operation: 'getMany',
			returnAll: true,
			filters: { status: 'closed' },
		};
		expect((await run(list)).map(({ id: one }) => one)).toContain(created.id);
		await run({ resource: 'incident', operation: 'delete', incident });
		const error = await failure({
			credentials: server.v2(),
			parameters: { resource: 'incident', operation: 'get', incident },
		});
		expect(error.httpCode).toBe('404');
	});

	it('start the trigger when they are created and when they change', async () => {
		const { poll } = poller(server.v2(), { event: 'incident' });
		expect(await poll()).toBeNull();
		const [{ id: created }] = await run({
			resource: 'incident',
			operation: 'create',
			name: 'Watched',
		});
		expect(await poll()).toMatchObject([{ change: 'created', id: created, name: 'Watched' }]);
		await run({
			resource: 'incident',
			operation: 'update',
			incident: id(created),
			updateFields: { status: 'closed' },
		});
		expect(await poll()).toMatchObject([{ change: 'changed', id: created, status: 'closed' }]);
		expect(await poll()).toBeNull();
	});
});

describe.each([
	['V1', () => server.v1()],
	['V2 with its V1 token', () => server.v2()],
])('workflows over %s', (_name, credentials) => {
	it('are listed, described and executed', async () => {
		const list = await run(
			{ resource: 'workflow', operation: 'getMany', returnAll: true },
			credentials(),
		);
		expect(list.length).toBeGreaterThan(2);
		const workflow = id(list[0].id);
		const [template] = await run(
			{ resource: 'workflow', operation: 'getTemplate', workflow },
			credentials(),
		);
		expect(template).toMatchObject({ TEMPLATE_NAME: list[0].name });
		const values = Object.fromEntries(
			(template.ARGUMENTS as Array<{ NAME: string; MANDATORY: boolean }>)
				.filter(({ MANDATORY }) => MANDATORY)
				.map(({ NAME }) => [NAME, 'x']),
		);
		const execute = {
			resource: 'workflow',
			operation: 'execute',
			workflow,
			arguments: JSON.stringify({ ...values, device: 'web01' }),
		};
		const [started] = await run(execute, credentials());
		expect(started).toMatchObject({
			workflowId: String(list[0].id),
			executionId: expect.any(String) as string,
		});
	});

	it('that do not exist are named', async () => {
		const error = await failure({
			credentials: credentials(),
			parameters: { resource: 'workflow', operation: 'getTemplate', workflow: id(999_999) },
		});
		expect(error.description).toContain('No workflow template has the id 999999');
	});
});

it('hands on that a ticket is not known', async () => {
	const sync = {
		resource: 'incident',
		operation: 'syncByTicket',
		ticketId: 'none',
		field: 'STATUS',
		value: 'Open',
	};
	const error = await failure({ credentials: server.v1(), parameters: sync });
	expect(error.description).toContain('No incident has the ticket "none" (code UNKNOWN_TICKET).');
});
