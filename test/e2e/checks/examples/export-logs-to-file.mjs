/** The example export-logs-to-file: every log is in the file. */
import assert from 'node:assert/strict';
import { itemsOf } from '../../lib/execute.mjs';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkExport({ world: { checks, client, events }, store }) {
	await checks.check('example: a week of logs in a file', async () => {
		const run = await client.run(await store('export-logs-to-file/workflow.json'));
		itemsOf(run, 'Export logs');
		const text = await (await client.download(run.files['Export logs']?.[0].data)).text();
		const hosts = new Set(events.map(({ HOSTNAME }) => HOSTNAME));
		const lines = text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		assert.equal(lines.filter(({ HOSTNAME }) => hosts.has(HOSTNAME)).length, events.length);
	});
}
