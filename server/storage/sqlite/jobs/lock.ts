/** Keeps a second process off the same data directory. */
import { DatabaseSync } from 'node:sqlite';

/**
 * Locks `file` until the answer is called or the process ends, however it ends.
 *
 * SQLite's own file lock is used because the operating system lets go of it when a process is killed:
 * a lock file with a process id in it would outlive `kill -9`.
 *
 * @throws Error when another process (or this one, a second time) holds it
 */
export function lockFile(file: string): () => void {
	const db = new DatabaseSync(file, { timeout: 0 });
	try {
		db.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		db.close();
		const holder = 'another log360-server is using this data directory';
		throw new Error(`Cannot lock ${file}: ${holder} (${(error as Error).message})`, {
			cause: error,
		});
	}
	return () => {
		db.exec('ROLLBACK');
		db.close();
	};
}
