/** `log360-server migrate` that is killed by the operating system, each way, goes on where it was until everything has arrived. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../../server/jobs/model-run';
import { NOW, TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { OPENSEARCH, onOpenSearch } from '../opensearch/connection';
import { describePostgres, postgresUrl } from '../postgres/fixture';
import { type Cluster, clusterOf } from '../servers/place';

const BIN = join(__dirname, '../../../server/bin/log360-server.js');
/** More than a batch of a move. */
const EVENTS = 12_000;

/** The process is killed some moment after this many lines, ms at most; the last lives on. */
const MOMENT_MS = 40;

interface Ended {
	readonly code: number | null;
	readonly text: string;
}

/** Enters the command. @param killAfter lines of output, then so many ms; not at all by default */
async function migrate(
	args: readonly string[],
	cluster: Cluster,
	killAfter?: { readonly lines: number; readonly ms: number },
): Promise<Ended> {
	const url = new URL(postgresUrl());
	const { password } = url;
	url.password = '';
	const child = spawn(
		process.execPath,
		[
			...[BIN, 'migrate', ...args, '--opensearch', OPENSEARCH as string, '--postgres', url.href],
			...['--opensearch-prefix', cluster.opensearch.prefix as string],
			...['--postgres-schema', cluster.postgres.schema as string, '--opensearch-replicas', '0'],
		],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, LOG360_POSTGRES_PASSWORD: password },
		},
	);
	let text = '';
	let lines = 0;
	child.stdout.on('data', (chunk: Buffer) => (text += chunk));
	const read = createInterface({ input: child.stderr });
	read.on('line', (line) => {
		text += `${line}\n`;
		if (++lines === killAfter?.lines) void pause(killAfter.ms).then(() => child.kill('SIGKILL'));
	});
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, text };
}

/** Kills it ever later, until it comes to its end. @returns what it said then, and how often it was killed */
async function moved(
	args: readonly string[],
	cluster: Cluster,
): Promise<{ readonly text: string; readonly kills: number }> {
	const random = seeded(args.length + 360);
	for (let lines = 1, kills = 0; ; lines *= 2, kills++) {
		const ended = await migrate(args, cluster, { lines, ms: Math.floor(random() * MOMENT_MS) });
		if (ended.code === 0) return { text: ended.text, kills };
		// Whatever else ends it is a fault.
		if (ended.code !== null) throw new Error(ended.text);
	}
}

onOpenSearch('a move that is killed', () => {
	describePostgres('on OpenSearch and PostgreSQL', () => {
		it('ends with everything, to the engines and back', async () => {
			const from = tempFolder();
			const to = join(tempFolder(), 'back');
			mkdirSync(to);
			const cluster = clusterOf(from);
			const server = await TestServer.start({ data: from, cluster: undefined });
			const events = Array.from({ length: EVENTS }, (_, n) => ({
				...{ TIME: NOW - n * 1_000, HOSTNAME: `host${n % 7}`, N: n },
				...(n % 1_000 === 0 ? { LOGTYPE: 'Windows', EVENTID: 1102, CHANNEL: 'Security' } : {}),
			}));
			for (let at = 0; at < EVENTS; at += 4_000) await server.store(events.slice(at, at + 4_000));
			const known = await told(server);
			expect(known).toMatchObject({ events: EVENTS });
			await server.close();

			const there = await moved(['--from', from], cluster);
			expect(there.kills).toBeGreaterThan(2);
			expect(there.text).toContain(`${EVENTS} events`);
			const back = await moved(['--to', to], cluster);
			expect(back.kills).toBeGreaterThan(2);
			expect(back.text).toContain(`${EVENTS} events`);

			const again = await TestServer.start({ data: to, cluster: undefined });
			expect(await told(again)).toEqual(known);
			expect(again.faults).toEqual([]);
		});
	});
});

/** Numbers of events by host and hour, and the alerts. */
async function told(server: TestServer) {
	const all = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z', query: '*' };
	const groups = await server.call('/api/v2/search/aggregate', {
		body: { ...all, group_by: ['HOSTNAME'], interval: '1h' },
	});
	const alerts = await server.call('/api/v2/alerts', { body: all });
	const { body } = await server.search();
	return {
		events: body.meta.total_items as number,
		newest: body.data,
		groups: groups.body,
		alerts: alerts.body,
	};
}
