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

/** Matches are forgotten when so much older than the newest of their profile, beyond the profile's window, ms ... */
export const LATE_MS = 60 * 60 * 1000;
/** ... and when so many of their profile have arrived since: an import of old logs is not late against itself. */
export const LATE_MATCHES = 20_000;

/** What one message counts at most: no threshold is higher, and sums stay exact. */
const MOST_FOLDED = 1_000_000;

/**
 * How often an event counts: what a syslog daemon has folded into one message counts as often as it happened.
 *
 * @param document the event as it is stored, JSON
 */
export function weightOf(document: string): number {
	const count = /"REPEATCOUNT":(\d{1,15})[,}]/.exec(document)?.[1];
	return count === undefined ? 1 : Math.min(Math.max(1, Number(count)), MOST_FOLDED);
}
