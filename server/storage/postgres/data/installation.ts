/** The secret of an installation, the same at all of its servers: made by whichever starts first. */
import { randomBytes } from 'node:crypto';
import type { PostgresDatabase } from './database';
import type { Layout } from './layout';

/** Whoever may read the schema reads it, and with it the secrets that are encrypted beside it, as in a data folder. */
const TABLES = 'CREATE TABLE installation (name text PRIMARY KEY, secret bytea NOT NULL)';

/** The table. */
export const INSTALLATION_LAYOUT: Layout = { part: 'installation', steps: [TABLES] };

const KEY_BYTES = 32;

/**
 * The secret, 32 bytes. Of servers that start together one makes it.
 *
 * @param database with {@link INSTALLATION_LAYOUT}
 * @param own what it is to be where there is none yet, for an installation that moves here; random by default
 * @throws Error when what is stored is no such secret
 */
export async function installationKey(
	database: PostgresDatabase,
	own: Uint8Array = randomBytes(KEY_BYTES),
): Promise<Uint8Array> {
	const row = await database.transaction(async (sql) => {
		await sql.run(
			`INSERT INTO installation (name, secret) VALUES ('key', $1) ON CONFLICT (name) DO NOTHING`,
			[own],
		);
		return sql.one<{ secret: Uint8Array }>(`SELECT secret FROM installation WHERE name = 'key'`);
	});
	const secret = row?.secret;
	if (secret?.length !== KEY_BYTES)
		throw new Error(
			`The key in "${database.schema}".installation is damaged: it has ${secret?.length ?? 0} bytes instead of ${KEY_BYTES}`,
		);
	return secret;
}
