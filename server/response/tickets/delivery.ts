/** A message to a ticketing tool: create the ticket of an incident, or bring it up to date. */

/** Where a delivery stands: `dropped` ones had nothing to say any more, `dead` ones can be sent again. */
export const DELIVERY_STATES = ['pending', 'delivered', 'dead', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One delivery; times are epoch ms. */
export interface Delivery {
	readonly id: number;
	readonly connectionId: number;
	readonly incidentId: number;
	readonly kind: 'create' | 'update';
	readonly state: DeliveryState;
	/** Grows each time it is sent again by hand; part of the job's key. */
	readonly round: number;
	readonly attempts: number;
	/** How it ended, in words. */
	readonly note: string | null;
	readonly createdAt: number;
	readonly updatedAt: number;
}

/** One try of a delivery, for the delivery log. */
export interface Attempt {
	/** Epoch ms. */
	readonly time: number;
	readonly outcome: 'ok' | 'retry' | 'failed';
	/** HTTP status of the tool's answer; null when none came. */
	readonly status: number | null;
	/** What went wrong; never holds secrets. */
	readonly message: string | null;
}

/** Which deliveries to list, newest first. */
export interface DeliveryFilter {
	readonly connectionId?: number | undefined;
	readonly incidentId?: number | undefined;
	readonly state?: DeliveryState | undefined;
	/** Only older ones than this id. */
	readonly before?: number | undefined;
	readonly limit: number;
}
