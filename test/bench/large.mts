/**
 * `npm run bench:large`: what ten times the events cost. A store of 10,000,000 (`BENCH_EVENTS`) beside one of a tenth over HTTP
 * in turn: pages, counts, tallies, starts, memory, also over counts of all conditions. The first run makes both stores, which takes about half an hour; they are
 * kept in `.cache/bench`, or in the folder `BENCH_STORES`, for other checkouts too.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONDITIONS, type Condition, log360Query } from './engines/conditions.mts';
import type { Count, Engine, Unread } from './engines/engine.mts';
import { log360Server } from './engines/log360-server.mts';
import { Field, type Named } from './engines/field.mts';
import { inTurn, untilResting } from './engines/measure.mts';
import { type Column, type QueryRow, count, figureTable, queryTable } from './engines/report.mts';
import { TO, corpusFolder } from './support/corpus.mts';
import { type CountMemory, countMemory } from './support/count-memory.mts';
import { machine } from './support/machine.mts';
import { processorTime } from './support/processor-time.mts';
import { call, startServer } from './support/server.mts';
import { disconnect } from './support/send.mts';
import { median, timed } from './support/stats.mts';

const COUNT = Number(process.env['BENCH_EVENTS'] ?? 10_000_000);
const STARTS = 7;
/** A store of no events, beside the others by their numbers of events. */
const EMPTY = 'empty';
/** Searches before what is asked for once. */
const WARM = 20;
/** What ten times the events may change: processor time of selective pages and of what is tallied. */
const [LEAST, MOST] = [0.7, 1.3];
const [START_MS, MEMORY_MB] = [500, 400];
const MEMORY_MIB = (MEMORY_MB * 1e6) / 2 ** 20;

const value = (field: string, value: string | number): Condition => ({
	kind: 'value',
	field,
	value,
});
/** Pages that a condition on values selects, and one that a single event has. */
const SELECTIVE: readonly Condition[] = [
	value('RECORDNUMBER', 50_000),
	...CONDITIONS.filter((condition) =>
		['USERNAME = root', 'EVENTID = 4625 AND RESULT = failure', 'USERAGENT = *googlebot*'].includes(
			log360Query(condition),
		),
	),
	{ kind: 'all', conditions: [value('USERNAME', 'root'), value('LOGTYPE', 'Unix')] },
];
const TALLIED: readonly Condition[] = [
	{ kind: 'everything' },
	value('LOGTYPE', 'Windows'),
	value('USERNAME', 'root'),
];

const columns: Column[] = [COUNT / 10, COUNT].map((events) => ({
	id: String(events),
	name: `${count(events)} events`,
}));
const folders: (readonly [id: string, folder: string])[] = [];
for (const { id } of columns) folders.push([id, await corpusFolder(Number(id))]);

console.log(`${machine()}\n`);
/** What does not hold, by name. */
const broken: string[] = [];
const { times: starts, processor: startWork } = await startAll();
console.log(
	`start on an empty store to the answer of a search, in turn with the others: ${count(Math.round(starts.get(EMPTY)!))} ms, ${count(Math.round(startWork.get(EMPTY)!))} ms of processor time\n`,
);
const counting = new Map<string, CountMemory>();
for (const [id, folder] of folders) {
	console.error(`memory of counts over ${id} events`);
	counting.set(id, await countMemory(folder));
}
const engines: Named[] = [];
try {
	for (const [id, folder] of folders) engines.push([id, await log360Server.start(folder)]);
	await report();
} finally {
	for (const [, engine] of engines) await engine.stop();
	disconnect();
}
process.exitCode = broken.length === 0 ? 0 : 1;

/** From the start of the process to the answer of a search over the last hour, on a warm disk, in turn; medians, ms. */
async function startAll() {
	const empty = mkdtempSync(join(tmpdir(), 'log360-bench-'));
	process.once('exit', () => rmSync(empty, { recursive: true, force: true }));
	const all = [...folders, [EMPTY, empty] as const];
	const times = new Map(all.map(([id]) => [id, [] as number[]]));
	const processor = new Map(all.map(([id]) => [id, [] as number[]]));
	const lastHour = JSON.stringify({
		query: '*',
		start_time: new Date(TO - 3_600_000).toISOString(),
		end_time: new Date(TO).toISOString(),
	});
	for (let run = -1; run < STARTS; run++) {
		for (const [id, folder] of all) {
			const { time, value: server } = await timed(async () => {
				const started = await startServer(folder);
				await call(`${started.url}/api/v2/search`, started.demoToken, lastHour);
				return started;
			});
			const used = processorTime(server.pid);
			await server.stop();
			if (run < 0) continue;
			times.get(id)!.push(time);
			processor.get(id)!.push(used);
		}
	}
	const medians = (all: ReadonlyMap<string, readonly number[]>) =>
		new Map([...all].map(([id, each]) => [id, median(each)]));
	return { times: medians(times), processor: medians(processor) };
}

async function report(): Promise<void> {
	for (const [id, engine] of engines) {
		if (!(await untilResting(engine)))
			console.log(`${id} events: still at work in the background after two minutes\n`);
	}
	const idle = memory();
	const firsts = await eachFirst(SELECTIVE.filter(({ kind }) => kind === 'all'));
	const page = (condition: Condition) =>
		row(
			log360Query(condition),
			(engine) => engine.search(condition),
			({ total }) => total,
		);
	const tallied = (condition: Condition) =>
		row(`count of ${log360Query(condition)}`, (engine) => engine.count(condition), Number);
	const selective = await each(SELECTIVE, page);
	const tallies = [
		...(await each(TALLIED, tallied)),
		await row('events by hour', (engine) => engine.byHour(), sum),
		await row('top 10 of USERNAME', (engine) => engine.top('USERNAME', 10), sum),
	];
	const others = await each(
		CONDITIONS.filter(
			(condition) => !SELECTIVE.some((one) => log360Query(one) === log360Query(condition)),
		),
		page,
	);
	// What is garbage of the last answer is not what the server keeps.
	for (const [, engine] of engines) await untilResting(engine);
	const after = memory();
	const rounded = (figure: number) => count(Math.round(figure));
	const counted = (which: keyof CountMemory) =>
		new Map([...counting].map(([id, figures]) => [id, figures[which]]));
	console.log(
		figureTable(columns, [
			['start to the answer of a search, ms', starts, rounded],
			['processor time of that, ms', startWork, rounded],
			['resident memory idle, MiB', idle, rounded],
			['resident memory after the searches, MiB', after, rounded],
			['another server after pages of all conditions twice, MiB', counted('pages'), rounded],
			['after number, buckets and top users of each twice, MiB', counted('counts'), rounded],
			['half a minute later, MiB', counted('rested'), rounded],
			['the most that it was, MiB', counted('most'), rounded],
			['bytes an event', bytes(), rounded],
			...firsts.map(
				({ condition, times }) =>
					[`first page and total of \`${condition}\` after a start, ms`, times, rounded] as const,
			),
		]),
	);
	const against = `${columns[1]!.name} to ${columns[0]!.name}`;
	console.log(`\n${queryTable('selective page and total', columns, selective, against)}`);
	console.log(`\n${queryTable('from tallies', columns, tallies, against)}`);
	console.log(`\n${queryTable('other page and total', columns, others, against)}\n`);
	for (const { what, costs } of [...selective, ...tallies]) {
		const [small, large] = columns.map(({ id }) => costs.get(id)!.processor);
		const ratio = large! / small!;
		if (ratio > MOST) broken.push(`${what}: ${ratio.toFixed(2)}x of the processor time`);
		else if (ratio < LEAST) console.log(`${what} costs less: ${ratio.toFixed(2)}x`);
	}
	const large = columns[1]!.id;
	if (starts.get(large)! > START_MS) broken.push(`start within ${START_MS} ms`);
	const most = Math.max(idle.get(large)!, after.get(large)!, counting.get(large)!.most);
	if (most > MEMORY_MIB) broken.push(`resident memory below ${MEMORY_MB} MB`);
	console.log(
		`Bounds: ${LEAST} to ${MOST} times the processor time for selective pages and tallies, start ${START_MS} ms, memory ${MEMORY_MB} MB (${Math.floor(MEMORY_MIB)} MiB): ` +
			(broken.length === 0 ? 'all held' : `not held: ${broken.join('; ')}`),
	);
}

/** What totals cost that nobody has asked for before: later ones may be remembered. Single figures, of threads that are warm. */
async function eachFirst(conditions: readonly Condition[]) {
	for (let n = 0; n < WARM; n++)
		for (const [, engine] of engines) await engine.search(value('USERNAME', 'root'));
	const rows: { condition: string; times: ReadonlyMap<string, number> }[] = [];
	for (const condition of conditions) {
		const times = new Map<string, number>();
		for (const [id, engine] of engines)
			times.set(id, (await timed(() => engine.search(condition))).time);
		rows.push({ condition: log360Query(condition), times });
	}
	return rows;
}

async function each(
	conditions: readonly Condition[],
	measure: (condition: Condition) => Promise<QueryRow>,
): Promise<QueryRow[]> {
	const rows: QueryRow[] = [];
	for (const condition of conditions) rows.push(await measure(condition));
	return rows;
}

async function row<T>(
	what: string,
	ask: (engine: Engine) => Promise<Unread<T>>,
	hits: (answer: T) => number,
): Promise<QueryRow> {
	console.error(what);
	const costs = await inTurn(new Field(engines), ask);
	// The hits of the larger store.
	return { what: `\`${what}\``, hits: hits(costs.get(columns[1]!.id)!.answer), costs };
}

function memory(): Map<string, number> {
	return new Map(engines.map(([id, engine]) => [id, engine.residentMemory() / 2 ** 20]));
}

function bytes(): Map<string, number> {
	return new Map(
		folders.map(([id, folder]) => {
			const files = ['events.db', 'events.db-wal'].map((name) => join(folder, name));
			const sizes = files.map((file) => (existsSync(file) ? statSync(file).size : 0));
			return [id, sizes.reduce((total, size) => total + size, 0) / Number(id)];
		}),
	);
}

function sum(counts: readonly Count[]): number {
	return counts.reduce((total, [, events]) => total + events, 0);
}
