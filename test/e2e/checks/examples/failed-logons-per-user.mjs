/** The example failed-logons-per-user: as many as were sent, most first. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../lib/execute.mjs';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkFailedLogons({ world: { checks, client, events }, store }) {
	await checks.check('example: failed logons per user, most first', async () => {
		const run = await client.run(await store('failed-logons-per-user/workflow.json'));
		const items = itemsOf(run, 'Most first');
		const sum = items.reduce((total, item) => total + item.count_eventId, 0);
		assert.equal(sum, events.filter(({ EVENTID }) => EVENTID === 4625).length);
		assert.ok(items[0].count_eventId >= (items.at(-1)?.count_eventId ?? 0));
	});
}
