/** Ids in paths of the administrator API: an unknown one is repeated as it was given, whatever it is. */
import { TestServer } from '../../../support/server';

let server: TestServer;
let token: string;

beforeAll(async () => {
	server = await TestServer.start();
	token = await server.tokenWith(['admin']);
});
afterAll(() => expect(server.faults).toEqual([]));

type Route = readonly [what: string, method: string, path: string, body?: object];

const ROUTES: readonly Route[] = [
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

const askFor = ([, method, path, body]: Route, id: string) =>
	server.call(`/admin/api${path.replace('ID', id)}`, {
		...{ token, method },
		...(body === undefined ? {} : { body }),
	});

describe.each(ROUTES.map((route) => [`${route[1]} ${route[2]}`, route] as const))(
	'%s',
	(_name, route) => {
		test.each(['abc', '-1', '99999999999999999999', '1e3'])('%s is no id', async (id) => {
			const { status, body } = await askFor(route, id);
			expect([status, body.error.detail]).toEqual([404, `There is no ${route[0]} "${id}".`]);
		});

		test('a number that nothing has is named too', async () => {
			const { status, body } = await askFor(route, '987654');
			expect(status).toBe(404);
			expect(JSON.stringify(body)).toContain('987654');
		});
	},
);
