/** The example signed-webhook-to-chat: serious incidents reach the chat, others do not. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { pathOf, until } from './stage.mjs';

/** @param {import('./stage.mjs').Stage} stage */
export async function checkChat(stage) {
	const { world, sink } = stage;
	const { checks, client } = world;
	const name = 'example: a signed webhook becomes a chat message, if it is serious';
	await checks.check(name, async () => {
		const secret = `whsec_${randomBytes(24).toString('base64')}`;
		const log360WebhookApi = await stage.credential('Signing', 'log360WebhookApi', { secret });
		const settings = { chatUrl: `${sink.url}/chat` };
		const stored = await stage.publish(
			await stage.store('signed-webhook-to-chat/workflow.json', { log360WebhookApi }, settings),
		);
		await stage.connect({
			...{ tool: 'webhook', name: 'chat', secrets: { secret } },
			settings: { url: `${client.url}/webhook/${pathOf(stored, 'Log360 calls')}` },
		});
		for (const [title, severity] of [
			['Only a note', 'attention'],
			['Ransomware on FS01', 'critical'],
		]) {
			const create = { resource: 'incident', operation: 'create', name: title };
			await stage.ask({ ...create, additionalFields: { severity } });
		}
		const [{ text }] = await sink.takenAt('/chat');
		assert.match(JSON.parse(text).text, /^CRITICAL: Ransomware on FS01 \(incident \d+\)$/);
		await until(
			async () => (await client.executionsOf(stored.id)).length >= 2,
			'there are not two executions',
		);
		assert.equal(sink.taken().filter(({ path }) => path === '/chat').length, 1);
	});
}
