/** Widths of time buckets: their names, and the one that suits a range. */

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** What "auto" chooses from. */
const STEPS = [
	'1s 2s 5s 10s 15s 30s 1m 2m 5m 10m 15m 30m 1h 2h 3h 6h 12h 1d 2d 7d 30d 90d 365d 3650d',
].flatMap((line) => line.split(' '));

/** Buckets that a chart of a window's width shows well. */
const BUCKETS_OF_AUTO = 60;

/** The width that a name such as `15m` stands for, ms. */
export function widthOf(interval: string): number {
	return Number(interval.slice(0, -1)) * UNITS[interval.slice(-1) as keyof typeof UNITS];
}

/** The narrowest named width of which at most 60 cover the range from `from` to `to`, epoch ms. */
export function suitableInterval(from: number, to: number): string {
	const fits = STEPS.find((step) => (to - from) / widthOf(step) < BUCKETS_OF_AUTO);
	return fits ?? (STEPS.at(-1) as string);
}

/** The start of the bucket that `time` falls into, epoch ms. @param zone minutes east of UTC */
export function bucketStart(time: number, width: number, zone: number): number {
	const shift = zone * UNITS.m;
	return Math.floor((time + shift) / width) * width - shift;
}
