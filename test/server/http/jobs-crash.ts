/** Crashes of a server within the test's process: another server goes on from what was on disk at one moment. */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Held by the server all the time, and without content. */
const LOCK = /^(lock\.db|.*\.lock)(-.*)?$/;

/**
 * Copies a data folder in use as a crash at this moment would leave it: databases with their write-ahead logs,
 * whatever transaction is open in them, and without the shared memory.
 */
export function copyAsCrashed(from: string, to: string): void {
	const held: DatabaseSync[] = [];
	try {
		for (const name of readdirSync(from)) {
			if (name.endsWith('.db') && !LOCK.test(name)) held.push(hold(join(from, name)));
		}
		cpSync(from, to, {
			recursive: true,
			filter: (file) => !LOCK.test(file.split('/').at(-1) as string) && !file.endsWith('-shm'),
		});
	} finally {
		for (const database of held) database.close();
	}
}

/** Keeps commits, and the check points that follow on them, away from a database. */
function hold(file: string): DatabaseSync {
	const database = new DatabaseSync(file, { timeout: 10_000 });
	database.exec('BEGIN IMMEDIATE');
	return database;
}
