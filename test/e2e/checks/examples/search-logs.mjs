/** The example search-logs: the newest failed logons. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../lib/execute.mjs';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkSearchLogs({ world: { checks, client, events }, store }) {
	await checks.check('example: the newest failed logons', async () => {
		const run = await client.run(await store('search-logs/workflow.json'));
		const items = itemsOf(run, 'Search failed logons');
		const failed = events.filter(({ EVENTID }) => EVENTID === 4625).slice(0, 50);
		assert.deepEqual(
			items.map(({ time }) => Date.parse(time)),
			failed.map(({ TIME }) => TIME),
		);
	});
}
