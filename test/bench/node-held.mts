/** `npm run bench:node-held`: what the node holds in memory while it writes very many hits into a file, inside n8n-core in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type * as Core from 'n8n-core';
import { json, scripted } from '../nodes/support/scripted.ts';
import { machine } from './support/machine.mts';
import { runNode } from './support/n8n.mts';

const PAGES = Number(process.env['BENCH_PAGES'] ?? 300);
const PAGE_SIZE = 1_000;
const MEGABYTE = 1024 * 1024;
/** Some pages are always on their way; what matters is that they do not become more. */
const BOUND_OVER_START = 100;
const BOUND_OF_GROWTH = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is really held, in megabytes: garbage that waits for collection does not count. */
function held(): number {
	collectGarbage();
	// `external` counts buffers that are gone until the next collection has begun; how many varies by some 50 MB.
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / MEGABYTE;
}

/** Lets n8n-core keep files in a folder; the container of its services belongs to it, so it is found from there. */
async function keepFiles(folder: string): Promise<void> {
	const require = createRequire(import.meta.url);
	const { BinaryDataConfig, BinaryDataService } = require('n8n-core') as typeof Core;
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
		Container: { get<T>(service: abstract new (...parameters: never[]) => T): T };
	};
	Object.assign(Container.get(BinaryDataConfig), { mode: 'filesystem', localStoragePath: folder });
	await Container.get(BinaryDataService).init();
}

const hits = Array.from({ length: PAGE_SIZE }, (_, n) => ({
	TIME: 1_793_000_000_000 + n,
	HOSTNAME: 'web01',
	EVENTID: 4625,
	MESSAGE: 'An account failed to log on. '.repeat(12),
}));
const page = JSON.stringify({ data: { hits }, meta: { total_items: PAGES * PAGE_SIZE } });

const folder = mkdtempSync(join(tmpdir(), 'log360-binary-'));
const server = await scripted();
try {
	await keepFiles(folder);
	const samples: number[] = [];
	server.answer((seen) => {
		if (seen.path.endsWith('/async')) return json({ data: { request_id: 'job-1' } });
		if (!seen.path.endsWith('/results')) {
			const requests = [{ request_id: 'job-1', stage: 'SUCCESS', total_pages: PAGES }];
			return json({ data: { jobs: { requests } } });
		}
		// Pages differ in their first hit, since a repeated page would end the reading.
		const number = seen.query['page_no'];
		if (Number(number) % 50 === 0) samples.push(held());
		const body = page.replace('"web01"', `"page${number}"`);
		return { headers: { 'content-type': 'application/json' }, body };
	});
	const before = held();
	const [item] = await runNode(
		{ serverUrl: server.url, token: 'l360_v2-token-0123456789' },
		{
			...{
				resource: 'log',
				operation: 'searchAndWait',
				outputFields: 'raw',
				timeRange: 'lastHour',
			},
			...{ returnAll: true, output: 'file', fileFormat: 'ndjson' },
		},
	);
	const over = Math.max(...samples) - before;
	const growth = (samples.at(-1) as number) - (samples[0] as number);
	const good =
		item?.['hits'] === PAGES * PAGE_SIZE && over < BOUND_OVER_START && growth < BOUND_OF_GROWTH;
	console.log(`${machine()}\n\n| what | figure | bound |\n| --- | --- | --- |`);
	for (const row of [
		['hits in the file', item?.['hits'], PAGES * PAGE_SIZE],
		['held before, collected', `${before.toFixed(0)} MB`, ''],
		['most held over that, of all samples', `${over.toFixed(0)} MB`, `${BOUND_OVER_START} MB`],
		['held at the end over the first sample', `${growth.toFixed(0)} MB`, `${BOUND_OF_GROWTH} MB`],
	]) {
		console.log(`| ${row.join(' | ')} |`);
	}
	process.exitCode = good ? 0 : 1;
} finally {
	await server.close();
	rmSync(folder, { recursive: true, force: true });
}
// n8n-core keeps handles open for good.
process.exit();
