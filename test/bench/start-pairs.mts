/**
 * `npm run bench:start-pairs -- --against FOLDER`: starts of this server and of another built checkout of it, in turn, on stores of
 * their own that they made before: to the answer of a first search, on the wall and in processor time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './support/machine.mts';
import { processorTime } from './support/processor-time.mts';
import { call, startServer } from './support/server.mts';
import { median } from './support/stats.mts';

const { values: given } = parseArgs({
	options: { against: { type: 'string' }, rounds: { type: 'string', default: '13' } },
});
const ROUNDS = Number(given.rounds);
/** Built checkouts: this one, and the one that it is compared with. */
const CHECKOUTS = [
	join(import.meta.dirname, '..', '..'),
	...(given.against === undefined ? [] : [resolve(given.against)]),
];

/** What one start took, ms: to its ready line, to the answer of the search, that search alone, and in processor time. */
type Start = Record<'ready' | 'answer' | 'search' | 'processor', number>;

console.log(machine());
const scratch = mkdtempSync(join(tmpdir(), 'log360-bench-starts-'));
try {
	const starts: Start[][] = CHECKOUTS.map(() => []);
	// The first of each makes its store and warms the disk.
	for (const place of CHECKOUTS.keys()) await start(place);
	for (let round = 0; round < ROUNDS; round++) {
		const order = [...CHECKOUTS.keys()];
		// The machine's speed drifts: every second round goes the other way.
		for (const place of round % 2 === 0 ? order : order.reverse())
			starts[place]?.push(await start(place));
	}
	const medians = starts.map((all) => mediansOf(all));
	for (const [place, one] of medians.entries())
		console.log(
			`${basename(CHECKOUTS[place] as string)}: answer after ${one.answer.toFixed(0)} ms (ready ${one.ready.toFixed(0)}, ` +
				`first search ${one.search.toFixed(0)}), ${one.processor.toFixed(0)} ms of processor time; medians of ${ROUNDS}`,
		);
	const [own, other] = medians;
	if (own !== undefined && other !== undefined)
		console.log(
			`to the other's: answer ${(own.answer / other.answer).toFixed(2)}, processor time ${(own.processor / other.processor).toFixed(2)}`,
		);
} finally {
	rmSync(scratch, { recursive: true, force: true });
}

async function start(place: number): Promise<Start> {
	const server = await startServer(join(scratch, String(place)), [], CHECKOUTS[place]);
	const begin = performance.now();
	const hour = 3_600_000;
	const search = {
		query: '*',
		start_time: new Date(Date.now() - hour).toISOString(),
		end_time: new Date().toISOString(),
	};
	await call(`${server.url}/api/v2/search`, server.demoToken, JSON.stringify(search));
	const searched = performance.now() - begin;
	const processor = processorTime(server.pid);
	await server.stop();
	return {
		ready: server.startTime,
		search: searched,
		answer: server.startTime + searched,
		processor,
	};
}

function mediansOf(all: readonly Start[]): Start {
	const of = (name: keyof Start) => median(all.map((one) => one[name]));
	return {
		ready: of('ready'),
		search: of('search'),
		answer: of('answer'),
		processor: of('processor'),
	};
}
