/** Hears notifications of PostgreSQL on a connection of its own, which is made again when it breaks. */
import type { PoolClient } from 'pg';
import type { PostgresDatabase } from './database';

/** Wait before a connection that broke is made again, ms. */
const PAUSE_MS = 1_000;

/** What a listener does with what it hears. */
export interface Hearing {
	/** A notification came. */
	readonly heard: (payload: string) => void;
	/** Some may have been lost, because the connection was. */
	readonly missed: () => void;
}

/** Listens to one channel of the whole database: payloads say which schema they are about. */
export class Listener {
	private client: PoolClient | undefined;
	private timer: NodeJS.Timeout | undefined;
	private stopped = false;

	/** @param channel a name that needs no quotes */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly channel: string,
		private readonly hearing: Hearing,
	) {}

	/** Resolves when it listens. @throws PostgresUnavailableError */
	async start(): Promise<void> {
		const client = await this.database.connect();
		if (this.stopped) return client.release(true);
		this.client = client;
		client.on('error', () => this.again(client));
		client.on('end', () => this.again(client));
		client.on('notification', ({ payload }) => this.hearing.heard(payload ?? ''));
		try {
			await client.query(`LISTEN ${this.channel}`);
		} catch (error) {
			this.drop(client);
			throw error;
		}
	}

	/** Listens no more. */
	stop(): void {
		this.stopped = true;
		clearTimeout(this.timer);
		if (this.client !== undefined) this.drop(this.client);
	}

	/** Gives the connection back to be closed: it would go on hearing. */
	private drop(client: PoolClient): void {
		this.client = undefined;
		client.removeAllListeners('notification');
		client.release(true);
	}

	private again(broken: PoolClient): void {
		if (this.client !== broken) return;
		this.drop(broken);
		this.later();
	}

	private later(): void {
		if (this.stopped) return;
		this.timer = setTimeout(() => {
			this.start().then(
				() => this.hearing.missed(),
				() => this.later(),
			);
		}, PAUSE_MS).unref();
	}
}
