/**
 * `npm run bench:engines`: the same events and the same questions over HTTP to this server and to engines that people would
 * take instead, in turn; prints the section for the page of benchmarks. `BENCH_EVENTS=100000` is a quick look.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import demoDoor from '../../server/dist/demo/index.js';
import { chdb } from './engines/chdb.mts';
import { CONDITIONS, log360Query } from './engines/conditions.mts';
import type { Count, Engine, Recipe, Unread } from './engines/engine.mts';
import { log360Server } from './engines/log360-server.mts';
import { Field, type Named } from './engines/field.mts';
import { inTurn, sendAll, untilResting } from './engines/measure.mts';
import { openSearch } from './engines/opensearch.mts';
import { type QueryRow, count, figureTable, queryTable } from './engines/report.mts';
import { victoriaLogs } from './engines/victorialogs.mts';
import { events } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { disconnect } from './support/send.mts';

const COUNT = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
/** Which engines, by short name; all by default. The first is what the others are compared with. */
const RECIPES = [log360Server, openSearch, victoriaLogs, chdb].filter(
	({ id }) => process.env['BENCH_ENGINES']?.split(',').includes(id) ?? true,
);
/** Events of a batch, batches under way at once, and batches that an engine takes before it is the next one's turn. */
const [BATCH, SENDERS, TURN] = [10_000, 4, 10];

const began = performance.now();
const scratch = mkdtempSync(join(tmpdir(), 'log360-bench-'));
// Also when it is ended early; engines end themselves in the same way.
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Things that a reader has to know, one a line. */
const notes: string[] = [];
/** Answers that are not those of the first engine, one a line. */
const disagreements: string[] = [];
const engines: Named[] = [];
const used: Recipe[] = [];
/** What is done now, for whoever is told that an engine ended. */
let doing = 'starting';
const field = new Field(engines, (id, how) => {
	const { name } = used.find((recipe) => recipe.id === id)!;
	notes.push(`${name} was measured no further: at “${doing}” it ${how}.`);
	say(`${name} ${how}`);
});
try {
	for (const recipe of RECIPES) await prepare(recipe);
	await report();
} finally {
	await field.stop();
	disconnect();
}

async function prepare(recipe: Recipe): Promise<void> {
	const missing = recipe.available();
	if (missing !== undefined) {
		notes.push(`${recipe.name} was left out: ${missing}.`);
		return;
	}
	try {
		say(`${recipe.name}: installing and starting`);
		await recipe.install();
		engines.push([recipe.id, await recipe.start(join(scratch, recipe.id))]);
		used.push(recipe);
	} catch (error) {
		notes.push(
			`${recipe.name} was left out, it could not be installed or started: ${short(error)}`,
		);
	}
}

async function report(): Promise<void> {
	if (engines.length === 0) throw new Error(`No engine to measure. ${notes.join(' ')}`);
	const figures = await ingestAll();
	const pages: QueryRow[] = [];
	const counts: QueryRow[] = [];
	for (const condition of CONDITIONS) {
		const what = `\`${log360Query(condition)}\``;
		const found = await compare(
			what,
			(engine) => engine.search(condition),
			({ total }) => total,
		);
		pages.push(found);
		counts.push(await compare(`count of ${what}`, (engine) => engine.count(condition), Number));
	}
	const groups = [
		await compare('events by hour', (engine) => engine.byHour(), sum),
		await compare('top 10 of `USERNAME`', (engine) => engine.top('USERNAME', 10), sum),
	];
	const columns = used.map(({ id, name }) => ({ id, name, hasEnded: field.hasEnded(id) }));
	const section = [
		'## Beside other engines: `npm run bench:engines`',
		'',
		`${count(COUNT)} generated events over HTTP on loopback, ${SENDERS} batches of ${count(BATCH)} under way, engines in turn after each ${count(BATCH * TURN)} events; ${figures.bytes} bytes of JSON an event.`,
		`${machine()}; ${Math.round((performance.now() - began) / 60_000)} minutes.`,
		'',
		...used.map(({ name, remark }) => `- ${name}: ${remark}`),
		...notes.map((note) => `- ${note}`),
		'',
		figureTable(columns, figures.rows),
		'',
		'Median time at the client, in brackets processor time of the engine; a page of 1,000, newest first, with the exact total:',
		'',
		queryTable('page and total', columns, pages),
		'',
		queryTable('number of hits only', columns, counts),
		'',
		queryTable('counted', columns, groups),
		'',
		...(disagreements.length === 0
			? [
					'All engines gave the same numbers of hits, newest events and counts, as far as they were asked.',
				]
			: ['Answers that differ from those of the first engine:', '', ...disagreements]),
	].join('\n');
	const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
	mkdirSync(folder, { recursive: true });
	const file = join(folder, `engines-${COUNT}.md`);
	writeFileSync(file, `${section}\n`);
	console.log(section);
	say(`also in ${file}`);
}

/** Sends all events to all engines, slot by slot, then lets each come to rest. */
async function ingestAll() {
	const before = new Map<string, number>();
	for (const named of field.running) {
		await field.attempt(named, async (engine) => {
			before.set(named[0], await Promise.resolve(engine.processorTime()));
		});
	}
	const times = new Map(engines.map(([id]) => [id, 0]));
	let [slot, sent, bytes] = [[] as string[], 0, 0];
	const turn = async () => {
		doing = `taking ${Math.min(sent + BATCH * TURN, COUNT)} events`;
		// Each comes first, second and so on in turn.
		const first = (sent / (BATCH * TURN)) % engines.length;
		for (const named of [...engines.slice(first), ...engines.slice(0, first)]) {
			await field.attempt(named, async (engine) => {
				const time = await sendAll(engine, slot, SENDERS);
				times.set(named[0], times.get(named[0])! + time);
			});
		}
		sent += BATCH * TURN;
		slot = [];
		say(`${Math.min(sent, COUNT)} of ${COUNT} events`);
	};
	for (const lines of batches()) {
		bytes += Buffer.byteLength(lines);
		slot.push(lines);
		if (slot.length === TURN) await turn();
	}
	if (slot.length > 0) await turn();
	const processor = new Map<string, number>();
	const onDisk = new Map<string, number>();
	const memory = new Map<string, number>();
	doing = 'coming to rest';
	const rest = async (id: string, engine: Engine) => {
		if (!(await untilResting(engine))) notes.push(`${id} had not come to rest after two minutes.`);
		processor.set(id, ((engine.processorTime() - before.get(id)!) * 1_000) / COUNT);
		memory.set(id, engine.residentMemory() / 2 ** 20);
		await engine.settled();
		if (!(await untilResting(engine)))
			notes.push(`${id} had not come to rest two minutes after it was told to settle.`);
		onDisk.set(id, (await engine.bytesOnDisk()) / COUNT);
	};
	for (const named of field.running) {
		say(`${named[0]}: ${doing}`);
		await field.attempt(named, (engine) => rest(named[0], engine));
	}
	// Of one that ended while it was loading, the time is that of a part.
	const loaded = [...times].filter(([id]) => onDisk.has(id));
	const rate = new Map(loaded.map(([id, time]) => [id, COUNT / (time / 1_000)]));
	const rounded = (value: number) => count(Math.round(value));
	return {
		bytes: Math.round(bytes / COUNT),
		rows: [
			['processor time an event, with what is done in the background, µs', processor, rounded],
			['events a second at the client', rate, rounded],
			['bytes an event on disk, settled', onDisk, rounded],
			['resident memory after it, MiB', memory, rounded],
		] as const,
	};
}

function* batches(): Generator<string> {
	let batch: string[] = [];
	for (const event of events(COUNT)) {
		batch.push(demoDoor.eventToNdjson(event));
		if (batch.length < BATCH) continue;
		yield batch.join('\n');
		batch = [];
	}
	if (batch.length > 0) yield batch.join('\n');
}

/** Asks all the same, and notes who answers otherwise than the first. */
async function compare<T>(
	what: string,
	ask: (engine: Engine) => Promise<Unread<T>>,
	hits: (answer: T) => number,
): Promise<QueryRow> {
	say(what);
	doing = what;
	const costs = await inTurn(field, ask);
	const [first, ...others] = used.flatMap(({ id, name }) => {
		const cost = costs.get(id);
		return cost === undefined ? [] : [{ name, answer: cost.answer }];
	});
	for (const { name, answer } of others) {
		if (!isDeepStrictEqual(comparable(answer), comparable(first!.answer)))
			disagreements.push(
				`- ${what}: ${name} says ${short(JSON.stringify(answer))}, ${first!.name} ${short(JSON.stringify(first!.answer))}`,
			);
	}
	return { what, hits: first && hits(first.answer), costs };
}

/** Of the most frequent values only the numbers, since equal ones may come in any order and spelling; hours have one. */
function comparable(answer: unknown): unknown {
	if (!Array.isArray(answer)) return answer;
	return (answer as Count[]).map(([value, events]) =>
		typeof value === 'number' ? [value, events] : events,
	);
}

function sum(counts: readonly Count[]): number {
	return counts.reduce((total, [, events]) => total + events, 0);
}

function say(text: string): void {
	console.error(`${Math.round((performance.now() - began) / 1_000)} s  ${text}`);
}

/** As much of a text as a line has room for: how it begins and, where that is too much, how it ends. */
function short(text: unknown): string {
	const line = String(text).replaceAll(/\s*\n\s*/g, ' ');
	return line.length <= 600 ? line : `${line.slice(0, 200)} … ${line.slice(-400)}`;
}
