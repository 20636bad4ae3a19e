/** `npm run bench:jobs`: how soon jobs start, how many a second, a million hits, and small searches behind a big one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import clocks from '../../server/dist/clock.js';
import engines from '../../server/dist/jobs/engine.js';
import searches from '../../server/dist/jobs/search-job.js';
import queues from '../../server/dist/jobs/sqlite/threaded-queue.js';
import { measureGraphile } from './jobs-baseline/graphile.mts';
import { measurePlainjob } from './jobs-baseline/plainjob.mts';
import { machine } from './support/machine.mts';
import { median, ms, quantile, timed } from './support/stats.mts';

const viewer = { owner: 'bench', admin: true };
const folder = mkdtempSync(join(tmpdir(), 'log360-bench-jobs-'));
let failures = 0;

type Search = { hits: number; scanMs?: number };

/**
 * Hits out of thin air, so that the engine is measured and not a store. A long scan waits between its
 * batches, as for the store's reader threads.
 */
const source = {
	async *scan({ hits, scanMs = 0 }: Search, signal: AbortSignal) {
		const until = performance.now() + scanMs;
		for (let from = 0; from < hits || performance.now() < until; from += 5_000) {
			const count = Math.max(0, Math.min(5_000, hits - from));
			yield { ids: Float64Array.from({ length: count }, (_, n) => 1.7e15 - (from + n) * 1_013) };
			signal.throwIfAborted();
			await sleep(scanMs > 0 ? 10 : 0);
		}
	},
};

async function open(name: string) {
	const queue = await queues.ThreadedJobQueue.open(join(folder, name));
	const started = new Map<string, number>();
	const engine = new engines.JobEngine({
		queue,
		clock: clocks.systemClock,
		observer: {
			started: ({ id }: { id: string }) => started.set(id, performance.now()),
			trouble: (doing: string, error: Error) => console.error(doing, error),
		},
	});
	engine.register('noop', async () => null, { concurrency: 256, perOwner: 256 });
	engine.register('search', searches.searchJob(source));
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

function judge(what: string, value: string, bound: string, ok: boolean): void {
	if (!ok) failures++;
	console.log(`${ok ? 'ok  ' : 'MISS'} ${what}: ${value} (bound ${bound})`);
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
	judge(
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
	judge('no-op jobs, durable, 32 callers', `${Math.round(own)} jobs/s`, bound, own >= 1_500);
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
		console.log('     (install the baselines: npm install --prefix test/bench/jobs-baseline)');
		return undefined;
	};
	const other = await measure().catch(missing);
	if (other === undefined) console.log(`     not measured: ${name}`);
	else
		console.log(
			`     beside it, ${name}: ${Math.round(other)} jobs/s; ratio ${(own / other).toFixed(1)}`,
		);
}

async function million(): Promise<void> {
	const { engine, submit, close } = await open('million.db');
	await engine.wait(await submit('search', { hits: 5_000 }), viewer);
	const before = process.resourceUsage().maxRSS;
	const { time, value: id } = await timed(async () => {
		const submitted = await submit('search', { hits: 1_000_000 });
		await engine.wait(submitted, viewer);
		return submitted;
	});
	const grown = (process.resourceUsage().maxRSS - before) / 1024;
	console.log(
		`     a search of 1,000,000 hits takes ${ms(time)} from acceptance to its last page on disk`,
	);
	judge('it adds to the peak of memory', `${grown.toFixed(1)} MB`, '100 MB', grown < 100);
	const first: number[] = [];
	const last: number[] = [];
	for (let n = 0; n < 550; n++) {
		const one = (await timed(() => engine.page(id, 1, viewer))).time;
		const thousand = (await timed(() => engine.page(id, 1_000, viewer))).time;
		if (n < 50) continue;
		first.push(one);
		last.push(thousand);
	}
	const ratio = median(last) / median(first);
	const value = `${ratio.toFixed(2)}x (${median(last).toFixed(3)} ms : ${median(first).toFixed(3)} ms)`;
	judge('page 1,000 against page 1, median of 500', value, '1.2x', ratio <= 1.2);
	const { time: deleting } = await timed(() => engine.delete(id, viewer));
	console.log(`     deleting its results takes ${ms(deleting)}`);
	await close();
}

async function behind(): Promise<void> {
	const { engine, started, submit, close } = await open('behind.db');
	const big = await submit('search', { hits: 200_000, scanMs: 5_000 });
	await sleep(200);
	for (const owner of ['bench', 'somebody else']) {
		const waits: number[] = [];
		const small = async (): Promise<void> => {
			const asked = performance.now();
			const id = await submit('search', { hits: 50 }, owner);
			await engine.wait(id, viewer);
			waits.push((started.get(id) as number) - asked);
		};
		await Promise.all(Array.from({ length: 50 }, small));
		const worst = Math.max(...waits);
		const whose = owner === 'bench' ? 'of the same owner' : 'of another owner';
		judge(
			`50 small searches ${whose} behind one of 5 s, slowest start`,
			ms(worst),
			'100 ms',
			worst <= 100,
		);
	}
	const running = await engine.get(big, viewer);
	if (running.state !== 'RUNNING')
		throw new Error('The big search ended too early for this measurement');
	const { time } = await timed(async () => {
		await engine.delete(big, viewer);
		while (engine.runningJobs > 0) await new Promise((resolve) => setImmediate(resolve));
	});
	judge('deleting the big search, until its scan has ended', ms(time), '100 ms', time <= 100);
	await close();
}

console.log(`${machine()}\n`);
try {
	await latency();
	await throughput();
	await million();
	await behind();
} finally {
	rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
