/** An event that matched a step of a profile's rule. */

/** An event that matched one step. */
export interface StepMatch {
	/** Event time, epoch ms. */
	readonly time: number;
	/** Event id. */
	readonly event: number;
	readonly step: number;
	/** How many events it stands for; 1 when absent. */
	readonly weight?: number;
	/** What the rule's measure is made of, see `measuredValue`; empty for rules without one. */
	readonly value: string;
}
