/** What a ticketing tool says of a ticket, brought to the ticket's incident. */
import { IncidentError } from '../../../response/incidents';
import { type TicketSync, type TicketUpdate, toOurs } from '../../../response/tickets';
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
	const mapping = connection.mapping[field];
	const value = toOurs<string>(mapping, update.value);
	if (value === undefined) {
		const known = Object.keys(mapping.in).join(', ');
		throw new IncidentError(
			'unmapped_value',
			`${JSON.stringify(update.value)} (${field} in connection ${JSON.stringify(connection.name)}, which maps: ${known})`,
		);
	}
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
