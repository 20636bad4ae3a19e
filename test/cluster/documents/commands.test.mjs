/** The calls of log360-server about shared engines that the documents show are made on real ones, in their order, as a reader would. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
	calls,
	enter,
	startArguments,
	startServer,
	variablesOf,
} from '../../scripts/support/reader.mjs';
import { missingForOpenSearch, startOpenSearch } from '../opensearch.mjs';
import { startPostgres } from '../postgres.mjs';

const sharedCalls = calls.filter(({ isShared }) => isShared);

/** @type {string} */
let folder;
/** @type {string | undefined} */
let missing = missingForOpenSearch();
/** @type {{ nodes: string, postgres: string, password: string }} */
let engines;
/** @type {(() => Promise<void>)[]} */
const stops = [];

before(async () => {
	folder = mkdtempSync(join(tmpdir(), 'log360-docs-'));
	if (missing !== undefined) return;
	const postgres = await startPostgres({ durable: false });
	if ('missing' in postgres) {
		missing = postgres.missing;
		return;
	}
	stops.push(postgres.stop);
	const opensearch = await startOpenSearch({ nodes: 2 });
	stops.push(opensearch.stop);
	const address = new URL(postgres.url);
	const { password } = address;
	address.password = '';
	engines = { nodes: opensearch.urls.join(), postgres: address.href, password };
	await oneMachine();
});

after(async () => {
	for (const stop of stops.reverse()) await stop();
	rmSync(folder, { recursive: true, force: true });
});

/** The folder that the documents move, with an event in it. */
async function oneMachine() {
	const data = ['--data', './log360-data'];
	await (await startServer(folder, ['start', ...data, '--empty'], {})).stop();
	const event = { TIME: 1_767_600_000_000, HOSTNAME: 'web01', MESSAGE: 'hello' };
	writeFileSync(join(folder, 'events.ndjson'), `${JSON.stringify(event)}\n`);
	const { stdout, stderr } = enter(folder, ['import', ...data, 'events.ndjson'], {});
	assert.match(stdout, /^1 event stored/, stderr);
}

/**
 * What stands in the documents, for the engines of this run.
 *
 * @param {string[]} words
 * @param {string} place - schema and name of indices; what is started and what is moved are two installations
 */
function adapted(words, place) {
	const given = words.map((word, at) => {
		if (words[at - 1] === '--opensearch') return engines.nodes;
		return words[at - 1] === '--postgres' ? engines.postgres : word;
	});
	return [...given, '--opensearch-prefix', place, '--postgres-schema', place];
}

test('there is something to run', () => {
	assert.ok(sharedCalls.length >= 3);
});

for (const { file, line, words } of sharedCalls) {
	test(`${file}: ${line}`, async (context) => {
		if (missing !== undefined) {
			context.skip(missing);
			return;
		}
		const [command, ...rest] = words;
		const variables = { ...variablesOf(line), LOG360_POSTGRES_PASSWORD: engines.password };
		if (command === 'start') {
			const args = adapted(['start', ...startArguments(rest)], 'started');
			const started = await startServer(folder, args, variables);
			await started.stop();
			return;
		}
		const { status, stdout, stderr } = enter(
			folder,
			adapted([command, ...rest], 'moved'),
			variables,
		);
		assert.equal(status, 0, `${stdout}${stderr}`);
		assert.match(`${stdout}${stderr}`, /1 event/);
	});
}
