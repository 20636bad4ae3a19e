/** What a ticketing tool says of a ticket, and what became of it. */

/** A changed field of a ticket, in the tool's words. */
export interface TicketUpdate {
	readonly ticketId: string;
	readonly field: 'status' | 'severity';
	readonly value: string;
}

/** What became of it. */
export interface TicketSync {
	readonly incidentId: number;
	/** `same`: the incident had that value; `echo`: it is what we told the tool and have replaced since. */
	readonly outcome: 'changed' | 'same' | 'echo';
	/** Our word for the value. */
	readonly value: string;
}
