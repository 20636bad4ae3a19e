/** Empties a database's write-ahead log once nothing is written any more: SQLite leaves it as large as it was at its largest. */
import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BackgroundWork } from './background-work';

/** For so long nothing must have been written, ms. */
const REST_MS = 3_000;
/** After an attempt while somebody read what the log has, ms. */
const RETRY_MS = 30_000;
/** A log up to this size stays, bytes: what is written now and then is not carried over at once, which costs two disk syncs. */
const SMALL = 2 ** 20;
/** How long other statements of the connection wait for somebody else's lock, ms: what it was opened with. */
const TIMEOUT_MS = 5_000;

/**
 * Looks only for as long as there are changes, so that a database that nobody writes to costs nothing. Emptying waits for
 * nobody: while a reader needs what the log has, as much as can be is carried over, and it is tried again later.
 */
export class LogAtRest {
	private readonly changes: StatementSync;
	private readonly work: BackgroundWork;
	/** Changes of the connection at the last look. */
	private seen: number | undefined;
	private isNeeded = false;

	/**
	 * @param database the connection that writes, of this thread
	 * @param file its path
	 */
	constructor(
		private readonly database: DatabaseSync,
		private readonly file: string,
	) {
		this.changes = database.prepare('SELECT total_changes() AS n');
		this.work = new BackgroundWork({
			name: `emptying ${file}-wal`,
			step: () => this.look(),
			pause: () => (this.isNeeded ? RETRY_MS : REST_MS),
		});
	}

	/** Looks after it for as long as there are changes; call when there may be some. */
	goOn(): void {
		this.work.goOn();
	}

	/** Empties it now, as far as nobody is in the way, an open transaction of this connection included. @returns whether nobody was */
	empty(): boolean {
		if (this.database.isTransaction) return false;
		this.database.exec('PRAGMA busy_timeout = 0');
		try {
			return this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
		} finally {
			this.database.exec(`PRAGMA busy_timeout = ${TIMEOUT_MS}`);
		}
	}

	/** Does nothing from here on; closing the last connection removes the log. */
	close(): void {
		this.work.close();
	}

	/** Whether to look again. */
	private look(): boolean {
		const changes = this.changes.get()?.['n'] as number;
		const isResting = changes === this.seen;
		this.seen = changes;
		this.isNeeded = isResting && this.size() > SMALL && !this.empty();
		return !isResting || this.isNeeded;
	}

	private size(): number {
		return statSync(`${this.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
	}
}

/**
 * A store's methods that look after the log of its database with each call, and from now on, as that of a process that was
 * killed may be as large as it ever was.
 *
 * @param methods of which `close` ends it
 */
export function withLogAtRest<M extends { close(): unknown }>(log: LogAtRest, methods: M): M {
	const watched = Object.entries(methods as Record<string, (...args: unknown[]) => unknown>).map(
		([name, method]) => [
			name,
			name === 'close'
				? () => {
						log.close();
						return methods.close();
					}
				: (...args: unknown[]) => {
						try {
							return method(...args);
						} finally {
							log.goOn();
						}
					},
		],
	);
	log.goOn();
	return Object.fromEntries(watched) as M;
}
