/** Retention as a port: what a store still keeps, and the removal of what is too old or too much, a slice at a time. */

/** What is to be kept. */
export interface RetentionLimits {
	/** Events that arrived longer ago are removed, ms; null = however long ago. */
	readonly ageMs: number | null;
	/** Most bytes that the store may take; null = any number. */
	readonly bytes: number | null;
}

/** Why events are removed. */
export type RemovalReason = 'age' | 'size';

/** What one slice of work did. */
export interface RetentionSlice {
	/** Why events were removed; null when the slice only gave back the space of some that are gone. */
	readonly reason: RemovalReason | null;
	/** Events removed. */
	readonly removed: number;
	/** Start of the hour that they lay in, epoch ms; null when none were removed. */
	readonly hour: number | null;
}

/** What a store keeps. */
export interface KeptEvents {
	/** Number of events. */
	readonly events: number;
	/** Time of the oldest event, epoch ms; null without events. */
	readonly oldest: number | null;
	/** When the events that go next arrived, epoch ms, to the hour; null without events. */
	readonly arrivedSince: number | null;
	/** Bytes that are used, of events, alerts and their indexes. */
	readonly bytes: number;
	/** Bytes of the file that wait for new events, as what was there is removed. */
	readonly freeBytes: number;
	/**
	 * Events that were stored before the store compressed them and wait for it, about: those left, and all that there were;
	 * null when none do.
	 */
	readonly toCompress: { readonly left: number; readonly total: number } | null;
	/** Events removed since the store was made, by reason. */
	readonly removed: Readonly<Record<RemovalReason, number>>;
}

/** A store that removes by itself nothing, but a slice when it is told to. */
export interface RetainingStore {
	/** What is kept now. */
	kept(): Promise<KeptEvents>;
	/**
	 * Removes some of what is beyond the limits, as a whole or not at all, in some 20 ms; undefined when nothing is.
	 *
	 * @param now epoch ms
	 */
	removeSlice(limits: RetentionLimits, now: number): Promise<RetentionSlice | undefined>;
}
