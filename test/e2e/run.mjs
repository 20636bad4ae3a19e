/** End to end: the packed node in a real n8n searches the logs of the bundled server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCredential } from '../../scripts/n8n/demo.mjs';
import { installN8n } from '../../scripts/n8n/install.mjs';
import { repositoryRoot } from '../../scripts/n8n/paths.mjs';
import { freePorts } from '../../scripts/n8n/ports.mjs';
import { startN8n } from '../../scripts/n8n/start.mjs';
import { startBackend } from './lib/backend.mjs';
import * as events from './lib/events.mjs';
import { runSession } from './lib/session.mjs';
import { credential, manualWorkflow, NODE_TYPE, webhookWorkflow } from './lib/workflows.mjs';

await runSession(run);

/** @param {import('./lib/session.mjs').Session} session */
async function run({ checks, log, atEnd }) {
	const { node } = await installN8n({ log });
	log('Starting log360-server');
	const backend = await startBackend(node);
	atEnd(backend.stop);
	log(await backend.importEvents(events.demoEvents(Date.now())));

	const v2 = credential('log360v2', 'Log360 V2', {
		serverUrl: backend.url,
		token: backend.demoToken,
	});
	const v1 = credential('log360v1', 'Log360 V1', {
		serverUrl: backend.url,
		apiVersion: 'v1',
		token: backend.v1Token,
	});
	const imported = {
		id: 'failedLogons',
		...manualWorkflow('Failed logons', v2, search('EVENTID = 4625')),
	};
	const n8n = await startN8n({ credentials: [v2, v1], workflows: [imported], log });
	atEnd(n8n.stop);
	const { client } = n8n;

	/**
	 * @param {{ id: string, name: string }} link
	 * @param {Record<string, unknown>} parameters
	 */
	const execute = async (link, parameters) =>
		await client.run(await client.createWorkflow(manualWorkflow('Search', link, parameters)));

	await checks.check(
		'an imported workflow returns all failed logons, each once, newest first',
		async () => {
			const execution = await client.run(await client.request('GET', `/workflows/${imported.id}`));
			const items = itemsOf(execution);
			assert.equal(items.length, events.FAILED_LOGONS);
			assert.equal(new Set(items.map((item) => item.RECORDNUMBER)).size, events.FAILED_LOGONS);
			assert.deepEqual(
				items.map((item) => item.RECORDNUMBER),
				Array.from({ length: events.FAILED_LOGONS }, (_, index) => events.FAILED_LOGONS - index),
			);
			assert.ok(items.every((item) => item.EVENTID === 4625 && item.USERNAME.startsWith('user')));
		},
	);

	await checks.check('a V1 credential returns the same failed logons', async () => {
		const items = itemsOf(await execute(v1, search('EVENTID = 4625')));
		const numbers = new Set(items.map((item) => item.RECORDNUMBER ?? item['Record Number']));
		assert.equal(items.length, events.FAILED_LOGONS);
		assert.equal(numbers.size, events.FAILED_LOGONS, `keys: ${Object.keys(items[0]).join(', ')}`);
		assert.ok(!numbers.has(undefined));
	});

	await checks.check('a published webhook workflow answers with the hits', async () => {
		const parameters = { ...search('MESSAGE = "logged on"'), returnAll: false, limit: 5 };
		const workflow = await client.createWorkflow(webhookWorkflow('logons', v2, parameters));
		await client.activate(workflow);
		const { status, body } = await client.callWebhook('logons');
		assert.equal(status, 200);
		assert.deepEqual(
			body.map((/** @type {any} */ item) => item.EVENTID),
			[4624, 4624, 4624, 4624, 4624],
		);
	});

	await checks.check('client field names come out as the console shows them', async () => {
		const parameters = { ...search('EVENTID = 4624'), options: { fieldNames: 'client' } };
		const items = itemsOf(await execute(v2, parameters));
		assert.equal(items.length, events.LOGONS);
		assert.equal(items[0]['Event ID'], 4624);
		assert.equal(items[0].EVENTID, undefined);
	});

	await checks.check('the example workflow runs as it is', async () => {
		const example = JSON.parse(
			readFileSync(join(repositoryRoot, 'examples/search-logs.json'), 'utf8'),
		);
		const stored = await client.createWorkflow(withCredential(example, v2));
		const execution = await client.run(stored);
		const node = stored.nodes.find((/** @type {any} */ one) => one.type === NODE_TYPE);
		assert.equal(execution.status, 'success', JSON.stringify(execution.error));
		assert.ok(execution.items[node.name].length > 0);
		assert.ok(execution.items[node.name].every((item) => item.EVENTID === 4625));
	});

	await checks.check(
		'the pickers offer what the server has, and a picked source filters',
		async () => {
			/** @param {string} name @param {string} methodName */
			const options = async (name, methodName) =>
				await client.loadOptions({
					nodeType: { name: NODE_TYPE, version: 1 },
					path: `parameters.filters.${name}`,
					methodName,
					parameters: search('*'),
					credentials: { log360Api: { id: v2.id, name: v2.name } },
				});
			const types = await options('logTypes', 'getLogTypes');
			assert.ok(
				types.some(({ value }) => value === 'Windows'),
				JSON.stringify(types),
			);
			assert.ok(
				types.some(({ value }) => value === 'Unix'),
				JSON.stringify(types),
			);
			const groups = await options('logSourceGroups', 'getLogSourceGroups');
			assert.ok(Array.isArray(groups));
			const sources = await options('logSources', 'getLogSources');
			const bastion = sources.find(({ name }) => name.includes(events.UNIX_HOST));
			assert.ok(bastion, JSON.stringify(sources));
			for (const host of events.WINDOWS_HOSTS) {
				assert.ok(
					sources.some(({ name }) => name.includes(host)),
					JSON.stringify(sources),
				);
			}
			const parameters = { ...search('*'), filters: { logSources: [bastion.value] } };
			const items = itemsOf(await execute(v2, parameters));
			assert.equal(items.length, events.UNIX_LOGINS);
			assert.ok(items.every((item) => item.HOSTNAME === events.UNIX_HOST));
		},
	);

	await checks.check('a bad query fails with its place and leaves the token out', async () => {
		const { status, error } = await execute(v2, search('EVENTID = 4625 AND ('));
		assert.equal(status, 'error');
		const text = `${error?.message}\n${error?.description}`;
		assert.match(text, /position \d+/i);
		assert.ok(!JSON.stringify(error).includes(backend.demoToken));
	});

	await checks.check('the credential test accepts good tokens of both generations', async () => {
		for (const one of [v2, v1]) {
			assert.deepEqual(await statusOfTest(one), {
				status: 'OK',
				message: 'Connection successful!',
			});
		}
	});

	await checks.check('the credential test names a bad token', async () => {
		const bad = { ...v2, data: { ...v2.data, token: 'not-a-token' } };
		const { status, message } = await statusOfTest(bad);
		assert.equal(status, 'Error', message);
		assert.match(message, /token/i);
		assert.ok(!message.includes('not-a-token'));
	});

	await checks.check('the credential test names an unreachable server', async () => {
		const [port] = await freePorts(1);
		const serverUrl = `http://127.0.0.1:${port}`;
		const { status, message } = await statusOfTest({ ...v2, data: { ...v2.data, serverUrl } });
		assert.equal(status, 'Error', message);
		assert.match(message, new RegExp(`reach|connect|refused|${port}`, 'i'));
	});

	/** @param {ReturnType<typeof credential>} one - tested as typed in, before it is saved */
	async function statusOfTest(one) {
		return await client.testCredential({ ...one, id: '' });
	}
}

/**
 * @param {string} query
 * @returns {Record<string, unknown>} parameters of a search for everything that matches
 */
function search(query) {
	return { resource: 'log', operation: 'search', query, timeRange: 'last24Hours', returnAll: true };
}

/** @param {import('../../scripts/n8n/client.mjs').Execution} execution */
function itemsOf(execution) {
	assert.equal(execution.status, 'success', JSON.stringify(execution.error));
	return execution.items.Log360;
}
