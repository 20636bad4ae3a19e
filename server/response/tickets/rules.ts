/** What holds for tickets and deliveries, whichever engine keeps them. */
import { IncidentError } from '../incidents';
import type { StoredConnection, Ticket } from './connection';
import { bare, toOurs } from './mapping';
import type { TicketUpdate } from './sync';

/** How long after we told the tool a value its coming back counts as our own echo, ms. */
export const ECHO_MS = 2 * 60_000;
/** Deliveries that the log keeps, beside those that are not over. */
export const DELIVERIES_KEPT = 100_000;
/** Tries that the log keeps of one delivery; a delivery has few, and each round adds some. */
export const ATTEMPTS_KEPT = 100;

/**
 * The one ticket that a tool names.
 *
 * @param found tickets with that id or other name
 * @throws IncidentError `unknown_ticket`; `conflict` when two incidents have one of that name
 */
export function onlyTicket(ticketId: string, found: readonly Ticket[]): Ticket {
	const [ticket] = found;
	if (ticket === undefined) throw new IncidentError('unknown_ticket', JSON.stringify(ticketId));
	const other = found.find(({ incidentId }) => incidentId !== ticket.incidentId);
	if (other !== undefined) {
		throw new IncidentError(
			'conflict',
			`ticket_id: two connected ticketing tools have a ticket ${JSON.stringify(ticketId)}, of the incidents ${ticket.incidentId} and ${other.incidentId}.`,
		);
	}
	return ticket;
}

/** Our word for what a tool says. @throws IncidentError `unmapped_value` */
export function ourValue(connection: StoredConnection, { field, value }: TicketUpdate): string {
	const mapping = connection.mapping[field];
	const ours = toOurs<string>(mapping, value);
	if (ours !== undefined) return ours;
	const known = Object.keys(mapping.in).join(', ');
	throw new IncidentError(
		'unmapped_value',
		`${JSON.stringify(value)} (${field} in connection ${JSON.stringify(connection.name)}, which maps: ${known})`,
	);
}

/**
 * Where `value` is among the words that the tool was told, oldest first; -1 when it is none of them.
 *
 * @returns `isLate`: whether another word was told since, so that taking this one for the tool's own would set the incident back
 */
export function echoOf(
	told: readonly string[],
	value: string,
): { readonly at: number; readonly isLate: boolean } {
	const at = told.indexOf(bare(value));
	return { at, isLate: at >= 0 && at < told.length - 1 };
}

/** @throws IncidentError `conflict` when a connection cannot create the ticket that somebody asks for */
export function refuseRequest(
	connection: StoredConnection,
	ticket: Ticket | undefined,
	isCreating: boolean,
): void {
	const name = JSON.stringify(connection.name);
	const refuse = (why: string) => {
		throw new IncidentError('conflict', `connection: ${why}`);
	};
	if (!connection.enabled) refuse(`${name} is disabled.`);
	if (ticket !== undefined)
		refuse(`${name} has ticket ${ticket.ticketId} of this incident already.`);
	if (isCreating) refuse(`a ticket is on its way to ${name} already.`);
}

/** @throws IncidentError `conflict` */
export function nameTaken(name: string): never {
	throw new IncidentError(
		'conflict',
		`name: another connection is called ${JSON.stringify(name)}.`,
	);
}
