/** Processes that run jobs from one queue in PostgreSQL and are killed: no result is lost, doubled or out of order. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { newJobId } from '../../../server/jobs';
import { JOB_LAYOUT, PostgresJobQueue } from '../../../server/storage/postgres';
import { seeded } from '../../server/jobs/model-run';
import { runs } from '../../support/runs';
import { until } from '../../support/until';
import { describePostgres, newSchema, openPostgres, postgresUrl } from './fixture';

const SERVERS = 2;
const JOBS = 60;
const PER_JOB = 100;
/** Kills in all. */
const KILLS = runs(200, 12);

describePostgres('Processes on one job queue', () => {
	const running = new Set<ChildProcess>();

	afterAll(async () => {
		await Promise.all([...running].map(kill));
	});

	function kill(child: ChildProcess): Promise<void> {
		return new Promise((resolve) => {
			child.once('exit', () => {
				running.delete(child);
				resolve();
			});
			child.kill('SIGKILL');
		});
	}

	function start(schema: string): Promise<ChildProcess> {
		const child = fork(join(__dirname, 'job-server.mjs'), [postgresUrl(), schema], {
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		running.add(child);
		return new Promise((resolve, reject) => {
			child.once('message', () => resolve(child));
			child.once('exit', (code) => reject(new Error(`A server ended with ${code}`)));
		});
	}

	it(`over ${KILLS} kills of ${SERVERS} servers`, async () => {
		const random = seeded(4711);
		const schema = newSchema();
		const database = await openPostgres([JOB_LAYOUT], schema);
		const queue = new PostgresJobQueue(database);
		const servers = await Promise.all(Array.from({ length: SERVERS }, () => start(schema)));
		const jobs: { id: string; first: number }[] = [];
		const add = async (): Promise<void> => {
			const job = { id: newJobId(), first: 1 + jobs.length * PER_JOB };
			const more = { kind: 'work', owner: `o${jobs.length % 3}`, pageSize: 30, now: Date.now() };
			await queue.enqueue({ ...more, id: job.id, payload: { first: job.first } });
			jobs.push(job);
		};
		for (let killed = 0; killed < KILLS; killed++) {
			for (let n = 0; n < JOBS / KILLS; n++) await add();
			// Between start and kill it has done some of its work, how much is chance.
			const before = await done();
			const enough = Math.floor(random() * 3);
			await until(async () =>
				(await done()) >= Math.min(before + enough, jobs.length) ? true : undefined,
			);
			const at = Math.floor(random() * SERVERS);
			await kill(servers[at] as ChildProcess);
			servers[at] = await start(schema);
		}
		async function done(): Promise<number> {
			return (await queue.list({ now: Date.now(), states: ['SUCCESS'], limit: 0 })).total;
		}
		await until(async () => ((await done()) === jobs.length ? true : undefined));
		let interruptions = 0;
		for (const { id, first } of jobs) {
			const job = await queue.get(id);
			expect(job).toMatchObject({ state: 'SUCCESS', hits: PER_JOB, failures: 0 });
			interruptions += job?.interruptions ?? 0;
			const ids: number[] = [];
			for (let page = 1; page <= 4; page++) ids.push(...((await queue.page(id, page))?.ids ?? []));
			expect(ids).toEqual(Array.from({ length: PER_JOB }, (_, n) => first + n));
		}
		expect(interruptions).toBeGreaterThan(0);
	});
});
