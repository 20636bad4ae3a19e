/** `npm run bench:stores`: the event stores of both arrangements through their port, in turn: ingest, pages with totals, counts, scans. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openSearchDoor from '../../server/dist/storage/opensearch/index.js';
import sqliteDoor from '../../server/dist/storage/sqlite/index.js';
import { startOpenSearch } from '../cluster/opensearch.mjs';
import { events, FROM, TO } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { processorTime } from './support/processor-time.mts';
import { median, ms, timed } from './support/stats.mts';

const COUNT = Number(process.env['BENCH_EVENTS'] ?? 100_000);
const RUNS = Number(process.env['BENCH_RUNS'] ?? 7);
/** Events of a batch, and batches that one store takes before it is the other's turn. */
const BATCH = 5_000;
const TURN = 4;

const QUERIES = [
	'*',
	'USERNAME = root',
	'EVENTID = 4625 AND RESULT = failure',
	'LOGTYPE = Windows',
	'MESSAGE = *owershe*',
	'TARGETLOGONID = *775c*',
	'REMOTEIP = 203.0.113.0/24',
	'BYTES >= 500000',
	'MESSAGE = "Failed password"',
	'powershell.exe',
];

const folder = mkdtempSync(join(tmpdir(), 'log360-bench-'));
const cluster = await startOpenSearch({ heapMegabytes: 1_024, isMeasured: true });
const stores = {
	embedded: await sqliteDoor.SqliteEventStore.open({ directory: folder }),
	openSearch: await openSearchDoor.OpenSearchEventStore.open({
		cluster: { nodes: cluster.urls },
		prefix: 'bench',
		replicas: 0,
		refresh: 'true',
	}),
};
type Name = keyof typeof stores;
const NAMES: readonly Name[] = ['embedded', 'openSearch'];

/** Processor time of this process and, for OpenSearch, of its node, ms. */
function spentBy(name: Name): number {
	const nodes = name === 'embedded' ? [] : cluster.nodes;
	return nodes.reduce((sum, { pid }) => sum + processorTime(pid), processorTime(process.pid));
}

async function measured<T>(name: Name, work: () => Promise<T>) {
	const before = spentBy(name);
	const { time, value } = await timed(work);
	return { time, value, processor: spentBy(name) - before };
}

const spent = { embedded: { time: 0, processor: 0 }, openSearch: { time: 0, processor: 0 } };
let turn: object[][] = [];
const ingest = async () => {
	for (const name of NAMES) {
		const { time, processor } = await measured(name, async () => {
			for (const batch of turn) await stores[name].append(batch as never);
		});
		spent[name].time += time;
		spent[name].processor += processor;
	}
	turn = [];
};
let batch: object[] = [];
for (const { time, fields } of events(COUNT)) {
	// All within a day, as events arrive, and not one index each for thirty days.
	const event = { time: Math.floor(FROM + (time - FROM) / 30), fields };
	if (batch.push(event) < BATCH) continue;
	turn.push(batch);
	batch = [];
	if (turn.length === TURN) await ingest();
}
if (batch.length > 0) turn.push(batch);
await ingest();

console.log(`${machine()}\n${COUNT} events of one day, one sender, batches of ${BATCH}, in turn\n`);
console.log('| what | embedded | OpenSearch, one node | ratio of processor time |');
console.log('| --- | --- | --- | --- |');
const perEvent = (name: Name) =>
	`${Math.round(COUNT / (spent[name].time / 1_000))} events/s; ${Math.round((spent[name].processor * 1_000) / COUNT)} µs`;
row('ingest', perEvent('embedded'), perEvent('openSearch'), {
	embedded: spent.embedded.processor,
	openSearch: spent.openSearch.processor,
});

for (const query of QUERIES) {
	await compare(`page and total: \`${query}\``, async (name) => {
		const request = { query, from: FROM, to: TO, limit: 1_000, form: 'server', withTotal: true };
		return (await stores[name].search(request as never)).total;
	});
}
await compare('count by `USERNAME`', async (name) => {
	const request = { query: '*', from: FROM, to: TO, groupBy: ['USERNAME'], limit: 10 };
	return (await stores[name].aggregate(request as never)).groupCount;
});
await compare('scan of all ids', async (name) => {
	let ids = 0;
	for await (const found of stores[name].scan({ query: '*', from: FROM, to: TO }))
		ids += found.ids.length;
	return ids;
});
for (const name of NAMES) await stores[name].close();
await cluster.stop();
rmSync(folder, { recursive: true, force: true });

async function compare(what: string, work: (name: Name) => Promise<unknown>): Promise<void> {
	const times: Record<Name, number[]> = { embedded: [], openSearch: [] };
	const processor: Record<Name, number[]> = { embedded: [], openSearch: [] };
	const results = { embedded: undefined as unknown, openSearch: undefined as unknown };
	for (let run = -1; run < RUNS; run++) {
		for (const name of NAMES) {
			const one = await measured(name, () => work(name));
			results[name] = one.value;
			if (run < 0) continue;
			times[name].push(one.time);
			processor[name].push(one.processor);
		}
	}
	const shown = (name: Name) =>
		`${String(results[name])}: ${ms(median(times[name]))} (${ms(median(processor[name]))})`;
	row(what, shown('embedded'), shown('openSearch'), {
		embedded: median(processor.embedded),
		openSearch: median(processor.openSearch),
	});
}

function row(what: string, one: string, other: string, spent: Record<Name, number>): void {
	const ratio = (spent.openSearch / spent.embedded).toFixed(2);
	console.log(`| ${what} | ${one} | ${other} | ${ratio} |`);
}
