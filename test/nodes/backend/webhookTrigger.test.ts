/** The webhook trigger with the backend's own deliveries: incidents of a webhook connection, and requests of workflow blocks. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { backend, eventually } from '../support/backend';
import { deliver, type Received } from '../support/n8n';
import { bothWaysToV1, id, nodeWith } from '../support/node';
import { receiver, type Answer, type Call } from '../support/receiver';

const server = backend('--empty', '--allow-internal', '127.0.0.1');
const n8n = receiver();
const v2 = nodeWith(() => server.v2());
const [, v1] = bothWaysToV1(server)[0];

/** The secret of the connection, which the server made up and showed once. */
let secret: string;
let connection: number;
/** How the trigger is set for a test. */
let trigger: { parameters: object; secret: string };
/** What the trigger keeps between calls, and what it made of each of them. */
let memory: IDataObject;
let received: Received[];

beforeAll(async () => {
	const settings = { url: `${n8n.url}/webhook/log360` };
	const made = await server.call('POST', '/admin/api/ticketing/connections', {
		...{ tool: 'webhook', name: 'n8n', settings },
	});
	secret = String(made.secret);
	connection = (made.connection as { id: number }).id;
});

beforeEach(() => {
	memory = {};
	received = [];
	trigger = { parameters: {}, secret };
	n8n.answer(async (call) => answerOf(await receive(call)));
});

/** Gives a call to the trigger as n8n does. */
async function receive(call: Call): Promise<Received> {
	const outcome = await deliver({
		type: 'log360WebhookTrigger',
		credentials: { secret: trigger.secret },
		parameters: { authentication: 'signature', ...trigger.parameters } as INodeParameters,
		headers: call.headers as Record<string, string>,
		body: call.body,
		raw: call.raw,
		staticData: memory,
	});
	received.push(outcome);
	return outcome;
}

/** What n8n answers the sender. */
function answerOf({ items, status, body, response }: Received): Answer {
	if (status !== undefined) return [status, body];
	return [200, items === undefined ? response : { message: 'Workflow was started' }];
}

/** The newest delivery of the server's log. */
async function lastDelivery(): Promise<IDataObject> {
	const path = '/admin/api/ticketing/deliveries?limit=1';
	const { deliveries } = (await server.call('GET', path)) as { deliveries: IDataObject[] };
	return deliveries[0];
}

const deliveryIn = async (state: string) =>
	await eventually(async () => {
		const delivery = await lastDelivery();
		return delivery.state === state ? delivery : undefined;
	});

const create = async (name: string, severity = 'critical') =>
	String((await v2.run('incident.create', { name, additionalFields: { severity } }))[0].id);

describe('an incident', () => {
	it('starts the workflow when it is created, signed with the secret of the connection', async () => {
		const made = await create('Made for n8n');
		const call = await n8n.next();
		expect(received[0].items).toMatchObject([
			{
				json: {
					type: 'incident.created',
					id: made,
					name: 'Made for n8n',
					severity: 'critical',
					status: 'open',
				},
			},
		]);
		expect(await deliveryIn('delivered')).toMatchObject({ kind: 'create', attempts: 1 });
		expect(await receive(call)).toEqual({
			items: undefined,
			response: { received: true, repeated: true },
		});
	});

	it('tells the whole message without Simplify, but no proof of the sender', async () => {
		trigger.parameters = { simplify: false };
		await create('Whole');
		const { headers } = await n8n.next();
		expect(received[0].items).toMatchObject([
			{
				json: {
					webhookId: headers['webhook-id'],
					body: { type: 'incident.created', data: { name: 'Whole' } },
					headers: { 'content-type': expect.stringContaining('application/json') as string },
				},
			},
		]);
		expect(JSON.stringify(received)).not.toContain(headers['webhook-signature']);
	});

	it('is left out where only other events are wanted, and the sender is content', async () => {
		trigger.parameters = { events: 'incident.updated' };
		await create('Not wanted');
		await n8n.next();
		expect(received).toEqual([{ items: undefined, response: { received: true } }]);
		expect(await deliveryIn('delivered')).toMatchObject({ attempts: 1 });
	});

	it('is refused with a wrong secret: the delivery is dead and says why, the workflow does not start', async () => {
		trigger.secret = 'whsec_d3JvbmcgYnV0IGxvbmcgZW5vdWdo';
		await create('Refused');
		const call = await n8n.next();
		const detail = 'webhook-signature does not match the body and the secret';
		expect(received).toMatchObject([
			{ status: 403, body: { error: { title: 'Forbidden', detail } } },
		]);
		const { id: dead } = await deliveryIn('dead');
		const path = `/admin/api/ticketing/deliveries/${String(dead)}`;
		expect(JSON.stringify(await server.call('GET', path))).toContain('403');

		// With the right secret in the credential it is sent again, and starts the workflow.
		trigger.secret = secret;
		await server.call('POST', `${path}/resend`, {});
		const again = await n8n.next();
		expect(again.headers['webhook-id']).toBe(call.headers['webhook-id']);
		expect(received[1].items).toMatchObject([{ json: { name: 'Refused' } }]);
		await deliveryIn('delivered');
	});

	it('cannot be made up from a genuine call', async () => {
		await create('Genuine');
		const call = await n8n.next();
		const forged = { ...call, raw: call.raw.replace('Genuine', 'Forged!') };
		expect(await receive(forged)).toMatchObject({ status: 403 });
		const late = { ...call, headers: { ...call.headers, 'webhook-timestamp': '1700000000' } };
		expect(await receive(late)).toMatchObject({
			status: 403,
			body: { error: { detail: expect.stringContaining('webhook-timestamp') as string } },
		});
		const bare = { ...call, headers: { 'content-type': 'application/json' } };
		expect(await receive(bare)).toMatchObject({ status: 401 });
		// The genuine one had come before.
		expect((await receive(call)).response).toEqual({ received: true, repeated: true });
	});

	it('goes round: the ticket that is answered is the one that the node can synchronise', async () => {
		n8n.answer(async (call) => {
			await receive(call);
			return [200, { ticket_id: 'N8N-7' }];
		});
		const made = await create('Round trip', 'trouble');
		await n8n.next();
		await eventually(async () => {
			const [incident] = await v2.run('incident.get', { incident: id(made) });
			return incident.ticketId === 'N8N-7' ? true : undefined;
		});

		await v2.run('incident.update', {
			incident: id(made),
			updateFields: { status: 'in_progress' },
		});
		await n8n.next();
		expect(received[1].items).toMatchObject([
			{ json: { type: 'incident.updated', status: 'in_progress', ticketId: 'N8N-7' } },
		]);
		// A ticket that speaks while a message to it is still under way is told again, for either may have come first.
		expect(await deliveryIn('delivered')).toMatchObject({ kind: 'update' });

		const sync = { ticketId: 'N8N-7', field: 'STATUS', value: 'Closed' };
		await v1.run('incident.syncByTicket', sync);
		const incident = { incident: id(made) };
		expect(await v2.run('incident.get', incident)).toMatchObject([{ status: 'closed' }]);
		// What the ticket said is not told to it again.
		expect(await deliveryIn('delivered')).toMatchObject({ kind: 'update' });
		const path = `/admin/api/ticketing/deliveries?incident=${made}`;
		const { deliveries } = (await server.call('GET', path)) as { deliveries: unknown[] };
		expect(deliveries).toHaveLength(2);
	});
});

describe('a workflow block', () => {
	beforeAll(async () => {
		const path = `/admin/api/ticketing/connections/${connection}`;
		await server.call('PUT', path, { enabled: false });
	});

	/** A workflow of one request to the trigger. */
	async function request(name: string, parameters: object): Promise<string> {
		const url = `${n8n.url}/webhook/block`;
		const body = { type: 'report', data: { note: '{{arguments.note}}' } };
		const made = await server.call('POST', '/admin/api/workflows', {
			name,
			description: '',
			definition: {
				start: 'call',
				arguments: [{ name: 'note', description: 'What to say' }],
				blocks: [
					{
						id: 'call',
						type: 'http_request',
						parameters: { url, method: 'POST', body, ...parameters },
					},
				],
			},
		});
		return String((made.workflow as { id: number }).id);
	}

	const execute = (workflow: string, note: string) => ({
		workflow: id(workflow),
		specifyArguments: 'json',
		arguments: { note },
	});

	it('signs with its own secret', async () => {
		const own = 'whsec_YSBzZWNyZXQgb2YgdGhlIGJsb2NrLCAzMCBieXRlcw';
		const workflow = await request('Signed', { secret: own });
		trigger.secret = own;
		const parameters = execute(workflow, 'a "quoted" note');
		expect(await v1.run('workflow.executeAndWait', parameters)).toMatchObject([
			{ state: 'success' },
		]);
		await n8n.next();
		expect(received).toMatchObject([
			{ items: [{ json: { type: 'report', note: 'a "quoted" note' } }] },
		]);
	});

	it('sends the secret in a header', async () => {
		const own = 'a long shared secret of both';
		const workflow = await request('Header', { secretHeaders: { 'X-Webhook-Secret': own } });
		trigger = { parameters: { authentication: 'header', simplify: false }, secret: own };
		await v1.run('workflow.executeAndWait', execute(workflow, 'x'));
		await n8n.next();
		expect(received[0].items).toMatchObject([{ json: { body: { data: { note: 'x' } } } }]);
		expect(JSON.stringify(received)).not.toContain(own);
	});

	it('fails when the trigger does not know its secret', async () => {
		const workflow = await request('Unsigned', {});
		const error = await v1.fail('workflow.executeAndWait', execute(workflow, 'x'));
		expect(error.message).toMatch(/^Workflow run \d+ failed: .*401/);
		await n8n.next();
	});

	it('of the predefined workflow reaches a trigger that asks for no proof', async () => {
		trigger.parameters = { authentication: 'none' };
		await v1.run('workflow.executeAndWait', {
			workflow: id(14),
			specifyArguments: 'json',
			arguments: { url: `${n8n.url}/webhook/open`, message: 'Hello n8n' },
		});
		await n8n.next();
		expect(JSON.stringify(received[0].items)).toContain('Hello n8n');
	});
});
