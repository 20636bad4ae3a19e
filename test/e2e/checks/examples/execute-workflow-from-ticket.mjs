/** The example execute-workflow-from-ticket: the ticket hears how the workflow ended. */
import assert from 'node:assert/strict';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkTicketWorkflow(stage) {
	const { world, sink } = stage;
	const { checks, client, events, v1 } = world;
	await checks.check('example: a ticket executes a workflow and hears how it went', async () => {
		const stored = await stage.publish(
			await stage.store('execute-workflow-from-ticket/workflow.json'),
		);
		const settings = { url: `${sink.url}/tickets` };
		await stage.connect({ tool: 'webhook', name: 'tickets', settings });
		const actors = JSON.stringify({ entity: [String(events[0].HOSTNAME)] });
		const create = { resource: 'incident', operation: 'create', name: 'Malware' };
		await stage.ask({ ...create, additionalFields: { actors } });
		const { ticketId } = await stage.incident('Malware', (incident) => !!incident.ticketId);
		const list = { resource: 'workflow', operation: 'getMany', returnAll: true };
		const popup = (await stage.ask(list, v1)).find((one) => /popup/i.test(one.name));
		const body = {
			...{ ticketId, workflowId: String(popup.id) },
			values: { message: 'Please log off' },
		};
		const { status, body: said } = await client.callWebhook('log360-execute-from-ticket', body);
		const [last] = await client.executionsOf(stored.id);
		const { error } = await client.waitForExecution(last.id);
		assert.equal(status, 200, `${error?.message} ${error?.description}`);
		assert.equal(said.resolved, true, JSON.stringify(said));
		assert.match(said.comment, /has ended well/);
	});
}
