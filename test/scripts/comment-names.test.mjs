/** Names of files in comments: those in comments are found, those in code are left alone, and a file that is gone is noticed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownNames, namesInComments } from '../../scripts/comment-names.mjs';

const named = (/** @type {string} */ text) => namesInComments(text).map(({ name }) => name);

test('files that comments name are found, with their lines', () => {
	const text = [
		'/** Uses `gone.ts`,',
		' * and `store/port.mts`. */',
		"import './code.ts';",
		// In two pieces, so that it is no comment of this file.
		'const a = 1; //' + ' see ../other.mjs',
		'\t// As docs/jobs.md says.',
		'/* eslint.config.mjs */',
	].join('\n');
	assert.deepEqual(namesInComments(text), [
		{ name: 'gone.ts', line: 1 },
		{ name: 'store/port.mts', line: 2 },
		{ name: '../other.mjs', line: 4 },
		{ name: 'docs/jobs.md', line: 5 },
		{ name: 'eslint.config.mjs', line: 6 },
	]);
});

test('code, addresses, patterns and what only looks like a file are none', () => {
	assert.deepEqual(named("const at = 'http://a.example/file.ts';"), []);
	assert.deepEqual(named("const all = ['src/**/*.test.ts', 'x.ts'];"), []);
	assert.deepEqual(named('/** Every `*.test.ts` and `<name>.ts` under Node.js. */'), []);
});

test('a name is known from the root, from its folder and by the end of its path', () => {
	const isKnown = knownNames(['server/jobs/queue.ts', 'README.md']);
	for (const name of ['server/jobs/queue.ts', 'jobs/queue.ts', './queue.ts', '../jobs/queue.ts'])
		assert.ok(isKnown(name), name);
	for (const name of ['ueue.ts', 'jobs/other.ts', 'queue.mts']) assert.ok(!isKnown(name), name);
});
