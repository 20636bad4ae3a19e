/** The whole chain over HTTP, in one server and over restarts; and what administrators do with connections. */
import { runs } from '../../support/runs';
import { TestServer } from '../../support/server';
import { FakeHook } from '../response/tickets/fakes/hook';
import { FakeJira } from '../response/tickets/fakes/jira';
import { type Call, chain } from './chain';

const ADMIN = '/admin/api/ticketing';
/** After each one in the long run. */
const STEPS_BETWEEN = runs(1, 4);

const admin = (server: TestServer, path: string, method = 'GET', body?: unknown) =>
	server.call(`${ADMIN}${path}`, {
		method,
		...(body === undefined ? {} : { body }),
	});

/** Asks until the answer is there; what happens in between is the server's own work. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await ask();
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

test.each([
	['in one go', false],
	[`with a restart after every ${STEPS_BETWEEN} steps`, true],
])('from the log to the end of the last workflow, %s', async (_how, restarts) => {
	const jira = await new FakeJira('cloud').start();
	const hook = await new FakeHook().start();
	let server = await TestServer.start({ allowInternal: ['127.0.0.1'] });
	const faults: unknown[] = [];
	const call: Call = async (path, method = 'GET', body) => {
		const answer = await server.call(path, { method, ...(body === undefined ? {} : { body }) });
		expect({ path, ...answer, ok: answer.status < 300 }).toMatchObject({ ok: true });
		return answer.body;
	};
	const steps = chain({ call, jira, hook, time: server.clock.now() - 1000 });
	for (const [at, { run }] of steps.entries()) {
		await run();
		faults.push(...server.faults);
		if (restarts && (at + 1) % STEPS_BETWEEN === 0)
			server = await server.restart({ allowInternal: ['127.0.0.1'] });
	}
	// Nothing was told back to Jira: it knows the status, for it said so.
	const { body } = await admin(server, '/deliveries');
	expect(body.deliveries).toMatchObject([{ kind: 'create', state: 'delivered', attempts: 1 }]);
	expect([...faults, ...server.faults]).toEqual([]);
});

test("a ticket's profile is named, and told to make no more tickets", async () => {
	const server = await TestServer.start({ empty: false });
	const profile = await server.call('/RestAPI/v1/ticket/profile?ticket_id=33630');
	expect(profile.status).toBe(200);
	const off = await server.call('/RestAPI/v1/ticket/notification/disable', {
		method: 'PUT',
		body: { profile_id: profile.body.profile_id },
	});
	expect(off.body.message).toBe(`Ticket notification disabled for ${profile.body.profile_name}`);
});

describe('administrators', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await TestServer.start();
	});
	const webhook = (more: object = {}) => ({
		...{ tool: 'webhook', name: 'Hook', settings: { url: 'https://192.0.2.1/in' }, ...more },
	});

	test('a webhook gets a secret that is shown once and never again', async () => {
		const made = await admin(server, '/connections', 'POST', webhook());
		expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } });
		const list = await admin(server, '/connections');
		expect(list.body.connections).toMatchObject([
			{ name: 'Hook', hasSecrets: true, enabled: true },
		]);
		expect(JSON.stringify(list.body)).not.toContain(made.body.secret.slice(6));
		const again = await admin(server, '/connections', 'POST', webhook({ name: 'HOOK' }));
		expect(again).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
	});

	test('an edited mapping counts, what is absent stays', async () => {
		const made = await admin(server, '/connections', 'POST', webhook({ name: 'Mapped' }));
		const { id, mapping } = made.body.connection;
		const status = { in: { Frozen: 'closed' } };
		const body = { enabled: false, mapping: { status } };
		const changed = await admin(server, `/connections/${id}`, 'PUT', body);
		expect(changed.body.connection).toMatchObject({
			enabled: false,
			mapping: { ...mapping, status: { in: status.in, out: mapping.status.out } },
		});
		expect((await admin(server, `/connections/${id}`, 'DELETE')).status).toBe(204);
		expect((await admin(server, `/connections/${id}`, 'DELETE')).status).toBe(404);
	});

	test('secrets do not follow an address to another owner', async () => {
		const made = await admin(server, '/connections', 'POST', webhook({ name: 'Moving' }));
		const moved = { settings: { url: 'https://192.0.2.2' } };
		const path = `/connections/${made.body.connection.id}`;
		expect(await admin(server, path, 'PUT', moved)).toMatchObject({
			status: 400,
			body: { error: { detail: expect.stringContaining('secrets: expected them again') } },
		});
		const secrets = { secret: made.body.secret };
		expect((await admin(server, path, 'PUT', { ...moved, secrets })).status).toBe(200);
	});

	test.each([
		['another tool', webhook({ tool: 'kayako' }), 'tool: expected one of'],
		['no address', webhook({ settings: {} }), 'settings.url: expected the address'],
		[
			'an address with a password',
			webhook({ settings: { url: 'https://a:b@c.d' } }),
			'settings.url',
		],
		['another setting', webhook({ settings: { url: 'https://c.d', user: 'x' } }), 'settings'],
		[
			'a weak secret',
			webhook({ secrets: { secret: 'abc' } }),
			'secrets.secret: expected a signing',
		],
		[
			'a mapping to nowhere',
			webhook({ mapping: { status: { in: { x: 'frozen' } } } }),
			'mapping.status.in.x',
		],
		[
			'no secret for Jira',
			{ tool: 'jira_data_center', name: 'J', settings: { url: 'https://j.example', project: 'S' } },
			'secrets.token: expected a personal access token',
		],
	])('%s is refused by name', async (_what, body, detail) => {
		const answer = await admin(server, '/connections', 'POST', body);
		expect(answer.status).toBe(400);
		expect(answer.body.error.detail).toContain(detail);
	});

	test('only administrators come in, and only dead deliveries are sent again', async () => {
		const token = await server.tokenWith(['incident.READ']);
		expect((await server.call(`${ADMIN}/connections`, { token })).status).toBe(403);
		expect((await server.call(`${ADMIN}/connections`, { token: null })).status).toBe(401);
		expect((await admin(server, '/deliveries/77/resend', 'POST')).status).toBe(404);
		expect((await admin(server, '/deliveries?state=lost')).status).toBe(400);
		await server.call('/api/v2/incident', { body: { name: 'X' } });
		// The hooks' addresses belong to nobody (RFC 5737): refused, so that nothing leaves this machine.
		const delivery = await until(
			async () => (await admin(server, '/deliveries?state=dead')).body.deliveries[0],
		);
		const path = `/deliveries/${delivery.id}`;
		expect((await admin(server, path)).body.delivery).toMatchObject({
			...{ id: delivery.id, kind: 'create' },
			log: [{ outcome: 'failed', message: expect.stringContaining('--allow-internal') }],
		});
		const again = await admin(server, `${path}/resend`, 'POST');
		expect(again).toMatchObject({ status: 200, body: { delivery: { state: 'pending' } } });
	});
});
