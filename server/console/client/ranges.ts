/** Time ranges that searches offer, and the moments that they stand for. */

/** Ranges by their length in ms; 0 = from the beginning. */
export const RANGES: readonly (readonly [ms: string, label: string])[] = [
	['900000', 'Last 15 minutes'],
	['3600000', 'Last hour'],
	['86400000', 'Last 24 hours'],
	['604800000', 'Last 7 days'],
	['2592000000', 'Last 30 days'],
	['0', 'All time'],
];

/** Start and end of a range in ISO 8601. @param range its length in ms as text; what is none counts as `fallback` */
export function windowOf(
	range: string | undefined,
	fallback: string,
	now: number,
): { readonly start_time: string; readonly end_time: string } {
	const length = Number(range ?? fallback);
	const start = Number.isFinite(length) && length > 0 ? now - length : 0;
	return { start_time: new Date(start).toISOString(), end_time: new Date(now).toISOString() };
}
