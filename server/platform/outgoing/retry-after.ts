/** Reads the Retry-After header (RFC 9110): seconds, or an HTTP date. */

/** Nobody makes us wait longer, ms. */
const LONGEST = 24 * 3_600_000;

/**
 * When to come back, epoch ms; undefined when the header says nothing usable.
 *
 * @param now epoch ms
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	const time = /^\d+$/.test(text) ? now + Number(text) * 1000 : Date.parse(text);
	return Number.isNaN(time) ? undefined : Math.min(Math.max(time, now), now + LONGEST);
}
