/** The example sync-incident-with-ticket: what the ticket says, the incident becomes. */
import assert from 'node:assert/strict';
import { pathOf, until } from './stage.mjs';

const SECRET = 'the secret of a ticketing tool';
const TITLE = 'Phishing mail to ten users';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkTicketSync(stage) {
	const { checks, client } = stage.world;
	await checks.check('example: an incident follows its ticket', async () => {
		const log360WebhookApi = await stage.credential('Ticket', 'log360WebhookApi', {
			secret: SECRET,
		});
		const stored = await stage.publish(
			await stage.store('sync-incident-with-ticket/workflow.json', { log360WebhookApi }),
		);
		const settings = { url: `${stage.sink.url}/follow` };
		await stage.connect({ tool: 'webhook', name: 'followed', settings });
		await stage.ask({ resource: 'incident', operation: 'create', name: TITLE });
		const { ticketId } = await stage.incident(TITLE, (incident) => !!incident.ticketId);
		const path = pathOf(stored, 'Ticket changed');
		/** @param {string} status @param {string} secret */
		const tell = (status, secret) =>
			client.callWebhook(path, { ticket_id: ticketId, status }, { 'X-Webhook-Secret': secret });
		const refused = await tell('Closed', 'a guess at the secret');
		assert.ok([401, 403].includes(refused.status), `${refused.status}`);
		for (const [status, becomes] of [
			['In Progress', 'in_progress'],
			['Closed', 'closed'],
		]) {
			assert.equal((await tell(status, SECRET)).status, 200);
			await stage.incident(TITLE, (incident) => incident.status === becomes);
		}
		await until(
			async () => (await client.executionsOf(stored.id)).length === 2,
			'the refused call started an execution',
		);
	});
}
