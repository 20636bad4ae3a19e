/** A file of many pages of hits in n8n's folder of binary data; that memory does not grow with them, `bench:node-held` measures. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BinaryDataConfig, BinaryDataService } from 'n8n-core';

import { bench } from '../../../support/cases';
import { items } from '../../../support/n8n';
import { json } from '../../../support/scripted';

/** The container that n8n-core keeps its services in; it belongs to n8n-core, so it is found from there. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: { get<T>(service: abstract new (...parameters: never[]) => T): T };
};

const b = bench();
const folder = mkdtempSync(join(tmpdir(), 'log360-binary-'));
const PAGES = 30;
const PAGE_SIZE = 1_000;

async function keepBinaryData(mode: BinaryDataConfig['mode'], path: string) {
	Object.assign(Container.get(BinaryDataConfig), { mode, localStoragePath: path });
	await Container.get(BinaryDataService).init();
}
/** The service as it was: `init` would not take it back to where it had not been called. */
const before = {
	config: { ...Container.get(BinaryDataConfig) },
	service: { ...Container.get(BinaryDataService) },
};
beforeAll(async () => await keepBinaryData('filesystem', folder));
// Packages live as long as the worker: the next test file gets n8n-core as it was.
afterAll(() => {
	Object.assign(Container.get(BinaryDataConfig), before.config);
	Object.assign(Container.get(BinaryDataService), before.service, { managers: {} });
	rmSync(folder, { recursive: true, force: true });
});

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

it(`${PAGES * PAGE_SIZE} hits of ${PAGES} pages stand in the file, in their order`, async () => {
	b.answer((seen) => {
		if (seen.path.endsWith('/async')) return json({ data: { request_id: 'job-1' } });
		if (!seen.path.endsWith('/results')) {
			const requests = [{ request_id: 'job-1', stage: 'SUCCESS', total_pages: PAGES }];
			return json({ data: { jobs: { requests } } });
		}
		// Pages differ in their first hit, since a repeated page would end the reading.
		const body = page.replace('"web01"', `"page${seen.query.page_no}"`);
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
	const [item] = await items(b.trial(b.v2(), parameters));
	expect(item.json).toMatchObject({ hits: PAGES * PAGE_SIZE, pages: PAGES });
	const path = Container.get(BinaryDataService).getPath(item.binary?.data.id ?? '');
	const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
	expect(lines).toHaveLength(PAGES * PAGE_SIZE);
	const firsts = lines.filter((_line, n) => n % PAGE_SIZE === 0);
	expect(firsts.map((line) => JSON.parse(line).HOSTNAME)).toEqual(
		Array.from({ length: PAGES }, (_, n) => `page${n + 1}`),
	);
});
