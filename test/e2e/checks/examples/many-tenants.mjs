/** The example many-tenants: each tenant's alerts are counted. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../lib/execute.mjs';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkTenants({ world: { checks, client }, store, ask }) {
	await checks.check('example: alerts of two tenants are counted by tenant', async () => {
		const run = await client.run(await store('many-tenants/workflow.json'));
		const items = itemsOf(run, 'Count them');
		const alerts = await ask({
			...{ resource: 'alert', operation: 'getMany', timeRange: 'last24Hours', returnAll: true },
		});
		for (const tenant of ['North', 'South']) {
			const sum = items
				.filter((item) => item.tenant === tenant)
				.reduce((total, item) => total + item.count_key, 0);
			assert.equal(sum, alerts.length, tenant);
		}
	});
}
