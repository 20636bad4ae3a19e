/** Empty schemas in the PostgreSQL of this test run, dropped when the test file is done. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { PostgresDatabase } from '../../../server/storage/postgres';

/** What a part keeps in PostgreSQL. */
export type Layouts = Parameters<typeof PostgresDatabase.open>[1];

const URL = process.env['LOG360_TEST_POSTGRES'];
const MISSING = process.env['LOG360_TEST_POSTGRES_MISSING'];
const schemas: string[] = [];
const databases: PostgresDatabase[] = [];

/** `describe`, skipped by name where PostgreSQL is not installed. */
export function describePostgres(name: string, tests: () => void): void {
	if (URL !== undefined) describe(name, tests);
	else
		describe.skip(`${name} (skipped: ${MISSING ?? 'start it with npm run test:cluster'})`, tests);
}

/** Where the server of this test run is. */
export function postgresUrl(): string {
	if (URL === undefined) throw new Error('There is no PostgreSQL in this test run');
	return URL;
}

/** The name of a schema that is not there yet. */
export function newSchema(): string {
	const schema = `test ${randomBytes(6).toString('hex')}`;
	schemas.push(schema);
	return schema;
}

/** Opens a schema, a new one by default; closed when the test file is done. */
export async function openPostgres(
	layouts: Layouts,
	schema = newSchema(),
): Promise<PostgresDatabase> {
	const database = await PostgresDatabase.open({ url: postgresUrl(), schema }, layouts);
	databases.push(database);
	return database;
}

/** Runs statements on a connection of its own, as an administrator would. */
export async function administer<T>(work: (client: Client) => Promise<T>): Promise<T> {
	const client = new Client({ connectionString: postgresUrl() });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

/** Ends all sessions of servers, from the database's side; resolves when what they had under way is over. */
export async function cutConnections(): Promise<void> {
	await administer((client) =>
		client.query(
			`SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name = 'log360-server'`,
		),
	);
}

afterAll(async () => {
	await Promise.all(databases.splice(0).map((database) => database.close()));
	if (schemas.length === 0) return;
	await administer(async (client) => {
		for (const schema of schemas.splice(0))
			await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
	});
});
