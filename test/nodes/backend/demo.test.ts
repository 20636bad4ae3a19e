/** The alerts of a day of demo data, and the trigger that looks back over them. */
import type { IDataObject } from 'n8n-workflow';

import { backend } from '../support/backend';
import { output, poller } from '../support/n8n';
import { id } from '../support/node';

const server = backend();
const run = async (parameters: object, credentials: IDataObject) =>
	await output({ credentials, parameters: parameters as never });

describe.each([
	['V2', () => server.v2()],
	['V1', () => server.v1()],
])('alerts over %s', (_name, credentials) => {
	const alerts = async (more = {}) =>
		await run(
			{
				resource: 'alert',
				outputFields: 'raw',
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
			outputFields: 'raw',
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
		expect(new Set(emitted.map(({ key }) => key)).size).toBe(emitted.length);
		expect(emitted).toHaveLength((await alerts()).length);
	});
});
