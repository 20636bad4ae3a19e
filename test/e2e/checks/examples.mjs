/** The examples, executed as their users import them; services outside are fakes that keep what they get. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { administer, dismiss } from '../lib/admin.mjs';
import { exampleOf } from '../lib/examples.mjs';
import { execute, itemsOf } from '../lib/execute.mjs';
import { startSink } from '../lib/sink.mjs';

/** Of the header that the triage example wants. */
const HEADER_SECRET = 'a secret of the end-to-end tests';
const DEADLINE_MS = 60_000;

/** @param {import('../run.mjs').World} world */
export async function checkExamples({ checks, client, backend, events, v2, v1 }) {
	const sink = await startSink();
	const { id, name } = await client.createCredential({
		name: 'Log360 with both tokens',
		type: 'log360Api',
		data: {
			...{ serverUrl: backend.url, apiVersion: 'v2', ignoreSslIssues: false },
			...{ token: backend.demoToken, v1Token: backend.v1Token },
		},
	});
	const log360Api = { id, name };
	const signing = `whsec_${randomBytes(24).toString('base64')}`;
	/** @param {string} secret */
	const webhookCredential = (secret) =>
		client.createCredential({ name: 'Webhooks', type: 'log360WebhookApi', data: { secret } });
	/** @param {any} workflow */
	const publish = async (workflow) => {
		const stored = await client.createWorkflow(workflow);
		await client.activate(stored);
		return stored;
	};
	/** @param {any} stored @param {string} node */
	const pathOf = (stored, node) =>
		`${stored.nodes.find((/** @type {any} */ one) => one.name === node).webhookId}/log360`;
	/** @type {number[]} */
	const connections = [];
	/** @param {string} title @param {string} url @param {object} [more] */
	const connect = async (title, url, more = {}) => {
		const body = { tool: 'webhook', name: title, settings: { url }, ...more };
		connections.push((await administer(backend, '/ticketing/connections', body)).connection.id);
	};
	/** @param {string} title - of an incident */
	const ticketOf = async (title) => {
		const all = { resource: 'incident', operation: 'getMany', returnAll: true };
		const deadline = Date.now() + DEADLINE_MS;
		for (;;) {
			const found = itemsOf(await execute(client, v2, all)).find((one) => one.name === title);
			if (found?.ticketId) return found.ticketId;
			assert.ok(Date.now() < deadline, `"${title}" has got no ticket`);
			await sleep(500);
		}
	};
	const host = String(events[0].HOSTNAME);
	const failedLogons = events.filter(({ EVENTID }) => EVENTID === 4625);

	await checks.check('example: failed logons per user, most first', async () => {
		const workflow = exampleOf('failed-logons-per-user/workflow.json', { log360Api });
		const items = itemsOf(await client.run(await client.createWorkflow(workflow)), 'Most first');
		const sum = items.reduce((total, item) => total + item.count_eventId, 0);
		assert.equal(sum, failedLogons.length);
		assert.ok(items[0].count_eventId >= (items.at(-1)?.count_eventId ?? 0));
	});

	await checks.check('example: a week of logs in a file', async () => {
		const workflow = exampleOf('export-logs-to-file/workflow.json', { log360Api });
		const run = await client.run(await client.createWorkflow(workflow));
		itemsOf(run, 'Export logs');
		const file = run.files['Export logs']?.[0].data;
		const text = await (await client.download(file)).text();
		assert.equal(text.trim().split('\n').length, events.length);
	});

	await checks.check('example: the nightly search hands its CSV file over', async () => {
		const workflow = exampleOf(
			'nightly-search-to-csv/workflow.json',
			{ log360Api },
			{ period: 'last24Hours', uploadUrl: `${sink.url}/report.csv` },
		);
		itemsOf(await client.run(await client.createWorkflow(workflow)), 'Hand the file over');
		const [{ method, text }] = await sink.takenAt('/report.csv');
		const [header, ...rows] = text.trim().split(/\r?\n/);
		assert.equal(method, 'PUT');
		assert.match(header, /^TIME,HOSTNAME,USERNAME,REMOTEIP/);
		assert.equal(rows.length, failedLogons.length);
		assert.match(rows[0], /^\d{4}-\d\d-\d\dT/);
	});

	await checks.check('example: alerts of two tenants are counted by tenant', async () => {
		const workflow = exampleOf('many-tenants/workflow.json', { log360Api });
		const items = itemsOf(await client.run(await client.createWorkflow(workflow)), 'Count them');
		const alerts = itemsOf(
			await execute(client, v2, {
				...{ resource: 'alert', operation: 'getMany', timeRange: 'last24Hours', returnAll: true },
			}),
		);
		for (const tenant of ['North', 'South']) {
			const sum = items
				.filter((item) => item.tenant === tenant)
				.reduce((total, item) => total + item.count_key, 0);
			assert.equal(sum, alerts.length, tenant);
		}
	});

	await checks.check(
		'example: a signed webhook becomes a chat message, if it is serious',
		async () => {
			const workflow = exampleOf(
				'signed-webhook-to-chat/workflow.json',
				{ log360WebhookApi: await webhookCredential(signing) },
				{ chatUrl: `${sink.url}/chat` },
			);
			const stored = await publish(workflow);
			await administer(backend, '/ticketing/connections', {
				...{ tool: 'webhook', name: 'chat', secrets: { secret: signing } },
				settings: { url: `${client.url}/webhook/${pathOf(stored, 'Log360 calls')}` },
			});
			for (const [title, severity] of [
				['Only a note', 'attention'],
				['Ransomware on FS01', 'critical'],
			]) {
				const create = { resource: 'incident', operation: 'create', name: title };
				itemsOf(await execute(client, v2, { ...create, additionalFields: { severity } }));
			}
			const [{ text }] = await sink.takenAt('/chat');
			assert.match(JSON.parse(text).text, /^CRITICAL: Ransomware on FS01 \(incident \d+\)$/);
			while ((await client.executionsOf(stored.id)).length < 2) {
				await sleep(200);
			}
			assert.equal(sink.taken().filter(({ path }) => path === '/chat').length, 1);
		},
	);

	await checks.check('example: a ticket executes a workflow and hears how it went', async () => {
		const stored = await publish(
			exampleOf('execute-workflow-from-ticket/workflow.json', { log360Api }),
		);
		await connect('tickets', `${sink.url}/tickets`);
		const create = { resource: 'incident', operation: 'create', name: 'Malware' };
		const additionalFields = { actors: JSON.stringify({ entity: [host] }) };
		itemsOf(await execute(client, v2, { ...create, additionalFields }));
		const ticketId = await ticketOf('Malware');
		const list = { resource: 'workflow', operation: 'getMany', returnAll: true };
		const workflows = itemsOf(await execute(client, v1, list));
		/** @param {RegExp} name @param {Record<string, string>} values */
		const ask = async (name, values) => {
			const found = workflows.find((one) => name.test(one.name));
			const body = { ticketId, workflowId: String(found.id), values };
			const { status, body: said } = await client.callWebhook('log360-execute-from-ticket', body);
			const [last] = await client.executionsOf(stored.id);
			const { error } = await client.waitForExecution(last.id);
			assert.equal(status, 200, `${error?.message} ${error?.description}`);
			return said;
		};
		const good = await ask(/popup/i, { message: 'Please log off' });
		assert.equal(good.resolved, true, JSON.stringify(good));
		assert.match(good.comment, /has ended well/);
	});

	/** @type {any} */
	let triage;
	/** @param {Record<string, unknown>} alert */
	const send = (alert) =>
		client.callWebhook(
			pathOf(triage, 'Alert comes in'),
			{ profileName: 'Brute force', severity: 'critical', user: 'admin', count: 7, ...alert },
			{ 'X-Webhook-Secret': HEADER_SECRET },
		);
	await checks.check('example: triage answers at once and leaves out the allow-list', async () => {
		const errors = await publish(
			exampleOf('alert-triage/error-workflow.json', {}, { chatUrl: `${sink.url}/errors` }),
		);
		const workflow = exampleOf(
			'alert-triage/workflow.json',
			{ log360Api, log360WebhookApi: await webhookCredential(HEADER_SECRET) },
			{ chatUrl: `${sink.url}/soc`, allowList: ['backup01'] },
		);
		workflow.settings.errorWorkflow = errors.id;
		triage = await publish(workflow);
		const path = pathOf(triage, 'Alert comes in');
		const refused = await client.callWebhook(path, { host });
		assert.ok([401, 403].includes(refused.status), `${refused.status}`);
		assert.equal((await send({ host: 'backup01' })).status, 200);
		const allowed = await client.waitForTriggered(triage.id);
		assert.deepEqual(allowed.items['Not on the allow-list'] ?? [], []);
		assert.deepEqual(
			sink.taken().filter((one) => one.path === '/soc'),
			[],
		);
	});

	/** @param {number} nth */
	const question = async (nth) => JSON.parse((await sink.takenAt('/soc', nth))[nth - 1].text);
	/** @param {string} url @param {boolean} approved */
	const answer = async (url, approved) => {
		const { pathname, search } = new URL(url);
		const deadline = Date.now() + DEADLINE_MS;
		for (;;) {
			const reply = await fetch(`${client.url}${pathname}${search}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ approved }),
			});
			if (reply.status === 200) return;
			// The question arrives before n8n has put the execution to sleep.
			assert.equal(reply.status, 409, await reply.text());
			assert.ok(Date.now() < deadline, 'the execution does not wait for an answer');
			await sleep(200);
		}
	};

	await checks.check(
		'example: triage asks a person, and a dry run only says what it would do',
		async () => {
			await send({ host });
			const asked = await question(1);
			assert.match(asked.text, new RegExp(`Disable ${host}\\? Brute force on ${host}, score 77`));
			await answer(asked.answerTo, true);
			assert.match((await question(2)).text, /^Dry run: /);
		},
	);

	await checks.check('example: a second alert joins the incident, and no means no', async () => {
		await send({ host, count: 9 });
		const asked = await question(3);
		await answer(asked.answerTo, false);
		assert.match((await question(4)).text, /Nothing was done/);
		const all = { resource: 'incident', operation: 'getMany', returnAll: true };
		const same = itemsOf(await execute(client, v2, all)).filter((one) =>
			one.name.startsWith('Brute force on'),
		);
		assert.equal(same.length, 1);
		const notes = { resource: 'incident', operation: 'getNotes', returnAll: true };
		const incident = { __rl: true, mode: 'id', value: same[0].id };
		assert.equal(itemsOf(await execute(client, v2, { ...notes, incident })).length, 2);
	});

	await checks.check('example: what fails in triage, the error workflow tells', async () => {
		sink.failAt('/soc');
		await send({ host: 'another-host' });
		const [{ text }] = await sink.takenAt('/errors');
		assert.match(JSON.parse(text).text, /alert triage.* failed at Ask a person: /);
	});

	for (const connection of connections) await dismiss(backend, connection);
	await sink.stop();
}
