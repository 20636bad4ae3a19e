/** What servers on one job queue tell each other: notifications of PostgreSQL, sent with the commit that they are about. */
import type { QueueNews } from '../../../jobs';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import { Listener } from '../data/listener';

const CHANNEL = 'log360_jobs';

/** Tells the other servers, once the transaction is committed. @param from names this queue, which does not hear itself */
export async function tell(
	sql: Sql,
	schema: string,
	from: string,
	news: readonly QueueNews[],
): Promise<void> {
	if (news.length === 0) return;
	const messages = new Set(news.map((one) => JSON.stringify({ schema, from, ...one })));
	await sql.run('SELECT pg_notify($1, message) FROM unnest($2::text[]) AS told(message)', [
		CHANNEL,
		[...messages],
	]);
}

/** Hears what the others tell. */
export function newsListener(
	database: PostgresDatabase,
	ownName: string,
	hear: (news: QueueNews) => void,
): Listener {
	return new Listener(database, CHANNEL, {
		heard: (payload) => {
			const { schema, from, ...news } = JSON.parse(payload) as QueueNews & Record<string, string>;
			if (schema === database.schema && from !== ownName) hear(news);
		},
		// What was told in between is lost: there may be work.
		missed: () => hear({ news: 'work' }),
	});
}
