/** Runs of workflows that an alert starts, and that outlive the server. */
import { NOW, TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { until } from '../../support/until';
import { admin, ended, EXECUTE, mail } from './workflow-calls';

it('starts a workflow when an alert of its profile is raised', async () => {
	const server = await TestServer.start();
	const profiles = await server.call('/api/v2/alerts/profile');
	expect(profiles.status).toBe(200);
	const listed = JSON.stringify(profiles.body).match(/"\w*id":\s*"?(\d+)"?/g) ?? [];
	const ids = listed.map((text) => Number(/(\d+)"?$/.exec(text)?.[1]));
	await admin(
		server,
		'/1/profiles',
		{
			profiles: [...new Set(ids)].map((profileId) => ({
				profileId,
				arguments: { message: 'From {{alert.REMOTEIP}}' },
			})),
		},
		'PUT',
	);
	await server.store(
		Array.from({ length: 12 }, (_, n) => ({
			TIME: NOW - 600_000 + n * 1000,
			HOSTNAME: 'web01',
			LOGTYPE: 'Unix',
			SOURCE: 'sshd',
			IENAME: 'Failed logon',
			REMOTEIP: '192.0.2.1',
			USERNAME: 'root',
		})),
	);
	const runs = await until(async () => {
		const found = (await admin(server, '/runs')).body.runs as any[];
		return found.length > 0 && found.every((run) => run.endedAt !== null) ? found : undefined;
	});
	expect(runs[0]).toMatchObject({
		trigger: 'alert',
		state: 'SUCCESS',
		device: 'web01',
		arguments: { message: 'From 192.0.2.1' },
	});
	expect(server.faults).toEqual([]);
});

it('goes on with a waiting run after a restart', async () => {
	const data = tempFolder();
	const first = await TestServer.start({ data });
	const wait = { id: 'wait', type: 'time_delay', parameters: { minutes: 5 }, next: 'm' };
	const made = await admin(first, '', {
		name: 'Slow',
		definition: { start: 'wait', blocks: [wait, mail('m')] },
	});
	const { body } = await first.call(EXECUTE, { body: { template_id: made.body.workflow.id } });
	await first.close();
	const second = await TestServer.start({ data });
	expect((await admin(second, `/runs/${body.execution_id}`)).body.run.endedAt).toBeNull();
	await second.close();
	const third = await TestServer.start({ data, clock: { now: () => NOW + 300_000 } as never });
	const { run, steps } = await ended(third, body.execution_id);
	expect(run.state).toBe('SUCCESS');
	expect(steps).toMatchObject([
		{ block: 'wait', startedAt: new Date(NOW).toISOString() },
		{ block: 'm' },
	]);
});
