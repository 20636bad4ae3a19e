/**
 * `npm run bench:search`: a page of 1,000 newest-first over HTTP beside the same query straight on SQLite, seven query shapes; what
 * its total costs; and aggregates.
 */
import { join } from 'node:path';
import reader from '../../server/dist/storage/sqlite/events/reader.js';
import { FROM, TO, corpusFolder } from './support/corpus.mts';
import { measureAggregates } from './support/aggregates.mts';
import { machine } from './support/machine.mts';
import { call, residentMemory, startServer } from './support/server.mts';
import { median, ms, quantile, timed } from './support/stats.mts';
import { measureTotals } from './support/totals.mts';

const COUNT = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const RUNS = Number(process.env['BENCH_RUNS'] ?? 31);

const SHAPES: readonly (readonly [name: string, query: string])[] = [
	['everything', '*'],
	['common value', 'LOGTYPE = Windows'],
	['rare value', 'USERNAME = root'],
	['two conditions', 'EVENTID = 4625 AND RESULT = failure'],
	['phrase in the message', 'MESSAGE = "Failed password"'],
	['prefix wildcard', 'HOSTNAME = web*'],
	['number range and network', 'STATUS >= 500 OR REMOTEIP = 203.0.0.0/8'],
];

const folder = await corpusFolder(COUNT);
const server = await startServer(folder);
const direct = new reader.EventReader(join(folder, 'events.db'));

const httpBody = (query: string) =>
	JSON.stringify({
		query,
		start_time: new Date(FROM).toISOString(),
		end_time: new Date(TO).toISOString(),
	});
const overHttp = (query: string) =>
	call(`${server.url}/api/v2/search`, server.demoToken, httpBody(query));
// What a program would do that has the database file at hand: the plan, the statement, the joined text of the page.
const straight = (query: string) =>
	direct.search({
		query,
		from: FROM,
		to: TO,
		upTo: direct.maxId(),
		limit: 1_000,
		form: 'server',
		withTotal: true,
	});

console.log(
	`${machine()}\n${COUNT} events, page of 1,000 newest first, ${RUNS} runs in turn, median (p95)\n`,
);
console.log('| query | hits | over HTTP | straight on SQLite | ratio | bound 1.5x + 5 ms |');
console.log('| --- | --- | --- | --- | --- | --- |');
let worst = true;
for (const [name, query] of SHAPES) {
	for (let warm = 0; warm < 3; warm++) {
		await overHttp(query);
		straight(query);
	}
	const http: number[] = [];
	const sqlite: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		http.push((await timed(() => overHttp(query))).time);
		sqlite.push((await timed(() => straight(query))).time);
	}
	const ok = median(http) <= 1.5 * median(sqlite) + 5;
	worst &&= ok;
	const columns = [
		`${name}: \`${query}\``,
		straight(query).total,
		`${ms(median(http))} (${ms(quantile(http, 0.95))})`,
		`${ms(median(sqlite))} (${ms(quantile(sqlite, 0.95))})`,
		`${(median(http) / median(sqlite)).toFixed(2)}x`,
		ok ? 'held' : 'NOT held',
	];
	console.log(`| ${columns.join(' | ')} |`);
}
worst = (await measureAggregates(server, RUNS)) && worst;
console.log(
	`\nResident memory after the searches: ${Math.round(residentMemory(server.pid) / 2 ** 20)} MiB`,
);
direct.close();
await server.stop();
// In this thread, during which nobody would hear of connections that the server closes.
worst = measureTotals(join(folder, 'events.db'), 2 * RUNS + 1) && worst;
process.exitCode = worst ? 0 : 1;
