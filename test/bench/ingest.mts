/** `npm run bench:ingest`: durable events per second over HTTP, and what the server's start and idle state cost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import demoDoor from '../../server/dist/demo/index.js';
import storeDoor from '../../server/dist/logs/store/index.js';
import sqliteDoor from '../../server/dist/storage/sqlite/index.js';
import { events } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { call, residentMemory, startServer } from './support/server.mts';
import { median, ms, timed } from './support/stats.mts';

const COUNT = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const BATCH = 10_000;
/** Batches under way at once, as from several collectors. */
const SENDERS = Number(process.env['BENCH_SENDERS'] ?? 4);
const BASELINE_EVENTS = Math.min(COUNT, 200_000);

/** A search as the first request: it takes the whole chain, with token, reader thread and store. */
const LAST_HOUR = JSON.stringify({
	query: '*',
	start_time: new Date(Date.now() - 3_600_000).toISOString(),
	end_time: new Date().toISOString(),
});

const scratch = mkdtempSync(join(tmpdir(), 'log360-bench-'));
try {
	console.log(machine());
	await startAndIdle();
	const direct = await withoutHttp();
	const rate = await overHttp();
	console.log(`ratio HTTP to bare writer: ${(rate / direct).toFixed(2)}`);
} finally {
	rmSync(scratch, { recursive: true, force: true });
}

/** Cold starts on a warm disk up to the answer of a search, and the memory of a server that has nothing to do. */
async function startAndIdle(): Promise<void> {
	const starts: number[] = [];
	let idle = 0;
	for (let run = 0; run < 7; run++) {
		const begin = performance.now();
		const server = await startServer(join(scratch, 'start'));
		await call(`${server.url}/api/v2/search`, server.demoToken, LAST_HOUR);
		starts.push(performance.now() - begin);
		idle = residentMemory(server.pid);
		await server.stop();
	}
	console.log(
		`start to first answer: median ${ms(median(starts))}, slowest ${ms(Math.max(...starts))} (bound 500 ms)`,
	);
	console.log(`resident memory idle: ${Math.round(idle / 2 ** 20)} MiB (bound 200 MB)`);
}

/** The baseline: prepared batches straight into the writer, one thread, no HTTP, no parsing of lines. */
async function withoutHttp(): Promise<number> {
	const target = new sqliteDoor.EventWriter(join(scratch, 'direct.db'));
	const preparer = new storeDoor.BatchPreparer();
	let time = 0;
	for (const batch of batches(BASELINE_EVENTS)) {
		time += (await timed(() => target.append(preparer.prepare(batch)))).time;
	}
	target.close();
	const rate = BASELINE_EVENTS / (time / 1000);
	console.log(`bare writer (prepare and insert, no HTTP): ${Math.round(rate)} durable events/s`);
	return rate;
}

async function overHttp(): Promise<number> {
	const server = await startServer(join(scratch, 'http'));
	let time = 0;
	let sent = 0;
	let bytes = 0;
	const underWay = new Set<Promise<void>>();
	const begin = performance.now();
	let generating = 0;
	for (const batch of batches(COUNT)) {
		const make = performance.now();
		const body = Buffer.from(batch.map((event) => demoDoor.eventToNdjson(event)).join('\n'));
		generating += performance.now() - make;
		bytes += body.length;
		while (underWay.size >= SENDERS) await Promise.race(underWay);
		const one: Promise<void> = call(
			`${server.url}/ingest`,
			server.demoToken,
			body,
			'application/x-ndjson',
		).then((answer) => {
			sent += stored(answer);
			underWay.delete(one);
			process.stderr.write(`\r${sent} events`);
		});
		underWay.add(one);
	}
	await Promise.all(underWay);
	time = performance.now() - begin;
	process.stderr.write('\r');
	if (sent !== COUNT) throw new Error(`${sent} of ${COUNT} events were stored`);
	const rate = sent / (time / 1000);
	console.log(
		`over HTTP: ${Math.round(rate)} durable events/s (bound 15,000), ${(bytes / 1e6 / (time / 1000)).toFixed(1)} MB/s, ` +
			`${COUNT} events in batches of ${BATCH}, ${SENDERS} under way at once; the sender's own work took ${Math.round((generating / time) * 100)} % of the time`,
	);
	await eventLoopDelay(server.url);
	console.log(
		`resident memory after the ingest: ${Math.round(residentMemory(server.pid) / 2 ** 20)} MiB`,
	);
	await server.stop();
	return rate;
}

/** The HTTP thread's event-loop delay during the ingest, from the server's own metrics. */
async function eventLoopDelay(url: string): Promise<void> {
	const metrics = await (await fetch(`${url}/metrics`)).text();
	const p99 = /^log360_event_loop_delay_seconds\{quantile="0.99"\} (\S+)/m.exec(metrics)?.[1];
	console.log(
		`event-loop delay of the HTTP thread during the ingest, p99: ${p99 === undefined ? 'not reported' : ms(Number(p99) * 1000)} (bound 50 ms)`,
	);
}

function stored(answer: Buffer): number {
	return (JSON.parse(answer.toString()) as { stored: number }).stored;
}

function* batches(count: number) {
	let batch = [];
	for (const event of events(count)) {
		batch.push(event);
		if (batch.length < BATCH) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}
