/**
 * `npm run bench:alerts`: durable ingest over HTTP with 200 alert profiles, with 3,500 of the shapes of public rules and, with
 * `-- --sigma FOLDER`, with all rules of a copy of SigmaHQ/sigma, and without those few of them that most alerts are of, against the
 * same with none, in turn.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import demoDoor from '../../server/dist/demo/index.js';
import { events } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { busiestThread, processorTime, threadsOf } from './support/processor-time.mts';
import { enableProfiles } from './support/profiles.mts';
import { call, startServer } from './support/server.mts';
import { enableSigmaShapes } from './support/sigma-shapes.mts';
import { enableSigmaRules } from './support/sigma-rules.mts';
import { median } from './support/stats.mts';

const { values: given } = parseArgs({
	options: {
		events: { type: 'string', default: '200000' },
		rounds: { type: 'string', default: '5' },
		sigma: { type: 'string' },
	},
});
const COUNT = Number(given.events);
const ROUNDS = Number(given.rounds);
const BATCH = 10_000;
/** Batches that a server gets before it is measured. */
const WARMING = 2;

/** What a server has to do with each event. */
interface Load {
	readonly name: string;
	/** Makes a file an event database with these profiles. */
	readonly prepare: (file: string) => void | Promise<void>;
	/** The least share of the rate without profiles. */
	readonly bound?: number;
}

/** What a round showed: events a second; µs of processor time an event, of the server and of its busiest thread. */
interface Round {
	readonly rate: number;
	readonly cost: number;
	readonly busiest: number;
	/** Alerts by name of the profile. */
	readonly alertsOf: ReadonlyMap<string, number>;
}

const NONE: Load = { name: 'no profile', prepare: (file) => enableProfiles(file, 0) };
const scratch = mkdtempSync(join(tmpdir(), 'log360-bench-alerts-'));
try {
	console.log(machine());
	const bodies = makeBodies();
	await ingest(bodies.slice(0, WARMING + 2), NONE);
	const compared = await loads(bodies);
	const rounds = new Map<Load, Round[]>([NONE, ...compared].map((load) => [load, []]));
	for (let round = 0; round < ROUNDS; round++) {
		// Other work on the machine comes and goes, and its speed drifts: each round is compared by itself, every second goes
		// the other way.
		const turn = [...rounds.keys()];
		for (const load of round % 2 === 0 ? turn : turn.reverse())
			rounds.get(load)?.push(await ingest(bodies, load));
	}
	for (const load of compared) report(load, rounds.get(load) ?? [], rounds.get(NONE) ?? []);
} finally {
	rmSync(scratch, { recursive: true, force: true });
}

/**
 * The loads that are compared with {@link NONE}. Public rules that raise an alert for more than one event in a thousand are none that
 * people leave on: of those, storing alerts is what is measured, so they are left out once.
 */
async function loads(bodies: readonly Buffer[]): Promise<readonly Load[]> {
	const made: readonly Load[] = [
		{ name: '200 profiles', prepare: (file) => enableProfiles(file, 200), bound: 0.7 },
		{
			name: '3500 of the shapes of public rules',
			prepare: (file) => enableSigmaShapes(file, 3_500),
			bound: 0.5,
		},
	];
	const { sigma } = given;
	if (sigma === undefined) return made;
	const all: Load = {
		name: 'all public rules',
		prepare: (file) => enableSigmaRules(file, sigma),
	};
	const { alertsOf } = await ingest(bodies.slice(0, WARMING + 2), all);
	const most = ((WARMING + 2) * BATCH) / 1000;
	const loud = [...alertsOf].filter(([, alerts]) => alerts > most).map(([name]) => name);
	const quiet: Load = {
		name: `all public rules but ${loud.length} of most alerts`,
		prepare: (file) => enableSigmaRules(file, sigma, new Set(loud)),
		bound: 0.5,
	};
	return [...made, all, quiet];
}

/** On a machine with other work rates say little. The processor time bounds them: of all threads by the cores, of one by itself. */
function report({ name, bound }: Load, all: readonly Round[], none: readonly Round[]): void {
	const list = (of: (one: Round, base: Round) => number) => {
		const ratios = all.map((one, round) => of(one, none[round] as Round));
		const each = ratios.map((ratio) => ratio.toFixed(2)).join(', ');
		return { middle: median(ratios), text: `${median(ratios).toFixed(2)} (${each})` };
	};
	const whole = list(({ cost }, base) => base.cost / cost);
	const thread = list(({ busiest }, base) => base.busiest / busiest);
	const rate = list(({ rate }, base) => rate / base.rate);
	const held = bound === undefined || (whole.middle >= bound && thread.middle >= bound);
	console.log(
		`${name}, share of what it is with none, median and each round (bound ${bound ?? 'none'}):`,
	);
	console.log(`  by processor time: ${whole.text}; of the busiest thread: ${thread.text}`);
	const verdict = bound === undefined ? '' : `; ${held ? 'held' : 'NOT HELD'} by processor time`;
	console.log(`  events a second: ${rate.text}${verdict}`);
	if (!held) process.exitCode = 1;
}

function sum(all: readonly number[]): number {
	return all.reduce((total, each) => total + each, 0);
}

function makeBodies(): Buffer[] {
	const bodies: Buffer[] = [];
	let lines: string[] = [];
	for (const event of events(COUNT)) {
		lines.push(demoDoor.eventToNdjson(event));
		if (lines.length < BATCH) continue;
		bodies.push(Buffer.from(lines.join('\n')));
		lines = [];
	}
	return bodies;
}

/** Sends all batches to a fresh server, two under way at a time. */
async function ingest(bodies: readonly Buffer[], load: Load): Promise<Round> {
	const folder = mkdtempSync(join(scratch, 'data-'));
	const file = join(folder, 'events.db');
	await load.prepare(file);
	const server = await startServer(folder);
	// What starts late, the compilation of the profiles above all, is no cost of an event.
	const queue = bodies.slice(0, WARMING);
	await Promise.all([sender(), sender()]);
	const [before, threads] = [processorTime(server.pid), threadsOf(server.pid)];
	const begin = performance.now();
	queue.push(...bodies.slice(WARMING));
	await Promise.all([sender(), sender()]);
	const count = (bodies.length - WARMING) * BATCH;
	const rate = count / ((performance.now() - begin) / 1000);
	const cost = ((processorTime(server.pid) - before) * 1000) / count;
	const { name, time } = busiestThread(server.pid, threads);
	const busiest = (time * 1000) / count;
	await server.stop();
	const database = new DatabaseSync(file, { readOnly: true });
	const alertsOf = new Map(
		database
			.prepare(
				`SELECT json_extract(doc, '$.ALERT_PROFILE_NAME') AS name, count(*) AS alerts FROM alert GROUP BY name`,
			)
			.all()
			.map(({ name, alerts }) => [String(name), Number(alerts)]),
	);
	database.close();
	rmSync(folder, { recursive: true, force: true });
	console.log(
		`${load.name}: ${Math.round(rate)} events/s, ${cost.toFixed(1)} µs of processor time an event, ` +
			`${busiest.toFixed(1)} of them in ${name}; ${sum([...alertsOf.values()])} alerts`,
	);
	return { rate, cost, busiest, alertsOf };

	async function sender(): Promise<void> {
		for (let body = queue.shift(); body !== undefined; body = queue.shift())
			await call(`${server.url}/ingest`, server.demoToken, body, 'application/x-ndjson');
	}
}
