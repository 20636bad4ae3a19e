/** The Log360 Webhook Trigger node: who may start the workflow, and what it hands on. */
import type { IDataObject } from 'n8n-workflow';

import { sign } from '../../../nodes/Log360WebhookTrigger/verify';
import { Log360WebhookTrigger } from '../../../nodes/Log360WebhookTrigger/Log360WebhookTrigger.node';
import { deliver } from '../support/n8n';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = Date.UTC(2026, 10, 1, 12);

beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

const message = {
	type: 'incident.created',
	timestamp: '2026-11-01T00:00:00Z',
	data: { id: '7', name: 'n' },
};

let count = 0;

function signed(
	body: unknown,
	more: { id?: string; at?: number; secret?: string; raw?: string } = {},
) {
	const id = more.id ?? `msg_${(count += 1)}`;
	const timestamp = String(Math.floor((more.at ?? NOW) / 1000));
	const raw = Buffer.from(more.raw ?? JSON.stringify(body));
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${sign(more.secret ?? SECRET, id, timestamp, raw)}`,
	};
}

const call = async (headers: Record<string, string>, parameters = {}, more = {}) =>
	await deliver({
		type: 'log360WebhookTrigger',
		credentials: { secret: SECRET },
		parameters: { authentication: 'signature', ...parameters },
		headers,
		body: message,
		...more,
	});

describe('Signature', () => {
	it('agrees with the example of the Standard Webhooks specification', () => {
		const body = Buffer.from('{"test": 2432232314}');
		expect(sign(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', '1614265330', body)).toBe(
			'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
		);
	});

	it('lets a genuine call in', async () => {
		const { items, status } = await call(signed(message));
		expect(items).toMatchObject([{ json: { type: 'incident.created', id: '7', name: 'n' } }]);
		expect(status).toBeUndefined();
	});

	it('signs the bytes of the wire, not the parsed body', async () => {
		const raw = JSON.stringify(message, null, 4);
		expect((await call(signed(message, { raw }), {}, { raw })).items).toHaveLength(1);
		expect((await call(signed(message), {}, { raw })).status).toBe(403);
	});

	it('accepts one of several signatures, as while a secret is changed over', async () => {
		const headers = signed(message);
		headers['webhook-signature'] = `v1,AAAA v1a,BBBB ${headers['webhook-signature']}`;
		expect((await call(headers)).items).toHaveLength(1);
	});

	it('accepts a secret that is plain text', async () => {
		const secret = 'a long plain secret of the sender';
		const headers = signed(message, { secret });
		expect((await call(headers, {}, { credentials: { secret } })).items).toHaveLength(1);
	});

	it.each([
		['no headers', {}, 401, /webhook-id, webhook-timestamp and webhook-signature/],
		[
			'another secret',
			signed(message, { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAA' }),
			403,
			/does not match/,
		],
		['another body', signed({ type: 'x' }), 403, /does not match/],
		['a time in the past', signed(message, { at: NOW - 301_000 }), 403, /300 seconds off/],
		['a time in the future', signed(message, { at: NOW + 301_000 }), 403, /300 seconds off/],
		[
			'a time that is none',
			{ ...signed(message), 'webhook-timestamp': '0x1' },
			403,
			/Unix seconds/,
		],
		[
			'a signature without its version',
			{ ...signed(message), 'webhook-signature': signed(message)['webhook-signature'].slice(3) },
			403,
			/does not match/,
		],
	])('refuses %s and tells only the sender why', async (_name, headers, expected, reason) => {
		const { items, status, body } = await call(headers as Record<string, string>);
		expect(items).toBeUndefined();
		expect(status).toBe(expected);
		expect((body as { error: { detail: string } }).error.detail).toMatch(reason);
		expect(JSON.stringify(body)).not.toContain(SECRET);
	});

	it('drops a repeated delivery, but says yes to the sender', async () => {
		const staticData: IDataObject = {};
		const headers = signed(message);
		expect((await call(headers, {}, { staticData })).items).toHaveLength(1);
		const again = await call(headers, {}, { staticData });
		expect(again.items).toBeUndefined();
		expect(again.response).toEqual({ received: true, repeated: true });
		expect((await call(signed(message), {}, { staticData })).items).toHaveLength(1);
	});

	it('stores deliveries for ten minutes', async () => {
		const delivered = { old: NOW - 601_000, young: NOW - 1000 };
		const staticData = { 'node:Log360': { delivered } };
		await call(signed(message, { id: 'msg_new' }), {}, { staticData });
		expect(Object.keys(staticData['node:Log360'].delivered).sort()).toEqual(['msg_new', 'young']);
	});
});

describe('Secret in Header', () => {
	const header = (headers: Record<string, string>, options = {}) =>
		call(headers, { authentication: 'header', options });

	it.each([
		['the default header', { 'x-webhook-secret': SECRET }, {}],
		['another header', { 'x-jira-token': SECRET }, { headerName: 'X-Jira-Token' }],
		['a bearer token', { authorization: `Bearer ${SECRET}` }, { headerName: 'Authorization' }],
	])('lets in %s', async (_name, headers, options) => {
		expect(
			(await header(headers as unknown as Record<string, string>, options)).items,
		).toHaveLength(1);
	});

	it('refuses a missing header with 401 and a wrong one with 403', async () => {
		expect(await header({})).toMatchObject({ status: 401 });
		expect(await header({ 'x-webhook-secret': `${SECRET}x` })).toMatchObject({ status: 403 });
		expect(await header({ 'x-webhook-secret': SECRET.slice(0, -1) })).toMatchObject({
			status: 403,
		});
	});
});

describe('None', () => {
	it('lets everyone in and needs no credential', async () => {
		const { items } = await call({}, { authentication: 'none' }, { credentials: {} });
		expect(items).toHaveLength(1);
	});
});

describe('what is handed on', () => {
	const open = { authentication: 'none' };

	it('is only what was asked for', async () => {
		const events = 'Incident.Created, alert.raised';
		expect((await call({}, { ...open, events })).items).toHaveLength(1);
		const other = await call({}, { ...open, events: 'incident.deleted' });
		expect(other.items).toBeUndefined();
		expect(other.response).toEqual({ received: true });
	});

	it('is the body of a ticketing tool as it is', async () => {
		const body = { ticket_id: '33630', status: 'Pending', data: 'x' };
		expect((await call({}, open, { body })).items).toEqual([{ json: body }]);
	});

	it('is everything but secrets without Simplify', async () => {
		const headers = {
			...signed(message),
			authorization: 'Bearer x',
			'user-agent': 'log360-server',
		};
		const { items } = await call(headers, { simplify: false });
		expect(items?.[0].json).toEqual({
			webhookId: headers['webhook-id'],
			headers: {
				'webhook-id': headers['webhook-id'],
				'webhook-timestamp': headers['webhook-timestamp'],
				'user-agent': 'log360-server',
			},
			query: {},
			body: message,
		});
	});
});

describe('the node', () => {
	const node = new Log360WebhookTrigger();

	it.each([
		['short', 'Error'],
		['long-enough-secret-0123', 'OK'],
	])('tests the form of the secret "%s"', async (secret, status) => {
		const test = node.methods.credentialTest.testLog360WebhookApi;
		const credential = { id: '1', name: 'x', type: 'log360WebhookApi', data: { secret } };
		expect(await test.call({} as never, credential)).toMatchObject({ status });
	});
});
