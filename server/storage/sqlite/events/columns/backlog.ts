/** How many events still have no columns: of an older layout, or of hours that lost others. */
import type { Progress } from '../../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';
import { countEvents } from '../../sources/table';

/** How far it is, about: of all events those that no block of columns has. Null when all have their columns. */
export function readColumnBacklog(database: DatabaseSync): Progress | null {
	const open = database
		.prepare('SELECT 1 FROM column_open WHERE hour IN (SELECT hour FROM kept_hour) LIMIT 1')
		.get();
	if (open === undefined) return null;
	const written = Number(
		database.prepare('SELECT sum(events) AS n FROM column_block').get()?.['n'] ?? 0,
	);
	const total = countEvents(database);
	// Blocks may still have some that are gone.
	return { left: Math.max(1, total - written), total: Math.max(1, total) };
}
