/**
 * `npm run bench:ingest-pairs -- --against FOLDER`: ingest over HTTP by this server and by another built checkout of it, in turn:
 * durable events a second, and the processor time an event that the server's threads take. `--until-rest` counts what the server does
 * in the background after its answers as well, as `bench:engines` does. `--lines other` sends JSON as other programs write it, which is
 * read in another way than the server's own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import demoDoor from '../../server/dist/demo/index.js';
import { untilResting } from './engines/measure.mts';
import { events } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { processorTime, processorTimeByThread } from './support/processor-time.mts';
import { call, startServer } from './support/server.mts';
import { median } from './support/stats.mts';

const { values: given } = parseArgs({
	options: {
		against: { type: 'string' },
		events: { type: 'string', default: '100000' },
		batch: { type: 'string', default: '10000' },
		senders: { type: 'string', default: '4' },
		rounds: { type: 'string', default: '4' },
		threads: { type: 'boolean', default: false },
		'until-rest': { type: 'boolean', default: false },
		lines: { type: 'string', default: 'own' },
	},
});
const [COUNT, BATCH, SENDERS, ROUNDS] = [
	Number(given.events),
	Number(given.batch),
	Number(given.senders),
	Number(given.rounds),
];
/** Built checkouts: this one, and the one that it is compared with. */
const CHECKOUTS = [
	join(import.meta.dirname, '..', '..'),
	...(given.against === undefined ? [] : [resolve(given.against)]),
];

/** What one round showed: events a second, µs of processor time an event. */
interface Round {
	readonly rate: number;
	readonly cost: number;
}

console.log(machine());
// Made before, so that the client takes little of what is measured.
const bodies = [...inBatches()];
const rounds: Round[][] = CHECKOUTS.map(() => []);
for (let round = 0; round < ROUNDS; round++) {
	const order = CHECKOUTS.map((_, place) => place);
	// The machine's speed drifts: every second round goes the other way.
	for (const place of round % 2 === 0 ? order : order.reverse())
		rounds[place]?.push(await ingest(CHECKOUTS[place] as string));
}
const medians = rounds.map((all) => ({
	rate: median(all.map(({ rate }) => rate)),
	cost: median(all.map(({ cost }) => cost)),
}));
for (const [place, { rate, cost }] of medians.entries())
	console.log(`median of ${nameOf(CHECKOUTS[place] as string)}: ${shown({ rate, cost })}`);
if (CHECKOUTS.length > 1) {
	const ratios = (of: (round: Round) => number) =>
		(rounds[0] as Round[]).map((one, round) => of(one) / of(rounds[1]?.[round] as Round));
	const list = (all: readonly number[]) =>
		`${median(all).toFixed(2)} (${all.map((ratio) => ratio.toFixed(2)).join(', ')})`;
	console.log(`rate to the other's, median and each pair: ${list(ratios(({ rate }) => rate))}`);
	console.log(`processor time to the other's: ${list(ratios(({ cost }) => cost))}`);
}

/** Sends all batches to a fresh server of a checkout. */
async function ingest(checkout: string): Promise<Round> {
	const folder = mkdtempSync(join(tmpdir(), 'log360-bench-pairs-'));
	const server = await startServer(folder, [], checkout);
	try {
		const [before, threads] = [processorTime(server.pid), processorTimeByThread(server.pid)];
		const begin = performance.now();
		let next = 0;
		const sender = async (): Promise<void> => {
			for (let body = bodies[next++]; body !== undefined; body = bodies[next++])
				await call(`${server.url}/ingest`, server.demoToken, body, 'application/x-ndjson');
		};
		await Promise.all(Array.from({ length: SENDERS }, sender));
		const seconds = (performance.now() - begin) / 1000;
		if (
			given['until-rest'] &&
			!(await untilResting({ processorTime: () => processorTime(server.pid) }))
		)
			console.log(`${nameOf(checkout)} had not come to rest after two minutes`);
		const cost = ((processorTime(server.pid) - before) * 1000) / COUNT;
		const result = { rate: COUNT / seconds, cost };
		console.log(`${nameOf(checkout)}: ${shown(result)}`);
		if (given.threads) showThreads(threads, processorTimeByThread(server.pid));
		return result;
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

function showThreads(
	before: ReadonlyMap<string, number>,
	after: ReadonlyMap<string, number>,
): void {
	for (const [thread, time] of after) {
		const cost = ((time - (before.get(thread) ?? 0)) * 1000) / COUNT;
		if (cost >= 0.1) console.log(`  ${thread}: ${cost.toFixed(1)} µs an event`);
	}
}

function shown({ rate, cost }: Round): string {
	return `${Math.round(rate)} durable events a second, ${cost.toFixed(1)} µs of processor time an event`;
}

function nameOf(checkout: string): string {
	return basename(resolve(checkout));
}

/** An event as a line: as this server writes it, or with a time for people, somewhere among the fields. */
function lineOf(event: Parameters<typeof demoDoor.eventToNdjson>[0]): string {
	if (given.lines === 'own') return demoDoor.eventToNdjson(event);
	const fields = Object.entries(event.fields);
	const time: [string, string] = ['TIME', new Date(event.time).toISOString()];
	return JSON.stringify(Object.fromEntries([...fields.slice(0, 2), time, ...fields.slice(2)]));
}

/** The corpus of {@link COUNT} events as bodies of requests. */
function* inBatches(): Iterable<Buffer> {
	let lines: string[] = [];
	for (const event of events(COUNT)) {
		lines.push(lineOf(event));
		if (lines.length < BATCH) continue;
		yield Buffer.from(lines.join('\n'));
		lines = [];
	}
	if (lines.length > 0) yield Buffer.from(lines.join('\n'));
}
