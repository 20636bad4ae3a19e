/** Locks by key among all servers of a schema: held by a connection of its own, so that they end with the server. */
import type { PoolClient } from 'pg';
import { KeyedLock, type TicketLocks } from '../../../response/tickets';
import type { PostgresDatabase } from './database';
import { told } from './driver';

/** The first number of the locks; the second is of schema, name and key. */
const KEY_LOCK = 3_600_004;
/** Wait before a lock that another server has is tried again, ms. */
const PAUSE_MS = 100;

/**
 * Runs work one at a time for each key, among all servers. When the connection breaks while work is under way its locks
 * are lost, and another server may begin: work that must not be done twice needs a guard of its own as well.
 */
export class PostgresKeyLock implements TicketLocks {
	private client: Promise<PoolClient> | undefined;
	private closed = false;
	/** One connection may take the same lock twice. */
	private readonly own = new KeyedLock();

	/** @param name tells the keys of one kind of work from those of others */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly name: string,
	) {}

	/**
	 * Runs `work` when no other work of the key is under way, here or elsewhere.
	 *
	 * @throws PostgresUnavailableError when the lock cannot be asked for; what `work` throws
	 */
	run<T>(key: string, work: () => Promise<T>): Promise<T> {
		return this.own.run(key, () => this.locked(key, work));
	}

	/** Gives all locks back. */
	async close(): Promise<void> {
		this.closed = true;
		const client = await this.client?.catch(() => undefined);
		this.client = undefined;
		client?.release(true);
	}

	private async locked<T>(key: string, work: () => Promise<T>): Promise<T> {
		const place = `${this.database.schema}.${this.name}.${key}`;
		for (;;) {
			if (this.closed) throw new Error('The locks are closed');
			const client = await this.connected();
			const { rows } = await client
				.query<{
					taken: boolean;
				}>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS taken', [...[KEY_LOCK, place]])
				.catch((error: Error) => {
					throw told(error);
				});
			if (rows[0]?.taken === true) {
				try {
					return await work();
				} finally {
					// With a broken connection the lock is gone already.
					await client
						.query('SELECT pg_advisory_unlock($1, hashtext($2))', [KEY_LOCK, place])
						.catch(() => undefined);
				}
			}
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	}

	private connected(): Promise<PoolClient> {
		this.client ??= this.connect();
		return this.client;
	}

	private async connect(): Promise<PoolClient> {
		try {
			const client = await this.database.connect();
			client.once('error', () => {
				// The next lock connects again; close() gives no connection back twice.
				this.client = undefined;
				client.on('error', () => undefined);
				client.release(true);
			});
			return client;
		} catch (error) {
			this.client = undefined;
			throw error;
		}
	}
}
