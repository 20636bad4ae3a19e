/** What workflows ask of the parts that know tickets and alerts. */
import type { Json } from './definition';
import type { IncidentFacts } from './incident-facts';

/** What is known of a ticket's incident. */
export interface TicketFacts extends IncidentFacts {
	/** Id in the ticketing tool. */
	readonly id: string;
	/** Variables `{{ticket.…}}` beside the id, for instance the connection's name. */
	readonly ticket: { readonly [name: string]: Json };
}

/** Finds a ticket that a ticketing tool raised for an incident; undefined when there is none. */
export type FindTicket = (ticketId: string) => Promise<TicketFacts | undefined>;

/** Finds an incident; undefined when there is none. */
export type FindIncident = (incidentId: number) => Promise<IncidentFacts | undefined>;

/** An alert that is to start workflows. */
export interface AlertFacts {
	/** Unique per alert: the same alert starts a workflow once. */
	readonly id: string | number;
	/** Workflow templates that the alert's profile names. */
	readonly templateIds: readonly number[];
	/** Variables `{{alert.…}}`. */
	readonly alert: { readonly [name: string]: Json };
	/** Variables `{{incident.…}}`, when the alert made or joined one. */
	readonly incident?: { readonly [name: string]: Json };
	/** Host that the alert is about. */
	readonly device: string | null;
	/** Values for the templates' arguments; those that a template does not take are left out. */
	readonly arguments?: { readonly [name: string]: string | number | boolean };
}
