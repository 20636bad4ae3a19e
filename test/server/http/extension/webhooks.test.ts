/** Webhooks that clients register for themselves: signed messages, retries while the receiver is away, sending again. */
import { createHmac } from 'node:crypto';
import { TestServer } from '../../../support/server';
import { until } from '../../../support/until';
import { FakeHook } from '../../response/tickets/fakes/hook';

let server: TestServer;
let hook: FakeHook;
beforeAll(async () => {
	server = await TestServer.start({ allowInternal: ['127.0.0.1'] });
	hook = await new FakeHook().start();
});
afterAll(() => expect(server.faults).toEqual([]));

const WEBHOOK = '/api/v2/webhook';
const register = (body: object, token?: string) =>
	server.call(WEBHOOK, { body, ...(token === undefined ? {} : { token }) });
const remove = (id: number) => server.call(`${WEBHOOK}/${id}`, { method: 'DELETE' });
const incident = async (body: object = {}) =>
	(await server.call('/api/v2/incident', { body: { name: 'Brute force', ...body } })).body.data;
const deliveries = async (id: number, query = '') =>
	(await server.call(`${WEBHOOK}/${id}/deliveries${query}`)).body;

test('a registered webhook gets signed messages until it is removed', async () => {
	const { status, body } = await register({ name: 'n8n: triage', url: hook.url });
	expect(status).toBe(200);
	const { secret, webhook_id: id, ...shown } = body.data;
	expect(secret).toMatch(/^whsec_/);
	expect(shown).toMatchObject({
		...{ name: 'n8n: triage', url: hook.url, enabled: true, registered_by: 'Demo token' },
		severities: ['critical', 'trouble', 'attention'],
	});
	const { incident_id } = await incident();
	const got = await until(async () => hook.got[0]);
	const { headers, body: text } = got;
	expect(JSON.parse(text)).toMatchObject({ type: 'incident.created', data: { incident_id } });
	const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
	const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
	const signature = createHmac('sha256', key).update(signed).digest('base64');
	expect(headers['webhook-signature']).toBe(`v1,${signature}`);
	const log = await until(async () => {
		const page = await deliveries(id);
		return page.data.deliveries[0]?.state === 'delivered' ? page : undefined;
	});
	expect(log.data.deliveries).toMatchObject([
		{ message_id: headers['webhook-id'], incident_id, type: 'incident.created', attempts: 1 },
	]);
	expect((await server.call(`${WEBHOOK}/${id}`)).body.data).toEqual({ webhook_id: id, ...shown });
	expect((await remove(id)).body.data).toEqual({ message: 'Removed webhook n8n: triage' });
	for (const path of ['', '/deliveries']) {
		const gone = await server.call(`${WEBHOOK}/${id}${path}`);
		expect([gone.status, gone.body.error.detail]).toEqual([
			404,
			`No registered webhook has the id ${id}.`,
		]);
	}
	expect((await remove(id)).status).toBe(404);
});

test('asked again it is the same webhook, with a new address, severities and secret', async () => {
	const first = (await register({ name: 'Again', url: hook.url })).body.data;
	const second = await register({
		...{ name: 'AGAIN', url: `${hook.url}/other`, severities: ['critical'] },
		secret: 'a secret of 24 characters',
	});
	expect(second.body.data).toMatchObject({
		...{ webhook_id: first.webhook_id, url: `${hook.url}/other`, severities: ['critical'] },
		secret: 'a secret of 24 characters',
	});
	const list = await server.call(WEBHOOK);
	expect(list.body.meta.total_items).toBe(1);
	expect(list.body.data.webhooks[0]).not.toHaveProperty('secret');
	await remove(first.webhook_id);
});

test('connections that people made are neither seen nor changed nor removed', async () => {
	const { body } = await server.call('/admin/api/ticketing/connections', {
		body: { tool: 'webhook', name: 'By hand', settings: { url: hook.url }, enabled: false },
	});
	const { id } = body.connection;
	expect((await server.call(WEBHOOK)).body.data.webhooks).toEqual([]);
	expect((await remove(id)).status).toBe(404);
	const taken = await register({ name: 'by hand', url: hook.url });
	expect([taken.status, taken.body.error.detail]).toEqual([
		409,
		'name: a connection of the console is called "By hand".',
	]);
	await server.call(`/admin/api/ticketing/connections/${id}`, { method: 'DELETE' });
});

test.each([404, 410])('a receiver that answers %i for some time misses nothing', async (status) => {
	const away = await new FakeHook().start();
	away.planned.push(...Array.from({ length: 5 }, () => ({ status }) as const));
	const { webhook_id: id } = (await register({ name: 'Away', url: away.url })).body.data;
	const { incident_id } = await incident();
	const delivered = await until(async () => {
		await server.advance(60_000);
		const [found] = (await deliveries(id)).data.deliveries;
		return found.state === 'pending' ? undefined : found;
	});
	expect(delivered).toMatchObject({ state: 'delivered', attempts: 6, incident_id });
	expect(away.calls.size).toBe(1);
	await remove(id);
});

test('what a receiver refused is sent again, all of it', async () => {
	const strict = await new FakeHook().start();
	strict.planned.push(...Array.from({ length: 3 }, () => ({ status: 403 }) as const));
	const { webhook_id: id } = (await register({ name: 'Strict', url: strict.url })).body.data;
	for (let i = 0; i < 3; i++) await incident();
	const dead = async () => (await deliveries(id, '?state=dead')).data.deliveries.length;
	await until(async () => ((await dead()) === 3 ? true : undefined));
	const page = await deliveries(id, '?limit=2');
	expect(page.meta).toEqual({
		items_in_current_page: 2,
		next_before_id: page.data.deliveries[1].delivery_id,
	});
	const { body } = await server.call(`${WEBHOOK}/${id}/deliveries/resend`, { method: 'POST' });
	expect(body.data).toEqual({ resent: 3 });
	await until(async () => {
		const delivered = (await deliveries(id, '?state=delivered')).data.deliveries;
		return delivered.length === 3 ? true : undefined;
	});
	const again = await server.call('/admin/api/ticketing/deliveries/resend', { body: {} });
	expect(again.body).toEqual({ resent: 0 });
	await remove(id);
});

test.each([
	[{ ticket_id: 'T-7' }, 'T-7'],
	[[{ ticket_id: 4711 }, { ticket_id: 4712 }], '4711'],
	[{ id: 'X' }, 'X'],
])('the answer %j names the ticket', async (json, ticketId) => {
	const tool = await new FakeHook().start();
	tool.planned.push({ status: 200, json });
	const { webhook_id: id } = (await register({ name: 'Tool', url: tool.url })).body.data;
	const { incident_id } = await incident();
	const found = await until(async () => {
		const { body } = await server.call(`/api/v2/incident/${incident_id}`);
		return body.data.ticket_id as string | undefined;
	});
	expect(found).toBe(ticketId);
	await remove(id);
});

test('needs its scope', async () => {
	const token = await server.tokenWith(['incident.READ', 'tickets.UPDATE']);
	const { status, body } = await register({ name: 'x', url: hook.url }, token);
	expect([status, body.error.detail]).toEqual([403, 'The token lacks the scope webhooks.MANAGE.']);
});

test.each([
	[{ name: 'x' }, /^url: is required/],
	[{ name: 'x', url: 'ftp://x' }, /^url: expected the address of the tool/],
	[{ name: 'x', url: 'https://a:b@x.example' }, /^url: expected .*without user name and password/],
	[{ name: 'x', url: 'https://x.example', secret: 'short' }, /^secret: expected a signing secret/],
	[{ name: ' ', url: 'https://x.example' }, /^name: expected a name/],
	[{ name: 'x', url: 'https://x.example', severities: [] }, /^severities: expected at least one/],
])('refuses %j', async (body, detail) => {
	const answer = await register(body);
	expect([answer.status, answer.body.error.detail]).toEqual([400, expect.stringMatching(detail)]);
});
