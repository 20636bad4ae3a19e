/** The example "an incident for every critical alert": one incident for each alert, on log360-server as on Log360. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { backend, eventually } from '../support/backend';
import { items } from '../support/n8n';
import { nodeWith } from '../support/node';
import { scripted } from '../support/scripted';

const file = resolve(__dirname, '../../../examples/incident-for-critical-alert/workflow.json');
const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as { nodes: INode[] };
const server = backend('--empty');
const v2 = nodeWith(() => server.v2());

/** Runs a node of the example for an alert, which is the item that `$('New critical alert')` names, too. */
async function runNode(name: string, alert: IDataObject, credentials: IDataObject) {
	const node = nodes.find((candidate) => candidate.name === name) as INode;
	const text = JSON.stringify(node.parameters).replaceAll(
		"$('New critical alert').item.json",
		'$json',
	);
	const parameters = JSON.parse(text) as INodeParameters;
	return await items({ credentials, parameters, items: [alert], node: { onError: node.onError } });
}

/** The branch that the IF node takes. */
const branch = ([{ json }]: Array<{ json: IDataObject }>) =>
	String(json.id ?? '') === '' ? 'Create incident' : 'Note the alert';

async function criticalAlert(): Promise<IDataObject> {
	const event = { HOSTNAME: 'web01', LOGTYPE: 'Windows', CHANNEL: 'Security', EVENTID: 1102 };
	await server.ingest([{ ...event, time: Date.now() }]);
	const parameters = {
		timeRange: 'lastHour',
		filters: { severities: ['critical'] },
		outputFields: 'simplified',
	};
	return await eventually(async () => {
		const [alert] = await v2.run('alert.getMany', parameters);
		if (alert === undefined) return undefined;
		const found = await v2.run('alert.getIncident', { alertId: alert.id });
		return found.length > 0 ? alert : undefined;
	});
}

it('notes the alert in the incident that log360-server made of it, and makes no second one', async () => {
	const alert = await criticalAlert();
	const found = await runNode('Find its incident', alert, server.v2());
	expect(branch(found)).toBe('Note the alert');
	const [noted] = await items({
		credentials: server.v2(),
		parameters: {
			resource: 'incident',
			operation: 'addNote',
			incident: { __rl: true, mode: 'id', value: String(found[0].json.id) },
			noteText: `Seen by n8n, alert ${String(alert.key)}`,
		},
	});
	expect(noted.json).toMatchObject({ incidentId: found[0].json.id });
	expect(await v2.run('incident.getMany', { returnAll: true })).toHaveLength(1);
});

it('creates one where an alert has none, with host and evidence', async () => {
	const alert = await criticalAlert();
	const found = await v2.run('alert.getIncident', { alertId: alert.id });
	await v2.run('incident.delete', { incident: { __rl: true, mode: 'id', value: found[0].id } });
	const looked = await runNode('Find its incident', alert, server.v2());
	expect(looked[0].json).toEqual({ alertId: alert.id, id: null });
	expect(branch(looked)).toBe('Create incident');
	const [made] = await runNode('Create incident', alert, server.v2());
	expect(made.json).toMatchObject({
		name: 'Windows: audit log cleared on web01',
		severity: 'critical',
		source: 'alert',
		actors: { entity: ['web01'] },
	});
});

it('creates one on Log360, which has no call to look for it', async () => {
	const log360 = await scripted();
	log360.answer(() => ({ status: 404, body: { error: { title: 'Not Found' } } }));
	const credentials = { serverUrl: log360.url, token: 'l360_v2-token-0123456789' };
	const looked = await runNode('Find its incident', { id: '7', key: 'id:7' }, credentials);
	expect(looked[0].json.error).toContain('this needs log360-server');
	expect(branch(looked)).toBe('Create incident');
	await log360.close();
});
