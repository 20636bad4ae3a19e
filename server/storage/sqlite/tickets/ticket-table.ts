/** The rows of tickets; synchronous, so it lives in the incidents' thread. */
import type { Severity, Status } from '../../../contract';
import {
	bare,
	ECHO_MS,
	echoOf,
	onlyTicket,
	type Ticket,
	toTicket,
} from '../../../response/tickets';
import type { DatabaseSync } from 'node:sqlite';

/** Reads and writes tickets. */
export class TicketTable {
	constructor(private readonly database: DatabaseSync) {}

	/**
	 * The ticket that a tool names, by its id or its other name; the calls do not say which connection it is of.
	 *
	 * @throws IncidentError `unknown_ticket`; `conflict` when two connections know a ticket of that id
	 */
	named(ticketId: string): Ticket {
		const found = this.database
			.prepare(
				`SELECT * FROM ticket WHERE ticket_id = :id UNION SELECT * FROM ticket WHERE alias = :id ORDER BY id`,
			)
			.all({ id: ticketId })
			.map(toTicket);
		return onlyTicket(ticketId, found);
	}

	/** The tickets of an incident, the first one first. */
	ofIncident(incidentId: number): Ticket[] {
		return this.database
			.prepare('SELECT * FROM ticket WHERE incident_id = ? ORDER BY id')
			.all(incidentId)
			.map(toTicket);
	}

	/** The ticket of an incident in one tool, or undefined. */
	of(connectionId: number, incidentId: number): Ticket | undefined {
		return this.ofIncident(incidentId).find((ticket) => ticket.connectionId === connectionId);
	}

	/** Keeps a ticket; when the incident has one of that connection, that one stays. */
	insert(ticket: Omit<Ticket, 'id'>, now: number): void {
		const { connectionId, incidentId, ticketId, alias, status, severity } = ticket;
		this.database
			.prepare(
				`INSERT INTO ticket (connection_id, incident_id, ticket_id, alias, status, severity, created_at)
				VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			)
			.run(connectionId, incidentId, ticketId, alias, status, severity, now);
	}

	/** Notes what the tool has now. */
	setKnown(id: number, known: { status?: Status; severity?: Severity }): void {
		const { status = null, severity = null } = known;
		this.database
			.prepare(
				'UPDATE ticket SET status = coalesce(?, status), severity = coalesce(?, severity) WHERE id = ?',
			)
			.run(status, severity, id);
	}

	/** Remembers a word that we gave the tool, to know it when it comes back. */
	told(id: number, field: 'status' | 'severity', value: string, now: number): void {
		this.database.prepare('DELETE FROM told WHERE ticket = ? AND time < ?').run(id, now - ECHO_MS);
		this.database.prepare('INSERT INTO told VALUES (?, ?, ?, ?)').run(id, field, bare(value), now);
	}

	/**
	 * Whether `value` is the late echo of one that we gave the tool and have replaced since: taking it for the tool's
	 * own would set the incident back. The echo is used up, with those before it.
	 */
	isEcho(id: number, field: 'status' | 'severity', value: string, now: number): boolean {
		const rows = this.database
			.prepare(
				'SELECT rowid, value FROM told WHERE ticket = ? AND field = ? AND time >= ? ORDER BY rowid',
			)
			.all(id, field, now - ECHO_MS);
		const words = rows.map((row) => String(row['value']));
		const { at, isLate } = echoOf(words, value);
		if (at < 0) return false;
		this.database
			.prepare('DELETE FROM told WHERE ticket = ? AND field = ? AND rowid <= ?')
			.run(id, field, Number(rows[at]?.['rowid']));
		return isLate;
	}
}
