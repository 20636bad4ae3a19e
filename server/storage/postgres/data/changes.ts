/** What servers tell each other of changes that each of them keeps in memory: notifications of PostgreSQL, sent with the commit. */
import type { PostgresDatabase } from './database';
import type { Sql } from './driver';
import { Listener } from './listener';

const CHANNEL = 'log360_changes';

/** What has changed. */
export type Changed = 'parser rules' | 'log sources';

/** Tells all servers, this one too, once the transaction is committed. */
export async function tellChanged(sql: Sql, what: Changed): Promise<void> {
	await sql.run(
		`SELECT pg_notify($1, json_build_object('schema', current_schema(), 'changed', $2::text)::text)`,
		[CHANNEL, what],
	);
}

/** Hears of changes, whichever server has made them. @param heard is told what, or undefined when news may have been lost */
export function changesListener(
	database: PostgresDatabase,
	heard: (what: Changed | undefined) => void,
): Listener {
	return new Listener(database, CHANNEL, {
		heard: (payload) => {
			const { schema, changed } = JSON.parse(payload) as { schema: string; changed: Changed };
			if (schema === database.schema) heard(changed);
		},
		missed: () => heard(undefined),
	});
}
