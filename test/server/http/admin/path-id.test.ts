/** Ids in paths of the administrator API: an unknown one is repeated as it was given, whatever it is. */
import { TestServer } from '../../../support/server';

let server: TestServer;
let token: string;

beforeAll(async () => {
	server = await TestServer.start();
	token = await server.tokenWith(['admin']);
});
afterAll(() => expect(server.faults).toEqual([]));

const ROUTES: readonly (readonly [what: string, method: string, path: string, body?: object])[] = [
	['alert', 'GET', '/alerts/ID'],
	['alert', 'PUT', '/alerts/ID/status', { status: 'closed' }],
	['alert', 'PUT', '/alerts/ID/assignee', { assignee: 'me' }],
	['alert', 'POST', '/alerts/ID/notes', { note: 'seen' }],
	['alert profile', 'PUT', '/alerts/profiles/ID', { enabled: false }],
	['alert profile', 'DELETE', '/alerts/profiles/ID'],
	['workflow', 'GET', '/workflows/ID'],
	['workflow', 'DELETE', '/workflows/ID'],
	['workflow run', 'GET', '/workflows/runs/ID'],
	['workflow run', 'POST', '/workflows/runs/ID/cancel', {}],
	['connection', 'PUT', '/ticketing/connections/ID', { enabled: false }],
	['connection', 'DELETE', '/ticketing/connections/ID'],
	['connection', 'POST', '/ticketing/connections/ID/test', {}],
	['delivery', 'GET', '/ticketing/deliveries/ID'],
	['delivery', 'POST', '/ticketing/deliveries/ID/resend', {}],
	['incident', 'GET', '/incidents/ID/tickets'],
	['incident', 'POST', '/incidents/ID/tickets', { connection: 1 }],
	['incident', 'POST', '/incidents/ID/exports', { format: 'csv' }],
	['export', 'GET', '/exports/ID'],
	['export', 'GET', '/exports/ID/file'],
];

describe.each(ROUTES)('%s: %s %s', (what, method, path, body) => {
	test.each(['abc', '-1', '99999999999999999999', '1e3'])('%s is no id', async (id) => {
		const answer = await server.call(`/admin/api${path.replace('ID', id)}`, {
			...{ token, method },
			...(body === undefined ? {} : { body }),
		});
		expect([answer.status, answer.body.error.detail]).toEqual([
			404,
			`There is no ${what} "${id}".`,
		]);
	});

	test('a number that nothing has is named too', async () => {
		const answer = await server.call(`/admin/api${path.replace('ID', '987654')}`, {
			...{ token, method },
			...(body === undefined ? {} : { body }),
		});
		expect(answer.status).toBe(404);
		expect(JSON.stringify(answer.body)).toContain('987654');
	});
});
