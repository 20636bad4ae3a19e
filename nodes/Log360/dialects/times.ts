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
