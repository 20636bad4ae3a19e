/** The outbox in PostgreSQL: what the tools are still to be told, written in the transaction of the change it is about. */
import type { IncidentSummary } from '../../../response/incidents';
import {
	type Attempt,
	ATTEMPTS_KEPT,
	DELIVERIES_KEPT,
	type Delivery,
	type DeliveryFilter,
	type DeliveryState,
	refuseRequest,
	toDelivery,
} from '../../../response/tickets';
import type { Sql } from '../data/driver';
import { findConnection, listConnections } from './connections';
import { ticketOf } from './tickets';

type Row = Readonly<Record<string, unknown>>;

/** Tells every enabled connection that wants incidents of this severity. */
export async function created(sql: Sql, incident: IncidentSummary, now: number): Promise<void> {
	if (incident.profile !== null && (await isMuted(sql, incident.profile.id))) return;
	for (const { id, enabled, severities } of await listConnections(sql)) {
		if (enabled && severities.includes(incident.severity))
			await add(sql, id, incident.id, 'create', now);
	}
}

/**
 * Has one connection create the incident's ticket, because somebody asked for it.
 *
 * @throws IncidentError `conflict`
 * @returns undefined when the connection is unknown
 */
export async function request(
	sql: Sql,
	connectionId: number,
	incidentId: number,
	now: number,
): Promise<Delivery | undefined> {
	const connection = await findConnection(sql, connectionId);
	if (connection === undefined) return undefined;
	const ticket = await ticketOf(sql, connectionId, incidentId);
	refuseRequest(connection, ticket, await isCreating(sql, connectionId, incidentId));
	return findDelivery(sql, await add(sql, connectionId, incidentId, 'create', now));
}

/**
 * Tells the tools that have, or are about to get, a ticket of the incident, save those that know its values
 * already: above all the one that the change came from.
 */
export async function changed(sql: Sql, incident: IncidentSummary, now: number): Promise<void> {
	const concerned = await sql.all<{ id: number }>(
		`SELECT connection_id AS id FROM delivery WHERE incident_id = $1 AND kind = 'create'
		UNION SELECT connection_id FROM ticket WHERE incident_id = $1 ORDER BY 1`,
		[incident.id],
	);
	for (const { id } of concerned) {
		if ((await findConnection(sql, id))?.enabled !== true) continue;
		const ticket = await ticketOf(sql, id, incident.id);
		const knows = ticket?.status === incident.status && ticket.severity === incident.severity;
		if (!knows) await add(sql, id, incident.id, 'update', now);
	}
}

/** Lets incidents of an alert profile become no tickets any more. @returns whether that is a change */
export async function muteProfile(
	sql: Sql,
	profile: { id: number; name: string },
	now: number,
): Promise<boolean> {
	const { id, name } = profile;
	return (
		(await sql.run('INSERT INTO muted_profile VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
			...[id, name, now],
		])) > 0
	);
}

/** One delivery. */
export async function findDelivery(sql: Sql, id: number): Promise<Delivery | undefined> {
	const row = await sql.one<Row>('SELECT * FROM delivery WHERE id = $1', [id]);
	return row && toDelivery(row);
}

/** The deliveries that are still to be made, oldest first. */
export async function pendingDeliveries(
	sql: Sql,
	after: number,
	limit: number,
): Promise<Delivery[]> {
	const rows = await sql.all<Row>(
		`SELECT * FROM delivery WHERE state = 'pending' AND id > $1 ORDER BY id LIMIT $2`,
		[after, limit],
	);
	return rows.map(toDelivery);
}

/** The deliveries of a filter, newest first. */
export async function listDeliveries(sql: Sql, filter: DeliveryFilter): Promise<Delivery[]> {
	const { connectionId = null, incidentId = null, state = null, before = null, limit } = filter;
	const rows = await sql.all<Row>(
		`SELECT * FROM delivery WHERE (:connectionId::bigint IS NULL OR connection_id = :connectionId)
			AND (:incidentId::bigint IS NULL OR incident_id = :incidentId) AND (:state::text IS NULL OR state = :state)
			AND (:before::bigint IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit`,
		{ connectionId, incidentId, state, before, limit },
	);
	return rows.map(toDelivery);
}

/** The tries of a delivery, oldest first. */
export function deliveryAttempts(sql: Sql, id: number): Promise<Attempt[]> {
	return sql.all<Attempt>(
		'SELECT time, outcome, status, message FROM attempt WHERE delivery_id = $1 ORDER BY id',
		[id],
	);
}

/** Whether the incident's ticket is still to be created by this connection. */
export async function isCreating(
	sql: Sql,
	connectionId: number,
	incidentId: number,
): Promise<boolean> {
	const row = await sql.one(
		`SELECT 1 FROM delivery WHERE connection_id = $1 AND incident_id = $2 AND kind = 'create' AND state = 'pending'`,
		[connectionId, incidentId],
	);
	return row !== undefined;
}

/** Writes down a try; of a delivery that is gone with its connection nothing. */
export async function tried(
	sql: Sql,
	id: number,
	{ time, outcome, status, message }: Attempt,
): Promise<void> {
	const known = await sql.run(
		'UPDATE delivery SET attempts = attempts + 1, updated_at = $2 WHERE id = $1',
		[id, time],
	);
	if (known === 0) return;
	await sql.run(
		'INSERT INTO attempt (delivery_id, time, outcome, status, message) VALUES ($1, $2, $3, $4, $5)',
		[id, time, outcome, status, message],
	);
	await sql.run(
		`DELETE FROM attempt WHERE delivery_id = $1 AND id NOT IN
			(SELECT id FROM attempt WHERE delivery_id = $1 ORDER BY id DESC LIMIT ${ATTEMPTS_KEPT})`,
		[id],
	);
}

/** Ends a pending delivery. */
export async function endDelivery(
	sql: Sql,
	id: number,
	state: Exclude<DeliveryState, 'pending'>,
	note: string | null,
	now: number,
): Promise<void> {
	await sql.run(
		`UPDATE delivery SET state = $2, note = $3, updated_at = $4 WHERE id = $1 AND state = 'pending'`,
		[id, state, note, now],
	);
}

/** Makes a dead delivery pending again. @returns undefined when it is unknown or not dead */
export async function reviveDelivery(
	sql: Sql,
	id: number,
	now: number,
): Promise<Delivery | undefined> {
	return (await revive(sql, [id], now))[0];
}

/** Makes the oldest dead deliveries pending again, at most `limit`; undefined = of all connections. */
export async function reviveDead(
	sql: Sql,
	connectionId: number | undefined,
	limit: number,
	now: number,
): Promise<Delivery[]> {
	const rows = await sql.all<{ id: number }>(
		`SELECT id FROM delivery WHERE state = 'dead' AND ($1::bigint IS NULL OR connection_id = $1)
		ORDER BY id LIMIT $2`,
		[connectionId ?? null, limit],
	);
	return revive(
		sql,
		rows.map(({ id }) => id),
		now,
	);
}

async function revive(sql: Sql, ids: readonly number[], now: number): Promise<Delivery[]> {
	const rows = await sql.all<Row>(
		`UPDATE delivery SET state = 'pending', round = round + 1, note = NULL, updated_at = $2
		WHERE id = ANY($1::bigint[]) AND state = 'dead' RETURNING *`,
		[ids, now],
	);
	return rows.map(toDelivery).sort((one, other) => one.id - other.id);
}

async function isMuted(sql: Sql, profileId: number): Promise<boolean> {
	const row = await sql.one('SELECT 1 FROM muted_profile WHERE id = $1', [profileId]);
	return row !== undefined;
}

async function add(
	sql: Sql,
	connectionId: number,
	incidentId: number,
	kind: Delivery['kind'],
	now: number,
): Promise<number> {
	const row = await sql.one<{ id: number }>(
		`INSERT INTO delivery (connection_id, incident_id, kind, state, created_at, updated_at)
		VALUES ($1, $2, $3, 'pending', $4, $4) RETURNING id`,
		[connectionId, incidentId, kind, now],
	);
	const id = row?.id ?? 0;
	await sql.run(`DELETE FROM delivery WHERE state IN ('delivered', 'dropped') AND id <= $1`, [
		id - DELIVERIES_KEPT,
	]);
	return id;
}
