/** The `url` of outputs: the page of each record in the console of log360-server. */
import type { IDataObject } from 'n8n-workflow';

import { backend, eventually } from '../support/backend';
import { poller } from '../support/n8n';
import { id, nodeWith } from '../support/node';

const server = backend();
const v2 = nodeWith(() => server.v2());
const v1 = nodeWith(() => server.v1());
const alerts = { timeRange: 'last90Days', limit: 1, outputFields: 'simplified' };
const page = (path: string) => `${server.url}/#/${path}`;

it('is a page that the server has', async () => {
	const [alert] = await v2.run('alert.getMany', alerts);
	const response = await fetch(String(alert.url));
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toMatch(/^text\/html/);
	expect(await response.text()).toContain('/console/console.js');
});

it('is that of alerts, however they are read', async () => {
	const [alert] = await v2.run('alert.getMany', alerts);
	expect(alert.url).toBe(page(`alerts/${String(alert.id)}`));
	for (const [operation, parameters] of [
		['alert.get', { alertId: alert.id }],
		['alert.assign', { alertId: alert.id, assignee: 'admin' }],
		['alert.getManyAndWait', alerts],
	] as const) {
		expect((await v2.run(operation, parameters))[0]).toMatchObject({ url: alert.url });
	}
	expect((await v1.run('alert.getMany', alerts))[0]).toMatchObject({ url: alert.url });
});

it('is that of incidents, of those of an alert, and of those that change', async () => {
	const [made] = await v2.run('incident.create', { name: 'A page' });
	const url = page(`incidents/${String(made.id)}`);
	expect(made.url).toBe(url);
	const incident = id(made.id);
	expect((await v2.run('incident.get', { incident }))[0].url).toBe(url);
	expect((await v2.run('incident.getMany', { limit: 1 }))[0].url).toBe(url);
	const update = { incident, updateFields: { status: 'closed' } };
	expect((await v2.run('incident.update', update))[0].url).toBe(url);
	const keyed = await v2.run('incident.createOrUpdate', { key: 'page', name: 'Page' });
	expect(keyed[0].url).toBe(page(`incidents/${String(keyed[0].id)}`));
});

it('is that of alert profiles, workflows and runs', async () => {
	const [profile] = await v2.run('alertProfile.getMany', { limit: 1 });
	expect(profile.url).toBe(page(`profiles/${String(profile.id)}`));
	expect((await v1.run('alertProfile.getMany', { limit: 1 }))[0]).toHaveProperty('url');
	const [workflow] = await v1.run('workflow.getMany', { limit: 1 });
	expect(workflow.url).toBe(page(`workflows/${String(workflow.id)}`));
	const [ended] = await v1.run('workflow.executeAndWait', {
		workflow: id(3),
		specifyArguments: 'json',
		arguments: { device: 'WS01', service: 'Spooler' },
	});
	expect(ended.url).toBe(page(`runs/${String(ended.executionId)}`));
	const [listed] = await v2.run('workflow.getManyRuns', { limit: 1 });
	expect(listed.url).toBe(ended.url);
});

it('is in what the triggers emit, and is no change of an incident', async () => {
	const trigger = poller(server.v2(), { event: 'incident' });
	await trigger.poll();
	const [made] = await v2.run('incident.create', { name: 'Emitted' });
	const found = await eventually(async () => (await trigger.poll()) ?? undefined);
	expect(found).toMatchObject([{ id: made.id, change: 'created', url: made.url }] as IDataObject[]);
	expect(await trigger.poll()).toBeNull();
});

it('is absent where the answer is not simplified', async () => {
	const [raw] = await v2.run('incident.getMany', { limit: 1, simplify: false });
	expect(raw).not.toHaveProperty('url');
});
