/** Counts requests of callers in PostgreSQL, so that a limit holds over all servers together. */
import {
	countRequest,
	type RequestCounter,
	type RequestWindow,
	type Take,
} from '../../../platform';
import type { PostgresDatabase } from '../data/database';
import type { Layout } from '../data/layout';

/** Not logged: after a crash of the engine everybody begins anew, as after a restart of a server that is alone. */
const TABLES = `
CREATE UNLOGGED TABLE request_count (
	counter text NOT NULL,
	hash text NOT NULL,
	times bigint[] NOT NULL,
	last bigint NOT NULL,
	PRIMARY KEY (counter, hash)
);
CREATE INDEX request_count_last ON request_count (last);
`;

/** The tables. */
export const REQUEST_LAYOUT: Layout = { part: 'requests', steps: [TABLES] };

/** Requests of this server between two looks for callers that went silent. */
const SWEEP_EVERY = 1_000;

/** One limit, over all servers of a schema. */
export class PostgresRequestCounter implements RequestCounter {
	private calls = 0;

	/**
	 * @param database with {@link REQUEST_LAYOUT}
	 * @param name tells limits apart; the same at all servers
	 */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly name: string,
		private readonly window: RequestWindow,
	) {}

	take(key: string, now: number): Promise<Take> {
		const counter = this.name;
		const sweeps = ++this.calls % SWEEP_EVERY === 0;
		return this.database.transaction(async (sql) => {
			const row = await sql.one<{ times: number[] }>(
				`INSERT INTO request_count (counter, hash, times, last) VALUES (:counter, md5(:key), '{}', :now)
				ON CONFLICT (counter, hash) DO UPDATE SET last = excluded.last RETURNING times`,
				{ counter, key, now },
			);
			const times = (row?.times ?? []).map(Number);
			const take = countRequest(times, this.window, now);
			await sql.run(
				'UPDATE request_count SET times = :times::bigint[] WHERE counter = :counter AND hash = md5(:key)',
				{ counter, key, times },
			);
			if (sweeps) {
				await sql.run(
					`DELETE FROM request_count WHERE (counter, hash) IN (SELECT counter, hash FROM request_count
						WHERE counter = $1 AND last <= $2 FOR UPDATE SKIP LOCKED)`,
					[counter, now - this.window.windowMs],
				);
			}
			return take;
		});
	}
}
