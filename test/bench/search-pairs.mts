/**
 * `npm run bench:search-pairs -- --against FOLDER`: searches on one connection by this server's code and by another built checkout
 * of it, in turn, each over a store of its own: the processor time of a page of 1,000, with its total and without.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type readerOf from '../../server/dist/storage/sqlite/events/reader.js';
import { type corpusFolder as corpusFolderOf, FROM, TO } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { median } from './support/stats.mts';

const { values: given } = parseArgs({
	options: {
		against: { type: 'string' },
		/** Events of both stores, made when they are missing. */
		events: { type: 'string', default: '1000000' },
		rounds: { type: 'string', default: '5' },
		/** Of the child process alone. */
		store: { type: 'string' },
		tree: { type: 'string' },
		out: { type: 'string' },
	},
});

const QUERIES = [
	'*',
	'LOGTYPE = Windows',
	'USERNAME = root',
	'EVENTID = 4625 AND RESULT = failure',
	'TARGETLOGONID = *775c*',
	'BYTES >= 500000',
	'BYTES >= 99990',
	'REMOTEIP = 203.0.113.0/24',
	'MESSAGE = *owershe*',
	'MESSAGE = *1234*',
	'MESSAGE = *775c1*',
	'MESSAGE = *nomatchatall*',
	'MESSAGE = "Failed password"',
	'powershell.exe',
	'RAWLOG = *owershe*',
	'RAWLOG = sessionid',
];
/** Also over one hour in the middle. */
const HOUR_QUERIES = ['LOGTYPE = Windows', 'MESSAGE = *owershe*'];
const HOUR = 3_600_000;
const MIDDLE = (FROM + TO) / 2;
/** What takes longer is run once a round, ms. */
const LONG = 1_000;
const WARM = 3;

/** What one round showed of a query. */
interface Figure {
	readonly name: string;
	readonly total: number;
	readonly page: number;
	readonly withTotal: number;
}

const { tree, store, out } = given;
if (tree === undefined) await compare();
else if (store === undefined) await make(tree, out as string);
else await measure(tree, store, out as string);

/** One round, in the process of its own that a round has: other code of the same names cannot be loaded into one. */
async function measure(tree: string, store: string, out: string): Promise<void> {
	const module = join(tree, 'server', 'dist', 'storage', 'sqlite', 'events', 'reader.js');
	const { default: of } = (await import(module)) as { default: typeof readerOf };
	const reader = new of.EventReader(join(store, 'events.db'));
	const all = QUERIES.map((query) => ({ name: query, query, from: FROM, to: TO }));
	const hours = HOUR_QUERIES.map((query) => ({
		...{ name: `${query}, one hour`, query },
		...{ from: MIDDLE, to: MIDDLE + HOUR },
	}));
	const figures = [...all, ...hours].map(({ name, ...request }): Figure => {
		const run = (withTotal: boolean) => {
			const start = process.cpuUsage();
			const page = reader.search({ ...request, withTotal, limit: 1_000, form: 'server' });
			const { user, system } = process.cpuUsage(start);
			return { ms: (user + system) / 1_000, total: page.total ?? 0 };
		};
		const first = run(true);
		const times = first.ms > LONG ? 1 : 5;
		if (times > 1) for (let warm = 0; warm < WARM; warm++) run(false);
		const best = (withTotal: boolean) =>
			median(Array.from({ length: times }, () => run(withTotal).ms));
		return { name, total: first.total, page: best(false), withTotal: best(true) };
	});
	reader.close();
	writeFileSync(out, JSON.stringify(figures));
}

async function compare(): Promise<void> {
	const here = join(import.meta.dirname, '..', '..');
	const trees = [...(given.against === undefined ? [] : [resolve(given.against)]), here];
	const stores = trees.map((tree) => [tree, storeOf(tree)] as const);
	const scratch = mkdtempSync(join(tmpdir(), 'log360-pairs-'));
	const rounds = trees.map((): Figure[][] => []);
	for (let round = 0; round < Number(given.rounds); round++) {
		const order = stores.map((_, place) => place);
		// The machine's speed drifts: every second round goes the other way.
		for (const place of round % 2 === 0 ? order : order.reverse()) {
			const [tree, store] = stores[place] as readonly [string, string];
			const out = join(scratch, 'figures.json');
			child(['--tree', tree, '--store', store, '--out', out]);
			rounds[place]?.push(JSON.parse(readFileSync(out, 'utf8')) as Figure[]);
		}
	}
	rmSync(scratch, { recursive: true });
	report(trees, rounds);
}

/** The store of a checkout, made by its own code: layouts differ, and opening one to write would bring it up to date. */
function storeOf(tree: string): string {
	const out = join(tmpdir(), `log360-store-${process.pid}`);
	child(['--tree', tree, '--out', out]);
	const folder = readFileSync(out, 'utf8');
	rmSync(out);
	return folder;
}

/** The same, in a process of its own. */
async function make(tree: string, out: string): Promise<void> {
	const script = join(tree, 'test', 'bench', 'support', 'corpus.mts');
	const { corpusFolder } = (await import(script)) as { corpusFolder: typeof corpusFolderOf };
	writeFileSync(out, await corpusFolder(Number(given.events)));
}

function child(args: readonly string[]): void {
	const all = [import.meta.filename, '--events', given.events, ...args];
	const { status } = spawnSync(process.execPath, all, { stdio: 'inherit' });
	if (status !== 0) throw new Error('a round failed');
}

function report(trees: readonly string[], rounds: readonly (readonly Figure[][])[]): void {
	console.log(`${machine()}\n${given.events} events, processor time of a page of 1,000\n`);
	const names = trees.map((tree) => basename(tree));
	const columns = [
		'query',
		...names.flatMap((name) => ['total', 'page', 'with total'].map((of) => `${of}, ${name}`)),
		'ratio',
	];
	console.log(`| ${columns.join(' | ')} |\n| ${columns.map(() => '---').join(' | ')} |`);
	const [first] = rounds[0] ?? [];
	for (const [at, { name }] of (first ?? []).entries()) {
		const of = rounds.map((all) => {
			const figures = all.map((round) => round[at] as Figure);
			return {
				total: figures[0]?.total ?? 0,
				page: median(figures.map(({ page }) => page)),
				withTotal: median(figures.map(({ withTotal }) => withTotal)),
			};
		});
		const [before, now] = [of[0], of.at(-1)];
		const cells = of.flatMap(({ total, page, withTotal }) => [
			total,
			...[page, withTotal].map((ms) => `${ms.toFixed(1)} ms`),
		]);
		const ratio = ((now?.withTotal ?? 0) / (before?.withTotal ?? 1)).toFixed(3);
		console.log(`| ${[`\`${name}\``, ...cells, of.length > 1 ? ratio : ''].join(' | ')} |`);
	}
}
