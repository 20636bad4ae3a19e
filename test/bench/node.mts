/** `npm run bench:node`: what the node costs per page of 1,000 hits, beside a bare fetch of the same pages. */
import { FROM, TO, corpusFolder } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { runNode } from './support/n8n.mts';
import { type BenchServer, startServer } from './support/server.mts';
import { median, ms, quantile, timed } from './support/stats.mts';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 100_000);
const PAGES = Number(process.env['BENCH_PAGES'] ?? 20);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 15);
const PAGE_SIZE = 1_000;
const BOUND = 1.5;

const START = new Date(FROM).toISOString();
const END = new Date(TO).toISOString();

type Generation = 'v1' | 'v2';
type Json = Record<string, any>;
type Round = Awaited<ReturnType<typeof round>>;

/** A call as somebody writes it who knows the API: no retries, no checks, no credential. */
async function fetchJson(url: string, token: string, body?: Json): Promise<Json> {
	const answer = await fetch(url, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: body === undefined ? null : JSON.stringify(body),
	});
	if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
	return (await answer.json()) as Json;
}

/** One way to get the same hits by the node and without it. */
interface Subject {
	readonly name: string;
	node(): Promise<readonly Json[]>;
	bare(): Promise<readonly Json[]>;
}

/** Search with its cursor, and the results of a background search, of one generation. */
async function subjects(server: BenchServer, generation: Generation): Promise<Subject[]> {
	const v2 = generation === 'v2';
	const token = v2 ? server.demoToken : server.v1Token;
	const base = `${server.url}${v2 ? '/api/v2' : '/RestAPI/v1'}`;
	const criteria = v2
		? { query: '*', start_time: START, end_time: END }
		: { query: '*', from: FROM, to: TO };
	const hitsOf = (answer: Json): Json[] => answer[v2 ? 'data' : 'results'].hits;
	const cursorOf = (answer: Json): string => (v2 ? answer['meta'] : answer).cursor;
	const credentials = { serverUrl: server.url, apiVersion: generation, token };
	const limit = PAGES * PAGE_SIZE;

	const search: Subject = {
		name: `${generation.toUpperCase()} Log > Search, by cursor`,
		node: () =>
			runNode(credentials, {
				...{ resource: 'log', operation: 'search', query: '*', limit },
				...{ timeRange: 'custom', startTime: START, endTime: END },
			}),
		async bare() {
			const hits: Json[] = [];
			let body: Json = criteria;
			for (let page = 0; page < PAGES; page++) {
				const answer = await fetchJson(`${base}/search`, token, body);
				for (const hit of hitsOf(answer)) hits.push(hit);
				body = { cursor: cursorOf(answer) };
			}
			return hits;
		},
	};

	const started = await fetchJson(`${base}/search/async`, token, criteria);
	const id: string = (v2 ? started['data'] : started).request_id;
	const waited = await runNode(credentials, {
		...{ resource: 'job', operation: 'wait', job: { __rl: true, mode: 'id', value: id } },
	});
	if (waited[0]?.['state'] !== 'success') throw new Error(`Job ${id}: ${JSON.stringify(waited)}`);
	const results: Subject = {
		name: `${generation.toUpperCase()} Job > Get Results`,
		node: () =>
			runNode(credentials, {
				...{ resource: 'job', operation: 'getResults', limit },
				...{ job: { __rl: true, mode: 'id', value: id } },
			}),
		async bare() {
			const hits: Json[] = [];
			for (let page = 1; page <= PAGES; page++) {
				const path = `/jobs/results?request_id=${id}&page_no=${page}`;
				for (const hit of hitsOf(await fetchJson(base + path, token))) hits.push(hit);
			}
			return hits;
		},
	};
	return [search, results];
}

/** Milliseconds a page, on the wall and of this process's processor time. */
async function round(
	fetchAll: () => Promise<readonly Json[]>,
): Promise<{ wall: number; cpu: number }> {
	const before = process.cpuUsage();
	const { time, value } = await timed(fetchAll);
	const { user, system } = process.cpuUsage(before);
	if (value.length !== PAGES * PAGE_SIZE) throw new Error(`${value.length} hits came`);
	return { wall: time / PAGES, cpu: (user + system) / 1000 / PAGES };
}

const of = (rounds: readonly Round[], kind: keyof Round) => rounds.map((each) => each[kind]);
const ratioOf = (times: Record<'node' | 'bare', Round[]>, kind: keyof Round) =>
	median(of(times.node, kind)) / median(of(times.bare, kind));
const shown = (rounds: readonly Round[]) =>
	`${ms(median(of(rounds, 'wall')))} (${ms(quantile(of(rounds, 'wall'), 0.95))})`;

const server = await startServer(await corpusFolder(EVENTS));
console.log(
	`${machine()}\n${ROUNDS} rounds in turn of ${PAGES} pages of ${PAGE_SIZE} hits; a page, median (p95)\n`,
);
console.log('| pages of | node in n8n-core | bare fetch | ratio | processor time | bound 1.5x |');
console.log('| --- | --- | --- | --- | --- | --- |');
let held = true;
try {
	for (const generation of ['v2', 'v1'] as const) {
		for (const { name, node, bare } of await subjects(server, generation)) {
			const times = { node: [] as Round[], bare: [] as Round[] };
			await round(bare);
			await round(node);
			// In turn, so that a busy moment of the machine meets both.
			for (let n = 0; n < ROUNDS; n++) {
				times.bare.push(await round(bare));
				times.node.push(await round(node));
			}
			const ratio = ratioOf(times, 'wall');
			held &&= ratio <= BOUND;
			const columns = [
				name,
				shown(times.node),
				shown(times.bare),
				`${ratio.toFixed(2)}x`,
				`${ratioOf(times, 'cpu').toFixed(2)}x`,
				ratio <= BOUND ? 'held' : 'NOT held',
			];
			console.log(`| ${columns.join(' | ')} |`);
		}
	}
} finally {
	await server.stop();
}
process.exitCode = held ? 0 : 1;
