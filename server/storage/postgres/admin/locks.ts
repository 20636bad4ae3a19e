/** Locks of logins in PostgreSQL: who fails at one server is locked out at all. */
import {
	attemptLockedFor,
	type Failures,
	LOCKOUT_RULES,
	type LoginAttempt,
	type LoginLocks,
	MOST_REMEMBERED,
	oneMore,
} from '../../../access/admin';
import type { Clock } from '../../../platform';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';

/** Names may be anything that somebody types, so their hash is kept. */
export const LOGIN_FAILURES = `
CREATE TABLE login_failure (
	kind text NOT NULL,
	hash text NOT NULL,
	count integer NOT NULL,
	last bigint NOT NULL,
	locked_until bigint NOT NULL,
	PRIMARY KEY (kind, hash)
);
CREATE INDEX login_failure_last ON login_failure (kind, last);
`;

const PART = 'login locks';

type Kind = 'account' | 'address';

/** The locks of one schema; attempts are counted one after another, at whichever server they are made. */
export class PostgresLoginLocks implements LoginLocks {
	/** @param database with the tables of access */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly clock: Clock,
	) {}

	begin(attempt: LoginAttempt): Promise<number> {
		const { account, from } = attempt;
		return this.database.write(PART, async (sql) => {
			const now = this.clock.now();
			const known = {
				account: await find(sql, 'account', account),
				from: from === null ? undefined : await find(sql, 'address', from),
			};
			const locked = attemptLockedFor(attempt, known, now);
			if (locked > 0) return locked;
			await save(sql, 'account', account, oneMore(known.account, LOCKOUT_RULES.account, now));
			if (from !== null)
				await save(sql, 'address', from, oneMore(known.from, LOCKOUT_RULES.address, now));
			return 0;
		});
	}

	async succeeded({ account, from }: LoginAttempt): Promise<void> {
		await this.database.write(PART, async (sql) => {
			await forget(sql, 'account', account);
			if (from !== null) await forget(sql, 'address', from);
		});
	}
}

function find(sql: Sql, kind: Kind, name: string): Promise<Failures | undefined> {
	return sql.one<Failures>(
		`SELECT count, last, locked_until AS "lockedUntil" FROM login_failure WHERE kind = $1 AND hash = md5($2)`,
		[kind, name],
	);
}

async function save(sql: Sql, kind: Kind, name: string, failures: Failures): Promise<void> {
	await sql.run(
		`INSERT INTO login_failure (kind, hash, count, last, locked_until) VALUES (:kind, md5(:name), :count, :last, :lockedUntil)
		ON CONFLICT (kind, hash) DO UPDATE SET count = excluded.count, last = excluded.last,
			locked_until = excluded.locked_until`,
		{ ...failures, kind, name },
	);
	await sql.run(
		`DELETE FROM login_failure WHERE kind = $1 AND hash IN
			(SELECT hash FROM login_failure WHERE kind = $1 ORDER BY last DESC OFFSET $2)`,
		[kind, MOST_REMEMBERED],
	);
}

async function forget(sql: Sql, kind: Kind, name: string): Promise<void> {
	await sql.run('DELETE FROM login_failure WHERE kind = $1 AND hash = md5($2)', [kind, name]);
}
