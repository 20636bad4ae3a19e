/** The rows of administrators; synchronous, so it lives in a worker thread. */
import type { Account } from '../../../access/admin';
import type { DatabaseSync } from 'node:sqlite';

/** Reads and writes administrators. */
export class AccountTable {
	constructor(private readonly database: DatabaseSync) {}

	/** The account of that name, or undefined. */
	get(name: string): Account | undefined {
		const row = this.database.prepare('SELECT * FROM account WHERE name = ?').get(name);
		if (row === undefined) return undefined;
		return {
			name: row['name'] as string,
			password: row['password'] as string,
			changedAt: row['changed_at'] as number,
		};
	}

	/** Creates the account or replaces its password. */
	save(account: Account): void {
		this.database
			.prepare(
				`INSERT INTO account (name, password, changed_at) VALUES (:name, :password, :changedAt)
				ON CONFLICT (name) DO UPDATE SET password = excluded.password, changed_at = excluded.changed_at`,
			)
			.run({ ...account });
	}
}
