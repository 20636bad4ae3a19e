/**
 * Random sequences of submit, poll, page, delete, cancel, failure, time and crash, against a model.
 *
 * `MODEL_SEQUENCES=10000` for more of them, `MODEL_SEED=n MODEL_SEQUENCES=1` to replay a difference.
 */
import { SqliteJobQueue } from '../../../server/storage/sqlite';
import type { DatabaseSync } from 'node:sqlite';

import { MemoryJobQueue } from '../../../server/jobs/memory/queue';
import { ModelRun, seeded, type CrashableQueue } from './model-run';
import { runs } from '../../support/runs';
import { tempFile } from '../storage/sqlite/jobs/temp-file';

const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? runs(150));
const SEED = Number(process.env['MODEL_SEED'] ?? 20_260_101);
const COMMANDS = 60;

/** Closes the connections under the queue: what was not committed is lost, as in a crash. */
function openSqlite(file: string): CrashableQueue {
	const queue = new SqliteJobQueue(file);
	const inside = queue as unknown as {
		db: DatabaseSync;
		readerDb: DatabaseSync;
		commit: { fail(error: Error): void };
		unlock(): void;
	};
	const crash = async (): Promise<void> => {
		inside.commit.fail(new Error('crashed'));
		inside.readerDb.close();
		inside.db.close();
		inside.unlock();
	};
	return { queue, crash };
}

/** Memory outlives the engine, not the queue: it stands for a database elsewhere. */
function keepMemory(): () => Promise<CrashableQueue> {
	const queue = new MemoryJobQueue();
	return async () => ({ queue, crash: async () => undefined });
}

test.each([
	[
		'SQLite',
		() => {
			const file = tempFile();
			return async () => openSqlite(file);
		},
	],
	['memory', keepMemory],
] as const)(
	`%s: ${SEQUENCES} sequences from seed ${SEED} show no difference`,
	async (_name, makeOpen) => {
		for (let seed = SEED; seed < SEED + SEQUENCES; seed++) {
			const run = new ModelRun(seeded(seed), makeOpen());
			await run.run(COMMANDS).catch((error: Error) => {
				error.message = `MODEL_SEED=${seed}: ${error.message}`;
				throw error;
			});
		}
	},
);
