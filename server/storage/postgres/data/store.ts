/** Stores on PostgreSQL: the methods that a part declares, each run in a transaction of its own. */
import type { Store, StoreMethods } from '../../../platform';
import type { PostgresDatabase } from './database';
import type { Sql } from './driver';

/** The methods of `M` as an engine that is waited for has them: the transaction first. */
export type SqlMethods<M extends StoreMethods<M>> = {
	readonly [Name in keyof M]: (
		sql: Sql,
		...args: Parameters<M[Name]>
	) => Promise<Awaited<ReturnType<M[Name]>>>;
};

/** How the methods of a store are run. */
export interface StorePart<M extends StoreMethods<M>> {
	/** One writer at a time, among all servers, for each part; see `Layout.part`. */
	readonly part: string;
	readonly methods: SqlMethods<M>;
	/** Those that write nothing; they read from a snapshot and wait for nobody. */
	readonly reads: ReadonlySet<keyof M>;
}

/** {@link Store} whose methods are whole: one writer at a time, as with the engine of one machine. */
export class PostgresStore<M extends StoreMethods<M>> implements Store<M> {
	constructor(
		private readonly database: PostgresDatabase,
		private readonly how: StorePart<M>,
	) {}

	call<Name extends keyof M & string>(
		method: Name,
		args: Parameters<M[Name]>,
	): Promise<Awaited<ReturnType<M[Name]>>> {
		const { part, methods, reads } = this.how;
		const work = (sql: Sql) => methods[method](sql, ...args);
		return reads.has(method) ? this.database.read(work) : this.database.write(part, work);
	}

	/** Nothing of its own to let go of: the arrangement closes the database when all its stores are done. */
	async close(): Promise<void> {}
}
