/** What comes late or not at all: alerts of events that arrive hours late, and log sources that fell silent. */
import { backend, eventually } from '../support/backend';
import { poller } from '../support/n8n';

const server = backend('--empty');
const HOUR = 3_600_000;
const cleared = (host: string, ago: number) => ({
	...{ time: Date.now() - ago, HOSTNAME: host, LOGTYPE: 'Windows' },
	...{ CHANNEL: 'Security', EVENTID: 1102, MESSAGE: 'The audit log was cleared.' },
});

it('an alert of an event that is five hours late is emitted once, over V2', async () => {
	const { poll, staticData } = poller(server.v2(), { event: 'newAlert' });
	expect(await poll()).toBeNull();
	await server.ingest([cleared('late01', 5 * HOUR)]);
	const found = await eventually(async () => (await poll()) ?? undefined);
	expect(found).toMatchObject([{ host: 'late01', severity: 'critical' }]);
	expect(await poll()).toBeNull();
	const again = poller(server.v2(), { event: 'newAlert' }, staticData);
	expect(await again.poll()).toBeNull();
});

it('in both forms of names', async () => {
	const parameters = { event: 'newAlert', options: { fieldNames: 'client' } };
	const { poll } = poller(server.v2(), parameters);
	await poll();
	await server.ingest([cleared('late02', 30 * HOUR)]);
	expect(await eventually(async () => (await poll()) ?? undefined)).toMatchObject([
		{ host: 'late02' },
	]);
	expect(await poll()).toBeNull();
});

it('takes one call to the list of alerts for each poll', async () => {
	const { poll } = poller(server.v2(), { event: 'newAlert' });
	const calls = await server.answered(async () => {
		await poll();
		await poll();
	});
	expect(calls).toEqual(['v2.alerts.run']);
});

it('a log source that has sent nothing for a while is told once', async () => {
	await server.ingest([cleared('quiet01', 2 * HOUR), cleared('busy01', 0)]);
	const { poll } = poller(server.v2(), {
		event: 'silentSource',
		silentFor: '90m',
		options: { lookBack: '1d' },
	});
	const found = await poll();
	expect(found?.map(({ name }) => name)).toContain('quiet01');
	expect(found?.map(({ name }) => name)).not.toContain('busy01');
	const { silentMinutes } = found?.find(({ name }) => name === 'quiet01') ?? {};
	expect(Number(silentMinutes)).toBeGreaterThanOrEqual(119);
	expect(await poll()).toBeNull();
	await server.ingest([cleared('quiet01', 0)]);
	expect(await poll()).toBeNull();
});
