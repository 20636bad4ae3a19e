/** `npm run bench:cluster`: one machine's arrangement, one server on OpenSearch and PostgreSQL, and two of them, over HTTP in turn. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import demoDoor from '../../server/dist/demo/index.js';
import { startOpenSearch } from '../cluster/opensearch.mjs';
import { startPostgres } from '../cluster/postgres.mjs';
import { events, FROM, TO } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { processorTime } from './support/processor-time.mts';
import { disconnect, send } from './support/send.mts';
import { type BenchServer, startServer } from './support/server.mts';
import { median, ms, timed } from './support/stats.mts';

const COUNT = Number(process.env['BENCH_EVENTS'] ?? 50_000);
const RUNS = Number(process.env['BENCH_RUNS'] ?? 15);
const BATCH = 1_000;
/** Batches under way at once, and batches before it is the next arrangement's turn. */
const [SENDERS, TURN] = [4, 10];
const POLL_MS = 10;
/** A month of generated events within a day, as events arrive. */
const DAYS = 30;
const WINDOW = {
	start_time: new Date(FROM).toISOString(),
	end_time: new Date(TO).toISOString(),
};
const QUERIES = [
	'*',
	'LOGTYPE = Windows',
	'USERNAME = root',
	'EVENTID = 4625 AND RESULT = failure',
	'MESSAGE = "Failed password"',
	'MESSAGE = *owershe*',
];

const scratch = mkdtempSync(join(tmpdir(), 'log360-bench-'));
const openSearch = await startOpenSearch({ heapMegabytes: 1_024, isMeasured: true });
const postgres = await startPostgres();
if ('missing' in postgres) throw new Error(postgres.missing);
process.env['LOG360_POSTGRES_PASSWORD'] = new URL(postgres.url).password;
const database = postgres.pid;
const address = new URL(postgres.url);
address.password = '';

/** Servers that share their data. */
interface Arrangement {
	readonly name: string;
	readonly servers: readonly BenchServer[];
	/** Everything that works for them, by name: processes and those that they start. */
	readonly pids: () => Map<string, number[]>;
}

/** Servers do not end with this process by themselves. */
const pids: number[] = [];
process.once('exit', () => {
	for (const pid of pids) {
		try {
			process.kill(pid);
		} catch {
			// It has ended.
		}
	}
});
const started = (server: BenchServer) => {
	pids.push(server.pid);
	return server;
};
const on = async (name: string) =>
	started(
		await startServer(join(scratch, name), [
			...['--opensearch', openSearch.urls.join(), '--opensearch-prefix', name],
			...['--opensearch-replicas', '0', '--postgres', String(address), '--postgres-schema', name],
		]),
	);
const one = await on('one');
const two = [await on('two'), await on('two')];
// A server on one machine has no use for it, and says so.
delete process.env['LOG360_POSTGRES_PASSWORD'];
const embedded = started(await startServer(join(scratch, 'embedded')));
const engines = (): [string, number[]][] => [
	['OpenSearch', openSearch.nodes.map(({ pid }) => pid)],
	['PostgreSQL', [postgres.pid, ...childrenOf(postgres.pid)]],
];
const ARRANGEMENTS: readonly Arrangement[] = [
	{
		name: 'embedded',
		servers: [embedded],
		pids: () => new Map([['server', [embedded.pid]]]),
	},
	{
		name: 'one server on the engines',
		servers: [one],
		pids: () => new Map([['server', [one.pid]], ...engines()]),
	},
	{
		name: 'two servers on them',
		servers: two,
		pids: () =>
			new Map([
				...two.map(({ pid }, n): [string, number[]] => [`server ${n + 1}`, [pid]]),
				...engines(),
			]),
	},
];

function childrenOf(parent: number): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => {
			try {
				const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
				return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
			} catch {
				return false;
			}
		});
}

/** Processor time by name, ms. */
function spent({ pids }: Arrangement): Map<string, number> {
	const time = (pid: number) => {
		try {
			// PostgreSQL's connections are children that come and go.
			return processorTime(pid, pid === database);
		} catch {
			return 0;
		}
	};
	return new Map(
		[...pids()].map(([name, list]) => [name, list.reduce((sum, pid) => sum + time(pid), 0)]),
	);
}

async function measured<T>(arrangement: Arrangement, work: () => Promise<T>) {
	const before = spent(arrangement);
	const { time, value } = await timed(work);
	const after = spent(arrangement);
	const processor = new Map([...after].map(([name, ms]) => [name, ms - (before.get(name) ?? 0)]));
	return { time, value, processor };
}

let turn = 0;
/** A request to the next of the servers, as a balancer gives it. */
async function ask<T>(
	{ servers }: Arrangement,
	method: string,
	path: string,
	body?: string | Uint8Array,
	type?: string,
): Promise<T> {
	const server = servers[turn++ % servers.length] as BenchServer;
	const answer = await send({
		...{ url: server.url + path, token: server.demoToken, method },
		...(body === undefined ? {} : { body }),
		...(type === undefined ? {} : { type }),
	});
	return JSON.parse(String(answer)) as T;
}

await ingest();
console.log(
	'\n| what, median of the time at the client (mean processor time of all processes) | ' +
		ARRANGEMENTS.map(({ name }) => name).join(' | ') +
		' | ratio of both, one server to embedded |',
);
console.log(`| --- |${' --- |'.repeat(ARRANGEMENTS.length + 1)}`);
for (const query of QUERIES) {
	await compare(`page of 1,000 and total: \`${query}\``, async (arrangement) => {
		const body = JSON.stringify({ query, ...WINDOW });
		type Page = { meta: { total_items: number } };
		return (await ask<Page>(arrangement, 'POST', '/api/v2/search', body)).meta.total_items;
	});
}
await compare('events by hour', async (arrangement) => {
	const body = JSON.stringify({ query: '*', ...WINDOW, interval: '1h' });
	await ask(arrangement, 'POST', '/api/v2/search/aggregate', body);
	return 'all';
});
await compare('job: `USERNAME = root`, from its start to its first page', job);
for (const { servers } of ARRANGEMENTS) for (const server of servers) await server.stop();
disconnect();
await openSearch.stop();
await postgres.stop();
rmSync(scratch, { recursive: true, force: true });

async function ingest(): Promise<void> {
	const all = ARRANGEMENTS.map(() => ({ time: 0, processor: new Map<string, number>() }));
	let batches: Buffer[] = [];
	const hand = async () => {
		for (const [n, arrangement] of ARRANGEMENTS.entries()) {
			const left = [...batches];
			const lane = async () => {
				for (let body = left.pop(); body !== undefined; body = left.pop())
					await ask(arrangement, 'POST', '/ingest', body, 'application/x-ndjson');
			};
			const { time, processor } = await measured(arrangement, () =>
				Promise.all(Array.from({ length: SENDERS }, lane)),
			);
			const sum = all[n] as (typeof all)[number];
			sum.time += time;
			for (const [name, ms] of processor)
				sum.processor.set(name, (sum.processor.get(name) ?? 0) + ms);
		}
		batches = [];
	};
	let lines: string[] = [];
	for (const { time, fields } of events(COUNT)) {
		lines.push(demoDoor.eventToNdjson({ time: Math.floor(FROM + (time - FROM) / DAYS), fields }));
		if (lines.length < BATCH) continue;
		batches.push(Buffer.from(lines.join('\n')));
		lines = [];
		if (batches.length === TURN) await hand();
	}
	console.log(
		`${machine()}\n${COUNT} events of one day, batches of ${BATCH}, ${SENDERS} under way, in turn\n`,
	);
	console.log('| ingest | events/s | processor time an event, by process |\n| --- | --- | --- |');
	for (const [n, { name }] of ARRANGEMENTS.entries()) {
		const { time, processor } = all[n] as (typeof all)[number];
		const parts = [...processor].map(
			([who, ms]) => `${who} ${Math.round((ms * 1_000) / COUNT)} µs`,
		);
		console.log(`| ${name} | ${Math.round(COUNT / (time / 1_000))} | ${parts.join(', ')} |`);
	}
}

async function job(arrangement: Arrangement): Promise<number> {
	const body = JSON.stringify({ query: 'USERNAME = root', ...WINDOW });
	type Started = { data: { request_id: string } };
	const { data } = await ask<Started>(arrangement, 'POST', '/api/v2/search/async', body);
	const id = data.request_id;
	for (;;) {
		type Jobs = { data: { jobs: { requests: { stage: string }[] } } };
		const jobs = await ask<Jobs>(arrangement, 'GET', `/api/v2/jobs?request_id=${id}`);
		const stage = jobs.data.jobs.requests[0]?.stage;
		if (stage === 'SUCCESS') break;
		if (stage !== 'RUNNING') throw new Error(`a job ended as ${stage}`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	type Results = { meta: { total_items: number } };
	const path = `/api/v2/jobs/results?request_id=${id}&page_no=1`;
	return (await ask<Results>(arrangement, 'GET', path)).meta.total_items;
}

async function compare(what: string, work: (arrangement: Arrangement) => Promise<unknown>) {
	const times = ARRANGEMENTS.map((): number[] => []);
	const processor = ARRANGEMENTS.map((): number[] => []);
	const results = ARRANGEMENTS.map((): unknown => undefined);
	for (let run = -2; run < RUNS; run++) {
		for (const [n, arrangement] of ARRANGEMENTS.entries()) {
			const one = await measured(arrangement, () => work(arrangement));
			results[n] = one.value;
			if (run < 0) continue;
			times[n]?.push(one.time);
			processor[n]?.push([...one.processor.values()].reduce((sum, ms) => sum + ms, 0));
		}
	}
	// The kernel counts in steps of 10 ms: only many rounds together say something.
	const total = (n: number) => (processor[n] as number[]).reduce((sum, ms) => sum + ms, 0) / RUNS;
	const cells = ARRANGEMENTS.map(
		(_, n) => `${String(results[n])}: ${ms(median(times[n] as number[]))} (${ms(total(n))})`,
	);
	const ratio = median(times[1] as number[]) / median(times[0] as number[]);
	const ratios = `${ratio.toFixed(1)} (${(total(1) / total(0)).toFixed(1)})`;
	console.log(`| ${[what, ...cells, ratios].join(' | ')} |`);
}
