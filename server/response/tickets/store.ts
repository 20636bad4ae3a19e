/** The store of ticketing connections, tickets and deliveries: what every engine offers, beside the incidents. */
import type { Store } from '../../platform';
import type { IncidentStoreMethods } from '../incidents';
import type { ConnectionDraft, StoredConnection, Ticket } from './connection';
import type { Attempt, Delivery, DeliveryFilter, DeliveryState } from './delivery';
import type { Sent } from './sent';
import type { TicketSync, TicketUpdate } from './sync';

/** What the store of tickets does; each method is whole or not at all. */
export interface TicketStoreMethods {
	/** The ticket of that id or other name. @throws IncidentError `unknown_ticket`; `conflict` when two have it */
	ticket(ticketId: string): Ticket;
	ticketOf(connectionId: number, incidentId: number): Ticket | undefined;
	addTicket(ticket: Omit<Ticket, 'id'>, now: number): void;
	/**
	 * Applies what a tool says.
	 *
	 * @throws IncidentError `unknown_ticket`, `unmapped_value`, `conflict` when the ticket's id is ambiguous
	 */
	syncFromTicket(update: TicketUpdate, now: number): TicketSync;
	/**
	 * Has one connection create the incident's ticket, because somebody asked for it.
	 *
	 * @returns undefined when the connection is unknown
	 * @throws IncidentError `unknown_incident`, `conflict`
	 */
	requestTicket(connectionId: number, incidentId: number, now: number): Delivery | undefined;
	/** Lets incidents of an alert profile become no tickets any more. @returns whether that is a change */
	muteProfile(profile: { id: number; name: string }, now: number): boolean;
	/** All connections, in the order of their creation. */
	listConnections(): StoredConnection[];
	findConnection(id: number): StoredConnection | undefined;
	/** @throws IncidentError `conflict` when the name is taken */
	addConnection(
		draft: ConnectionDraft,
		secrets: Uint8Array,
		now: number,
		registeredBy?: string,
	): StoredConnection;
	/** Names of the tokens of the clients that registered a connection for themselves, by the connection's id. */
	registeredConnections(): Map<number, string>;
	/** @returns undefined when it is unknown. @throws IncidentError `conflict` when the name is taken */
	updateConnection(
		id: number,
		draft: Omit<ConnectionDraft, 'tool'>,
		secrets: Uint8Array,
		now: number,
	): StoredConnection | undefined;
	/** Deletes a connection, its tickets and deliveries. @returns whether there was one */
	deleteConnection(id: number): boolean;
	findDelivery(id: number): Delivery | undefined;
	/** The deliveries that are still to be made, oldest first. */
	pendingDeliveries(after: number, limit: number): Delivery[];
	listDeliveries(filter: DeliveryFilter): Delivery[];
	/** The tries of a delivery, oldest first. */
	deliveryAttempts(id: number): Attempt[];
	/** Whether the incident's ticket is still to be created by this connection. */
	isCreating(connectionId: number, incidentId: number): boolean;
	/** Writes down a try. */
	tried(id: number, attempt: Attempt): void;
	/** Ends a delivery as delivered, and writes down what the tool has now. */
	sent(id: number, sent: Sent, now: number): void;
	/** Ends a pending delivery. */
	endDelivery(
		id: number,
		state: Exclude<DeliveryState, 'pending'>,
		note: string | null,
		now: number,
	): void;
	/** Makes a dead delivery pending again. @returns undefined when it is unknown or not dead */
	reviveDelivery(id: number, now: number): Delivery | undefined;
	/** Makes the oldest dead deliveries pending again, at most `limit`; undefined = of all connections. */
	reviveDead(connectionId: number | undefined, limit: number, now: number): Delivery[];
}

/** Where tickets are kept: beside the incidents, because changes of both are one. */
export type TicketStore = Store<TicketStoreMethods & IncidentStoreMethods>;
