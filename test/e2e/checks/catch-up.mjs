/** The example catch-up-after-stop: n8n is stopped, alerts go on, n8n starts again; each alert is handed over once. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { exampleOf } from '../lib/examples.mjs';
import { startSink } from '../lib/sink.mjs';
import { clearedLog } from './examples/attacks.mjs';
import { firstPoll } from './examples/stage.mjs';

/** Two polls of the trigger. */
const TWO_POLLS_MS = 11_000;

/** @param {import('../run.mjs').World} world */
export async function checkCatchUp({ checks, client, backend, v2, restartN8n }) {
	const name = 'example: what came while n8n was stopped is caught up, and nothing comes twice';
	await checks.check(name, async () => {
		const sink = await startSink();
		const receiver = { receiver: `${sink.url}/alerts` };
		const example = exampleOf('catch-up-after-stop/workflow.json', { log360Api: v2 }, receiver);
		const stored = await client.createWorkflow(example);
		await client.activate(stored);
		await firstPoll(client, stored);
		const hosts = (/** @type {number} */ count) =>
			sink.takenAt('/alerts', count).then((all) => all.map(({ text }) => JSON.parse(text).host));
		await backend.importEvents([clearedLog('before-e2e')]);
		assert.deepEqual(await hosts(1), ['before-e2e']);
		await restartN8n(async () => {
			for (const host of ['missed1-e2e', 'missed2-e2e', 'missed3-e2e']) {
				await backend.importEvents([clearedLog(host)]);
			}
		});
		await hosts(4);
		await backend.importEvents([clearedLog('after-e2e')]);
		await hosts(5);
		await sleep(TWO_POLLS_MS);
		const handed = sink.taken().map(({ text }) => JSON.parse(text));
		assert.deepEqual(handed.map(({ host }) => host).sort(), [
			'after-e2e',
			'before-e2e',
			'missed1-e2e',
			'missed2-e2e',
			'missed3-e2e',
		]);
		assert.equal(new Set(handed.map(({ key }) => key)).size, 5);
		await sink.stop();
	});
}
