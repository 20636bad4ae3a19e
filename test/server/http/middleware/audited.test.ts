/** Calls that destroy, switch off, take out or set going are written down, with who made them. */
import { operation, OPERATION_IDS, type OperationId } from '../../../../server/contract';
import { audited } from '../../../../server/http/middleware/audited';
import { TestServer } from '../../../support/server';
import { signIn } from '../../console/session';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
});
afterAll(() => expect(server.faults).toEqual([]));

const latest = async () =>
	(await server.call('/admin/api/audit?category=api&limit=1')).body.entries[0];

it('by a token', async () => {
	const { body } = await server.call('/api/v2/incident', { body: { name: 'x' } });
	const id = body.data.incident_id as number;
	const deleted = await server.call('/api/v2/incident', {
		...{ method: 'DELETE', body: { incident_ids: [id] } },
	});
	expect(deleted.status).toBe(200);
	expect(await latest()).toMatchObject({
		...{ event: 'api_call', category: 'api', operation: 'v2.incidents.delete' },
		...{ actor: 'Demo token', address: '127.0.0.1', note: expect.stringContaining(String(id)) },
		requestId: deleted.headers.get('X-Request-Id'),
	});
});

it('in V1', async () => {
	await server.store([{ HOSTNAME: 'gone', N: 1 }]);
	const { status } = await server.call('/RestAPI/v1/device/disable', {
		...{ method: 'PUT', body: { device_name: 'gone' } },
	});
	expect(status).toBe(200);
	expect(await latest()).toMatchObject({
		...{ operation: 'v1.devices.disable', note: 'device_name="gone"' },
	});
});

it('by a session of the console', async () => {
	const call = await signIn(server);
	const { body } = await call('POST', '/v2/incident', { name: 'y' });
	await call('DELETE', '/v2/incident', { incident_ids: [body.data.incident_id] });
	expect(await latest()).toMatchObject({ operation: 'v2.incidents.delete', actor: 'admin' });
});

it('not what was refused, and not what only reads', async () => {
	const before = await latest();
	await server.call('/api/v2/incident', { method: 'DELETE', body: { incident_ids: ['x'] } });
	await server.search();
	expect(await latest()).toEqual(before);
});

// Searches and counts change nothing, incidents and alerts have a history of their own, and logs are what is kept.
const HAS_A_HISTORY = /^(?:v2\.incidents|server\.incidents|server\.alerts)\./;
const READS = new Set<OperationId>([
	...(['v1.search.run', 'v1.search.start', 'v2.search.run', 'v2.search.start'] as const),
	...(['v1.alerts.run', 'v1.alerts.start', 'v2.alerts.run', 'v2.alerts.start'] as const),
	...(['v1.alertProfiles.list', 'v2.reports.profiles', 'v2.reports.data'] as const),
	...(['server.reports.aggregate', 'server.reports.aggregateFile'] as const),
	...(['server.search.check', 'server.search.aggregate'] as const),
	...(['server.search.startAggregate', 'server.ingest'] as const),
]);
const CHANGING = OPERATION_IDS.filter(
	(id) => operation(id).method !== 'GET' && !READS.has(id) && !HAS_A_HISTORY.test(id),
);

it.each([...CHANGING, 'v2.incidents.delete', 'server.incidents.export'] as const)(
	'%s is written down',
	(id) => expect(audited(id, { called: async () => undefined })).toBeDefined(),
);

it('there are calls that are, and calls that are not', () => {
	expect(CHANGING.length).toBeGreaterThan(20);
	expect(audited('v2.search.run', { called: async () => undefined })).toBeUndefined();
});
