/** Order statistics of measured times. */

/** The value below which `share` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds with one decimal. */
export const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Times one call, in milliseconds. */
export async function timed<T>(call: () => T | Promise<T>): Promise<{ time: number; value: T }> {
	const start = performance.now();
	const value = await call();
	return { time: performance.now() - start, value };
}
