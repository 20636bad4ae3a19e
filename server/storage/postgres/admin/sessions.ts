/** Sessions of administrators in PostgreSQL: whoever logs in at one server is logged in at all, and out as well. */
import {
	MOST_SESSIONS,
	newSession,
	newSessionId,
	type Session,
	type SessionBook,
	sessionKey,
	usedSession,
} from '../../../access/admin';
import type { Clock } from '../../../platform';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';

/** The table; ids of sessions are not in it, only their hashes. */
export const SESSIONS = `
CREATE SEQUENCE admin_session_used;
CREATE TABLE admin_session (
	key text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	created_at bigint NOT NULL,
	idle_until bigint NOT NULL,
	ends_at bigint NOT NULL,
	used bigint NOT NULL DEFAULT nextval('admin_session_used')
);
`;

const PART = 'sessions';
const COLUMNS =
	'name AS "user", created_at AS "createdAt", idle_until AS "idleUntil", ends_at AS "endsAt"';

/** The sessions of one schema. */
export class PostgresSessions implements SessionBook {
	/** @param database with the tables of access */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly clock: Clock,
	) {}

	async start(user: string): Promise<{ id: string; session: Session }> {
		const id = newSessionId();
		const session = newSession(user, this.clock.now());
		await this.database.write(PART, async (sql) => {
			await sql.run(
				`INSERT INTO admin_session (key, name, created_at, idle_until, ends_at)
				VALUES (:key, :user, :createdAt, :idleUntil, :endsAt)`,
				{ ...session, key: sessionKey(id) },
			);
			await sql.run(
				`DELETE FROM admin_session WHERE ends_at <= $1 OR idle_until <= $1 OR key IN
					(SELECT key FROM admin_session ORDER BY used DESC OFFSET $2)`,
				[session.createdAt, MOST_SESSIONS],
			);
		});
		return { id, session };
	}

	use(id: string | undefined): Promise<Session | undefined> {
		if (id === undefined) return Promise.resolve(undefined);
		const key = sessionKey(id);
		return this.database.transaction(async (sql) => {
			const before = await sql.one<Session>(
				`SELECT ${COLUMNS} FROM admin_session WHERE key = $1 FOR UPDATE`,
				[key],
			);
			const session = before && usedSession(before, this.clock.now());
			if (session === undefined) await remove(sql, key);
			else {
				await sql.run(
					`UPDATE admin_session SET idle_until = $2, used = nextval('admin_session_used') WHERE key = $1`,
					[key, session.idleUntil],
				);
			}
			return session;
		});
	}

	async end(id: string): Promise<void> {
		await this.database.transaction((sql) => remove(sql, sessionKey(id)));
	}

	endOthers(id: string | undefined): Promise<number> {
		return this.database.write(PART, (sql) =>
			sql.run('DELETE FROM admin_session WHERE key <> $1', [
				id === undefined ? '' : sessionKey(id),
			]),
		);
	}
}

async function remove(sql: Sql, key: string): Promise<void> {
	await sql.run('DELETE FROM admin_session WHERE key = $1', [key]);
}
