/** Runs work on a database as a whole or not at all. */
import type { DatabaseSync } from 'node:sqlite';

/** The same for work that is waited for; nothing else may use the connection meanwhile. */
export async function longTransaction<T>(
	database: DatabaseSync,
	work: () => Promise<T>,
): Promise<T> {
	database.exec('BEGIN IMMEDIATE');
	try {
		const result = await work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}

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
