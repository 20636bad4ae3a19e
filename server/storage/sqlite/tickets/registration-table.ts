/** Which webhooks clients registered for themselves over the API; synchronous, so it lives in the incidents' thread. */
import type { DatabaseSync } from 'node:sqlite';

/** Came later than connections. */
export const REGISTRATION_DDL = `
CREATE TABLE IF NOT EXISTS webhook_registration (
	connection INTEGER PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
	registered_by TEXT NOT NULL
) STRICT;
`;

/** Reads and writes registrations; callers bring the transaction. */
export class RegistrationTable {
	constructor(private readonly database: DatabaseSync) {}

	/** @param by name of the token */
	insert(connection: number, by: string): void {
		this.database
			.prepare('INSERT OR REPLACE INTO webhook_registration VALUES (?, ?)')
			.run(connection, by);
	}

	/** Names of the tokens by the id of the connection. */
	all(): Map<number, string> {
		const rows = this.database.prepare('SELECT * FROM webhook_registration').all();
		return new Map(
			rows.map((row) => [Number(row['connection']), String(row['registered_by'])] as const),
		);
	}
}
