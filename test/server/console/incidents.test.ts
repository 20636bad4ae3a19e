/** The console's routes about incidents: exports, tickets by hand, and the test of a connection with every tool. */
import { TestServer } from '../../support/server';
import { FakeServer, type Got, type Reply, basic } from '../response/tickets/fakes/fake-server';
import { type ConsoleCall, signIn } from './session';

/** Answers what a test of a connection asks of each tool, and takes webhooks. */
class FakeTools extends FakeServer {
	protected answer({ method, path, headers }: Got): Reply {
		const refused = { status: 401, json: { message: 'who are you' } };
		const isJira = /^\/rest\/api\/[23]\//.test(path);
		if (method === 'POST') return { status: 200, json: { ticket_id: `T-${this.got.length}` } };
		if (isJira) {
			const known =
				basic(headers) === 'bot:secret-token' || headers.authorization === 'Bearer secret-token';
			if (!known) return refused;
			return { status: 200, json: { displayName: 'Bot', name: 'Security' } };
		}
		if (path === '/api/v2/users/me.json') {
			const known = basic(headers) === 'bot/token:secret-token';
			return { status: 200, json: { user: known ? { id: 7, name: 'Bot' } : { id: null } } };
		}
		if (path === '/api/now/table/incident')
			return basic(headers) === 'bot:secret-token'
				? { status: 200, json: { result: [] } }
				: refused;
		if (path === '/api/v3/requests')
			return headers['authtoken'] === 'secret-token' ? { status: 200, json: {} } : refused;
		return { status: 404 };
	}
}

let server: TestServer;
let call: ConsoleCall;
let tools: FakeTools;

beforeAll(async () => {
	tools = await new FakeTools().start();
	server = await TestServer.start({ allowInternal: ['127.0.0.1'] });
	call = await signIn(server);
});
afterAll(() => expect(server.faults).toEqual([]));

let names = 0;
const connect = async (tool: string, settings: object, secrets: object, more: object = {}) => {
	const body = {
		...{ tool, name: `Connection ${++names}`, severities: [], secrets, ...more },
		settings: { url: tools.url, ...settings },
	};
	const { status, body: made } = await call('POST', '/ticketing/connections', body);
	expect(status).toBe(201);
	return Number(made.connection.id);
};
const makeIncident = async (): Promise<number> =>
	(await call('POST', '/v2/incident', { name: 'Brute force' })).body.data.incident_id;

describe('the test of a connection', () => {
	const TOKEN = { token: 'secret-token' };

	it.each([
		[
			'jira_cloud',
			{ project: 'SEC', user: 'bot' },
			TOKEN,
			'Signed in as Bot; project Security can be read',
		],
		[
			'jira_data_center',
			{ project: 'SEC' },
			TOKEN,
			'Signed in as Bot; project Security can be read',
		],
		['servicenow', { user: 'bot' }, { password: 'secret-token' }, 'The incident table can be read'],
		['servicedesk_plus', {}, TOKEN, 'Requests can be read'],
		['zendesk', { user: 'bot' }, TOKEN, 'Signed in as Bot'],
		['webhook', {}, {}, 'The receiver took a signed message of the type connection.test'],
	])(
		'says that %s is reached, and changes nothing there',
		async (tool, settings, secrets, message) => {
			const id = await connect(tool, settings, secrets);
			const from = tools.got.length;
			const { status, body } = await call('POST', `/ticketing/connections/${id}/test`, {});
			expect([status, body.test]).toEqual([200, { ok: true, status: null, message }]);
			const methods = tools.got.slice(from).map(({ method }) => method);
			expect(new Set(methods)).toEqual(new Set([tool === 'webhook' ? 'POST' : 'GET']));
		},
	);

	it.each([
		['jira_cloud', { project: 'SEC', user: 'bot' }, { token: 'wrong-token' }, 401],
		['servicenow', { user: 'bot' }, { password: 'wrong-token' }, 401],
		['servicedesk_plus', {}, { token: 'wrong-token' }, 401],
		['zendesk', { user: 'bot' }, { token: 'wrong-token' }, null],
	])('says why %s refuses, without the secret', async (tool, settings, secrets, status) => {
		const id = await connect(tool, settings, secrets);
		const { body } = await call('POST', `/ticketing/connections/${id}/test`, {});
		expect(body.test).toMatchObject({ ok: false, status });
		expect(body.test.message).not.toContain('wrong-token');
	});

	it('repeats no secret that the tool repeats', async () => {
		const id = await connect('servicenow', { user: 'bot' }, { password: 'told-you' });
		tools.planned.push({ status: 500, json: { message: 'told-you is wrong' } });
		const { body } = await call('POST', `/ticketing/connections/${id}/test`, {});
		expect(body.test.message).toContain('*** is wrong');
	});

	it('says that nobody answers, and that a connection is unknown', async () => {
		const id = await connect('webhook', { url: 'http://127.0.0.1:1' }, {});
		const { body } = await call('POST', `/ticketing/connections/${id}/test`, {});
		expect(body.test).toMatchObject({ ok: false, status: null });
		expect(body.test.message).toMatch(/cannot be reached/);
		const unknown = await call('POST', '/ticketing/connections/999/test', {});
		expect([unknown.status, unknown.body.error.code]).toEqual([404, 'unknown_connection']);
	});

	it('is open to administrators only', async () => {
		const answer = await server.call('/admin/api/ticketing/connections/1/test', {
			...{ token: null, body: {} },
			headers: { 'X-Log360-Console': '1' },
		});
		expect(answer.status).toBe(401);
	});
});

describe('a ticket by hand', () => {
	it('is created by the connection that was chosen, once', async () => {
		const connection = await connect('webhook', {}, {});
		const incident = await makeIncident();
		const path = `/incidents/${incident}/tickets`;
		const asked = await call('POST', path, { connection });
		expect([asked.status, asked.body.delivery]).toEqual([
			202,
			expect.objectContaining({ connectionId: connection, kind: 'create' }),
		]);
		let known = (await call('GET', path)).body;
		while (known.tickets.length === 0) known = (await call('GET', path)).body;
		expect(known.tickets).toEqual([
			{
				connection: { id: connection, name: expect.any(String), tool: 'webhook' },
				...{ ticketId: expect.stringMatching(/^T-\d+$/), alias: null },
				...{ status: 'open', severity: 'attention' },
			},
		]);
		const again = await call('POST', path, { connection });
		expect([again.status, again.body.error.detail]).toEqual([
			409,
			expect.stringMatching(/has ticket T-\d+ of this incident already/),
		]);
		const { body } = await call('GET', '/audit?event=ticketing_changed&limit=1');
		expect(body.entries[0].note).toBe(
			`ticket of incident ${incident} asked for, connection ${connection}`,
		);
	});

	it('is refused for a disabled or unknown connection, an unknown incident, a wrong body', async () => {
		const incident = await makeIncident();
		const disabled = await connect('webhook', {}, {}, { enabled: false });
		const path = `/incidents/${incident}/tickets`;
		const refused = await call('POST', path, { connection: disabled });
		expect([refused.status, refused.body.error.detail]).toEqual([
			409,
			expect.stringMatching(/is disabled/),
		]);
		expect((await call('POST', path, { connection: 999 })).status).toBe(404);
		expect((await call('POST', path, { connection: 'x' })).body.error.detail).toBe(
			'connection: expected the id of a connection',
		);
		expect((await call('POST', '/incidents/7/tickets', { connection: disabled })).status).toBe(404);
		expect((await call('GET', '/incidents/x/tickets')).status).toBe(404);
	});
});

describe('an export', () => {
	it.each([
		['json', 'application/json'],
		['csv', 'text/csv'],
		['pdf', 'application/pdf'],
	])('as %s is made and downloaded', async (format, type) => {
		const incident = await makeIncident();
		const { status, body } = await call('POST', `/incidents/${incident}/exports`, { format });
		expect([status, body.export.format]).toEqual([202, format]);
		let present = body.export;
		while (present.status === 'IN_PROGRESS')
			present = (await call('GET', `/exports/${body.export.id}`)).body.export;
		expect(present.status).toBe('COMPLETED');
		const file = await call('GET', `/exports/${body.export.id}/file`);
		expect(file.status).toBe(200);
		expect(file.headers.get('content-type')).toContain(type);
		expect(file.headers.get('content-disposition')).toMatch(
			new RegExp(`^attachment; filename=".*\\.${format}"$`),
		);
	});

	it('of an unknown incident or format is refused, and unknown ones are unknown', async () => {
		const incident = await makeIncident();
		expect((await call('POST', '/incidents/7/exports', {})).status).toBe(404);
		expect(
			(await call('POST', `/incidents/${incident}/exports`, { format: 'doc' })).body.error,
		).toEqual({ code: 'invalid_request', detail: 'format: expected one of pdf, json, csv' });
		expect((await call('GET', '/exports/999')).status).toBe(404);
		expect((await call('GET', '/exports/x/file')).status).toBe(404);
	});
});
