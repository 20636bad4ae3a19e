/** Times on the wire: V1 counts milliseconds, V2 writes ISO 8601. */

/** ISO 8601 in UTC, with milliseconds only where there are some. */
export function isoTime(epochMs: number): string {
	return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}
