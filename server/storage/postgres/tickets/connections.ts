/** The rows of ticketing connections in PostgreSQL; callers bring the transaction. */
import {
	connectionColumns,
	type ConnectionDraft,
	nameTaken,
	type StoredConnection,
	toConnection,
} from '../../../response/tickets';
import type { Sql } from '../data/driver';

type Row = Readonly<Record<string, unknown>>;

/** All connections, in the order of their creation. */
export async function listConnections(sql: Sql): Promise<StoredConnection[]> {
	return (await sql.all<Row>('SELECT * FROM connection ORDER BY id')).map(toConnection);
}

/** One connection. */
export async function findConnection(sql: Sql, id: number): Promise<StoredConnection | undefined> {
	const row = await sql.one<Row>('SELECT * FROM connection WHERE id = $1', [id]);
	return row && toConnection(row);
}

/** @throws IncidentError `conflict` when the name is taken */
export async function addConnection(
	sql: Sql,
	draft: ConnectionDraft,
	secrets: Uint8Array,
	now: number,
	registeredBy: string | null = null,
): Promise<StoredConnection> {
	await refuseTaken(sql, draft.name, 0);
	const { tool, enabled } = draft;
	const row = await sql.one<Row>(
		`INSERT INTO connection (tool, name, enabled, settings, mapping, severities, secrets, created_at, updated_at,
			registered_by)
		VALUES (:tool, :name, :enabled, :settings, :mapping, :severities, :secrets, :now, :now, :registeredBy)
		RETURNING *`,
		{ ...connectionColumns(draft), tool, enabled, secrets, now, registeredBy },
	);
	return toConnection(row as Row);
}

/** Names of the tokens of the clients that registered a connection for themselves, by the connection's id. */
export async function registeredConnections(sql: Sql): Promise<Map<number, string>> {
	const rows = await sql.all<{ id: number; registered_by: string }>(
		'SELECT id, registered_by FROM connection WHERE registered_by IS NOT NULL ORDER BY id',
	);
	return new Map(rows.map(({ id, registered_by }) => [id, registered_by]));
}

/** The tool of a connection never changes. @returns undefined when it is unknown */
export async function updateConnection(
	sql: Sql,
	id: number,
	draft: Omit<ConnectionDraft, 'tool'>,
	secrets: Uint8Array,
	now: number,
): Promise<StoredConnection | undefined> {
	await refuseTaken(sql, draft.name, id);
	const row = await sql.one<Row>(
		`UPDATE connection SET name = :name, enabled = :enabled, settings = :settings, mapping = :mapping,
			severities = :severities, secrets = :secrets, updated_at = :now WHERE id = :id RETURNING *`,
		{ ...connectionColumns(draft), enabled: draft.enabled, secrets, now, id },
	);
	return row && toConnection(row);
}

/** Deletes it with its tickets and deliveries. @returns whether it was there */
export async function deleteConnection(sql: Sql, id: number): Promise<boolean> {
	return (await sql.run('DELETE FROM connection WHERE id = $1', [id])) > 0;
}

async function refuseTaken(sql: Sql, name: string, id: number): Promise<void> {
	const other = await sql.one(
		'SELECT 1 FROM connection WHERE lower(name) = lower($1 COLLATE "C") AND id <> $2',
		[name, id],
	);
	if (other !== undefined) nameTaken(name);
}
