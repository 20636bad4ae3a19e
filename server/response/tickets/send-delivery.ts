/** What a delivery says to its tool, given how incident and ticket stand now. */
import type { Incident } from '../incidents';
import type { Connection, Ticket } from './connection';
import { toTheirs } from './mapping';
import type { Sent } from './sent';
import type { ToolAdapter, ToolContext, ToolValues } from './tool';

/** A delivery that is due. */
export interface DueDelivery {
	readonly connection: Connection;
	readonly incident: Incident;
	/** The incident's ticket in the tool, when there is one. */
	readonly ticket: Ticket | undefined;
	readonly adapter: ToolAdapter;
	/** Whether the ticket is still to be created by another delivery. */
	readonly isCreating: boolean;
	/** Whether an earlier attempt may have reached the tool. */
	readonly isRepeat: boolean;
	readonly context: ToolContext;
}

/**
 * Creates the ticket. Tickets begin open in every tool: another status is told afterwards, as a change.
 *
 * @returns a text = nothing was to be said
 */
export async function sendCreate(due: DueDelivery): Promise<Sent | string> {
	const { connection, incident, ticket, adapter, context, isRepeat } = due;
	if (ticket !== undefined) return `The incident has the ticket ${ticket.ticketId} already`;
	const { severity } = incident;
	const word = toTheirs(connection.mapping.severity, severity) ?? null;
	const found = isRepeat ? await adapter.find?.(incident, context) : undefined;
	const made = found ?? (await adapter.create(incident, { status: null, severity: word }, context));
	const note = made === undefined ? 'Sent; the answer names no ticket' : `Ticket ${made.id}`;
	return { ticket: made, status: 'open', severity, told: { status: null, severity: word }, note };
}

/**
 * Brings the ticket up to date: only what the tool does not know already is sent.
 *
 * @returns a text = nothing was to be said
 */
export async function sendUpdate(due: DueDelivery): Promise<Sent | string> {
	const { connection, incident, ticket, adapter, context } = due;
	const { status, severity } = incident;
	if (ticket === undefined) {
		// What has changed since is noticed when the ticket is there.
		if (due.isCreating) return 'The ticket is still to be created';
		if (connection.tool !== 'webhook') return 'The incident has no ticket';
	}
	const told: ToolValues = {
		status:
			ticket?.status === status ? null : (toTheirs(connection.mapping.status, status) ?? null),
		severity:
			ticket?.severity === severity
				? null
				: (toTheirs(connection.mapping.severity, severity) ?? null),
	};
	if (told.status === null && told.severity === null) return 'The ticket is up to date';
	const named = ticket === undefined ? undefined : { id: ticket.ticketId, alias: ticket.alias };
	await adapter.update(named, incident, told, context);
	const said = Object.entries(told).filter(([, word]) => word !== null);
	const note = said.map(([field, word]) => `${field} ${String(word)}`).join(', ');
	return { status, severity, told, note };
}
