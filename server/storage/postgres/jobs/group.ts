/** Lets operations that arrive together share one transaction, in the order in which they arrived. */
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';

interface Waiting {
	readonly operation: (sql: Sql) => Promise<unknown>;
	readonly settle: (value: never) => void;
	readonly reject: (error: Error) => void;
}

/** Operations of one transaction at most: their rows stay locked until its end. */
const AT_ONCE = 64;

/**
 * Runs operations one after the other and answers them after their commit.
 *
 * Those that come while a transaction is under way share the next one. Each has a savepoint: one that throws takes back
 * its own writes and only its caller hears of it. If the transaction fails, none of its operations has happened (or, if
 * the connection broke during the commit, all may have) and every caller hears of it.
 */
export class GroupTransaction {
	private waiting: Waiting[] = [];
	private working: Promise<void> | undefined;

	/** @param around called at the beginning and at the end of each transaction, within it */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly around: { begin(): void; end(sql: Sql): Promise<void> },
	) {}

	/** Runs `operation` after those before it; it is called again when the engine took the transaction back. */
	run<T>(operation: (sql: Sql) => Promise<T>): Promise<T> {
		return new Promise<T>((settle, reject) => {
			this.waiting.push({ operation, settle, reject });
			this.working ??= this.work();
		});
	}

	/** Resolves when nothing is left to do. */
	async idle(): Promise<void> {
		while (this.working !== undefined) await this.working;
	}

	private async work(): Promise<void> {
		// Operations of the same moment go together.
		await Promise.resolve();
		while (this.waiting.length > 0) await this.together(this.waiting.splice(0, AT_ONCE));
		// In the same step as the last look: what arrives from now on begins anew.
		this.working = undefined;
	}

	private async together(group: readonly Waiting[]): Promise<void> {
		let answers: (() => void)[] = [];
		try {
			await this.database.transaction(async (sql) => {
				answers = [];
				this.around.begin();
				for (const one of group) answers.push(await answer(sql, one, group.length === 1));
				await this.around.end(sql);
			});
		} catch (error) {
			for (const { reject } of group) reject(error as Error);
			return;
		}
		for (const settle of answers) settle();
	}
}

/**
 * Runs one operation; answers what its caller is to be told once all is committed.
 *
 * @param alone whether it is the only one: then the transaction is its savepoint
 */
async function answer(
	sql: Sql,
	{ operation, settle, reject }: Waiting,
	alone: boolean,
): Promise<() => void> {
	if (alone) {
		const value = await operation(sql);
		return () => settle(value as never);
	}
	await sql.run('SAVEPOINT operation');
	try {
		const value = await operation(sql);
		await sql.run('RELEASE SAVEPOINT operation');
		return () => settle(value as never);
	} catch (error) {
		if (!isOwn(error as Error)) throw error;
		await sql.run('ROLLBACK TO SAVEPOINT operation');
		return () => reject(error as Error);
	}
}

/** Whether the operation is to blame, and not the engine or what others did. */
function isOwn(error: Error): boolean {
	const { code } = error as { code?: string };
	return code !== 'STORE_UNAVAILABLE' && code !== '40001' && code !== '40P01';
}
