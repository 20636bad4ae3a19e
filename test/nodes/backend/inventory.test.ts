/** Log sources, agents, domains, reports and product details against the bundled backend. */
import { backend } from '../support/backend';
import { failure, output } from '../support/n8n';

const server = backend('--empty');

beforeAll(async () => {
	await server.ingest([
		{ time: Date.now(), HOSTNAME: 'web01', EVENTID: 4625, LOGTYPE: 'Windows', MESSAGE: 'failed' },
		{
			time: Date.now(),
			HOSTNAME: 'web02',
			EVENTID: 4624,
			LOGTYPE: 'Windows',
			MESSAGE: 'logged on',
		},
	]);
}, 60_000);

const run = async (parameters: object, credentials = server.v2()) =>
	await output({ credentials, parameters: parameters as never });
const id = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });
const sources = async () =>
	await run({ resource: 'logSource', operation: 'getMany', returnAll: true });

it('updates, disables and deletes log sources', async () => {
	const web01 = (await sources()).find(({ name }) => String(name).includes('web01'));
	expect(web01).toBeDefined();
	const update = { displayName: 'Web server 1' };
	await run({
		resource: 'logSource',
		operation: 'update',
		logSource: id(web01?.id),
		updateFields: update,
	});
	expect((await sources()).map(({ name }) => name)).toContain('Web server 1');

	await run({ resource: 'logSource', operation: 'disable', names: 'web02' });
	const web02 = (await sources()).find(({ name }) => String(name).includes('web02'));
	expect(web02?.status).toBe('disabled');

	await run({ resource: 'logSource', operation: 'delete', logSources: String(web02?.id) });
	expect((await sources()).map(({ id: one }) => one)).not.toContain(web02?.id);
});

it('hands on that a device is not known', async () => {
	const parameters = { resource: 'logSource', operation: 'disable', names: 'nobody' };
	const error = await failure({ credentials: server.v1(), parameters });
	expect(error.description).toContain('No device has the name');
});

it.each([
	['agent', 'getMany'],
	['domain', 'getMany'],
	['report', 'getProfiles'],
	['logSource', 'getGroups'],
])('%s > %s answers with a list', async (resource, operation) => {
	expect(Array.isArray(await run({ resource, operation, returnAll: true }))).toBe(true);
});

it('runs a report', async () => {
	const reports = await run({ resource: 'report', operation: 'getProfiles', returnAll: true });
	expect(reports.length).toBeGreaterThan(0);
	const failed = reports.find(({ query }) => String(query).includes('4625'));
	const parameters = {
		resource: 'report',
		operation: 'getData',
		report: id(failed?.id),
		timeRange: 'lastHour',
		returnAll: true,
	};
	expect((await run(parameters)).length).toBeGreaterThan(0);
});

it.each([
	['V1', () => server.v1()],
	['V2 with its V1 token', () => server.v2()],
])('gets product details over %s', async (_name, credentials) => {
	const [details] = await run({ resource: 'product', operation: 'getDetails' }, credentials());
	expect(typeof details.os_type).toBe('string');
});
