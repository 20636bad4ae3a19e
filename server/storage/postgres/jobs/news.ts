/** What servers on one job queue tell each other: notifications of PostgreSQL, sent with the commit that they are about. */
import type { PoolClient } from 'pg';
import type { QueueNews } from '../../../jobs';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';

const CHANNEL = 'log360_jobs';
/** Wait before a connection that broke is made again, ms. */
const PAUSE_MS = 1_000;

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

/** Listens on a connection of its own, which is made again when it breaks. */
export class NewsListener {
	private client: PoolClient | undefined;
	private timer: NodeJS.Timeout | undefined;
	private stopped = false;

	constructor(
		private readonly database: PostgresDatabase,
		private readonly from: string,
		private readonly hear: (news: QueueNews) => void,
	) {}

	/** Resolves when it listens. @throws PostgresUnavailableError */
	async start(): Promise<void> {
		const client = await this.database.connect();
		if (this.stopped) return client.release(true);
		this.client = client;
		client.on('error', () => this.again(client));
		client.on('end', () => this.again(client));
		client.on('notification', ({ payload }) => this.take(payload ?? ''));
		try {
			await client.query(`LISTEN ${CHANNEL}`);
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

	private take(payload: string): void {
		const { schema, from, ...news } = JSON.parse(payload) as QueueNews & Record<string, string>;
		if (schema === this.database.schema && from !== this.from) this.hear(news);
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
			// What was told in between is lost: there may be work.
			this.start().then(
				() => this.hear({ news: 'work' }),
				() => this.later(),
			);
		}, PAUSE_MS).unref();
	}
}
