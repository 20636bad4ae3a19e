/** The codec of id lists: exact over the whole range, and compact for neighbours. */
import fc from 'fast-check';

import { decodeIds, encodeIds } from '../../../server/jobs/idlist';

const MAX = Number.MAX_SAFE_INTEGER;

test('any list of ids comes back as it was', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: MAX })), (list) => {
			const ids = Float64Array.from(list);
			expect(decodeIds(encodeIds(ids), ids.length)).toEqual(ids);
		}),
	);
});

test('the ends of the range come back as they were', () => {
	for (const list of [
		[],
		[0],
		[MAX],
		[0, MAX, 0, MAX - 1],
		[-1],
		[-MAX],
		[-5, 5, -63, -64, -65, 64],
	]) {
		const ids = Float64Array.from(list);
		expect(decodeIds(encodeIds(ids), ids.length)).toEqual(ids);
	}
});

test('a page of events a second apart takes less than half of eight bytes each', () => {
	const ids = Float64Array.from({ length: 1000 }, (_, n) => (1_700_000_000_000 - n * 1000) * 1000);
	expect(encodeIds(ids).length).toBeLessThan(4_000);
});

test.each([1.5, NaN, Infinity, MAX + 1])('%p is refused with its position', (bad) => {
	expect(() => encodeIds(Float64Array.of(7, bad))).toThrow(`Result 1 is not an event id: ${bad}`);
});

test('a list cut short is refused', () => {
	const bytes = encodeIds(Float64Array.of(1, 2, MAX));
	expect(() => decodeIds(bytes, 4)).toThrow('Id list ends after 3 of 4 ids');
	expect(() => decodeIds(bytes.subarray(0, -1), 3)).toThrow('Id list ends inside id 2 of 3');
});
