/** The calls of log360-server that the documents show are made, one after the other, in an empty folder, as a reader would. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { blockCommands, serverArguments } from '../../scripts/markdown-commands.mjs';

const bin = join(import.meta.dirname, '../../server/bin/log360-server.js');
const calls = blockCommands().filter(({ line }) => serverArguments(line) !== undefined);

const LINES = {
	'auth.log': 'Jan  5 10:20:30 web01 sshd[12]: Failed password for root from 192.0.2.1 port 4 ssh2',
	'access.log': '192.0.2.1 - - [05/Jan/2026:10:05:03 +0100] "GET / HTTP/1.1" 200 12',
	'firewall.log': '<134>Jan  5 10:00:00 fw01 kernel: DROP IN=eth0 SRC=192.0.2.9',
	'events.ndjson': '{"TIME": 1767600000000, "HOSTNAME": "web01", "MESSAGE": "hello"}',
};

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), 'log360-docs-'));
	for (const [name, line] of Object.entries(LINES)) writeFileSync(join(folder, name), `${line}\n`);
	writeFileSync(join(folder, 'events.ndjson.gz'), gzipSync(LINES['events.ndjson']));
	writeFileSync(join(folder, 'log360.json'), '{"rate-limit": "off", "empty": true}');
	server = await startServer(['start', '--data', './running', '--empty', '--demo-tokens'], {});
});

after(async () => {
	await server?.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** Variables before a command, as the shell reads them. */
function variablesOf(/** @type {string} */ line) {
	const found = /^((?:[A-Z_][A-Z0-9_]*=\S+ )*)/.exec(line)?.[1] ?? '';
	return Object.fromEntries(
		found
			.trim()
			.split(' ')
			.filter(Boolean)
			.map((pair) => pair.split('=')),
	);
}

/** Starts a server on any port until it says where it is. */
async function startServer(
	/** @type {string[]} */ args,
	/** @type {Record<string, string>} */ variables,
) {
	const child = spawn(process.execPath, [bin, ...args, '--port', '0', '--json'], {
		cwd: folder,
		env: { ...process.env, ...variables },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let errors = '';
	child.stderr.on('data', (text) => (errors += text));
	const ended = new Promise((resolve) => child.once('close', resolve));
	const line = await Promise.race([
		new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
		ended.then(() => Promise.reject(new Error(`${args.join(' ')}: ${errors}`))),
	]);
	const stop = async () => {
		child.kill();
		await ended;
	};
	return { ...JSON.parse(line), stop };
}

/** What stands in the documents, for this machine: any port, the server that runs, and its token. */
function adapted(/** @type {string[]} */ words) {
	return words.map((word) => (/^https?:\/\//.test(word) ? server.url : word));
}

test('there is something to run', () => {
	assert.ok(calls.length >= 10);
});

for (const { file, line } of calls) {
	test(`${file}: ${line}`, async () => {
		const [command, ...rest] = /** @type {string[]} */ (serverArguments(line));
		const variables = variablesOf(line);
		if (variables.LOG360_TOKEN !== undefined) variables.LOG360_TOKEN = server.demoToken;
		if (command === 'start') {
			// Any port, and no day of demo data for each start.
			const args = rest.filter(
				(word, at) => ![word, rest[at - 1]].includes('--port') && word !== '--empty',
			);
			const syslog = args.indexOf('--syslog-udp');
			if (syslog >= 0) args.splice(syslog + 1, 0, '0');
			const started = await startServer(['start', ...args, '--empty'], variables);
			await started.stop();
			return;
		}
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[bin, command, ...adapted(rest)],
			{ cwd: folder, encoding: 'utf8', env: { ...process.env, ...variables } },
		);
		assert.equal(status, 0, `${stdout}${stderr}`);
		assert.notEqual(stdout, '');
		if (command === 'import') assert.match(stdout, /^(1 event|2 events) stored, 0 lines refused/);
	});
}
