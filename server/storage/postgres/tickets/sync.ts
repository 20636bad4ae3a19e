/** What a ticketing tool says of a ticket, and what it took of a message, brought to the ticket's incident; callers bring the transaction. */
import { IncidentError } from '../../../response/incidents';
import { ourValue, type Sent, type TicketSync, type TicketUpdate } from '../../../response/tickets';
import type { Sql } from '../data/driver';
import { findIncident, logActivity, updateIncident } from '../incidents/table';
import { findConnection } from './connections';
import { changed, endDelivery, findDelivery } from './outbox';
import { addTicket, isEcho, rememberTold, setKnown, ticketNamed, ticketOf } from './tickets';

/**
 * Applies what a tool says.
 *
 * @throws IncidentError `unknown_ticket`, `unmapped_value`, `conflict` when the ticket's id is ambiguous
 */
export async function syncFromTicket(
	sql: Sql,
	update: TicketUpdate,
	now: number,
): Promise<TicketSync> {
	const { ticketId, field } = update;
	const ticket = await ticketNamed(sql, ticketId);
	const connection = await findConnection(sql, ticket.connectionId);
	if (connection === undefined) throw new IncidentError('unknown_ticket', JSON.stringify(ticketId));
	const value = ourValue(connection, update);
	const { incidentId } = ticket;
	if (await isEcho(sql, ticket.id, field, update.value, now))
		return { incidentId, outcome: 'echo', value };
	await setKnown(sql, ticket.id, { [field]: value });
	const actor = `${connection.name} ticket ${ticket.ticketId}`;
	const before = await updateIncident(sql, incidentId, { [field]: value }, { actor, now });
	if (before[field] === value) return { incidentId, outcome: 'same', value };
	const after = await findIncident(sql, incidentId);
	if (after !== undefined) await changed(sql, after, now);
	return { incidentId, outcome: 'changed', value };
}

/** Ends a delivery as delivered; a deleted connection or incident has nothing to be written down for. */
export async function recordSent(sql: Sql, id: number, sent: Sent, now: number): Promise<void> {
	const delivery = await findDelivery(sql, id);
	if (delivery === undefined) return;
	const { connectionId, incidentId } = delivery;
	const { status, severity, told } = sent;
	const connection = await findConnection(sql, connectionId);
	const incident = await findIncident(sql, incidentId);
	if (connection !== undefined && incident !== undefined) {
		const known = { status, severity };
		if (
			sent.ticket !== undefined &&
			(await ticketOf(sql, connectionId, incidentId)) === undefined
		) {
			const { id: ticketId, alias } = sent.ticket;
			await addTicket(sql, { connectionId, incidentId, ticketId, alias, ...known }, now);
			const doing = { actor: connection.name, now };
			await logActivity(sql, incidentId, doing, 'ticket', `created as ${ticketId}`);
		}
		const ticket = await ticketOf(sql, connectionId, incidentId);
		if (ticket !== undefined) {
			await setKnown(sql, ticket.id, known);
			for (const field of ['status', 'severity'] as const) {
				const word = told[field];
				if (word !== null) await rememberTold(sql, ticket.id, field, word, now);
			}
		}
		// It may have changed while the message was under way.
		if (incident.status !== status || incident.severity !== severity)
			await changed(sql, incident, now);
	}
	await endDelivery(sql, id, 'delivered', sent.note, now);
}
