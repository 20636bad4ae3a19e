/** The webhook trigger that registers itself: publishing, incidents that arrive, unpublishing. */
import type { IDataObject } from 'n8n-workflow';

import { backend, eventually } from '../support/backend';
import { deliver, hooks } from '../support/n8n';
import { nodeWith } from '../support/node';
import { receiver, type Call } from '../support/receiver';

const server = backend('--empty', '--allow-internal', '127.0.0.1');
const n8n = receiver();
const node = nodeWith(() => server.v2());
const SECRET = 'a secret of more than 24 characters';
const parameters = { authentication: 'signature', registration: 'server' };
const credentials = (secret = SECRET) => ({ ...server.v2Only(), secret });
const published = (more: object = {}, secret = SECRET, staticData: IDataObject = {}) =>
	hooks(credentials(secret), { ...parameters, ...more } as never, n8n.url, staticData);

/** What the server has registered. */
async function registered(): Promise<IDataObject[]> {
	const { data } = await server.call('GET', '/api/v2/webhook?limit=100');
	return (data as { webhooks: IDataObject[] }).webhooks;
}

afterEach(async () => {
	for (const { webhook_id: id } of await registered()) {
		await server.call('DELETE', `/api/v2/webhook/${String(id)}`);
	}
});

it('registers its URL when the workflow is published, and removes it afterwards', async () => {
	const trigger = published();
	await trigger.publish();
	expect(await registered()).toMatchObject([
		{
			name: 'n8n: Triage [w, Incidents]',
			url: expect.stringMatching(/\/webhook\/.*log360$/) as string,
			severities: ['critical', 'trouble', 'attention'],
			enabled: true,
		},
	]);
	expect(JSON.stringify(trigger.staticData)).not.toContain(SECRET);
	expect(await trigger.unpublish()).toBe(true);
	expect(await registered()).toEqual([]);
	expect(trigger.staticData).toEqual({ 'node:Incidents': {} });
});

it('gets signed messages about new incidents, which its secret proves', async () => {
	const calls: Call[] = [];
	n8n.answer(async (call) => {
		calls.push(call);
		return [200, { received: true }];
	});
	const trigger = published({ severities: ['critical'] });
	await trigger.publish();
	await node.run('incident.create', { name: 'Quiet', additionalFields: { severity: 'trouble' } });
	await node.run('incident.create', { name: 'Loud', additionalFields: { severity: 'critical' } });
	const call = await eventually(async () => calls[0]);
	const { items } = await deliver({
		type: 'log360WebhookTrigger',
		credentials: { secret: SECRET },
		parameters: { authentication: 'signature' },
		headers: call.headers as Record<string, string>,
		body: call.body,
		raw: call.raw,
	});
	expect(items?.[0].json).toMatchObject({ name: 'Loud', type: 'incident.created' });
	expect(calls).toHaveLength(1);
	await trigger.unpublish();
});

it('is registered once, however often n8n starts', async () => {
	const first = published();
	await first.publish();
	const [before] = await registered();
	const restarted = published(
		{},
		SECRET,
		JSON.parse(JSON.stringify(first.staticData)) as IDataObject,
	);
	expect(await restarted.exists()).toBe(true);
	await restarted.publish();
	// What n8n kept may be lost: the same name is then the same webhook.
	await published().publish();
	expect(await registered()).toEqual([before]);
});

it('is registered anew with another secret, other severities, and after somebody removed it', async () => {
	const first = published();
	await first.publish();
	expect(await published({}, `${SECRET}!`, first.staticData).exists()).toBe(false);
	const other = published({ severities: ['trouble'] }, SECRET, first.staticData);
	expect(await other.exists()).toBe(false);
	await other.publish();
	expect(await registered()).toMatchObject([{ severities: ['trouble'] }]);
	const [{ webhook_id: id }] = await registered();
	await server.call('DELETE', `/api/v2/webhook/${String(id)}`);
	expect(await other.exists()).toBe(false);
	// Unpublishing after that is no error.
	expect(await other.unpublish()).toBe(true);
});

it('has the test URL beside the production URL', async () => {
	const trigger = published();
	const listening = published();
	await trigger.publish();
	await listening.publish('manual');
	const names = (await registered()).map(({ name }) => name);
	expect(names).toEqual(['n8n: Triage [w, Incidents]', 'n8n: Triage [w, Incidents] (test)']);
	await listening.unpublish('manual');
	expect(await registered()).toHaveLength(1);
});

it('does nothing where the URL is entered by hand, or is not signed', async () => {
	const calls = await server.answered(async () => {
		for (const more of [{ registration: 'manual' }, { authentication: 'header' }]) {
			const trigger = published(more);
			await trigger.publish();
			expect(await trigger.exists()).toBe(true);
			expect(await trigger.unpublish()).toBe(true);
		}
	});
	expect(calls).toEqual([]);
});

describe('fails the publication', () => {
	const failing = async (data: IDataObject, secret = SECRET) => {
		const trigger = hooks({ ...data, secret }, parameters, n8n.url);
		return (await trigger.publish().catch((error: unknown) => error)) as Error;
	};

	it('without the scope, which it names', async () => {
		const limited = await server.withScopes('incident.READ');
		const { message } = await failing(limited);
		expect(message).toBe(
			'Could not register the webhook: the token lacks the scope webhooks.MANAGE',
		);
	});

	it('with a read-only credential', async () => {
		const { message } = await failing({ ...server.v2(), readOnly: true });
		expect(message).toBe('Could not register the webhook: the credential is read only');
	});

	it('with a V1 credential', async () => {
		expect((await failing(server.v1())).message).toBe('API V1 cannot register webhooks');
	});

	it('with a secret that is too short for the server, which says so', async () => {
		const { message } = await failing(server.v2(), 'short-but-16-chars');
		expect(message).toMatch(/^The server refused to register the webhook: .*secret/);
		expect(message).not.toContain('short-but-16-chars');
	});

	it('at a server that is no log360-server', async () => {
		n8n.answer(async () => [404, { error: { title: 'Not Found' } }]);
		const { message } = await failing({ serverUrl: n8n.url, token: 'l360_v2-token-0123456789' });
		expect(message).toBe('Could not register the webhook: this needs log360-server');
	});
});
