/** What only a real n8n shows: how often a delivery starts a workflow, what its error output keeps, what its other nodes can read, what a model is told. */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { administer, dismiss } from '../lib/admin.mjs';
import { itemsOf } from '../lib/execute.mjs';
import { CHAT_MODEL_KEY, startChatModel } from '../fakes/chat-model.mjs';
import {
	manualWorkflow,
	NODE_TYPE,
	receivingWorkflow,
	searchParameters,
} from '../lib/workflows.mjs';

const DEADLINE_MS = 60_000;

/** @param {import('../run.mjs').World} world */
export async function checkBehaviour({ checks, client, backend, events, v2 }) {
	const secret = `whsec_${randomBytes(24).toString('base64')}`;
	const webhooks = await client.createCredential({
		...{ name: 'Deliveries', type: 'log360WebhookApi' },
		data: { secret },
	});
	/** @param {string} id @param {object} message */
	const signed = (id, message) => {
		const timestamp = String(Math.floor(Date.now() / 1000));
		const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
		const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${JSON.stringify(message)}`);
		return {
			...{ 'webhook-id': id, 'webhook-timestamp': timestamp },
			'webhook-signature': `v1,${mac.digest('base64')}`,
		};
	};
	/** @param {string} path @param {Record<string, unknown>} [parameters] */
	const receiver = async (path, parameters = {}) =>
		await client.createWorkflow(receivingWorkflow(path, webhooks, parameters));

	await checks.check('a repeated delivery starts a published workflow once', async () => {
		const workflow = await receiver('repeats');
		await client.activate(workflow);
		const message = { type: 'incident.created', data: { name: 'once' } };
		const call = async () =>
			await client.callWebhook('repeats/log360', message, signed('msg_repeated', message));
		const first = await call();
		assert.deepEqual(first, { status: 200, body: { received: true } });
		const again = [...(await Promise.all([call(), call(), call()])), await call()];
		for (const { status, body } of again) {
			assert.deepEqual({ status, body }, { status: 200, body: { received: true, repeated: true } });
		}
		const [item] = itemsOf(await client.waitForTriggered(workflow.id), 'Trigger');
		assert.equal(item.webhookId, 'msg_repeated');
		await sleep(2_000);
		assert.equal((await client.executionsOf(workflow.id)).length, 1);
	});

	await checks.check(
		'the sender gets the body that was set, and none that n8n makes up',
		async () => {
			await client.activate(
				await receiver('answers', { options: { responseBody: '{"ok": "yes"}' } }),
			);
			const message = { type: 'ping' };
			const answer = await client.callWebhook(
				'answers/log360',
				message,
				signed('msg_ping', message),
			);
			assert.deepEqual(answer, { status: 200, body: { ok: 'yes' } });
		},
	);

	await checks.check(
		'a delivery to a workflow that is not published yet arrives once it is',
		async () => {
			const workflow = await receiver('later', { events: 'incident.created' });
			const { connection } = await administer(backend, '/ticketing/connections', {
				...{ tool: 'webhook', name: 'Later' },
				settings: { url: `${client.url}/webhook/later/log360` },
				secrets: { secret },
			});
			await backend.importEvents([
				{
					...{ TIME: Date.now(), HOSTNAME: 'dc-later', LOGTYPE: 'Windows', EVENTID: 1102 },
					...{ CHANNEL: 'Security', SOURCE: 'Microsoft-Windows-Eventlog', USERNAME: 'mallory' },
				},
			]);
			// It is tried at once, and again after some five seconds.
			await sleep(3_000);
			await client.activate(workflow);
			const [item] = itemsOf(await client.waitForTriggered(workflow.id), 'Trigger');
			assert.ok(JSON.stringify(item.actors).includes('dc-later'), JSON.stringify(item));
			assert.equal((await client.executionsOf(workflow.id)).length, 1);
			await dismiss(backend, connection.id);
		},
	);

	await checks.check('the error output keeps message, advice, cause and the input', async () => {
		const run = await client.run(await client.createWorkflow(failingWorkflow(v2)));
		const [item] = itemsOf(run, 'Failed');
		assert.equal(item.question, 'who');
		assert.match(item.message, /position \d+/i);
		assert.equal(item.error, item.message);
		assert.equal(item.details.cause, 'badRequest');
		assert.equal(item.details.httpCode, '400');
		assert.ok(item.details.description.length > 20, JSON.stringify(item));
	});

	await checks.check('Extract from File reads the JSON array that a search writes', async () => {
		const logons = events.filter(IS_FAILED_LOGON);
		const workflow = manualWorkflow('Extract', v2, {
			...searchParameters(FAILED_LOGONS),
			...{ operation: 'searchAndWait', output: 'file', fileFormat: 'json' },
		});
		const run = await client.run(await client.createWorkflow(withNode(workflow, EXTRACT)));
		const [{ data }] = itemsOf(run, EXTRACT.name);
		assert.equal(data.length, logons.length);
		assert.equal(data[0].RECORDNUMBER, logons[0].RECORDNUMBER);
	});

	await checks.check('Extract from File reads the workbook that a search writes', async () => {
		const logons = events.filter(IS_FAILED_LOGON);
		const workflow = manualWorkflow('Extract a workbook', v2, {
			...searchParameters(FAILED_LOGONS),
			...{ operation: 'searchAndWait', output: 'file', fileFormat: 'xlsx' },
		});
		const extract = { ...EXTRACT, parameters: { ...EXTRACT.parameters, operation: 'xlsx' } };
		const run = await client.run(await client.createWorkflow(withNode(workflow, extract)));
		const rows = itemsOf(run, EXTRACT.name);
		assert.equal(rows.length, logons.length);
		assert.equal(rows[0].RECORDNUMBER, logons[0].RECORDNUMBER);
		assert.equal(rows[0].USERNAME, logons[0].USERNAME);
	});

	await checks.check(
		'a model is told what to fill in, and what it fills in is searched for',
		async () => {
			const [{ HOSTNAME, USERNAME }] = events.filter((event) => event.EVENTID === 4625);
			const query = `EVENTID = 4625 AND HOSTNAME = "${HOSTNAME}" AND USERNAME = "${USERNAME}"`;
			const model = await startChatModel();
			// It calls the tool that it is told of, and answers with what that gave.
			model.script((messages) => {
				const { role, content } = messages.at(-1);
				if (role === 'tool') return { text: String(content) };
				const [tool] = model.requests.at(-1).tools;
				return { tool: tool.function.name, args: { Query: query, Time_Range: 'last 24 hours' } };
			});
			try {
				const openAi = await client.createCredential({
					...{ name: 'Model', type: 'openAiApi' },
					data: { apiKey: CHAT_MODEL_KEY, url: model.url },
				});
				const run = await client.run(
					await client.createWorkflow(agentWorkflow({ openAiApi: openAi, log360Api: v2 })),
				);
				const [answer] = itemsOf(run, 'Agent');
				const [{ tools }] = model.requests;
				assert.equal(tools[0].function.description, 'Search logs in Log360');
				const { properties } = tools[0].function.parameters;
				assert.deepEqual(Object.keys(properties).sort(), ['Query', 'Time_Range']);
				assert.match(properties.Query.description, /FIELD = value/);
				assert.match(properties.Time_Range.description, /last 2 hours/);
				const expected = events.filter(
					(one) => one.EVENTID === 4625 && one.HOSTNAME === HOSTNAME && one.USERNAME === USERNAME,
				);
				const found = answer.output.match(/"key":/g) ?? [];
				assert.equal(found.length, Math.min(10, expected.length), answer.output.slice(0, 300));
			} finally {
				await model.stop();
			}
		},
	);
}

/** Those of the imported events; what examples send later has no record number. */
const FAILED_LOGONS = 'EVENTID = 4625 AND RECORDNUMBER = *';

/** @param {{ EVENTID?: number, RECORDNUMBER?: number }} event */
const IS_FAILED_LOGON = ({ EVENTID, RECORDNUMBER }) =>
	EVENTID === 4625 && RECORDNUMBER !== undefined;

const EXTRACT = {
	...{ id: 'extract', name: 'Extract', type: 'n8n-nodes-base.extractFromFile', typeVersion: 1 },
	position: [440, 0],
	parameters: { operation: 'fromJson', options: {} },
};

/** @param {any} workflow @param {{ name: string }} node - comes behind the Log360 node */
function withNode(workflow, node) {
	return {
		...workflow,
		nodes: [...workflow.nodes, node],
		connections: {
			...workflow.connections,
			Log360: { main: [[{ node: node.name, type: 'main', index: 0 }]] },
		},
	};
}

/**
 * A search with a broken query, whose error output leads to a node named `Failed`.
 *
 * @param {import('../lib/workflows.mjs').CredentialLink} link
 */
function failingWorkflow(link) {
	const workflow = manualWorkflow('Fails', link, searchParameters('EVENTID = 4625 AND (A = b'));
	const [start, log360] = workflow.nodes;
	const question = {
		...{ id: 'question', name: 'Question', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
		position: [110, 0],
		parameters: { mode: 'raw', jsonOutput: '{"question": "who"}' },
	};
	const failed = {
		...{ id: 'failed', name: 'Failed', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
		...{ position: [440, 0], parameters: {} },
	};
	return {
		...workflow,
		nodes: [start, question, { ...log360, onError: 'continueErrorOutput' }, failed],
		connections: {
			Start: { main: [[{ node: 'Question', type: 'main', index: 0 }]] },
			Question: { main: [[{ node: 'Log360', type: 'main', index: 0 }]] },
			Log360: { main: [[], [{ node: 'Failed', type: 'main', index: 0 }]] },
		},
	};
}

/**
 * An agent whose only tool is Log > Search, as it is when it was dropped into the editor: nothing is filled in.
 *
 * @param {{ openAiApi: any, log360Api: import('../lib/workflows.mjs').CredentialLink }} credentials
 */
function agentWorkflow({ openAiApi, log360Api }) {
	const link = (/** @type {any} */ { id, name }) => ({ id, name });
	const langchain = '@n8n/n8n-nodes-langchain';
	return {
		name: 'Agent',
		nodes: [
			{
				...{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
				...{ position: [0, 0], parameters: {} },
			},
			{
				...{ id: 'agent', name: 'Agent', type: `${langchain}.agent`, typeVersion: 2.2 },
				position: [220, 0],
				parameters: { promptType: 'define', text: 'Who failed to log on?', options: {} },
			},
			{
				...{ id: 'model', name: 'Model', type: `${langchain}.lmChatOpenAi`, typeVersion: 1.2 },
				position: [220, 200],
				parameters: { model: { __rl: true, mode: 'id', value: 'any' }, options: {} },
				credentials: { openAiApi: link(openAiApi) },
			},
			{
				...{ id: 'tool', name: 'Search logs in Log360', type: `${NODE_TYPE}Tool`, typeVersion: 1 },
				position: [440, 200],
				parameters: { resource: 'log', operation: 'search' },
				credentials: { log360Api: link(log360Api) },
			},
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			'Search logs in Log360': { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}
