/** How many bytes of a database file hold something, and how many wait to be used again. */
import type { DatabaseSync } from 'node:sqlite';

/** Bytes of the pages that hold something; those of what was removed are used again before the file grows. */
export function usedBytes(database: DatabaseSync): number {
	const { pages, free, size } = pagesOf(database);
	return (pages - free) * size;
}

/** Bytes of the pages that hold nothing. */
export function freeBytes(database: DatabaseSync): number {
	const { free, size } = pagesOf(database);
	return free * size;
}

/** Free pages that stay for new events, as a share of all. */
const KEPT_FREE = 0.05;
/** Pages that are given back in one go, and for how long it goes on, ms. */
const PAGES_AT_ONCE = 32;
const SLICE_MS = 10;

/**
 * Gives some free pages back to the file system: the file becomes shorter with the next checkpoint. In a file that was made by
 * an older version they stay, see "Retention" in docs/operations.md.
 *
 * @param keptFree share of all pages that stay free
 * @returns whether there are more than are worth keeping
 */
export function giveBackPages(database: DatabaseSync, keptFree = KEPT_FREE): boolean {
	const mode = database.prepare('PRAGMA auto_vacuum').get()?.['auto_vacuum'];
	if (mode !== INCREMENTAL) return false;
	const end = performance.now() + SLICE_MS;
	for (;;) {
		const { pages, free } = pagesOf(database);
		if (free <= Math.max(PAGES_AT_ONCE, keptFree * pages)) return false;
		if (performance.now() > end) return true;
		database.exec(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
	}
}

const INCREMENTAL = 2;

function pagesOf(database: DatabaseSync) {
	return database
		.prepare(
			`SELECT page_count AS pages, freelist_count AS free, page_size AS size
			FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
		)
		.get() as { pages: number; free: number; size: number };
}
