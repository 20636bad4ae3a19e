/** The calls of log360-server that the documents show are made, one after the other, in an empty folder, as a reader would. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { calls, enter, startArguments, startServer, variablesOf } from './support/reader.mjs';

const LINES = {
	'auth.log': 'Jan  5 10:20:30 web01 sshd[12]: Failed password for root from 192.0.2.1 port 4 ssh2',
	'access.log': '192.0.2.1 - - [05/Jan/2026:10:05:03 +0100] "GET / HTTP/1.1" 200 12',
	'firewall.log': '<134>Jan  5 10:00:00 fw01 kernel: DROP IN=eth0 SRC=192.0.2.9',
	'events.ndjson': '{"TIME": 1767600000000, "HOSTNAME": "web01", "MESSAGE": "hello"}',
};

/** Those about shared engines are made on real ones: `test/cluster/documents`. */
const ownCalls = calls.filter(({ isShared }) => !isShared);

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), 'log360-docs-'));
	for (const [name, line] of Object.entries(LINES)) writeFileSync(join(folder, name), `${line}\n`);
	writeFileSync(join(folder, 'events.ndjson.gz'), gzipSync(LINES['events.ndjson']));
	writeFileSync(join(folder, 'log360.json'), '{"rate-limit": "off", "empty": true}');
	server = await startServer(
		folder,
		['start', '--data', './running', '--empty', '--demo-tokens'],
		{},
	);
});

after(async () => {
	await server?.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** What stands in the documents, for this machine: the server that runs. */
function adapted(/** @type {string[]} */ words) {
	return words.map((word) => (/^https?:\/\//.test(word) ? server.url : word));
}

test('there is something to run', () => {
	assert.ok(ownCalls.length >= 10);
});

for (const { file, line, words } of ownCalls) {
	test(`${file}: ${line}`, async () => {
		const [command, ...rest] = words;
		const variables = variablesOf(line);
		if (variables.LOG360_TOKEN !== undefined) variables.LOG360_TOKEN = server.demoToken;
		if (command === 'start') {
			const started = await startServer(folder, ['start', ...startArguments(rest)], variables);
			await started.stop();
			return;
		}
		const { status, stdout, stderr } = enter(folder, [command, ...adapted(rest)], variables);
		assert.equal(status, 0, `${stdout}${stderr}`);
		assert.notEqual(stdout, '');
		if (command === 'import') assert.match(stdout, /^(1 event|2 events) stored, 0 lines refused/);
	});
}
