/** The check of regular expressions: finds what is slow by line separators too, says where, and knows excuses. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'check-patterns.mjs');
const folder = mkdtempSync(join(tmpdir(), 'log360-patterns-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function check(lines) {
	const file = join(folder, 'patterns.ts');
	writeFileSync(file, lines.join('\n'));
	const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, file], {
		encoding: 'utf8',
	});
	return { status, text: stdout + stderr, file };
}

test('patterns in linear time pass', () => {
	const { status, text } = check(['export const A = /^a*b$/;', 'export const B = /,[^,]/g;']);
	assert.equal(status, 0, text);
	assert.match(text, /2 patterns and 0 put together: 0 slow, 0 accepted/);
});

test('slow ones are named with their place: exponential, quadratic, and quadratic by a line separator alone', () => {
	const slow = ['/^(a+)+$/', '/,+$/', '/#.*$/'];
	const { status, text, file } = check(
		slow.map((pattern, n) => `export const P${n} = ${pattern};`),
	);
	assert.equal(status, 1);
	for (const [n, pattern] of slow.entries())
		assert.ok(text.includes(`${file}:${n + 1}: ${pattern} is slow`), text);
});

test('an excuse in the line above is told, and counts', () => {
	const { status, text } = check([
		'// slow pattern: it sees ten characters',
		'export const A = /,+$/;',
	]);
	assert.equal(status, 0, text);
	assert.match(text, /accepted: .*it sees ten characters/);
});
