/** Searches: every page, both dialects, both ways to start a workflow, and what goes wrong. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCredential } from '../../../scripts/n8n/demo.mjs';
import { repositoryRoot } from '../../../scripts/n8n/paths.mjs';
import { execute, itemsOf } from '../lib/execute.mjs';
import { NODE_TYPE, searchParameters, webhookWorkflow } from '../lib/workflows.mjs';

/** The server's, and what the node must follow cursors beyond. */
const PAGE_SIZE = 1_000;

/** @param {import('../run.mjs').World} world */
export async function checkSearches({ checks, client, backend, events, v2, v1, importedWorkflow }) {
	const logons = events.filter((event) => event.EVENTID === 4624);
	const failedLogons = events.filter((event) => event.EVENTID === 4625);
	const numbersOf = (/** @type {any[]} */ items) => items.map((item) => item.RECORDNUMBER);

	await checks.check(
		'an imported workflow returns every page, each event once, newest first',
		async () => {
			assert.ok(
				logons.length > 2 * PAGE_SIZE,
				`${logons.length} logons are too few for this check`,
			);
			const workflow = await client.request('GET', `/workflows/${importedWorkflow}`);
			const items = itemsOf(await client.run(workflow));
			assert.deepEqual(numbersOf(items), numbersOf(logons));
			assert.ok(items.every((item) => item.EVENTID === 4624));
		},
	);

	await checks.check('a V1 credential returns the same events', async () => {
		const items = itemsOf(await execute(client, v1, searchParameters('EVENTID = 4624')));
		const numbers = items.map((item) => item.RECORDNUMBER ?? item['Record Number']);
		assert.deepEqual(numbers, numbersOf(logons), `keys: ${Object.keys(items[0]).join(', ')}`);
	});

	await checks.check('conditions, quotes and limit reach the server as typed', async () => {
		const [{ USERNAME }] = failedLogons;
		const query = `IENAME = "failed logon" AND USERNAME = "${USERNAME}" AND NOT LOGTYPE = Unix`;
		const parameters = { ...searchParameters(query), returnAll: false, limit: 3 };
		const items = itemsOf(await execute(client, v2, parameters));
		const expected = failedLogons.filter((event) => event.USERNAME === USERNAME);
		assert.deepEqual(numbersOf(items), numbersOf(expected.slice(0, 3)));
	});

	await checks.check('own dates cut the period to the millisecond', async () => {
		const [newest, middle] = [failedLogons[5], failedLogons[20]];
		const period = {
			timeRange: 'custom',
			startTime: new Date(middle.TIME).toISOString(),
			endTime: new Date(newest.TIME).toISOString(),
		};
		const parameters = { ...searchParameters('EVENTID = 4625'), ...period };
		const items = itemsOf(await execute(client, v2, parameters));
		const expected = failedLogons.filter(({ TIME }) => TIME >= middle.TIME && TIME <= newest.TIME);
		assert.deepEqual(numbersOf(items), numbersOf(expected));
	});

	await checks.check('client field names come out as the console shows them', async () => {
		const parameters = { ...searchParameters('EVENTID = 4625'), options: { fieldNames: 'client' } };
		const items = itemsOf(await execute(client, v2, parameters));
		assert.equal(items.length, failedLogons.length);
		assert.equal(items[0]['Event ID'], 4625);
		assert.equal(items[0].EVENTID, undefined);
	});

	await checks.check('a published webhook workflow answers with the hits', async () => {
		const parameters = { ...searchParameters('EVENTID = 4625'), returnAll: false, limit: 5 };
		const workflow = await client.createWorkflow(webhookWorkflow('failed-logons', v2, parameters));
		await client.activate(workflow);
		const { status, body } = await client.callWebhook('failed-logons');
		assert.equal(status, 200);
		assert.deepEqual(numbersOf(body), numbersOf(failedLogons.slice(0, 5)));
	});

	await checks.check('the example workflow runs as it is', async () => {
		const file = join(repositoryRoot, 'examples', 'search-logs', 'workflow.json');
		const workflow = await client.createWorkflow(
			withCredential(JSON.parse(readFileSync(file, 'utf8')), v2),
		);
		const { name } = workflow.nodes.find((/** @type {any} */ one) => one.type === NODE_TYPE);
		const items = itemsOf(await client.run(workflow), name);
		// The flat form, as the node gives it where nothing else is asked for.
		assert.deepEqual(
			items.map(({ time, host, user }) => ({ time, host, user })),
			failedLogons.slice(0, 50).map(({ TIME, HOSTNAME, USERNAME }) => ({
				time: new Date(TIME).toISOString(),
				host: HOSTNAME,
				user: USERNAME,
			})),
		);
	});

	await checks.check('a bad query fails with its place, and without the token', async () => {
		const query = 'EVENTID = 4625 AND (USERNAME = root';
		const { status, error } = await execute(client, v2, searchParameters(query));
		assert.equal(status, 'error');
		assert.match(`${error?.message}\n${error?.description}`, /position \d+/i);
		assert.ok(!JSON.stringify(error).includes(backend.demoToken));
	});
}
