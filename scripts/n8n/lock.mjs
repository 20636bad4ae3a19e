/** A folder as a lock between processes, given up by itself when its holder has died. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 1_000;
/** A holder writes its pid at once; a lock without one for this long belongs to nobody. */
const NAMELESS_MS = 10_000;

/**
 * Runs `work` while holding the lock, waiting for another live holder first.
 *
 * @template T
 * @param {string} path - folder to create as the lock; its parent must exist
 * @param {(holderPid: number) => void} onWait - called once if another process holds the lock
 * @param {() => Promise<T>} work - runs alone on this machine
 * @returns {Promise<T>} what `work` gave
 */
export async function withLock(path, onWait, work) {
	let told = false;
	while (!tryAcquire(path)) {
		const holder = holderOf(path);
		if (holder === 'nobody') {
			rmSync(path, { recursive: true, force: true });
			continue;
		}
		if (!told && typeof holder === 'number') {
			onWait(holder);
			told = true;
		}
		await sleep(POLL_MS);
	}
	try {
		return await work();
	} finally {
		rmSync(path, { recursive: true, force: true });
	}
}

/** @param {string} path */
function tryAcquire(path) {
	try {
		mkdirSync(path);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
		throw error;
	}
	writeFileSync(join(path, 'pid'), String(process.pid));
	return true;
}

/**
 * @param {string} path
 * @returns {number | 'nobody' | 'unknown'} pid of a live holder; `unknown` while it has not signed yet
 */
function holderOf(path) {
	try {
		const pid = Number(readFileSync(join(path, 'pid'), 'utf8'));
		return pid > 0 && isAlive(pid) ? pid : 'nobody';
	} catch {
		try {
			return Date.now() - statSync(path).mtimeMs > NAMELESS_MS ? 'nobody' : 'unknown';
		} catch {
			return 'unknown';
		}
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}
