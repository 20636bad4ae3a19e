/** Tickets: the way of incidents into ticketing tools and back; what others may use of it. */

/** What administrators do with ticketing connections and deliveries. */
export { ConnectionAdmin } from './connection-admin';

/** A connection to a ticketing tool: which tool, where, whom it is told about, and how words are translated. */
export {
	ALL_SEVERITIES,
	type ConnectionDraft,
	type StoredConnection,
	type Ticket,
} from './connection';

/** A message to a ticketing tool: create the ticket of an incident, or bring it up to date. */
export {
	type Attempt,
	type Delivery,
	DELIVERY_STATES,
	type DeliveryFilter,
	type DeliveryState,
} from './delivery';

/** How the words of each ticketing tool are translated unless a connection says otherwise. */
export { bare, DEFAULT_MAPPING } from './mapping';

/** Runs work on the same thing one after the other, work on different things side by side. */
export { KeyedLock, type TicketLocks } from './keyed-lock';

/** Puts tickets, ticketing connections and deliveries together. */
export { openTickets, type TicketParts } from './open';

/** Writes connections and deliveries as the administrator API shows them: never a secret, times in ISO 8601. */
export { presentAttempt, presentConnection, presentDelivery } from './present';

/** The alert profiles as tickets see them. */
export { profileDirectory } from './profile-directory';

/** Webhooks that clients register for themselves: each is a connection, told apart from those that people made. */
export {
	type RegisteredWebhook,
	RegisteredWebhooks,
	registrationProblem,
	UnknownWebhookError,
} from './registered-webhooks';

/** Turns rows of a store into connections, tickets and deliveries. */
export { connectionColumns, toConnection, toDelivery, toTicket } from './rows';

/** What holds for tickets and deliveries, whichever engine keeps them. */
export {
	ATTEMPTS_KEPT,
	DELIVERIES_KEPT,
	ECHO_MS,
	echoOf,
	nameTaken,
	onlyTicket,
	ourValue,
	refuseRequest,
} from './rules';

/** What a ticketing tool took of a message. */
export type { Sent } from './sent';

/** Which settings and secrets each tool needs, and the checks of what an administrator enters. */
export { createConnectionBody, updateConnectionBody } from './settings';

/** The store of ticketing connections, tickets and deliveries: what every engine offers, beside the incidents. */
export type { TicketStore, TicketStoreMethods } from './store';

/** What a ticketing tool says of a ticket, and what became of it. */
export type { TicketSync, TicketUpdate } from './sync';

/** The calls of a ticketing tool about the incident behind one of its tickets. */
export { Tickets } from './tickets';
