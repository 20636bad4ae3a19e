/** News of raised alerts among the servers of one schema. */
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import { Listener } from '../data/listener';

const CHANNEL = 'log360_alerts';

/** Tells all servers the number of the last alert, once the transaction is committed. */
export async function tellRaised(sql: Sql, seq: number): Promise<void> {
	await sql.run(
		`SELECT pg_notify($1, json_build_object('schema', current_schema(), 'seq', $2::bigint)::text)`,
		[CHANNEL, seq],
	);
}

/** Hears of alerts, whichever server has raised them. @param raised is told the number of the last one, or that there may be some */
export function raisedListener(
	database: PostgresDatabase,
	raised: (seq: number | undefined) => void,
): Listener {
	return new Listener(database, CHANNEL, {
		heard: (payload) => {
			const { schema, seq } = JSON.parse(payload) as { schema: string; seq: number };
			if (schema === database.schema) raised(seq);
		},
		missed: () => raised(undefined),
	});
}
