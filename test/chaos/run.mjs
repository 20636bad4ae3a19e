/** The chaos run: hostile senders of every kind at once beside an honest sender and an honest reader. `--seconds N`, 600 by default. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { HOSTILE } from './hostile.mjs';

const BIN = join(import.meta.dirname, '..', '..', 'server', 'bin', 'log360-server.js');
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '600' } } });
const MS = Number(values.seconds) * 1000;
/** Bounds: memory in bytes, delays in ms; the reader may always take so long, however quick it is on an idle server. */
const MOST_MEMORY = 1024 ** 3;
const MOST_DELAY = 50;
const TIMES_IDLE = 10;
const READER_FLOOR = 1_000;

const data = mkdtempSync(join(tmpdir(), 'log360-chaos-'));
const tarpit = createServer(() => undefined).listen(0, '127.0.0.1');
await new Promise((resolve) => tarpit.once('listening', resolve));
const flags =
	'--port 0 --empty --demo-tokens --json --rate-limit off --log-level error --syslog-udp 0 --syslog-tcp 0';
const child = spawn(
	process.execPath,
	[BIN, 'start', '--data', data, ...flags.split(' '), '--allow-internal-callbacks', '127.0.0.1'],
	{ stdio: ['ignore', 'pipe', 'inherit'] },
);
const { value: line } = await createInterface({ input: child.stdout })
	[Symbol.asyncIterator]()
	.next();
const started = JSON.parse(line);

/** Tokens of their own, so that turns between tokens are what is tried. */
function tokenOf(scopes) {
	const args = [
		'token',
		'create',
		'--data',
		data,
		'--scope',
		scopes,
		'--expires',
		'never',
		'--json',
	];
	return JSON.parse(spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8' }).stdout)
		.secret;
}
const server = {
	...started,
	tarpit: tarpit.address().port,
	tokens: {
		reader: tokenOf('search.READ,incident.CREATE'),
		ingest: tokenOf('ingest.WRITE'),
		honest: tokenOf('search.READ,ingest.WRITE'),
	},
};

async function honest(path, body) {
	const answer = await fetch(server.url + path, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${server.tokens.honest}`,
			'content-type': 'application/json',
		},
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status}: ${await answer.text()}`);
	return answer.json();
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const now = () => new Date().toISOString();
const find = (query) =>
	honest('/api/v2/search', {
		query,
		start_time: '2000-01-01T00:00:00Z',
		end_time: '2100-01-01T00:00:00Z',
	});

let sent = 0;
const problems = [];
async function sendOne() {
	const report = await honest(
		'/ingest',
		JSON.stringify({ TIME: now(), HOSTNAME: 'honest', SEQ: sent, KIND: 'honest' }),
	);
	if (report.stored !== 1) throw new Error(`stored ${report.stored} of 1`);
	sent++;
}
async function readOne() {
	const before = performance.now();
	await find(`KIND = honest AND SEQ = ${Math.max(0, sent - 1)}`);
	return performance.now() - before;
}
const p99 = (times) => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
const metric = async (pattern) =>
	Number(pattern.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1]);
const memory = () =>
	Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024;

// Idle first: what is honest by itself.
const idle = [];
for (let n = 0; n < 50; n++) {
	await sendOne();
	idle.push(await readOne());
}
const idleP99 = p99(idle);
const DELAY = /log360_event_loop_delay_seconds\{quantile="0.99"\} (\S+)/;
await metric(DELAY);

const end = performance.now() + MS;
const going = () => performance.now() < end;
const rounds = new Map();
const bad = Object.entries(HOSTILE).map(async ([name, round]) => {
	while (going()) {
		await round(server);
		rounds.set(name, (rounds.get(name) ?? 0) + 1);
	}
});
const times = [];
const good = [
	async () => (await sendOne(), await pause(100)),
	async () => (times.push(await readOne()), await pause(100)),
].map(async (round) => {
	while (going()) await round().catch((error) => problems.push(String(error)));
});
let mostMemory = 0;
const watch = setInterval(() => (mostMemory = Math.max(mostMemory, memory())), 250);
await Promise.all(good);
const delay = (await metric(DELAY)) * 1000;
await Promise.all(bad);
clearInterval(watch);

const found = (await find('KIND = honest')).meta.total_items;
if (found !== sent) problems.push(`${sent} honest events were acknowledged, ${found} are found`);
const busyP99 = p99(times);
const allowed = Math.max(TIMES_IDLE * idleP99, READER_FLOOR);
if (busyP99 > allowed)
	problems.push(
		`the honest reader's p99 is ${Math.round(busyP99)} ms, allowed ${Math.round(allowed)}`,
	);
if (mostMemory > MOST_MEMORY)
	problems.push(`the server took ${Math.round(mostMemory / 2 ** 20)} MiB`);
if (!(delay <= MOST_DELAY))
	problems.push(`the event loop's p99 delay is ${delay.toFixed(1)} ms, allowed ${MOST_DELAY}`);

console.log(
	`honest: ${sent} events, ${times.length} searches; p99 idle ${idleP99.toFixed(1)} ms, beside the others ${busyP99.toFixed(1)} ms`,
);
console.log(
	`server: ${Math.round(mostMemory / 2 ** 20)} MiB, event loop p99 ${delay.toFixed(1)} ms`,
);
for (const [name, count] of rounds) console.log(`  ${name}: ${count} rounds`);
for (const problem of new Set(problems)) console.error(`FAILED: ${problem}`);

const ended = new Promise((resolve) => child.once('exit', resolve));
child.kill('SIGTERM');
await ended;
tarpit.close();
rmSync(data, { recursive: true, force: true });
process.exit(problems.length === 0 ? 0 : 1);
