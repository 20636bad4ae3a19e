/** What is written down when a tool took a message: the ticket, what the tool has now, and the log. */
import type { Sent } from '../../../response/tickets';
import type { SyncTables } from './sync';

/** Ends a delivery as delivered; a deleted connection or incident has nothing to be written down for. */
export function recordSent(tables: SyncTables, id: number, sent: Sent, now: number): void {
	const { incidents, connections, tickets, outbox } = tables;
	const delivery = outbox.find(id);
	if (delivery === undefined) return;
	const { connectionId, incidentId } = delivery;
	const { status, severity, told } = sent;
	const connection = connections.find(connectionId);
	const incident = incidents.find(incidentId);
	if (connection !== undefined && incident !== undefined) {
		const known = { status, severity };
		const had = tickets.of(connectionId, incidentId);
		if (sent.ticket !== undefined && had === undefined) {
			const { id: ticketId, alias } = sent.ticket;
			tickets.insert({ connectionId, incidentId, ticketId, alias, ...known }, now);
			incidents.log(
				incidentId,
				{ actor: connection.name, now },
				'ticket',
				`created as ${ticketId}`,
			);
		}
		const ticket = tickets.of(connectionId, incidentId);
		if (ticket !== undefined) {
			tickets.setKnown(ticket.id, known);
			for (const field of ['status', 'severity'] as const) {
				const word = told[field];
				if (word !== null) tickets.told(ticket.id, field, word, now);
			}
		}
		// It may have changed while the message was under way.
		if (incident.status !== status || incident.severity !== severity) outbox.changed(incident, now);
	}
	outbox.end(id, 'delivered', sent.note, now);
}
