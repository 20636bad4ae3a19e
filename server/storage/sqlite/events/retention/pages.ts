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

function pagesOf(database: DatabaseSync) {
	return database
		.prepare(
			`SELECT page_count AS pages, freelist_count AS free, page_size AS size
			FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
		)
		.get() as { pages: number; free: number; size: number };
}
