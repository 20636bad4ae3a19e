/** Opens the small databases of the data folder: durable, private to their owner, and of a known layout. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a database consists of. */
export interface Layout {
	/** Layout version kept in `PRAGMA user_version`, from 1. */
	readonly version: number;
	/** Statements that make an empty file one of this version. */
	readonly ddl: string;
	/** Runs in the same transaction, at every opening. */
	readonly prepare?: (database: DatabaseSync) => void;
}

/**
 * Opens a database, creating it when it is missing.
 *
 * @param file path; its folder is made when missing. The file is readable by its owner only
 * @throws Error when the file was written by a newer version of this server
 */
export function openDatabase(file: string, layout: Layout): DatabaseSync {
	mkdirSync(dirname(file), { recursive: true });
	// SQLite gives its -wal and -shm files the permissions of the main file, so this covers all three.
	closeSync(openSync(file, 'a', 0o600));
	const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
	try {
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
		database.exec('BEGIN IMMEDIATE');
		create(database, file, layout);
		layout.prepare?.(database);
		database.exec('COMMIT');
	} catch (error) {
		database.close();
		throw error;
	}
	return database;
}

function create(database: DatabaseSync, file: string, { version, ddl }: Layout): void {
	const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
	if (found > version) {
		throw new Error(
			`${file} was written by a newer version of log360-server (layout ${found}, this one knows ${version})`,
		);
	}
	if (found === 0) database.exec(`${ddl} PRAGMA user_version = ${version};`);
}
