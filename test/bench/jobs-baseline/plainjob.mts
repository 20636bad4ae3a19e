/** plainjob (a queue on SQLite) over node:sqlite, with the same durability as the job engine. */
import { DatabaseSync } from 'node:sqlite';

/** Accepts `count` no-op jobs and works them off with one worker; answers jobs per second. */
export async function measurePlainjob(file: string, count: number): Promise<number> {
	const { defineQueue, defineWorker } = await import('plainjob' as string);
	const silent = { error() {}, warn() {}, info() {}, debug() {} };
	const queue = defineQueue({ connection: connect(file), logger: silent });
	const start = performance.now();
	for (let n = 0; n < count; n++) queue.add('noop', { n });
	let done = 0;
	let finished = (): void => undefined;
	const all = new Promise<void>((resolve) => (finished = resolve));
	const worker = defineWorker('noop', () => undefined, {
		queue,
		logger: silent,
		pollIntervall: 1,
		onCompleted: () => {
			if (++done === count) finished();
		},
	});
	const working = worker.start();
	await all;
	const seconds = (performance.now() - start) / 1000;
	await worker.stop();
	await working;
	queue.close();
	return count / seconds;
}

/** What plainjob needs of better-sqlite3; its own `synchronous = NORMAL` is not taken over. */
function connect(file: string) {
	const db = new DatabaseSync(file);
	db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
	return {
		driver: 'better-sqlite3' as const,
		filename: file,
		pragma: (text: string) => {
			if (!text.startsWith('synchronous')) db.exec(`PRAGMA ${text}`);
		},
		exec: (text: string) => db.exec(text),
		prepare: (text: string) => db.prepare(text),
		transaction: transaction(db),
		close: () => db.close(),
	};
}

function transaction(db: DatabaseSync) {
	return (work: (...args: unknown[]) => unknown) => {
		const begin =
			(mode: string) =>
			(...args: unknown[]) => {
				db.exec(`BEGIN ${mode}`);
				try {
					const value = work(...args);
					db.exec('COMMIT');
					return value;
				} catch (error) {
					db.exec('ROLLBACK');
					throw error;
				}
			};
		return Object.assign(begin('DEFERRED'), {
			deferred: begin('DEFERRED'),
			immediate: begin('IMMEDIATE'),
			exclusive: begin('EXCLUSIVE'),
		});
	};
}
