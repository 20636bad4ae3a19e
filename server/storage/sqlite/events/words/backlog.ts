/** How far the listing of words is, in the background, of events that were stored before there were lists. */
import type { Progress } from '../../../../logs/store';
import { AFTER_WORDS, FIRST_WORD } from './schema';
import type { DatabaseSync } from 'node:sqlite';

/** What terms have before them in the index itself; there are no indexes of prefixes, which would have others. */
const MAIN_INDEX = '0';

/**
 * How far it is, in pages of the index: words are listed in their order, and FTS5 keeps the first term of each page (table
 * `event_fts_idx`; described at the head of SQLite's fts5_index.c). Null when all are listed.
 */
export function readWordBacklog(database: DatabaseSync): Progress | null {
	const next = database.prepare('SELECT next FROM word_backlog').get()?.['next'];
	if (typeof next !== 'string') return null;
	const { left, total } = database
		.prepare(
			`SELECT coalesce(sum(term >= CAST(:next AS BLOB)), 0) AS left, count(*) AS total FROM event_fts_idx
				WHERE term >= CAST(:first AS BLOB) AND term < CAST(:after AS BLOB)`,
		)
		.get({
			next: MAIN_INDEX + next,
			first: MAIN_INDEX + FIRST_WORD,
			after: MAIN_INDEX + AFTER_WORDS,
		}) as { left: number; total: number };
	// The page that it is in counts as left; an index of one page has no row at all.
	return { left: Math.min(left + 1, total + 1), total: total + 1 };
}
