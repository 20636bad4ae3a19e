/** News among the servers of one schema: notifications of PostgreSQL, sent with the commit that they are about. */
import type { PostgresDatabase } from './database';
import type { Sql } from './driver';
import { Listener } from './listener';

/**
 * Tells all servers, this one too, once the transaction is committed.
 *
 * @param channel a name that needs no quotes
 * @param news what is told, as JSON
 */
export async function tellNews(sql: Sql, channel: string, news: unknown): Promise<void> {
	await sql.run(
		`SELECT pg_notify($1, json_build_object('schema', current_schema(), 'news', $2::json)::text)`,
		[channel, JSON.stringify(news)],
	);
}

/** Hears of news, whichever server tells them. @param heard is told what, or undefined when some may have been lost */
export function newsOf<T>(
	database: PostgresDatabase,
	channel: string,
	heard: (news: T | undefined) => void,
): Listener {
	return new Listener(database, channel, {
		heard: (payload) => {
			const { schema, news } = JSON.parse(payload) as { schema: string; news: T };
			if (schema === database.schema) heard(news);
		},
		missed: () => heard(undefined),
	});
}
