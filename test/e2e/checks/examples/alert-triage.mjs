/** The example alert-triage: allow-list, one incident with a count, a person's answer, dry run and disabling, error workflow. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { guessedPassword } from './attacks.mjs';
import { pathOf } from './stage.mjs';

/** Of the header that the example wants. */
const SECRET = 'a secret of the end-to-end tests';
const DEADLINE_MS = 60_000;
const HOST = 'triaged-e2e';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkTriage(stage) {
	const { sink, world } = stage;
	const { checks, client, backend } = world;
	/** @type {any} */
	let triage;
	/** @param {Record<string, unknown>} alert */
	const send = (alert) =>
		client.callWebhook(
			pathOf(triage, 'Alert comes in'),
			{ profileName: 'Brute force', severity: 'critical', user: 'admin', count: 7, ...alert },
			{ 'X-Webhook-Secret': SECRET },
		);
	/** @param {number} nth */
	const question = async (nth) => JSON.parse((await sink.takenAt('/soc', nth))[nth - 1].text);
	/** @param {Record<string, unknown>} settings */
	const start = async (settings) => {
		const log360WebhookApi = await stage.credential('Triage', 'log360WebhookApi', {
			secret: SECRET,
		});
		const errors = await stage.publish(
			await stage.store('alert-triage/error-workflow.json', {}, { chatUrl: `${sink.url}/errors` }),
		);
		const file = 'alert-triage/workflow.json';
		const all = { chatUrl: `${sink.url}/soc`, allowList: ['backup01'], ...settings };
		const stored = await stage.store(file, { log360WebhookApi }, all);
		const workflowSettings = { ...stored.settings, errorWorkflow: errors.id };
		const { versionId } = await client.request('PATCH', `/workflows/${stored.id}`, {
			settings: workflowSettings,
			versionId: stored.versionId,
		});
		triage = await stage.publish({ ...stored, versionId });
	};

	await checks.check('example: triage answers at once and leaves out the allow-list', async () => {
		await backend.importEvents(guessedPassword(HOST));
		await start({});
		const refused = await client.callWebhook(pathOf(triage, 'Alert comes in'), { host: HOST });
		assert.ok([401, 403].includes(refused.status), `${refused.status}`);
		assert.equal((await send({ host: 'backup01' })).status, 200);
		const allowed = await client.waitForTriggered(triage.id);
		assert.deepEqual(allowed.items['Not on the allow-list'] ?? [], []);
		assert.equal(sink.taken().filter((one) => one.path === '/soc').length, 0);
	});

	await checks.check('example: triage asks, and a dry run only says what it would do', async () => {
		await send({ host: HOST });
		const asked = await question(1);
		assert.match(
			asked.text,
			new RegExp(`Disable ${HOST}\\? Brute force on ${HOST}, score 77, .*alert 1 of it`),
		);
		await answer(client.url, asked.answerTo, true);
		assert.match((await question(2)).text, /^Dry run: /);
		assert.equal(await isEnabled(stage, HOST), true);
	});

	await checks.check('example: a second alert joins the incident, and no means no', async () => {
		await send({ host: HOST, count: 9 });
		const asked = await question(3);
		assert.match(asked.text, /alert 2 of it/);
		await answer(client.url, asked.answerTo, false);
		assert.match((await question(4)).text, /Nothing was done/);
		const all = { resource: 'incident', operation: 'getMany', returnAll: true };
		const same = (await stage.ask(all)).filter(({ name }) => name === `Brute force on ${HOST}`);
		assert.equal(same.length, 1);
	});

	await checks.check('example: what fails in triage, the error workflow tells', async () => {
		sink.failAt('/soc');
		await send({ host: 'another-host' });
		const [{ text }] = await sink.takenAt('/errors');
		assert.match(JSON.parse(text).text, /alert triage.* failed at Ask a person: /);
	});

	await checks.check('example: without dry run, approval disables the log source', async () => {
		await stage.clear();
		await start({ dryRun: false, chatUrl: `${sink.url}/soc2` });
		await send({ host: HOST });
		const [{ text }] = await sink.takenAt('/soc2');
		await answer(client.url, JSON.parse(text).answerTo, true);
		const told = (await sink.takenAt('/soc2', 2))[1];
		assert.equal(JSON.parse(told.text).text, `${HOST} is disabled`);
		assert.equal(await isEnabled(stage, HOST), false);
	});
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {string} host
 * @returns {Promise<boolean>} whether the logs of a host are collected
 */
export async function isEnabled(stage, host) {
	const get = { resource: 'logSource', operation: 'getMany', returnAll: true };
	const found = (await stage.ask(get)).find(({ name }) => name === host);
	assert.ok(found, `there is no log source ${host}`);
	return found.status === 'enabled';
}

/**
 * Answers as the chat would: with a POST to the address that came with the question.
 *
 * @param {string} url - of n8n
 * @param {string} to
 * @param {boolean} approved
 */
async function answer(url, to, approved) {
	const { pathname, search } = new URL(to);
	const deadline = Date.now() + DEADLINE_MS;
	for (;;) {
		const reply = await fetch(`${url}${pathname}${search}`, {
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
}
