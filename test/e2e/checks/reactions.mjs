/** What happens by itself: triggers that start workflows, webhooks, tickets, and what a workflow does about them. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { administer } from '../lib/admin.mjs';
import { execute, itemsOf } from '../lib/execute.mjs';
import { pollingWorkflow, receivingWorkflow, ticketingWorkflow } from '../lib/workflows.mjs';

const TICKET = 'E2E-1';
const HOST = 'dc-e2e';
const DEADLINE_MS = 60_000;

/** @param {import('../run.mjs').World} world */
export async function checkReactions({ checks, client, backend, v2, v1 }) {
	/** @param {Record<string, unknown>} workflow */
	const publish = async (workflow) => {
		const stored = await client.createWorkflow(workflow);
		await client.activate(stored);
		return stored.id;
	};

	const secret = `whsec_${randomBytes(24).toString('base64')}`;
	const webhookLink = await client.createCredential({
		name: 'Log360 webhooks',
		type: 'log360WebhookApi',
		data: { secret },
	});
	const polling = await publish(pollingWorkflow('Alerts', v2, { event: 'newAlert' }));
	const receiving = await publish(
		receivingWorkflow('incidents', webhookLink, { events: 'incident.created' }),
	);
	await publish(ticketingWorkflow('tickets', TICKET));
	const hook = 'incidents/log360';

	await checks.check('the webhook trigger refuses calls without a good signature', async () => {
		const message = { type: 'incident.created', data: { name: 'forged' } };
		assert.equal((await client.callWebhook(hook, message)).status, 401);
		const headers = {
			'webhook-id': 'forged',
			'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
			'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
		};
		assert.equal((await client.callWebhook(hook, message, headers)).status, 403);
		assert.deepEqual(await client.executionsOf(receiving), []);
	});

	await checks.check('nothing that was there at activation starts the alert trigger', async () => {
		const polled = { resource: 'alert', operation: 'getMany', timeRange: 'last24Hours' };
		assert.ok(itemsOf(await execute(client, v2, polled)).length > 0, 'there are no alerts');
		assert.deepEqual(await client.executionsOf(polling), []);
	});

	for (const [name, path, settings] of /** @type {const} */ ([
		// The tool that is connected first names the ticket.
		['tickets', 'tickets', {}],
		['n8n', hook, { secrets: { secret } }],
	])) {
		await administer(backend, '/ticketing/connections', {
			tool: 'webhook',
			name,
			settings: { url: `${client.url}/webhook/${path}` },
			...settings,
		});
	}
	await backend.importEvents([
		{
			...{ TIME: Date.now(), HOSTNAME: HOST, LOGTYPE: 'Windows', EVENTID: 1102 },
			...{ CHANNEL: 'Security', SOURCE: 'Microsoft-Windows-Eventlog', USERNAME: 'mallory' },
		},
	]);

	await checks.check('a new alert starts a published workflow, once', async () => {
		const items = itemsOf(await client.waitForTriggered(polling), 'Trigger');
		assert.deepEqual(
			items.map(({ host, user }) => ({ host, user })),
			[{ host: HOST, user: 'mallory' }],
		);
		assert.match(items[0].profileName, /log/i);
		assert.match(items[0].key, /^\S+$/);
		// Two more polls look at the same time again.
		await sleep(11_000);
		assert.equal((await client.executionsOf(polling)).length, 1);
	});

	await checks.check("the server's signed webhook starts a published workflow", async () => {
		const [item] = itemsOf(await client.waitForTriggered(receiving), 'Trigger');
		assert.equal(item.type, 'incident.created');
		assert.ok(JSON.stringify(item.actors).includes(HOST), JSON.stringify(item));
	});

	const incidents = { resource: 'incident', operation: 'getMany', returnAll: true };
	const find = async () =>
		itemsOf(await execute(client, v2, incidents)).find(({ ticketId }) => ticketId === TICKET);

	await checks.check('the incident gets its ticket, and the ticket closes it', async () => {
		const deadline = Date.now() + DEADLINE_MS;
		while (!(await find())) {
			assert.ok(Date.now() < deadline, `no incident has the ticket ${TICKET}`);
			await sleep(500);
		}
		const sync = { resource: 'incident', operation: 'syncByTicket', ticketId: TICKET };
		itemsOf(await execute(client, v1, { ...sync, field: 'STATUS', value: 'Closed' }));
		assert.equal((await find()).status, 'closed');
	});

	await checks.check('the incident of a ticket is exported as a file', async () => {
		const parameters = { resource: 'incident', operation: 'exportByTicket', ticketId: TICKET };
		const run = await execute(client, v1, parameters);
		const [item] = itemsOf(run);
		assert.equal(item.ticketId, TICKET);
		assert.match(item.fileName, /\.pdf$/);
		const file = Buffer.from(await (await client.download(run.files.Log360[0].data)).arrayBuffer());
		assert.equal(file.subarray(0, 5).toString('latin1'), '%PDF-');
		assert.match(file.subarray(-8).toString('latin1'), /%%EOF/);
	});

	await checks.check('a workflow of Log360 is executed and waited for', async () => {
		const list = { resource: 'workflow', operation: 'getMany', returnAll: true };
		const popup = itemsOf(await execute(client, v1, list)).find(({ name }) => /popup/i.test(name));
		const [item] = itemsOf(
			await execute(client, v1, {
				...{ resource: 'workflow', operation: 'executeAndWait' },
				workflow: { __rl: true, mode: 'list', value: popup.id },
				ticketId: TICKET,
				specifyArguments: 'json',
				arguments: JSON.stringify({ message: 'Please log off' }),
			}),
		);
		assert.equal(item.state, 'success');
		assert.equal(item.workflowId, popup.id);
	});

	await checks.check('a workflow without a device fails, and says so', async () => {
		const { status, error } = await execute(client, v1, {
			...{ resource: 'workflow', operation: 'execute' },
			workflow: { __rl: true, mode: 'id', value: '2' },
			specifyArguments: 'json',
			arguments: JSON.stringify({ process: 'notepad.exe' }),
		});
		assert.equal(status, 'error');
		assert.match(`${error?.message}\n${error?.description}`, /device/i);
	});
}
