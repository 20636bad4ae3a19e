/**
 * Fuzzes the syslog listener: `node test/fuzz/syslog.mts [COUNT] [--seed N]`. Mutated lines over UDP and TCP, framed rightly and
 * wrongly, cut anywhere, with dangerous words in them, beside one honest sender over TCP: each of its lines must be stored, the
 * server must live, and its HTTP thread, which the listener runs on, must not be kept busy.
 */
import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { LINES } from './lib/log-lines.mts';
import { mutator } from './lib/mutate-line.mts';
import { Prng } from './lib/prng.mjs';
import { send, startServer } from './lib/server.mjs';
import { TEXTS } from './lib/texts.mjs';
import { MOST_WORK_MS, Watchdog } from './lib/watchdog.mjs';

const args = process.argv.slice(2);
const seedAt = args.indexOf('--seed');
const seed = seedAt < 0 ? Date.now() % 2 ** 31 : Number(args.splice(seedAt, 2)[1]);
const count = Number(args[0] ?? 20_000);
console.log(`Fuzzing the syslog listener with ${count} lines, seed ${seed}`);

/** Lines between two looks at the metrics and one honest line. */
const ROUND = 200;
/** Rounds after which the code that lines run is compiled. */
const WARM_UP = 2;
/** Connections that hostile senders keep open at once. */
const CONNECTIONS = 8;
/** The honest lines are stored within this time, ms; far more than any machine needs. */
const PATIENCE_MS = 60_000;

const server = await startServer(['--empty', '--syslog-udp', '0', '--syslog-tcp', '0']);
const { syslogUdp, syslogTcp } = server.ready as {
	syslogUdp: number;
	syslogTcp: number;
};
const prng = new Prng(seed);
const mutate = mutator(LINES, seed);
const udp = createSocket('udp4');
const honest = await open();
const hostile: (Socket | undefined)[] = Array.from({ length: CONNECTIONS });
const watchdog = new Watchdog(server.url);
let honestLines = 0;
let problem: string | undefined;
try {
	for (let round = 0; round * ROUND < count && problem === undefined; round++) {
		for (let n = 0; n < ROUND; n++) await one();
		honest.write(`<13>1 ${new Date().toISOString()} honest app 1 - - line ${honestLines++}\n`);
		if (server.hasEnded()) problem = 'the server ended';
		else await watchdog.look();
		if (round === WARM_UP) watchdog.longest = 0;
	}
	for (const socket of hostile) socket?.destroy();
	problem ??= await missing();
} finally {
	honest.destroy();
	udp.close();
	await server.stop();
}
if (watchdog.longest >= MOST_WORK_MS) problem ??= 'the HTTP thread was busy for too long';
console.log(
	`${count} lines, ${honestLines} honest ones; HTTP thread's own work in one piece: longest ` +
		`${watchdog.longest.toFixed(1)} ms (bound ${MOST_WORK_MS}); ${problem ?? 'all honest lines are stored'}`,
);
if (problem !== undefined) console.log(`End of the server's log:\n${server.log()}`);
process.exitCode = problem === undefined ? 0 : 1;

/** Sends one hostile line, or a piece of one. */
async function one(): Promise<void> {
	const line = Buffer.from(
		prng.chance(0.3) ? `<34>Oct 11 22:14:15 h ${prng.pick(TEXTS)}: ${mutate()}` : mutate(),
		prng.chance(0.05) ? 'utf16le' : 'utf8',
	);
	if (prng.chance(0.4)) {
		await new Promise((resolve) =>
			udp.send(line.subarray(0, 60_000), syslogUdp, '127.0.0.1', resolve),
		);
		return;
	}
	const at = prng.between(0, CONNECTIONS - 1);
	const socket = (hostile[at] ??= await open());
	if (socket.destroyed) {
		hostile[at] = undefined;
		return;
	}
	const bytes = framed(line);
	const isTaken = socket.write(
		prng.chance(0.1) ? bytes.subarray(0, prng.between(0, bytes.length)) : bytes,
	);
	if (!isTaken) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
	if (prng.chance(0.01)) {
		if (prng.chance(0.5)) socket.destroy();
		else socket.end();
		hostile[at] = undefined;
	}
}

/** A frame, mostly of a right form. */
function framed(line: Buffer): Buffer {
	const form = prng.between(0, 9);
	if (form < 4) return Buffer.concat([line, Buffer.from('\n')]);
	if (form < 6) return Buffer.concat([Buffer.from(`${line.length} `), line]);
	if (form === 6) return Buffer.concat([line, Buffer.from('\0')]);
	if (form === 7) return Buffer.concat([Buffer.from(`${prng.between(0, 99_999_999)} `), line]);
	if (form === 8)
		return Buffer.concat([
			Buffer.from(prng.pick(['0 ', '007 ', '9999999999 ', '- ', '\r\n'])),
			line,
		]);
	return Buffer.concat(Array.from({ length: prng.between(1, 50) }, () => line));
}

function open(): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect(syslogTcp, '127.0.0.1', () => resolve(socket));
		socket.on('error', (error) => {
			socket.destroy();
			reject(error);
		});
	});
}

function once(socket: Socket, event: string): Promise<void> {
	return new Promise((resolve) => socket.once(event, () => resolve()));
}

/** Waits until the honest lines are found; what is wrong when they are not. */
async function missing(): Promise<string | undefined> {
	const body = JSON.stringify({
		query: 'HOSTNAME = honest',
		start_time: new Date(Date.now() - 3_600_000).toISOString(),
		end_time: new Date(Date.now() + 60_000).toISOString(),
	});
	const headers = {
		authorization: `Bearer ${server.tokens.v2}`,
		'content-type': 'application/json',
	};
	let found = 0;
	const deadline = performance.now() + PATIENCE_MS;
	while (performance.now() < deadline) {
		const answer = await send(server.url, { method: 'POST', url: '/api/v2/search', headers, body });
		found = (JSON.parse(answer.text) as { meta?: { total_items?: number } }).meta?.total_items ?? 0;
		if (found === honestLines) return undefined;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return `${found} of ${honestLines} honest lines are stored`;
}
