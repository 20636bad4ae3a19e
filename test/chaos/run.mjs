/**
 * The chaos run: hostile senders of every kind at once beside an honest sender and an honest reader.
 *
 *   npm run test:chaos -- [--seconds 600] [--seed N] [--only KIND] [--report FILE]
 *
 * Bounds that a slow or busy machine breaks by itself are taken net of it: the event loop by the processor time that the
 * HTTP thread used in one piece, the reader by what a process without work sees become slower at the same time.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Prng } from '../fuzz/lib/prng.mjs';
import { hostileKinds } from './hostile.mjs';
import { Honest } from './lib/honest.mjs';
import { startIdleProcess, startServer } from './lib/server.mjs';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '600' },
		memory: { type: 'string', default: '1024' },
		seed: { type: 'string' },
		only: { type: 'string', default: '' },
		report: { type: 'string' },
	},
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
/** Most memory of the server's own, MiB. */
const mostMemory = Number(values.memory);
/** Longest piece of work of the HTTP thread, its own processor time. */
const MOST_WORK_MS = 50;
const TIMES_IDLE = 10;
const IDLE_ROUNDS = 100;
const PAUSE_MS = 100;
const DELAY = 'log360_event_loop_delay_seconds{quantile="0.99"}';
const WORK = 'log360_event_loop_work_seconds{quantile="0.99"}';
const LONGEST = 'log360_event_loop_work_seconds{quantile="1"}';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const p99 = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
const ms = (number) => `${number.toFixed(1)} ms`;

console.log(`Chaos run of ${values.seconds} s, --seed ${seed}`);
const server = await startServer();
const sibling = startIdleProcess();
const honest = new Honest(server);
await honest.prepare();

// Idle first: what is honest by itself.
const idle = [];
for (let n = 0; n < IDLE_ROUNDS; n++) {
	await honest.send();
	idle.push(await honest.read());
}
const quiet = await sibling.ask();
await server.metrics();

const end = performance.now() + Number(values.seconds) * 1000;
const going = () => performance.now() < end;
const prng = new Prng(seed);
const rounds = new Map();
const bad = Object.entries(hostileKinds(prng))
	.filter(([name]) => name.includes(values.only))
	.map(async ([name, round]) => {
		while (going()) {
			await round(server);
			rounds.set(name, (rounds.get(name) ?? 0) + 1);
		}
	});
const failed = new Set();
const times = [];
const good = [() => honest.send(), async () => times.push(await honest.read())].map(
	async (round) => {
		while (going()) {
			await round().catch((error) => failed.add(String(error)));
			await pause(PAUSE_MS);
		}
	},
);
let memory = { own: 0, files: 0 };
const watch = setInterval(() => {
	const now = server.memory();
	if (now.own > memory.own) memory = now;
}, 250);
await Promise.all(good);
const loop = await server.metrics();
const busy = await sibling.ask();
await Promise.all(bad);
clearInterval(watch);

const missing = await honest.check();
const [delay, work, longest] = [DELAY, WORK, LONGEST].map((name) => loop.get(name) * 1000);
const [idleP99, busyP99] = [p99(idle), p99(times)];
const slower = Math.max(1, busy.probeMs / quiet.probeMs);

console.log(
	`honest: ${honest.sent} events, ${times.length} searches; p99 idle ${ms(idleP99)}, beside the others ${ms(busyP99)}, ` +
		`${(busyP99 / idleP99).toFixed(1)} times; a process without work became ${slower.toFixed(1)} times slower`,
);
console.log(
	`server: ${memory.own} MiB and ${memory.files} MiB of mapped files; HTTP thread's own work in one piece p99 ${ms(work)}, longest ${ms(longest)}; ` +
		`event loop's delay p99 ${ms(delay)}, that of a process without work ${ms(busy.delayMs)}`,
);
for (const [name, count] of rounds) console.log(`  ${name}: ${count} rounds`);

const checks = [
	['honest calls are answered', failed.size === 0, [...failed].slice(0, 5).join('; ')],
	[
		'honest events are stored, found and read by the rule',
		missing.length === 0,
		missing.join('; '),
	],
	[
		`the honest reader's p99 is under ${TIMES_IDLE} times its idle one, net of the machine`,
		busyP99 < TIMES_IDLE * idleP99 * slower,
		`${ms(busyP99)}, allowed ${ms(TIMES_IDLE * idleP99 * slower)}`,
	],
	[
		`memory stays under ${mostMemory} MiB`,
		memory.own > 0 && memory.own < mostMemory,
		`${memory.own} MiB`,
	],
	[
		`p99 of the HTTP thread's own work in one piece is under ${MOST_WORK_MS} ms`,
		work < MOST_WORK_MS,
		ms(work),
	],
	['every kind had its turn', rounds.size === bad.length, `${rounds.size} of ${bad.length}`],
];
for (const [name, holds, detail] of checks)
	console.log(`${holds ? 'ok' : 'FAILED'}: ${name}${detail === '' ? '' : ` (${detail})`}`);
const passed = checks.filter(([, holds]) => holds).length;
if (values.report !== undefined)
	writeFileSync(values.report, JSON.stringify({ passed, failed: checks.length - passed }));

sibling.stop();
await server.stop();
process.exit(passed === checks.length ? 0 : 1);
