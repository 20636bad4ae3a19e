/** Background searches whose hits leave the node as a file that can be downloaded from n8n. */
import assert from 'node:assert/strict';
import { execute, itemsOf } from '../lib/execute.mjs';
import { searchParameters } from '../lib/workflows.mjs';

/** @param {import('../run.mjs').World} world */
export async function checkFiles({ checks, client, events, v2, v1 }) {
	const logons = events.filter((event) => event.EVENTID === 4624);
	const parameters = {
		...searchParameters('EVENTID = 4624'),
		operation: 'searchAndWait',
		output: 'file',
	};

	for (const [generation, link] of /** @type {const} */ ([
		['V2', v2],
		['V1', v1],
	])) {
		await checks.check(`a ${generation} background search gives one NDJSON file`, async () => {
			const run = await execute(client, link, { ...parameters, options: { fileName: 'logons' } });
			const [item] = itemsOf(run);
			assert.equal(item.fileName, 'logons.ndjson');
			assert.equal(item.hits, logons.length);
			const answer = await client.download(run.files.Log360[0].data);
			assert.match(answer.headers.get('content-disposition') ?? '', /logons\.ndjson/);
			const lines = (await answer.text()).trimEnd().split('\n');
			const numbers = lines.map((line) => {
				const hit = JSON.parse(line);
				return hit.RECORDNUMBER ?? hit['Record Number'];
			});
			assert.deepEqual(
				numbers,
				logons.map((event) => event.RECORDNUMBER),
			);
		});
	}

	await checks.check('a CSV file has the columns that were asked for, in their order', async () => {
		const columns = 'RECORDNUMBER, EVENTID, USERNAME';
		const run = await execute(client, v2, {
			...parameters,
			...{ fileFormat: 'csv', binaryField: 'report', options: { columns } },
		});
		itemsOf(run);
		const answer = await client.download(run.files.Log360[0].report);
		const [header, ...rows] = (await answer.text()).trimEnd().split('\r\n');
		assert.equal(header, 'RECORDNUMBER,EVENTID,USERNAME');
		assert.equal(rows.length, logons.length);
		assert.ok(rows[0].startsWith(`${logons[0].RECORDNUMBER},4624,`), rows[0]);
	});
}
