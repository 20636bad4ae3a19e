/** The example incident-for-critical-alert: an alert that has an incident gets a note there, and no second one. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../lib/execute.mjs';
import { clearedLog } from './attacks.mjs';

const HOST = 'files-e2e';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkCriticalAlert(stage) {
	const { checks, client, backend } = stage.world;
	await checks.check('example: a critical alert has one incident, with a note', async () => {
		const stored = await stage.publish(
			await stage.store('incident-for-critical-alert/workflow.json'),
		);
		await backend.importEvents([clearedLog(HOST)]);
		const run = await client.waitForTriggered(stored.id);
		const [alert] = itemsOf(run, 'New critical alert');
		assert.equal(alert.host, HOST);
		const all = { resource: 'incident', operation: 'getMany', returnAll: true };
		const same = (await stage.ask(all)).filter(({ actors }) => actors?.entity?.includes(HOST));
		assert.equal(same.length, 1);
		const notes = await stage.ask({
			...{ resource: 'incident', operation: 'getNotes', returnAll: true },
			incident: { __rl: true, mode: 'id', value: same[0].id },
		});
		// Which of the two is first, the server or the workflow, differs; the key is noted either way.
		assert.equal(notes.filter(({ note, text }) => (note ?? text).includes(alert.key)).length, 1);
	});
}
