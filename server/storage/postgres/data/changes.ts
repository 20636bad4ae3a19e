/** What servers tell each other of changes that each of them keeps in memory. */
import type { PostgresDatabase } from './database';
import type { Sql } from './driver';
import type { Listener } from './listener';
import { newsOf, tellNews } from './news';

const CHANNEL = 'log360_changes';

/** What has changed. */
export type Changed = 'parser rules' | 'log sources';

/** Tells all servers, this one too, once the transaction is committed. */
export function tellChanged(sql: Sql, what: Changed): Promise<void> {
	return tellNews(sql, CHANNEL, what);
}

/** Hears of changes, whichever server has made them. @param heard is told what, or undefined when news may have been lost */
export function changesListener(
	database: PostgresDatabase,
	heard: (what: Changed | undefined) => void,
): Listener {
	return newsOf(database, CHANNEL, heard);
}
