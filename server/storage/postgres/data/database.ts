/** A schema in a PostgreSQL database: connections, transactions, and who may write. */
import type { Pool, PoolClient } from 'pg';
import { type CallCounts, CallTotals } from '../../../platform';
import { makePool, PostgresUnavailableError, type Sql, sqlOf, told } from './driver';
import { bringUpToDate, type Layout, quoted } from './layout';

/** Options of {@link PostgresDatabase.open}. */
export interface PostgresOptions {
	/** `postgres://user:password@host:port/database`, as libpq reads it; never written to logs or errors. */
	readonly url: string;
	/** The user's password, where it is not in the address. */
	readonly password?: string | undefined;
	/** Certificates to trust, PEM: TLS is asked for, and the server's name checked. */
	readonly ca?: string | undefined;
	/** The schema that holds the tables, made when it is missing; default `log360`. */
	readonly schema?: string | undefined;
	/** Connections at most; default 10. */
	readonly connections?: number | undefined;
	/** What the engine's list of clients calls this one; `log360-server` by default. */
	readonly name?: string | undefined;
}

const CLIENT_NAME = 'log360-server';
const CONNECT_MS = 10_000;
/** A transaction whose process hangs lets go of its locks after this time. */
const IDLE_TRANSACTION_MS = 30_000;
/** The transaction was taken back because of others, whole: it can be made again. */
const AGAIN = new Set(['40001', '40P01']);
const TRIES = 10;
/** The first number of the locks of writers; the second is of the schema and part. */
const WRITER_LOCK = 3_600_002;

/** One schema; all connections speak of it alone. */
export class PostgresDatabase {
	private readonly counted = new CallTotals();

	private constructor(
		private readonly pool: Pool,
		readonly schema: string,
	) {}

	/** Transactions so far; failed are those for which the engine could not be reached. */
	get totals(): CallCounts {
		return this.counted.now();
	}

	/** Connections that are open, those of them without work, and callers that wait for one. */
	get connections(): { readonly open: number; readonly idle: number; readonly waiting: number } {
		const { totalCount: open, idleCount: idle, waitingCount: waiting } = this.pool;
		return { open, idle, waiting };
	}

	/**
	 * Connects, and makes the tables of `layouts` or brings them up to date.
	 *
	 * @throws PostgresUnavailableError
	 * @throws Error when `pg` is not installed, the server refuses, or a newer version has written the schema
	 */
	static async open(
		options: PostgresOptions,
		layouts: readonly Layout[],
	): Promise<PostgresDatabase> {
		const { url, password, ca, schema = 'log360', connections = 10, name = CLIENT_NAME } = options;
		const pool = makePool({
			...connectionOf(url, password, ca),
			max: connections,
			connectionTimeoutMillis: CONNECT_MS,
			idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
			keepAlive: true,
			application_name: name,
			options: `-c search_path=${quoted(schema).replaceAll(/[\\ ]/g, '\\$&')}`,
		});
		const database = new PostgresDatabase(pool, schema);
		try {
			await database.transaction((sql) => bringUpToDate(sql, schema, layouts));
			return database;
		} catch (error) {
			await pool.end();
			throw error;
		}
	}

	/** Runs `work` as one transaction; made again when the engine had to take it back because of others. */
	transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return this.within('BEGIN', work);
	}

	/** Reads from one unchanging snapshot. */
	read<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return this.within('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
	}

	/** Resolves when the engine answers. @throws PostgresUnavailableError when it cannot be reached */
	async ping(): Promise<void> {
		await this.read((sql) => sql.one('SELECT 1'));
	}

	/**
	 * Runs `work` as the only writer of `part` among all servers: what it reads stays true until it is committed.
	 *
	 * A server that dies loses the lock with its connection.
	 */
	write<T>(part: string, work: (sql: Sql) => Promise<T>): Promise<T> {
		return this.transaction(async (sql) => {
			await sql.run(`SELECT pg_advisory_xact_lock($1, hashtext(current_schema() || '.' || $2))`, [
				WRITER_LOCK,
				part,
			]);
			return work(sql);
		});
	}

	/** A connection of one's own, for notifications; the caller releases it. */
	async connect(): Promise<PoolClient> {
		try {
			return await this.pool.connect();
		} catch (error) {
			throw told(error as Error);
		}
	}

	/** Waits for what is under way and closes. */
	async close(): Promise<void> {
		if (!this.pool.ending) await this.pool.end();
	}

	private async within<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await this.counted.count(() => this.attempt(begin, work), isAway);
			} catch (error) {
				if (attempt === TRIES || !AGAIN.has((error as { code?: string }).code ?? '')) throw error;
			}
		}
	}

	private async attempt<T>(begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
		const client = await this.connect();
		const sql = sqlOf(client);
		let broken: Error | undefined;
		// Without a listener, a connection that breaks between two statements would end the process.
		const breaks = (error: Error): void => void (broken = error);
		client.on('error', breaks);
		try {
			await sql.run(begin);
			const result = await work(sql);
			await sql.run('COMMIT');
			return result;
		} catch (error) {
			if (error instanceof PostgresUnavailableError) broken = error;
			else await client.query('ROLLBACK').catch((failed: Error) => (broken = failed));
			throw error;
		} finally {
			client.off('error', breaks);
			client.release(broken);
		}
	}
}

function isAway(error: unknown): boolean {
	return error instanceof PostgresUnavailableError;
}

/**
 * Where to connect to. What is in an address wins over all else that the client is told, so password and certificates
 * have to be in it, or have nothing in it against them.
 */
function connectionOf(
	url: string,
	password: string | undefined,
	ca: string | undefined,
): { connectionString: string; ssl?: { ca: string } } {
	if (password === undefined && ca === undefined) return { connectionString: url };
	const address = new URL(url);
	if (password !== undefined) address.searchParams.set('password', password);
	if (ca === undefined) return { connectionString: address.href };
	// With certificates of its own the client looks at them whatever the mode says.
	for (const name of ['ssl', 'sslmode']) address.searchParams.delete(name);
	return { connectionString: address.href, ssl: { ca } };
}

/** Keeps the writers of a part out until the transaction is over; any number of transactions may do so at once. */
export async function keepStill(sql: Sql, part: string): Promise<void> {
	await sql.run(
		`SELECT pg_advisory_xact_lock_shared($1, hashtext(current_schema() || '.' || $2))`,
		[WRITER_LOCK, part],
	);
}
