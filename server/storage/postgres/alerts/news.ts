/** News of raised alerts among the servers of one schema. */
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import type { Listener } from '../data/listener';
import { newsOf, tellNews } from '../data/news';

const CHANNEL = 'log360_alerts';

/** Tells all servers the number of the last alert, once the transaction is committed. */
export function tellRaised(sql: Sql, seq: number): Promise<void> {
	return tellNews(sql, CHANNEL, seq);
}

/** Hears of alerts, whichever server has raised them. @param raised is told the number of the last one, or that there may be some */
export function raisedListener(
	database: PostgresDatabase,
	raised: (seq: number | undefined) => void,
): Listener {
	return newsOf(database, CHANNEL, raised);
}
