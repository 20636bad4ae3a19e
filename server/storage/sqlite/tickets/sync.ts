/** What a ticketing tool says of a ticket, brought to the ticket's incident. */
import { IncidentError } from '../../../response/incidents';
import { ourValue, type TicketSync, type TicketUpdate } from '../../../response/tickets';
import type { IncidentTable } from '../incidents/table';
import type { ConnectionTable } from './connection-table';
import type { Outbox } from './outbox';
import type { TicketTable } from './ticket-table';

/** The tables that a synchronisation works on. */
export interface SyncTables {
	readonly incidents: IncidentTable;
	readonly connections: ConnectionTable;
	readonly tickets: TicketTable;
	readonly outbox: Outbox;
}

/**
 * Applies what a tool says; the caller brings the transaction.
 *
 * @throws IncidentError `unknown_ticket`, `unmapped_value`, `conflict` when the ticket's id is ambiguous
 */
export function syncFromTicket(tables: SyncTables, update: TicketUpdate, now: number): TicketSync {
	const { incidents, connections, tickets, outbox } = tables;
	const { ticketId, field } = update;
	const ticket = tickets.named(ticketId);
	const connection = connections.find(ticket.connectionId);
	if (connection === undefined) throw new IncidentError('unknown_ticket', JSON.stringify(ticketId));
	const value = ourValue(connection, update);
	const { incidentId } = ticket;
	if (tickets.isEcho(ticket.id, field, update.value, now))
		return { incidentId, outcome: 'echo', value };
	tickets.setKnown(ticket.id, { [field]: value });
	const actor = `${connection.name} ticket ${ticket.ticketId}`;
	const before = incidents.update(incidentId, { [field]: value }, { actor, now });
	if (before[field] === value) return { incidentId, outcome: 'same', value };
	const after = incidents.find(incidentId);
	if (after !== undefined) outbox.changed(after, now);
	return { incidentId, outcome: 'changed', value };
}
