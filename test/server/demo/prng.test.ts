/** Seeded randomness. */

import { Prng } from '../../../server/demo/prng';

describe('Prng', () => {
	it('repeats itself from the same seed and differs from another', () => {
		const draw = (seed: number) => {
			const random = new Prng(seed);
			return Array.from({ length: 5 }, () => random.below(1_000_000));
		};
		expect(draw(7)).toEqual(draw(7));
		expect(draw(7)).not.toEqual(draw(8));
	});

	it('stays within its bounds and reaches them', () => {
		const random = new Prng(1);
		const seen = new Set(Array.from({ length: 500 }, () => random.between(3, 6)));
		expect([...seen].sort()).toEqual([3, 4, 5, 6]);
	});

	it('prefers the first items when skewed', () => {
		const random = new Prng(1);
		const items = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
		const drawn = Array.from({ length: 1000 }, () => random.skewed(items));
		const count = (item: number) => drawn.filter((one) => one === item).length;
		expect(count(0)).toBeGreaterThan(3 * count(9));
	});

	it('tosses fair coins', () => {
		const random = new Prng(2);
		const heads = Array.from({ length: 10_000 }, () => random.chance(0.5)).filter(Boolean).length;
		expect(Math.abs(heads - 5000)).toBeLessThan(200);
	});
});
