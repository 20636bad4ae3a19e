/** An alert that is about to be stored, whatever stores it. */
import type { AlertProfile } from './profile';

/** Evidence kept of an alert: the latest events, enough for a person to read. */
export const MAX_EVIDENCE = 100;

/** An alert to insert. */
export interface NewAlert {
	readonly profile: AlertProfile;
	/** Group key; empty without one. */
	readonly group: string;
	/** See `slotOf`; null for profiles without a window. */
	readonly slot: number | null;
	/** Time of the event that raised it, epoch ms. */
	readonly time: number;
	/** Id of the event that raised it. */
	readonly event: number;
	/** That event's stored document. */
	readonly document: string;
	/** Events that belong to the alert. */
	readonly events: number;
	/** Ids of the events that fulfil the rule, oldest first. */
	readonly evidence: readonly number[];
	/** Epoch ms. */
	readonly raisedAt: number;
}
