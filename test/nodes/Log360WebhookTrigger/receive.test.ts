/** What the webhook makes of a call: bodies of every kind, filters, repeated deliveries, and answers to the sender. */
import type { IDataObject } from 'n8n-workflow';

import { Log360WebhookTrigger } from '../../../nodes/Log360WebhookTrigger/Log360WebhookTrigger.node';
import { sign } from '../../../nodes/Log360WebhookTrigger/verify';
import { deliver, type Delivery } from '../support/n8n';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = Date.UTC(2026, 10, 1, 12);

beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

const open = { authentication: 'none' };

const receive = async (body: unknown, more: Partial<Delivery> = {}) =>
	await deliver({
		type: 'log360WebhookTrigger',
		credentials: { secret: SECRET },
		parameters: open,
		body,
		raw: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
		...more,
	});

let count = 0;
const freshId = () => `msg_${(count += 1)}`;

/** Headers of a signed call. */
function signed(raw: string, id = freshId()): Record<string, string> {
	const timestamp = String(Math.floor(Date.now() / 1000));
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${sign(SECRET, id, timestamp, Buffer.from(raw))}`,
	};
}

describe('Simplify', () => {
	it.each<[string, unknown, IDataObject]>([
		[
			'a Standard Webhooks message',
			{ type: 'job.finished', timestamp: 't', data: { request_id: 'j', stage: 'SUCCESS' } },
			{ type: 'job.finished', request_id: 'j', stage: 'SUCCESS' },
		],
		[
			'a message whose data has a type of its own',
			{ type: 'alert.raised', data: { type: 'Windows', name: 'n' } },
			{ type: 'alert.raised', name: 'n' },
		],
		['a message without data', { type: 'ping' }, { type: 'ping' }],
		['a message whose data is a list', { type: 'x', data: [1] }, { type: 'x', data: [1] }],
		['data without a type', { data: { a: 1 }, b: 2 }, { data: { a: 1 }, b: 2 }],
		['a ticket of a ticketing tool', { issue: { key: 'SEC-1' } }, { issue: { key: 'SEC-1' } }],
		[
			'a form',
			{ ticket_id: '33630', status: 'Pending' },
			{ ticket_id: '33630', status: 'Pending' },
		],
		['an empty object', {}, {}],
		['no body', undefined, {}],
		['JSON null', null, {}],
		['a list', [{ id: 1 }, { id: 2 }], { body: [{ id: 1 }, { id: 2 }] }],
		['plain text', 'ticket 33630 closed', { body: 'ticket 33630 closed' }],
		['a number', 7, { body: 7 }],
		['a field named like a property of objects', { constructor: 'x' }, { constructor: 'x' }],
		['letters of all kinds', { name: 'Überfall 🔥' }, { name: 'Überfall 🔥' }],
	])('hands on %s', async (_what, body, expected) => {
		const { items, status } = await receive(body);
		expect(items).toEqual([{ json: expected }]);
		expect(status).toBeUndefined();
	});

	it('hands on a large body whole', async () => {
		const body = { type: 'x', data: { rows: Array.from({ length: 20_000 }, (_, n) => ({ n })) } };
		const { items } = await receive(body);
		expect((items?.[0].json.rows as unknown[]).length).toBe(20_000);
	});

	it.each<[string, unknown]>([
		['an object', { type: 'x', data: { a: 1 } }],
		['a list', [1, 2]],
		['text', 'hello'],
	])('switched off keeps %s as it came', async (_what, body) => {
		const { items } = await receive(body, { parameters: { ...open, simplify: false } });
		expect(items?.[0].json).toEqual({ headers: {}, query: {}, body });
	});
});

describe('Event Types', () => {
	const only = (events: string) => ({ parameters: { ...open, events } });

	it.each([
		['incident.created', { type: 'incident.created' }],
		['incident.created', { type: 'Incident.Created' }],
		[' a , incident.created ,', { type: 'incident.created' }],
		['a\nincident.created', { type: 'incident.created' }],
		['jira:issue_updated', { event: 'jira:issue_updated' }],
		['7', { type: 7 }],
		['', { type: 'anything' }],
		['  ,', { no: 'type' }],
	])('"%s" lets %j start the workflow', async (events, body) => {
		expect((await receive(body, only(events))).items).toHaveLength(1);
	});

	it.each<[string, unknown]>([
		['incident.created', { type: 'incident.updated' }],
		['incident', { type: 'incident.created' }],
		['incident.created', { data: { type: 'incident.created' } }],
		['incident.created', {}],
		['incident.created', 'incident.created'],
		['incident.created', ['incident.created']],
		['incident.created', undefined],
	])('"%s" passes over %j, and thanks the sender', async (events, body) => {
		const { items, response, status } = await receive(body, only(events));
		expect(items).toBeUndefined();
		expect(response).toEqual({ received: true });
		expect(status).toBeUndefined();
	});
});

describe('a signed call', () => {
	const signature = { authentication: 'signature' };

	it('is checked by the bytes that came, whatever n8n made of them', async () => {
		const raw = '{ "type" : "x", "data": {"n": 1.0} }';
		const { items } = await receive(JSON.parse(raw), {
			raw,
			headers: signed(raw),
			parameters: signature,
		});
		expect(items).toMatchObject([{ json: { type: 'x', n: 1 } }]);
	});

	it.each([
		['text', 'plain text'],
		['a form', 'ticket_id=1&status=Pending'],
		['nothing', ''],
		['broken JSON', '{"type":'],
	])('may hold %s', async (_what, raw) => {
		const { items, status } = await receive(raw, {
			raw,
			headers: signed(raw),
			parameters: signature,
		});
		expect(status).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it('starts the workflow once, however often and at once it is delivered', async () => {
		const raw = '{"type":"x"}';
		const headers = signed(raw);
		// n8n throws away what a call that started an execution put into its static data.
		const one = async () =>
			await receive(JSON.parse(raw), { raw, headers, parameters: signature, staticData: {} });
		const results = [...(await Promise.all([one(), one(), one()])), await one()];
		const started = results.filter(({ items }) => items !== undefined);
		expect(started).toHaveLength(1);
		expect(started[0].items?.[0].json).toMatchObject({ webhookId: headers['webhook-id'] });
		const dropped = results.filter(({ items }) => items === undefined);
		expect(dropped.map(({ response }) => response)).toEqual(
			Array(3).fill({ received: true, repeated: true }),
		);
	});

	it('is known again by the static data that n8n did store, as in another process', async () => {
		const raw = '{"type":"x"}';
		const headers = signed(raw);
		const delivered = { [headers['webhook-id']]: NOW - 1000 };
		const staticData = { 'node:Log360': { delivered } };
		const { items } = await receive(JSON.parse(raw), {
			...{ raw, headers, parameters: signature, staticData },
		});
		expect(items).toBeUndefined();
	});

	it('is known for two days, in which a sender may go on trying with new signatures', async () => {
		const raw = '{"type":"x"}';
		const id = freshId();
		const clock = jest.spyOn(Date, 'now');
		const begin = 1_800_000_000_000;
		const deliveries: boolean[] = [];
		try {
			for (const hours of [0, 0.2, 3, 30, 47, 49]) {
				clock.mockReturnValue(begin + hours * 3_600_000);
				const { items } = await receive(
					{},
					{ raw, headers: signed(raw, id), parameters: signature },
				);
				deliveries.push(items !== undefined);
			}
		} finally {
			clock.mockRestore();
		}
		expect(deliveries).toEqual([true, false, false, false, false, true]);
	});

	it('is not remembered when it is refused, so a forged ID blocks no genuine call', async () => {
		const staticData: IDataObject = {};
		const raw = '{"type":"x"}';
		const genuine = signed(raw);
		const forged = { ...genuine, 'webhook-signature': 'v1,AAAA' };
		const common = { raw, parameters: signature, staticData };
		expect(await receive(JSON.parse(raw), { ...common, headers: forged })).toMatchObject({
			status: 403,
		});
		expect((await receive(JSON.parse(raw), { ...common, headers: genuine })).items).toHaveLength(1);
	});

	it('keeps what n8n stores as small as ten minutes of calls', async () => {
		const delivered = Object.fromEntries(
			Array.from({ length: 500 }, (_, n) => [`old_${n}`, NOW - 600_001 - n]),
		);
		const staticData = { 'node:Log360': { delivered } };
		const raw = '{}';
		const headers = signed(raw);
		await receive({}, { raw, headers, parameters: signature, staticData });
		expect(Object.keys(staticData['node:Log360'].delivered)).toEqual([headers['webhook-id']]);
	});
});

describe('an incident', () => {
	it('looks as it does in the node', async () => {
		const data = {
			incident_id: 3_000_000_438_278,
			name: 'Breach',
			status: 'In progress',
			severity: 'Critical',
			created_time: '2026-11-23T10:00:00Z',
			actors: [{ entity: ['fw01'] }, { user: ['joe'] }],
			notes: [{ note: 'n' }],
		};
		const { items } = await receive({ type: 'incident.created', data });
		expect(items?.[0].json).toEqual({
			type: 'incident.created',
			id: '3000000438278',
			name: 'Breach',
			status: 'in_progress',
			severity: 'critical',
			createdTime: '2026-11-23T10:00:00Z',
			actors: { entity: ['fw01'], user: ['joe'] },
		});
	});
});

describe('the answer to a call that starts the workflow', () => {
	it.each<[unknown, unknown]>([
		[undefined, { received: true }],
		['', { received: true }],
		['{"received": true}', { received: true }],
		['{"ticket_id": "SEC-1"}', { ticket_id: 'SEC-1' }],
		['thanks', 'thanks'],
		[{ a: 1 }, { a: 1 }],
	])('with the response body %j is %j', async (responseBody, expected) => {
		const options = responseBody === undefined ? {} : { responseBody };
		const { response } = await receive({}, { parameters: { ...open, options } as never });
		expect(response).toEqual(expected);
	});

	it.each([
		[{}, 'onReceived', ''],
		[{ responseMode: 'lastNode', responseData: 'allEntries' }, 'lastNode', 'allEntries'],
	])('with %j is left to n8n as %s', (parameters, mode, data) => {
		const [webhook] = new Log360WebhookTrigger().description.webhooks ?? [];
		const value = (expression: unknown) =>
			// As n8n evaluates it: with the parameters of the node.
			new Function('$parameter', `return ${String(expression).slice(3, -2)}`)(
				parameters,
			) as unknown;
		expect(value(webhook.responseMode)).toBe(mode);
		expect(value(webhook.responseData)).toBe(data);
	});
});

describe('the answer to a refused call', () => {
	it.each([
		['signature', {}, 401, 'Unauthorized'],
		['signature', { ...signed('other') }, 403, 'Forbidden'],
		['header', {}, 401, 'Unauthorized'],
		['header', { 'x-webhook-secret': 'wrong' }, 403, 'Forbidden'],
	])('with %s and %j is %i', async (authentication, headers, status, title) => {
		const { items, response, ...answer } = await receive(
			{ type: 'x' },
			{ parameters: { authentication }, headers: headers as Record<string, string> },
		);
		expect([items, response]).toEqual([undefined, undefined]);
		expect(answer).toEqual({
			status,
			body: { error: { code: String(status), title, detail: expect.any(String) as string } },
		});
		expect(JSON.stringify(answer)).not.toContain(SECRET);
	});
});

describe('headers in the output', () => {
	const withHeader = async (headers: Record<string, string>, headerName?: string) => {
		const options = headerName === undefined ? {} : { headerName };
		const parameters = { authentication: 'header', simplify: false, options };
		const { items } = await receive({}, { parameters, headers });
		return items?.[0].json.headers;
	};

	it.each([
		[undefined, 'x-webhook-secret'],
		['', 'x-webhook-secret'],
		['  ', 'x-webhook-secret'],
		[' X-Jira-Token ', 'x-jira-token'],
		['Authorization', 'authorization'],
	])('with the header name %j lack the secret in %s', async (headerName, header) => {
		const found = await withHeader({ [header]: SECRET, 'x-request-id': '1' }, headerName);
		expect(found).toEqual({ 'x-request-id': '1' });
	});

	it('lack cookies and authorization in any case', async () => {
		const found = await withHeader({
			'x-webhook-secret': SECRET,
			cookie: 'a=b',
			authorization: 'Basic x',
			'content-type': 'application/json',
		});
		expect(found).toEqual({ 'content-type': 'application/json' });
	});
});

describe('the test of the credential', () => {
	const { testLog360WebhookApi } = new Log360WebhookTrigger().methods.credentialTest;
	const test = async (secret: unknown) =>
		await testLog360WebhookApi.call({} as never, {
			id: '1',
			name: 'x',
			type: 'log360WebhookApi',
			data: secret === undefined ? undefined : ({ secret } as never),
		});

	it.each([
		[undefined, 'The credential of this webhook holds no secret'],
		['', 'The credential of this webhook holds no secret'],
		['   ', 'The credential of this webhook holds no secret'],
		['123456789012345', 'The secret is shorter than 16 characters'],
	])('refuses the secret %j', async (secret, message) => {
		expect(await test(secret)).toEqual({ status: 'Error', message });
	});

	it.each(['whsec_!!!!!!!!!!!!!!!!!!!!', 'whsec_', 'whsec_AAAA', 'whsec_AAAAAAAAAAAAAAAAAAAA'])(
		'refuses the secret %s, behind whose prefix there is no key',
		async (secret) => {
			expect(await test(secret)).toMatchObject({
				status: 'Error',
				message: expect.stringContaining('base64') as string,
			});
		},
	);

	it.each([SECRET, '1234567890123456', ` ${SECRET} `])('accepts the secret %s', async (secret) => {
		expect(await test(secret)).toMatchObject({ status: 'OK' });
	});
});
