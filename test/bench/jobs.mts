/** `npm run bench:jobs`: how soon jobs start, how many a second, and searches over a million stored events on a whole server. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import platformDoor from '../../server/dist/platform/index.js';
import jobsDoor from '../../server/dist/jobs/index.js';
import sqliteDoor from '../../server/dist/storage/sqlite/index.js';
import { measureGraphile } from './jobs-baseline/graphile.mts';
import { measurePlainjob } from './jobs-baseline/plainjob.mts';
import { disconnect } from './support/send.mts';
import { memoryOfLargeJob } from './jobs-memory.mts';
import { deletedWhileRunning, largeResult, smallBehindLarge } from './jobs-server.mts';
import { Verdicts } from './jobs-verdict.mts';
import { corpusFolder } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { startServer } from './support/server.mts';
import { median, ms, quantile } from './support/stats.mts';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const viewer = { owner: 'bench', admin: true };
const folder = mkdtempSync(join(tmpdir(), 'log360-bench-jobs-'));
const verdicts = new Verdicts();

async function open(name: string) {
	const queue = await sqliteDoor.ThreadedJobQueue.open(join(folder, name));
	const started = new Map<string, number>();
	const engine = new jobsDoor.JobEngine({
		queue,
		clock: platformDoor.systemClock,
		observer: {
			started: ({ id }: { id: string }) => started.set(id, performance.now()),
			trouble: (doing: string, error: Error) => console.error(doing, error),
		},
	});
	engine.register('noop', async () => null, { concurrency: 256, perOwner: 256 });
	await engine.start();
	const submit = async (kind: string, payload: unknown, owner = 'bench') => {
		const { job } = await engine.submit({ kind, owner, payload });
		return job.id as string;
	};
	const close = async (): Promise<void> => {
		await engine.stop();
		await queue.close();
	};
	return { engine, started, submit, close };
}

async function latency(): Promise<void> {
	const { engine, started, submit, close } = await open('latency.db');
	const times: number[] = [];
	for (let n = 0; n < 1_100; n++) {
		const asked = performance.now();
		const id = await submit('noop', { n });
		await engine.wait(id, viewer);
		if (n >= 100) times.push((started.get(id) as number) - asked);
	}
	const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
	const rest = `median ${ms(median(times))}, p99 ${ms(quantile(times, 0.99))}`;
	verdicts.judge(
		'from the call to submit to running, mean of 1,000',
		`${ms(mean)}, ${rest}`,
		'5 ms',
		mean < 5,
	);
	await close();
}

async function throughput(): Promise<void> {
	const { engine, submit, close } = await open('throughput.db');
	const run = async (count: number): Promise<number> => {
		let next = 0;
		const caller = async (): Promise<void> => {
			let last = '';
			while (next < count) last = await submit('noop', { n: next++ });
			if (last !== '') await engine.wait(last, viewer);
		};
		const start = performance.now();
		await Promise.all(Array.from({ length: 32 }, caller));
		while ((await engine.list(viewer, { states: ['QUEUED', 'RUNNING'], limit: 1 })).total > 0)
			await sleep(1);
		return count / ((performance.now() - start) / 1000);
	};
	await run(2_000);
	const own = await run(20_000);
	await close();
	const bound = '1,500 jobs/s';
	verdicts.judge(
		'no-op jobs, durable, 32 callers',
		`${Math.round(own)} jobs/s`,
		bound,
		own >= 1_500,
	);
	await beside(own, 'plainjob 0.0.14 on node:sqlite, synchronous=FULL', () =>
		measurePlainjob(join(folder, 'plainjob.db'), 3_000),
	);
	await beside(own, 'graphile-worker 0.18.0 on PostgreSQL, 32 callers, 32 workers', () =>
		measureGraphile(folder, 3_000),
	);
}

async function beside(
	own: number,
	name: string,
	measure: () => Promise<number | undefined>,
): Promise<void> {
	const missing = (error: Error & { code?: string }): undefined => {
		if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
		verdicts.tell('(install the baselines: npm install --prefix test/bench/jobs-baseline)');
		return undefined;
	};
	const other = await measure().catch(missing);
	verdicts.tell(
		other === undefined
			? `not measured: ${name}`
			: `beside it, ${name}: ${Math.round(other)} jobs/s; ratio ${(own / other).toFixed(1)}`,
	);
}

/** A server with the corpus, a copy: what is measured writes beside it. */
async function wholeServer(): Promise<void> {
	const data = join(folder, 'server');
	mkdirSync(data);
	copyFileSync(join(await corpusFolder(EVENTS), 'events.db'), join(data, 'events.db'));
	await memoryOfLargeJob(data, EVENTS, verdicts);
	const server = await startServer(data);
	try {
		await largeResult(server, EVENTS, verdicts);
		await smallBehindLarge(server, verdicts);
		await deletedWhileRunning(server, verdicts);
	} finally {
		disconnect();
		await server.stop();
	}
}

console.log(`${machine()}\n`);
try {
	await latency();
	await throughput();
	await wholeServer();
} finally {
	rmSync(folder, { recursive: true, force: true });
}
process.exitCode = verdicts.exitCode;
