/** The first hour: one owner over all starts, a build that is not repeated, examples and the first screen. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../../../scripts/build-if-changed.mjs';
import { exampleWorkflows } from '../../../scripts/n8n/demo.mjs';
import { keptOwner } from '../../../scripts/n8n/owner.mjs';
import { firstScreen, START_HELP } from '../../../scripts/start-help.mjs';

const SCRIPT = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));

/** @type {string} */
let folder;
before(() => {
	folder = mkdtempSync(join(tmpdir(), 'log360-start-'));
});
after(() => rmSync(folder, { recursive: true }));

test('the owner of n8n is the same at every start, and nobody else reads the password', () => {
	const data = join(folder, 'n8n');
	const first = keptOwner(data);
	assert.deepEqual(keptOwner(data), first);
	assert.equal(statSync(join(data, 'owner.json')).mode & 0o777, 0o600);
	assert.notEqual(keptOwner(join(folder, 'other')).password, first.password);
});

test('a build is known by names, sizes and times of its sources alone', () => {
	const source = join(folder, 'source');
	mkdirSync(join(source, 'node_modules'), { recursive: true });
	mkdirSync(join(source, 'dist'));
	const file = join(source, 'a.ts');
	writeFileSync(file, 'a');
	utimesSync(file, 1, 1);
	const first = fingerprint([source]);
	assert.equal(fingerprint([source]), first);
	writeFileSync(join(source, 'dist', 'a.js'), 'made');
	writeFileSync(join(source, 'node_modules', 'x.js'), 'installed');
	assert.equal(fingerprint([source, join(folder, 'nothing')]), first);
	utimesSync(file, 2, 2);
	const touched = fingerprint([source]);
	assert.notEqual(touched, first);
	writeFileSync(join(source, 'b.ts'), '');
	assert.notEqual(fingerprint([source]), touched);
});

test('every example is loaded, each under a name of its own', () => {
	const examples = exampleWorkflows();
	assert.ok(examples.length >= 10);
	assert.equal(new Set(examples.map(([, { name }]) => name)).size, examples.length);
	assert.ok(examples.some(([file]) => file === 'search-logs/workflow.json'));
});

test('the first screen shows the password when there is one, and what each token opens', () => {
	const server = { url: 'http://127.0.0.1:1', demoToken: 'DEMO', v1Token: 'OLD' };
	const first = firstScreen({ ...server, administratorPassword: 'pass word' });
	for (const shown of [
		'pass word',
		'DEMO',
		'OLD',
		'demo attack',
		'Raise a demo alert',
		'33630',
		'opens',
	])
		assert.ok(first.includes(shown), shown);
	assert.ok(firstScreen(server).includes('the first start showed'));
});

test('the help names the option that the README tells of', () => {
	assert.match(START_HELP, /--n8n/);
	assert.match(START_HELP, /demo attack/);
});

test('the help comes at once: nothing is installed or built for it', () => {
	for (const args of [['--help'], ['--n8n', '--help'], ['-h']]) {
		const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
			encoding: 'utf8',
			// Without npm on the path nothing could be installed.
			env: { PATH: '' },
		});
		assert.equal(status, 0, stderr);
		assert.ok(stdout.startsWith(START_HELP.split('\n', 1)[0] ?? ''), stdout);
		assert.doesNotMatch(stdout, /Installing|Building/);
	}
});
