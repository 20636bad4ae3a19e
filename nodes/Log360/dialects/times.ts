/** Times on the wire: V1 counts milliseconds, V2 writes ISO 8601. */

/** ISO 8601 in UTC, with milliseconds only where there are some. */
export function isoTime(epochMs: number): string {
	return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}

/** The two times of a V2 body. */
export function isoRange(range: { from: number; to: number }): {
	start_time: string;
	end_time: string;
} {
	return { start_time: isoTime(range.from), end_time: isoTime(range.to) };
}

/** The latest time that a `Date` can hold, in epoch milliseconds. */
const LATEST = 8.64e15;

/**
 * A time of an answer as ISO 8601: V1 gives epoch milliseconds, V2 ISO 8601.
 *
 * @returns `null` for nothing, and for numbers that are no time, such as the 0 of a job that has not begun
 */
export function readTime(value: unknown): string | null {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	if (typeof number === 'number') {
		return number > 0 && number <= LATEST ? new Date(number).toISOString() : null;
	}
	return typeof value === 'string' && value !== '' ? value : null;
}
