/** `npm run bench:node-memory`: how far a search of a million hits, written into a file, raises the memory of a real n8n (Linux). */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n } from '../../scripts/n8n/start.mjs';
import { credential, manualWorkflow } from '../e2e/lib/workflows.mjs';
import { FROM, TO, corpusFolder } from './support/corpus.mts';
import { machine } from './support/machine.mts';
import { startServer } from './support/server.mts';

const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const WARM_UPS = 20;
const DEADLINE_MS = 60 * 60_000;
const BOUND = 200;

/** Resident memory of a process and its peak since the last reset, in MB. */
function memory(pid: number): { now: number; peak: number } {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const megabytes = (name: string) =>
		(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6;
	return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** Settings that let n8n give back what its start has left, some hundred MB that would hide what the search needs. */
const COLLECTING = `--expose-gc --import="${join(import.meta.dirname, 'support', 'collect-on-signal.mjs')}"`;

/** Makes n8n collect its garbage, and its peak count from now on. */
async function settle({ pid, logs }: { pid: number; logs(): string }): Promise<void> {
	const collections = () => logs().split('garbage collected').length;
	const before = collections();
	process.kill(pid, 'SIGUSR2');
	while (collections() === before) await sleep(100);
	resetPeak(pid);
}

const resetPeak = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/** Counts line ends without holding the text. */
async function countLines(answer: Response): Promise<{ lines: number; bytes: number }> {
	let lines = 0;
	let bytes = 0;
	for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
		bytes += part.length;
		for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) lines++;
	}
	return { lines, bytes };
}

/** Search and Wait over the whole corpus, into an NDJSON file. */
const search = (limit: object) => ({
	...{ resource: 'log', operation: 'searchAndWait', query: '*' },
	...{
		timeRange: 'custom',
		startTime: new Date(FROM).toISOString(),
		endTime: new Date(TO).toISOString(),
	},
	...{ output: 'file', fileFormat: 'ndjson', binaryField: 'data', ...limit },
});

const log = (line: string) => console.log(line);
const atEnd: (() => Promise<void>)[] = [];
try {
	const server = await startServer(await corpusFolder(EVENTS));
	atEnd.push(server.stop);
	const link = credential('log360', 'Log360', { serverUrl: server.url, token: server.demoToken });
	const n8n = await startN8n({
		credentials: [link],
		env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem', NODE_OPTIONS: COLLECTING },
		log,
	});
	const { client, pid, version } = n8n;
	atEnd.push(n8n.stop);
	const run = async (name: string, limit: object) => {
		const workflow = await client.createWorkflow(manualWorkflow(name, link, search(limit)));
		const { status, error, items, files } = await client.run(workflow, DEADLINE_MS);
		if (status !== 'success') throw new Error(`${name}: ${status} ${JSON.stringify(error)}`);
		return { item: items['Log360']?.[0], file: files['Log360']?.[0]?.data };
	};
	const small = { returnAll: false, limit: 1_000 };
	await run('first', small);
	const overall = memory(pid).peak;
	await settle(n8n);
	// Many, so that V8's young generation has the size that work gives it; none of them holds more than a page.
	for (let n = 0; n < WARM_UPS; n++) await run(`warm up ${n}`, small);
	const { peak: smallPeak } = memory(pid);
	// Garbage of the warm-ups would hide what the search adds.
	await settle(n8n);
	const { now: before } = memory(pid);
	const start = performance.now();
	const { item, file } = await run('everything', { returnAll: true });
	const seconds = (performance.now() - start) / 1000;
	const { peak } = memory(pid);
	const { lines, bytes } = await countLines(await client.download(file));

	const mb = (value: number) => `${value.toFixed(0)} MB`;
	const held = peak - before < BOUND && lines === EVENTS;
	console.log(`\n${machine()}, n8n ${version}, binary data mode filesystem\n`);
	console.log('| what | figure |\n| --- | --- |');
	for (const row of [
		['hits that the node counted', item?.hits],
		['lines in the file', `${lines} (${mb(bytes / 1e6)})`],
		['time', `${seconds.toFixed(0)} s`],
		['peak of the start of n8n', mb(overall)],
		[`peak of ${WARM_UPS} searches of 1,000 hits`, mb(smallPeak)],
		['resident memory after these and a collection of all garbage', mb(before)],
		[`peak of the search of all ${EVENTS}`, mb(peak)],
		['what it adds to the peak of the small ones', mb(peak - smallPeak)],
		['its rise over the memory before it', mb(peak - before)],
	]) {
		console.log(`| ${row.join(' | ')} |`);
	}
	console.log(
		`\nBound ${BOUND} MB over the memory before it, and ${EVENTS} lines: ${held ? 'held' : 'NOT held'}`,
	);
	process.exitCode = held ? 0 : 1;
} finally {
	for (const end of atEnd.reverse()) await end();
}
