/** The example ai-agent-with-review: it looks by itself, and acts only when a person has approved. */
import assert from 'node:assert/strict';
import { CHAT_MODEL_KEY, startChatModel } from '../../fakes/chat-model.mjs';
import { press } from '../../fakes/mail.mjs';
import { isEnabled } from './alert-triage.mjs';
import { guessedPassword } from './attacks.mjs';
import { until } from './stage.mjs';

const HOST = 'agent-e2e';
const QUERY = `HOSTNAME = ${HOST} AND EVENTID = 4625`;

/** @param {import('./stage.mjs').Stage} stage */
export async function checkAgent(stage) {
	const { mail, world } = stage;
	const { checks, client, backend } = world;
	const model = await startChatModel();
	const openAiApi = await stage.credential('Chat model', 'openAiApi', {
		...{ apiKey: CHAT_MODEL_KEY, url: model.url },
	});
	// What a model would do: look, count, then ask for what is destructive, then say how it went.
	model.script((messages) => {
		const since = messages.slice(messages.findLastIndex(({ role }) => role === 'user'));
		const heard = since.filter(({ role }) => role === 'tool');
		if (heard.length === 0) return { tool: 'Search_logs', args: { query: QUERY, period: '2h' } };
		if (heard.length === 1) {
			return { tool: 'Count_logs', args: { query: QUERY, period: '2h', field: 'USERNAME' } };
		}
		if (heard.length === 2) {
			const args = { toolParameters: { names: HOST }, hitlParameters: {} };
			return { tool: 'Disable_log_source', args };
		}
		return { text: `Then: ${JSON.stringify(heard[2].content)}` };
	});
	/** @param {string} chatInput @param {boolean} dryRun */
	const say = async (chatInput, dryRun) => {
		const file = 'ai-agent-with-review/workflow.json';
		const stored = await stage.store(file, { openAiApi }, { dryRun });
		const json = { sessionId: 'e2e', action: 'sendMessage', chatInput };
		const data = { main: [[{ json }]] };
		const run = { startTime: Date.now(), executionTime: 0, executionIndex: 0, source: [null] };
		const { executionId } = await client.request('POST', `/workflows/${stored.id}/run`, {
			workflowData: stored,
			triggerToStartFrom: {
				name: 'Question',
				data: { ...run, executionStatus: 'success', data },
			},
			startNodes: [],
		});
		return executionId;
	};
	/** @param {string} id */
	const ended = (id) =>
		until(async () => {
			const { finished, status } = await client.request('GET', `/executions/${id}`);
			return finished || status === 'error' || status === 'crashed';
		}, `execution ${id} has not ended`);

	for (const [button, dryRun, enabled, heard] of /** @type {const} */ ([
		['Refuse', false, true, /rejected/i],
		['Approve', true, true, /dryRun.*wouldDo/],
		['Approve', false, false, /disabled/],
	])) {
		const name = `example: the agent looks by itself, and what it would disable is up to: ${button}${dryRun ? ', dry run' : ''}`;
		await checks.check(name, async () => {
			if (button === 'Refuse') await backend.importEvents(guessedPassword(HOST));
			const nth = mail.count() + 1;
			const id = await say(`Is somebody guessing passwords on ${HOST}?`, dryRun);
			const review = await mail.mail(nth);
			assert.match(review.subject, /^Approve .*Disable.log.source/i);
			assert.match(review.html, new RegExp(HOST));
			assert.equal(await isEnabled(stage, HOST), true);
			await press(review, button);
			await ended(id);
			const { status, error, items } = await client.waitForExecution(id);
			assert.equal(status, 'success', JSON.stringify(error));
			assert.match(items.Analyst.at(-1).output, heard);
			assert.equal(await isEnabled(stage, HOST), enabled);
			const told = JSON.stringify(model.requests.at(-1).messages);
			assert.ok(told.includes('svc-backup'), 'the model was not told what the search has found');
		});
	}
	await model.stop();
}
