/** Widths of time buckets. */
import fc from 'fast-check';
import { bucketStart, suitableInterval, widthOf } from '../../../../server/logs/search/intervals';

const HOUR = 3_600_000;

it('reads widths', () => {
	expect(['30s', '15m', '1h', '7d'].map(widthOf)).toEqual([30_000, 900_000, HOUR, 168 * HOUR]);
});

it('chooses a width of which at most 60 cover the range, and not a tenth of that', () => {
	expect(suitableInterval(0, 24 * HOUR - 1)).toBe('30m');
	expect(suitableInterval(0, 30 * 24 * HOUR - 1)).toBe('12h');
	expect(suitableInterval(5, 5)).toBe('1s');
	fc.assert(
		fc.property(fc.nat({ max: 8e12 }), fc.nat({ max: 8e12 }), (one, other) => {
			const [from, to] = [Math.min(one, other), Math.max(one, other)];
			const count = (to - from) / widthOf(suitableInterval(from, to));
			expect(count).toBeLessThan(60);
			if (to - from > 60_000 && to - from < 2e12) expect(count).toBeGreaterThanOrEqual(6);
		}),
	);
});

it('starts buckets at multiples of their width in the zone', () => {
	const noon = Date.UTC(2026, 0, 31, 12);
	expect(bucketStart(noon, 24 * HOUR, 0)).toBe(Date.UTC(2026, 0, 31));
	expect(bucketStart(noon, 24 * HOUR, 330)).toBe(Date.UTC(2026, 0, 30, 18, 30));
	expect(bucketStart(noon, 24 * HOUR, -330)).toBe(Date.UTC(2026, 0, 31, 5, 30));
	expect(bucketStart(0, HOUR, 45)).toBe(-45 * 60_000);
});
