/** `npm run bench:alerts`: the rate of durable ingest over HTTP with 200 alert profiles, and with 3,500 of the shapes of public rules, against the rate with none. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import ndjson from '../../server/dist/demo/ndjson.js';
import { events } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { processorTime } from './support/processor-time.mts';
import { enableProfiles } from './support/profiles.mts';
import { enableSigmaShapes } from './support/sigma-shapes.mts';
import { call, startServer } from './support/server.mts';
import { median } from './support/stats.mts';

const COUNT = Number(process.env['BENCH_EVENTS'] ?? 200_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const PROFILES = 200;
const BATCH = 10_000;
const BOUND = 0.7;
const SHAPES = 3_500;
const SHAPES_BOUND = 0.5;

const scratch = mkdtempSync(join(tmpdir(), 'log360-bench-alerts-'));
try {
	console.log(machine());
	const bodies = makeBodies();
	await ingest(bodies.slice(0, 2), 'warm', 0);
	const ratios: number[] = [];
	const cpuRatios: number[] = [];
	const shapeRatios: number[] = [];
	// Other work on the machine comes and goes: the two are measured in turns, and each pair compared by itself.
	for (let round = 0; round < ROUNDS; round++) {
		const none = await ingest(bodies, `none-${round}`, 0);
		const all = await ingest(bodies, `all-${round}`, PROFILES);
		ratios.push(all.rate / none.rate);
		cpuRatios.push(none.cpu / all.cpu);
		console.log(
			`round ${round + 1}: ${Math.round(none.rate)} events/s with no profile, ` +
				`${Math.round(all.rate)} with ${PROFILES} (${all.alerts} alerts): ratio ${(all.rate / none.rate).toFixed(2)}; ` +
				`processor time ${none.cpu.toFixed(0)} and ${all.cpu.toFixed(0)} µs/event`,
		);
		const shapes = await ingest(bodies, `shapes-${round}`, SHAPES);
		shapeRatios.push(shapes.rate / none.rate);
		console.log(
			`  ${Math.round(shapes.rate)} with ${SHAPES} of the shapes of public rules (${shapes.alerts} alerts): ` +
				`ratio ${(shapes.rate / none.rate).toFixed(2)}; ${shapes.cpu.toFixed(0)} µs/event`,
		);
	}
	const ratio = median(ratios);
	console.log(`median ratio of the rates: ${ratio.toFixed(2)} (bound ${BOUND})`);
	// On a machine with other work the rates say little, the processor time says what the profiles cost.
	console.log(`median ratio of the processor times: ${median(cpuRatios).toFixed(2)}`);
	const shapeRatio = median(shapeRatios);
	console.log(
		`median ratio of the rates with ${SHAPES}: ${shapeRatio.toFixed(2)} (bound ${SHAPES_BOUND})`,
	);
	if (ratio < BOUND || shapeRatio < SHAPES_BOUND) process.exitCode = 1;
} finally {
	rmSync(scratch, { recursive: true, force: true });
}

function makeBodies(): Buffer[] {
	const bodies: Buffer[] = [];
	let lines: string[] = [];
	for (const event of events(COUNT)) {
		lines.push(ndjson.eventToNdjson(event));
		if (lines.length < BATCH) continue;
		bodies.push(Buffer.from(lines.join('\n')));
		lines = [];
	}
	return bodies;
}

/** Sends all batches to a fresh server, two under way at a time. */
async function ingest(bodies: readonly Buffer[], name: string, profiles: number) {
	const folder = join(scratch, name);
	const file = join(folder, 'events.db');
	if (profiles === SHAPES) enableSigmaShapes(file, profiles);
	else enableProfiles(file, profiles);
	const server = await startServer(folder);
	const before = processorTime(server.pid);
	const begin = performance.now();
	const queue = [...bodies];
	await Promise.all([sender(), sender()]);
	const seconds = (performance.now() - begin) / 1000;
	const cpu = ((processorTime(server.pid) - before) * 1e3) / (bodies.length * BATCH);
	await server.stop();
	const database = new DatabaseSync(file, { readOnly: true });
	const alerts = Number(database.prepare('SELECT count(*) AS n FROM alert').get()?.['n']);
	database.close();
	rmSync(folder, { recursive: true, force: true });
	return { rate: (bodies.length * BATCH) / seconds, cpu, alerts };

	async function sender(): Promise<void> {
		for (let body = queue.shift(); body !== undefined; body = queue.shift())
			await call(`${server.url}/ingest`, server.demoToken, body, 'application/x-ndjson');
	}
}
