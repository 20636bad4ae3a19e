/** Opens the small databases of the data folder: durable, private to their owner, and of a known layout. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bringUpToDate, type Layout } from './layout';

/** What a log that a large transaction made longer is cut down to, bytes: as much as lies between two checkpoints. */
export const MOST_LOG = 4 * 2 ** 20;

/**
 * Opens a database, creating it when it is missing.
 *
 * @param file path; its folder is made when missing. The file is readable by its owner only
 * @param prepare runs in the same transaction, at every opening
 * @throws Error when the file was written by a newer version of this server
 */
export function openDatabase(
	file: string,
	layout: Layout,
	prepare?: (database: DatabaseSync) => void,
): DatabaseSync {
	mkdirSync(dirname(file), { recursive: true });
	// SQLite gives its -wal and -shm files the permissions of the main file, so this covers all three.
	closeSync(openSync(file, 'a', 0o600));
	const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
	try {
		database.exec(`
			PRAGMA journal_mode = WAL;
			PRAGMA synchronous = FULL;
			PRAGMA journal_size_limit = ${MOST_LOG};
		`);
		database.exec('BEGIN IMMEDIATE');
		bringUpToDate(database, file, layout);
		prepare?.(database);
		database.exec('COMMIT');
	} catch (error) {
		database.close();
		throw error;
	}
	return database;
}
