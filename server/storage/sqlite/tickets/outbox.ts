/** The outbox: what the tools are still to be told, written in the transaction of the change it is about. */
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
import type { DatabaseSync } from 'node:sqlite';
import type { ConnectionTable } from './connection-table';
import type { TicketTable } from './ticket-table';

/** Reads and writes deliveries; synchronous, callers bring the transaction. */
export class Outbox {
	constructor(
		private readonly database: DatabaseSync,
		private readonly connections: ConnectionTable,
		private readonly tickets: TicketTable,
	) {}

	/** Tells every enabled connection that wants incidents of this severity. */
	created(incident: IncidentSummary, now: number): void {
		if (incident.profile !== null && this.isMuted(incident.profile.id)) return;
		for (const { id, enabled, severities } of this.connections.list()) {
			if (enabled && severities.includes(incident.severity))
				this.add(id, incident.id, 'create', now);
		}
	}

	/**
	 * Has one connection create the incident's ticket, because somebody asked for it.
	 *
	 * @throws IncidentError `conflict`
	 * @returns undefined when the connection is unknown
	 */
	request(connectionId: number, incidentId: number, now: number): Delivery | undefined {
		const connection = this.connections.find(connectionId);
		if (connection === undefined) return undefined;
		const ticket = this.tickets.of(connectionId, incidentId);
		refuseRequest(connection, ticket, this.isCreating(connectionId, incidentId));
		this.add(connectionId, incidentId, 'create', now);
		return this.list({ connectionId, incidentId, limit: 1 })[0];
	}

	/**
	 * Tells the tools that have, or are about to get, a ticket of the incident, save those that know its values
	 * already: above all the one that the change came from.
	 */
	changed(incident: IncidentSummary, now: number): void {
		const concerned = this.database
			.prepare(
				`SELECT DISTINCT connection_id FROM delivery WHERE incident_id = ? AND kind = 'create'
				UNION SELECT connection_id FROM ticket WHERE incident_id = ?`,
			)
			.all(incident.id, incident.id);
		for (const row of concerned) {
			const connection = this.connections.find(Number(row['connection_id']));
			if (connection === undefined || !connection.enabled) continue;
			const ticket = this.tickets.of(connection.id, incident.id);
			const knows = ticket?.status === incident.status && ticket.severity === incident.severity;
			if (!knows) this.add(connection.id, incident.id, 'update', now);
		}
	}

	/** Whether incidents of this alert profile become no tickets any more. */
	isMuted(profileId: number): boolean {
		return (
			this.database.prepare('SELECT id FROM muted_profile WHERE id = ?').get(profileId) !==
			undefined
		);
	}

	/** @returns whether that is a change */
	mute(profile: { id: number; name: string }, now: number): boolean {
		return (
			this.database
				.prepare('INSERT INTO muted_profile VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
				.run(profile.id, profile.name, now).changes > 0
		);
	}

	find(id: number): Delivery | undefined {
		const row = this.database.prepare('SELECT * FROM delivery WHERE id = ?').get(id);
		return row === undefined ? undefined : toDelivery(row);
	}

	/** The deliveries that are still to be made, oldest first. */
	pending(after: number, limit: number): Delivery[] {
		return this.database
			.prepare(`SELECT * FROM delivery WHERE state = 'pending' AND id > ? ORDER BY id LIMIT ?`)
			.all(after, limit)
			.map(toDelivery);
	}

	list(filter: DeliveryFilter): Delivery[] {
		const { connectionId = null, incidentId = null, state = null, before = null, limit } = filter;
		return this.database
			.prepare(
				`SELECT * FROM delivery WHERE (:connectionId IS NULL OR connection_id = :connectionId)
					AND (:incidentId IS NULL OR incident_id = :incidentId) AND (:state IS NULL OR state = :state)
					AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit`,
			)
			.all({ connectionId, incidentId, state, before, limit })
			.map(toDelivery);
	}

	/** The tries of a delivery, oldest first. */
	attempts(deliveryId: number): Attempt[] {
		return this.database
			.prepare(
				'SELECT time, outcome, status, message FROM attempt WHERE delivery_id = ? ORDER BY id',
			)
			.all(deliveryId)
			.map((row) => ({ ...row }) as unknown as Attempt);
	}

	/** Whether the incident's ticket is still to be created by this connection. */
	isCreating(connectionId: number, incidentId: number): boolean {
		return (
			this.database
				.prepare(
					`SELECT id FROM delivery WHERE connection_id = ? AND incident_id = ? AND kind = 'create' AND state = 'pending'`,
				)
				.get(connectionId, incidentId) !== undefined
		);
	}

	/** Writes down a try. */
	tried(id: number, { time, outcome, status, message }: Attempt): void {
		this.database
			.prepare(
				'INSERT INTO attempt (delivery_id, time, outcome, status, message) VALUES (?, ?, ?, ?, ?)',
			)
			.run(id, time, outcome, status, message);
		this.database
			.prepare(
				`DELETE FROM attempt WHERE delivery_id = ? AND id NOT IN
					(SELECT id FROM attempt WHERE delivery_id = ? ORDER BY id DESC LIMIT ${ATTEMPTS_KEPT})`,
			)
			.run(id, id);
		this.database
			.prepare('UPDATE delivery SET attempts = attempts + 1, updated_at = ? WHERE id = ?')
			.run(time, id);
	}

	/** Ends a pending delivery. */
	end(
		id: number,
		state: Exclude<DeliveryState, 'pending'>,
		note: string | null,
		now: number,
	): void {
		this.database
			.prepare(
				`UPDATE delivery SET state = ?, note = ?, updated_at = ? WHERE id = ? AND state = 'pending'`,
			)
			.run(state, note, now, id);
	}

	/** Makes a dead delivery pending again. @returns undefined when it is unknown or not dead */
	revive(id: number, now: number): Delivery | undefined {
		const { changes } = this.database
			.prepare(
				`UPDATE delivery SET state = 'pending', round = round + 1, note = NULL, updated_at = ?
				WHERE id = ? AND state = 'dead'`,
			)
			.run(now, id);
		return changes === 0 ? undefined : this.find(id);
	}

	/** Makes the oldest dead deliveries pending again, at most `limit`; undefined = of all connections. */
	reviveDead(connectionId: number | undefined, limit: number, now: number): Delivery[] {
		return this.database
			.prepare(
				`SELECT id FROM delivery WHERE state = 'dead' AND (:connection IS NULL OR connection_id = :connection)
				ORDER BY id LIMIT :limit`,
			)
			.all({ connection: connectionId ?? null, limit })
			.map(({ id }) => this.revive(Number(id), now))
			.filter((delivery) => delivery !== undefined);
	}

	private add(connectionId: number, incidentId: number, kind: Delivery['kind'], now: number): void {
		const { lastInsertRowid } = this.database
			.prepare(
				`INSERT INTO delivery (connection_id, incident_id, kind, state, created_at, updated_at)
				VALUES (?, ?, ?, 'pending', ?, ?)`,
			)
			.run(connectionId, incidentId, kind, now, now);
		this.database
			.prepare(`DELETE FROM delivery WHERE state IN ('delivered', 'dropped') AND id <= ?`)
			.run(Number(lastInsertRowid) - DELIVERIES_KEPT);
	}
}
