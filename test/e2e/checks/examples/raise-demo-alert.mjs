/** The example raise-demo-alert: one click, one marked alert, with an incident behind it. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../lib/execute.mjs';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkDemoAlert({ world: { checks, client }, store, ask }) {
	await checks.check('example: n8n raises a demo alert', async () => {
		const run = await client.run(await store('raise-demo-alert/workflow.json'));
		const [sent] = itemsOf(run, 'Send a demo event');
		assert.equal(sent.stored, 1, JSON.stringify(sent));
		const [alert] = itemsOf(run, 'See its alert');
		assert.equal(alert.profileName, 'Windows: audit log cleared');
		assert.match(alert.host, /^demo-n8n\d+$/);
		const logs = await ask({
			...{ resource: 'log', operation: 'search', query: 'DEMO_ATTACK = n8n' },
			...{ timeRange: 'lastHour', returnAll: true },
		});
		assert.equal(logs.length, 1);
	});
}
