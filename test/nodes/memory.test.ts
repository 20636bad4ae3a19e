/** A file of very many hits is written as they arrive: memory does not grow with their number. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { BinaryDataConfig, BinaryDataService } from 'n8n-core';

import { bench } from './support/cases';
import { items } from './support/n8n';
import { json } from './support/scripted';

/** The container that n8n-core keeps its services in; it belongs to n8n-core, so it is found from there. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(service: abstract new (...parameters: never[]) => T): T };
};

const b = bench();
const folder = mkdtempSync(join(tmpdir(), 'log360-binary-'));
const PAGES = 300;
const PAGE_SIZE = 1_000;
const MEGABYTE = 1024 * 1024;

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

beforeAll(async () => {
	const config = Container.get(BinaryDataConfig);
	config.mode = 'filesystem';
	config.localStoragePath = folder;
	await Container.get(BinaryDataService).init();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const page = JSON.stringify({
	data: {
		hits: Array.from({ length: PAGE_SIZE }, (_, n) => ({
			TIME: 1_793_000_000_000 + n,
			HOSTNAME: 'web01',
			EVENTID: 4625,
			MESSAGE: 'An account failed to log on. '.repeat(12),
		})),
	},
	meta: { total_items: PAGES * PAGE_SIZE },
});

it(`${PAGES * PAGE_SIZE} hits in a file of over 100 MB hold no more memory at the end than at the start`, async () => {
	const samples: number[] = [];
	b.answer((seen) => {
		if (seen.path.endsWith('/async')) return json({ data: { request_id: 'job-1' } });
		if (!seen.path.endsWith('/results')) {
			const requests = [{ request_id: 'job-1', stage: 'SUCCESS', total_pages: PAGES }];
			return json({ data: { jobs: { requests } } });
		}
		// Pages differ in their first hit, since a repeated page would end the reading.
		const number = seen.query.page_no;
		if (Number(number) % 50 === 0) samples.push(held());
		const body = page.replace('"web01"', `"page${number}"`);
		return { headers: { 'content-type': 'application/json' }, body };
	});
	const parameters = {
		resource: 'log',
		outputFields: 'raw',
		operation: 'searchAndWait',
		timeRange: 'lastHour',
		returnAll: true,
		output: 'file',
		fileFormat: 'ndjson',
	};
	const before = held();
	const [item] = await items(b.trial(b.v2(), parameters));
	expect(item.json).toMatchObject({ hits: PAGES * PAGE_SIZE, pages: PAGES });
	const id = item.binary?.data.id ?? '';
	const path = Container.get(BinaryDataService).getPath(id);
	expect(statSync(path).size).toBeGreaterThan(100 * MEGABYTE);
	expect(samples).toHaveLength(PAGES / 50);
	// Some pages are always on their way; what matters is that they do not become more.
	expect(Math.max(...samples) - before).toBeLessThan(100);
	expect(samples[samples.length - 1] - samples[0]).toBeLessThan(20);
}, 120_000);
