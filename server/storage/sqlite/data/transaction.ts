/** Runs work on a database as a whole or not at all. */
import type { DatabaseSync } from 'node:sqlite';

/** Returns what `work` returns once it is committed; when it throws, nothing of it stays. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
	database.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}
