/** The rows of tickets in PostgreSQL; callers bring the transaction. */
import type { Severity, Status } from '../../../contract';
import {
	bare,
	ECHO_MS,
	echoOf,
	onlyTicket,
	type Ticket,
	toTicket,
} from '../../../response/tickets';
import type { Sql } from '../data/driver';

type Row = Readonly<Record<string, unknown>>;
type Field = 'status' | 'severity';

/** The ticket that a tool names, by its id or its other name. @throws IncidentError as `onlyTicket` does */
export async function ticketNamed(sql: Sql, ticketId: string): Promise<Ticket> {
	const rows = await sql.all<Row>(
		'SELECT * FROM ticket WHERE ticket_id = $1 OR alias = $1 ORDER BY id',
		[ticketId],
	);
	return onlyTicket(ticketId, rows.map(toTicket));
}

/** The ticket of an incident in one tool, or undefined. */
export async function ticketOf(
	sql: Sql,
	connectionId: number,
	incidentId: number,
): Promise<Ticket | undefined> {
	const row = await sql.one<Row>(
		'SELECT * FROM ticket WHERE connection_id = $1 AND incident_id = $2',
		[connectionId, incidentId],
	);
	return row && toTicket(row);
}

/** Keeps a ticket; when the incident has one of that connection, that one stays. */
export async function addTicket(
	sql: Sql,
	{ connectionId, incidentId, ticketId, alias, status, severity }: Omit<Ticket, 'id'>,
	now: number,
): Promise<void> {
	await sql.run(
		`INSERT INTO ticket (connection_id, incident_id, ticket_id, alias, status, severity, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
		[connectionId, incidentId, ticketId, alias, status, severity, now],
	);
}

/** Notes what the tool has now. */
export async function setKnown(
	sql: Sql,
	id: number,
	{ status = null, severity = null }: { status?: Status | null; severity?: Severity | null },
): Promise<void> {
	await sql.run(
		'UPDATE ticket SET status = coalesce($2, status), severity = coalesce($3, severity) WHERE id = $1',
		[id, status, severity],
	);
}

/** Remembers a word that we gave the tool, to know it when it comes back. */
export async function rememberTold(
	sql: Sql,
	id: number,
	field: Field,
	value: string,
	now: number,
): Promise<void> {
	await sql.run('DELETE FROM told WHERE ticket = $1 AND time < $2', [id, now - ECHO_MS]);
	await sql.run('INSERT INTO told (ticket, field, value, time) VALUES ($1, $2, $3, $4)', [
		...[id, field, bare(value), now],
	]);
}

/**
 * Whether `value` is the late echo of one that we gave the tool and have replaced since: taking it for the tool's
 * own would set the incident back. The echo is used up, with those before it.
 */
export async function isEcho(
	sql: Sql,
	id: number,
	field: Field,
	value: string,
	now: number,
): Promise<boolean> {
	const rows = await sql.all<{ id: number; value: string }>(
		'SELECT id, value FROM told WHERE ticket = $1 AND field = $2 AND time >= $3 ORDER BY id',
		[id, field, now - ECHO_MS],
	);
	const words = rows.map((row) => row.value);
	const { at, isLate } = echoOf(words, value);
	if (at < 0) return false;
	await sql.run('DELETE FROM told WHERE ticket = $1 AND field = $2 AND id <= $3', [
		...[id, field, rows[at]?.id ?? 0],
	]);
	return isLate;
}
