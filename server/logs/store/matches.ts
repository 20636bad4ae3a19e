/** Which alert profiles the events of a batch match: found while a batch is made ready, stored with it. */

/** Matches of a batch as parallel arrays, one entry a match, ordered by event. */
export interface ProfileMatches {
	/** Version of the profiles that were looked for. */
	readonly version: number;
	/** Index of the event in the batch. */
	readonly events: Uint32Array;
	readonly profiles: Uint32Array;
	readonly steps: Uint8Array;
	/** Group of the event under the profile's rule. */
	readonly groups: readonly string[];
	/** What the event adds to the measure of the rule, empty for rules without one. */
	readonly values: readonly string[];
}
