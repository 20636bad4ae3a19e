/** Measures aggregates over HTTP: by time, by one field and by two, and distinct values; in time and in processor time of the server. */
import { readFileSync } from 'node:fs';
import { FROM, TO } from './corpus.mts';
import { type BenchServer, call } from './server.mts';
import { median, ms, quantile, timed } from './stats.mts';

/** Of a clock tick that Linux counts processor time in, ms. */
const TICK_MS = 10;
/** 24 and a bit in the corpus's thirty days: a bucket is neither an hour nor a day. */
const INTERVAL = '30h';

/**
 * Bounds of the whole answer, ms: tallies answer single conditions on fields with few values, columns or the index all else; most
 * pairs of values of two fields are few events each.
 */
const [TALLIES, ELSE, PAIRS] = [20, 300, 1_000];

/** Queries, with the bound where tallies could answer. */
const QUERIES: readonly (readonly [query: string, bound: number])[] = [
	['*', TALLIES],
	['LOGTYPE = Windows', TALLIES],
	['EVENTID = 4625', TALLIES],
	['USERNAME = root', TALLIES],
	['EVENTID = 4625 AND RESULT = failure', ELSE],
	['LOGTYPE = Windows AND NOT EVENTID = 4624', ELSE],
	['HOSTNAME = web*', ELSE],
	['STATUS >= 500 OR REMOTEIP = 203.0.0.0/8', ELSE],
	['MESSAGE = "Failed password"', ELSE],
];

/** What is counted, and the bound where tallies have none of it. */
const ASKED: readonly (readonly [name: string, bound: number | undefined, body: object])[] = [
	['24 buckets', undefined, { interval: INTERVAL }],
	['top 10 users', undefined, { group_by: ['USERNAME'], limit: 10 }],
	['top 10 users by host', PAIRS, { group_by: ['USERNAME', 'HOSTNAME'], limit: 10 }],
	['distinct users', ELSE, { distinct: 'USERNAME' }],
	[
		'addresses of the top 10 hosts',
		ELSE,
		{ group_by: ['HOSTNAME'], limit: 10, distinct: 'REMOTEIP' },
	],
];

/** Processor time of a process and its threads so far, ms (Linux). */
function processorTime(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/**
 * Prints a table.
 *
 * @param runs of each, in turn
 * @returns whether every bound was held by the median of the processor time
 */
export async function measureAggregates(server: BenchServer, runs: number): Promise<boolean> {
	const range = { start_time: new Date(FROM).toISOString(), end_time: new Date(TO).toISOString() };
	const url = `${server.url}/api/v2/search/aggregate`;
	console.log('\n| aggregate | events | median (p95) | processor time | bound | |');
	console.log('| --- | --- | --- | --- | --- | --- |');
	let held = true;
	for (const [query, best] of QUERIES) {
		for (const [name, bound = best, asked] of ASKED) {
			const body = JSON.stringify({ query, ...range, ...asked });
			const ask = () => call(url, server.demoToken, body);
			let answer = await ask();
			for (let warm = 0; warm < 2; warm++) answer = await ask();
			const times: number[] = [];
			const before = processorTime(server.pid);
			for (let run = 0; run < runs; run++) times.push((await timed(ask)).time);
			const used = (processorTime(server.pid) - before) / runs;
			const ok = used <= bound;
			held &&= ok;
			const { count } = (JSON.parse(answer.toString()) as { data: { count: number } }).data;
			console.log(
				`| ${name}: \`${query}\` | ${count} | ${ms(median(times))} (${ms(quantile(times, 0.95))}) | ${ms(used)} | ${bound} ms | ${ok ? 'held' : 'NOT held'} |`,
			);
		}
	}
	return held;
}
