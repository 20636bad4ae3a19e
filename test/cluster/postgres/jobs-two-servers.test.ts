/** Two engines on one job queue in PostgreSQL, as two servers behind a load balancer. */
import { ManualClock } from '../../../server/platform';
import type { JobContext, JobEngine, JobRecord, KindOptions } from '../../../server/jobs';
import { JOB_LAYOUT, PostgresJobQueue } from '../../../server/storage/postgres';
import { admin, HOUR, makeEngine, T0 } from '../../server/jobs/engine-fixture';
import { until } from '../../support/until';
import { cutConnections, describePostgres, newSchema, openPostgres } from './fixture';

const LEASE_MS = 30_000;

describePostgres('Two servers on one queue in PostgreSQL', () => {
	let schema: string;
	const open: { engine: JobEngine; queue: PostgresJobQueue }[] = [];

	/** A server: an engine with connections and a clock of its own. */
	const serve = async (
		handler: (context: JobContext) => Promise<unknown>,
		options: KindOptions = {},
	) => {
		const queue = new PostgresJobQueue(await openPostgres([JOB_LAYOUT], schema));
		const made = makeEngine({ queue, clock: new ManualClock(T0) });
		made.engine.register('work', handler, options);
		await made.engine.start();
		open.push({ engine: made.engine, queue });
		return { ...made, queue };
	};
	const submit = async (engine: JobEngine, owner = 'ann'): Promise<JobRecord> =>
		(await engine.submit({ kind: 'work', owner, payload: null })).job;
	/** Runs until it is told to stop. */
	const endless = ({ signal }: JobContext): Promise<never> =>
		new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error));
		});
	const running = (engine: JobEngine, jobs: number): Promise<true> =>
		until(async () => (engine.runningJobs === jobs ? true : undefined));

	beforeEach(() => {
		schema = newSchema();
	});
	afterEach(async () => {
		for (const { engine, queue } of open.splice(0)) {
			await engine.stop(0, 0);
			await queue.close();
		}
	});

	it('run each job once, and share them', async () => {
		const ran = new Map<string, string[]>();
		const work = (server: string) => async (context: JobContext) => {
			const { id } = context.job;
			ran.set(id, [...(ran.get(id) ?? []), server]);
			await context.saveCheckpoint(1);
		};
		const servers = [await serve(work('one')), await serve(work('two'))] as const;
		const jobs = await Promise.all(
			Array.from({ length: 200 }, (_, n) => submit(servers[n % 2 ? 1 : 0].engine, `o${n % 7}`)),
		);
		// Asked of the other server: it hears of the end.
		for (const [n, { id }] of jobs.entries())
			expect((await servers[n % 2 ? 0 : 1].engine.wait(id, admin)).state).toBe('SUCCESS');
		expect(ran.size).toBe(200);
		expect([...ran.values()].filter(({ length }) => length !== 1)).toEqual([]);
		const shares = [...ran.values()].flat().filter((server) => server === 'one').length;
		expect(shares).toBeGreaterThan(0);
		expect(shares).toBeLessThan(200);
	});

	it('hear of work that came in at the other, with no timer', async () => {
		const full = await serve(endless, { concurrency: 1 });
		await submit(full.engine);
		await running(full.engine, 1);
		await serve(async () => 'done');
		for (const job of [await submit(full.engine), await submit(full.engine)])
			expect((await full.engine.wait(job.id, admin)).result).toBe('done');
	});

	it('cancel and delete what the other runs, at once', async () => {
		const reasons: string[] = [];
		const runner = await serve((context) =>
			endless(context).catch((error: Error) => void reasons.push(error.message)),
		);
		const [cancelled, deleted] = [await submit(runner.engine), await submit(runner.engine)];
		await running(runner.engine, 2);
		const asked = await serve(endless);
		expect((await asked.engine.cancel(cancelled.id, admin)).state).toBe('CANCELLED');
		await running(runner.engine, 1);
		await asked.engine.delete(deleted.id, admin);
		await running(runner.engine, 0);
		expect(reasons).toEqual([cancelled, deleted].map(({ id }) => `Job ${id} was ended elsewhere`));
		expect((await runner.engine.get(cancelled.id, admin)).state).toBe('CANCELLED');
		await expect(runner.engine.get(deleted.id, admin)).rejects.toMatchObject({ code: 'JOB_GONE' });
	});

	it('take up the job of one that died after its lease, from its checkpoint, and refuse its late writes', async () => {
		const dead = await serve(
			async (context) => {
				await context.results.append(Float64Array.of(1, 2, 3));
				await context.saveCheckpoint({ at: 3 });
				await context.results.append(Float64Array.of(4));
				return endless(context);
			},
			{ concurrency: 1 },
		);
		const job = await submit(dead.engine);
		await until(async () => ((await dead.engine.get(job.id, admin)).hits === 3 ? true : undefined));
		// Its clock stands still from here on: it renews no lease.
		const seen: unknown[] = [];
		const living = await serve(async ({ checkpoint, results, job: { run } }) => {
			seen.push([checkpoint, results.count, run]);
			await results.append(Float64Array.of(9));
			return 'taken over';
		});
		await living.engine.wake();
		expect(seen).toEqual([]);
		await until(async () => {
			await living.advance(LEASE_MS / 3);
			return seen.length > 0 ? true : undefined;
		});
		expect(living.clock.now()).toBeGreaterThanOrEqual(T0 + LEASE_MS);
		const ended = await living.engine.wait(job.id, admin);
		expect(ended).toMatchObject({ state: 'SUCCESS', interruptions: 1, hits: 4 });
		expect(ended.result).toBe('taken over');
		expect(seen).toEqual([[{ at: 3 }, 3, 2]]);
		const late = dead.queue.update(
			{ id: job.id, run: 1, instance: dead.engine.instance },
			{ now: T0, ids: [Float64Array.of(4)] },
		);
		await expect(late).rejects.toMatchObject({ code: 'JOB_LEASE_LOST' });
		expect([...(await dead.engine.page(job.id, 1, admin)).ids]).toEqual([1, 2, 3, 9]);
	});

	it('go on when their connections were cut', async () => {
		const servers = [await serve(async () => 'done'), await serve(async () => 'done')] as const;
		await cutConnections();
		const job = await until(() => submit(servers[0].engine).catch(() => undefined));
		const wait = () => servers[0].engine.wait(job.id, admin).catch(() => undefined);
		await servers[1].advance(LEASE_MS);
		expect((await until(wait)).result).toBe('done');
	});

	it('remove what expired once, though both look', async () => {
		const removed: string[] = [];
		const note = { removed: ({ id }: JobRecord) => void removed.push(id), retentionMs: HOUR };
		const servers = [
			await serve(async () => 'x', note),
			await serve(async () => 'x', note),
		] as const;
		const jobs = await Promise.all(Array.from({ length: 50 }, () => submit(servers[0].engine)));
		for (const { id } of jobs) await servers[1].engine.wait(id, admin);
		await Promise.all(servers.map(({ advance }) => advance(HOUR)));
		await until(async () => (removed.length >= 50 ? true : undefined));
		await Promise.all(servers.map(({ engine }) => engine.wake()));
		expect(removed.sort()).toEqual(jobs.map(({ id }) => id).sort());
	});
});
