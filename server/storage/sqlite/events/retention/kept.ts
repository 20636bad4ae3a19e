/** Reads what the store keeps, for metrics and the console. */
import { IDS_PER_MS } from '../../../../logs/events';
import type { IndexMerging, KeptEvents } from '../../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';
import { countEvents } from '../../sources/table';
import { readColumnBacklog } from '../columns/backlog';
import { OLDEST_ID } from '../documents/schema';
import { readBacklog } from '../documents/backlog';
import { readRepacking } from '../documents/repack-state';
import { readWordBacklog } from '../words/backlog';
import { freeBytes, usedBytes } from './pages';

/** What is kept now, see {@link KeptEvents}, but for what the writer alone knows. */
export function readKept(database: DatabaseSync): Omit<KeptEvents, keyof IndexMerging> {
	const number = (sql: string): number | null =>
		(database.prepare(sql).get()?.['n'] as number | null | undefined) ?? null;
	const oldest = (database.prepare(OLDEST_ID).get()?.['id'] ?? null) as number | null;
	const removed = database.prepare('SELECT by_age AS age, by_size AS size FROM retention').get();
	return {
		events: countEvents(database),
		oldest: oldest === null ? null : Math.floor(oldest / IDS_PER_MS),
		arrivedSince: number('SELECT min(arrived) AS n FROM kept_hour'),
		bytes: usedBytes(database),
		freeBytes: freeBytes(database),
		toCompress: readBacklog(database),
		toCompressAnew: readRepacking(database),
		toList: readWordBacklog(database),
		toColumn: readColumnBacklog(database),
		removed: { age: Number(removed?.['age'] ?? 0), size: Number(removed?.['size'] ?? 0) },
	};
}
