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

/** How far work in the background is, about: what is left, and all that there was when it began. */
export interface Progress {
	readonly left: number;
	readonly total: number;
}

/** The last merge of the index that came to its end. */
export interface MergedIndex {
	/** How many did since the store was opened. */
	readonly count: number;
	/** When it ended, epoch ms. */
	readonly at: number;
	/** Bytes of what was merged, about. */
	readonly bytes: number;
	/** From its begin to its end, with the pauses and what was stored in between, ms. */
	readonly tookMs: number;
	/** Of it the time in which batches had to wait, ms. */
	readonly workMs: number;
}

/** How the merging of the index is, once nothing is written any more. */
export interface IndexMerging {
	/** Bytes of the index that are being merged; null when none are. */
	readonly toMerge: Progress | null;
	/** Null before the first one. */
	readonly merged: MergedIndex | null;
}

/** What a store keeps. */
export interface KeptEvents extends IndexMerging {
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
	/** Events that were stored before the store compressed them and wait for it; null when none do. */
	readonly toCompress: Progress | null;
	/** Compressed events that are looked at, as many of them can be made smaller; null when none are. */
	readonly toCompressAnew: Progress | null;
	/** Words of events that were stored before the store listed words, as parts of the index; null when none wait. */
	readonly toList: Progress | null;
	/** Events that were stored before the store kept columns, or beside others that are gone, and wait for columns; null when none do. */
	readonly toColumn: Progress | null;
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
