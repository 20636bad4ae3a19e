/** The lock between installers: one at a time, and never stuck behind a dead one. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { withLock } from '../../../scripts/n8n/lock.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'log360-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('holders never overlap, and a waiter learns who holds it', async () => {
	const lock = join(folder, 'lock');
	/** @type {string[]} */
	const events = [];
	/** @type {number[]} */
	const seen = [];
	const work = (/** @type {string} */ name) => async () => {
		events.push(`${name} in`);
		await new Promise((done) => setImmediate(done));
		events.push(`${name} out`);
		return name;
	};
	const results = await Promise.all([
		withLock(lock, (pid) => seen.push(pid), work('a')),
		withLock(lock, (pid) => seen.push(pid), work('b')),
	]);
	assert.deepEqual(results, ['a', 'b']);
	assert.deepEqual(events, ['a in', 'a out', 'b in', 'b out']);
	assert.deepEqual(seen, [process.pid]);
	assert.equal(existsSync(lock), false);
});

test('a lock of a process that has died is taken over', async () => {
	const lock = join(folder, 'lock');
	const dead = spawnSync(process.execPath, ['--eval', '']);
	mkdirSync(lock);
	writeFileSync(join(lock, 'pid'), String(dead.pid));
	assert.equal(
		await withLock(
			lock,
			() => assert.fail('nobody to wait for'),
			async () => 7,
		),
		7,
	);
});

test('the lock is released when the work fails', async () => {
	const lock = join(folder, 'lock');
	const failing = withLock(
		lock,
		() => {},
		async () => {
			throw new Error('no space left');
		},
	);
	await assert.rejects(failing, /no space left/);
	assert.equal(existsSync(lock), false);
});
