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

const COUNT_FIELD = '"REPEATCOUNT":';

/**
 * How often an event counts: what a syslog daemon has folded into one message counts as often as it happened.
 *
 * @param document the event as it is stored, JSON, as text or in UTF-8
 */
export function weightOf(document: string | Uint8Array): number {
	const text = typeof document === 'string' ? document : textWithCount(document);
	const count = /"REPEATCOUNT":(\d{1,15})[,}]/.exec(text)?.[1];
	return count === undefined ? 1 : Math.min(Math.max(1, Number(count)), MOST_FOLDED);
}

/** The text, if the field may be in it: most bytes need not be made a text of. */
function textWithCount({ buffer, byteOffset, byteLength }: Uint8Array): string {
	const bytes = Buffer.from(buffer, byteOffset, byteLength);
	return bytes.includes(COUNT_FIELD) ? bytes.toString('utf8') : '';
}
