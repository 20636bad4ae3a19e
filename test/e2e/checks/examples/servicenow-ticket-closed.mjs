/** The example servicenow-ticket-closed: the incident is closed, the ticket has the PDF, and nothing goes round in circles. */
import assert from 'node:assert/strict';
import { SERVICENOW_LOGIN, startServiceNow } from '../../fakes/servicenow.mjs';
import { pathOf, until } from './stage.mjs';

const SECRET = 'the secret of a business rule';
const TITLE = 'Data left for a file sharing site';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkServiceNow(stage) {
	const { checks, client } = stage.world;
	const name = 'example: a closed ServiceNow ticket closes the incident and gets its PDF';
	await checks.check(name, async () => {
		const serviceNow = await startServiceNow();
		const { user, password } = SERVICENOW_LOGIN;
		const credentials = {
			log360WebhookApi: await stage.credential('Rule', 'log360WebhookApi', { secret: SECRET }),
			serviceNowBasicApi: await stage.credential('ServiceNow', 'serviceNowBasicApi', {
				...{ user, password, subdomain: 'acme' },
			}),
		};
		const settings = { instance: serviceNow.url };
		const stored = await stage.publish(
			await stage.store('servicenow-ticket-closed/workflow.json', credentials, settings),
		);
		await stage.connect({
			...{ tool: 'servicenow', name: 'ServiceNow', secrets: { password } },
			settings: { url: serviceNow.url, user },
		});
		await stage.ask({ resource: 'incident', operation: 'create', name: TITLE });
		const record = await until(() => serviceNow.records[0], 'ServiceNow has got no ticket');
		await stage.incident(TITLE, ({ ticketId }) => ticketId === record.number);
		/** @param {string} state */
		const changed = async (state) => {
			record.state = state;
			const { number, sys_id: sysId } = record;
			const body = { number, sys_id: sysId, state };
			const headers = { 'X-Webhook-Secret': SECRET };
			const { status } = await client.callWebhook(pathOf(stored, 'Ticket changed'), body, headers);
			assert.equal(status, 200);
		};
		await changed('2');
		await changed('6');
		const attached = await until(() => serviceNow.attachments[0], 'the ticket has no attachment');
		assert.equal(attached.sysId, record.sys_id);
		assert.match(attached.fileName, /\.pdf$/);
		assert.equal(attached.type, 'application/pdf');
		assert.equal(attached.content.subarray(0, 5).toString('latin1'), '%PDF-');
		assert.equal((await stage.incident(TITLE)).status, 'closed');
		await until(
			async () => (await client.executionsOf(stored.id)).length === 2,
			'there are not two executions',
		);
		assert.equal(serviceNow.attachments.length, 1);
		// What came from the ticket is not told to the ticket.
		assert.deepEqual(
			serviceNow.calls().filter(({ method }) => method === 'PATCH'),
			[],
		);
		await stage.clear();
		await serviceNow.stop();
	});
}
