/** `node test/bench/http.mts`: the request overhead of the whole middleware chain beside a bare Koa route, in one process each. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { machine } from './support/machine.mts';
import { send } from './support/send.mts';
import { median, quantile } from './support/stats.mts';
import { processorTime } from './support/processor-time.mts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 15);
const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 2_000);
const CONNECTIONS = 8;
const BOUND = 2.5;
/** The cheapest operation, so that nothing hides what the chain costs. */
const PATH = '/RestAPI/v1/product/details';

/** Starts a script that prints a line once it listens; its log, one line a request, is thrown away. */
async function launch(
	args: readonly string[],
	read: (line: string) => { url: string; token: string },
) {
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
	const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
	if (value === undefined) throw new Error(`${args[0]} ended before it listened`);
	const { url, token } = read(value as string);
	const stop = () =>
		new Promise<void>((resolve) => {
			child.once('exit', () => resolve());
			child.kill('SIGTERM');
		});
	return { url: url + PATH, token, pid: child.pid as number, stop };
}

type Target = Awaited<ReturnType<typeof launch>>;

/** A Koa application with one route that answers the same: what any server on Koa pays. */
const startBare = () =>
	launch([join(import.meta.dirname, 'support', 'bare-koa.mts')], (url) => ({ url, token: 'none' }));

/** The server as it runs by default: token, metrics, access log, security headers, contract. */
function startWhole(folder: string): Promise<Target> {
	const bin = join(import.meta.dirname, '..', '..', 'server', 'bin', 'log360-server.js');
	const args = [
		bin,
		'start',
		'--data',
		folder,
		'--port',
		'0',
		'--empty',
		'--demo-tokens',
		'--json',
		// The default of a minute is gone in the first one; counting them is part of what is measured.
		...['--rate-limit', '1000000'],
	];
	return launch(args, (line) => {
		const { url, v1Token } = JSON.parse(line) as { url: string; v1Token: string };
		return { url, token: v1Token };
	});
}

type Round = Awaited<ReturnType<typeof round>>;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** One round, in microseconds a request: as the client sees it, and of the server's processor time. */
async function round(target: Target): Promise<{ wall: number; cpu: number }> {
	let left = REQUESTS;
	const start = performance.now();
	const before = processorTime(target.pid);
	const lane = async () => {
		while (left-- > 0) await send({ url: target.url, token: target.token, agent });
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, lane));
	const wall = ((performance.now() - start) * 1000) / REQUESTS;
	return { wall, cpu: ((processorTime(target.pid) - before) * 1000) / REQUESTS };
}

const folder = mkdtempSync(join(tmpdir(), 'log360-bench-'));
const bare = await startBare();
const whole = await startWhole(folder);
const times = { bare: [] as Round[], whole: [] as Round[] };
await round(bare);
await round(whole);
// In turn, so that a busy moment of the machine meets both.
for (let n = 0; n < ROUNDS; n++) {
	times.bare.push(await round(bare));
	times.whole.push(await round(whole));
}
await Promise.all([bare.stop(), whole.stop()]);
agent.destroy();
rmSync(folder, { recursive: true, force: true });

const us = (values: readonly number[]) =>
	`${median(values).toFixed(0)} µs (p95 ${quantile(values, 0.95).toFixed(0)} µs)`;
const of = (rounds: readonly Round[], kind: keyof Round) => rounds.map((each) => each[kind]);
const ratioOf = (kind: keyof Round) => median(of(times.whole, kind)) / median(of(times.bare, kind));
const ratio = Math.max(ratioOf('wall'), ratioOf('cpu'));
console.log(`${machine()}`);
console.log(
	`${ROUNDS} rounds in turn of ${REQUESTS} requests over ${CONNECTIONS} connections, median\n`,
);
console.log(
	'| a request to | time at the client | processor time of the server |\n| --- | --- | --- |',
);
for (const [name, rounds] of [
	['a bare Koa route', times.bare],
	['the whole chain: GET /RestAPI/v1/product/details', times.whole],
] as const) {
	console.log(`| ${name} | ${us(of(rounds, 'wall'))} | ${us(of(rounds, 'cpu'))} |`);
}
console.log(`| ratio | ${ratioOf('wall').toFixed(2)}x | ${ratioOf('cpu').toFixed(2)}x |`);
console.log(
	`\nThe larger ratio ${ratio.toFixed(2)}x, bound ${BOUND}x: ${ratio < BOUND ? 'held' : 'NOT held'}`,
);
process.exitCode = ratio < BOUND ? 0 : 1;
