/** Stored counts: what is added to their bytes is what decoding, adding and encoding gives. */
import * as fc from 'fast-check';
import {
	Counts,
	readCounts,
	withAdded,
} from '../../../../../../server/storage/sqlite/events/tallies/counts';

const numbers = fc.oneof(
	fc.nat(300),
	fc.constantFrom(127, 128, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 40),
);
const entries = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), numbers, numbers), {
	maxLength: 80,
});

function countsOf(list: readonly (readonly [field: number, value: number, n: number])[]): Counts {
	const counts = new Counts();
	for (const [field, value, n] of list) {
		counts.add(field, value, n);
		counts.total += n;
	}
	return counts;
}

const listed = (counts: Counts) => ({
	total: counts.total,
	fields: [...counts.fields]
		.map(([field, values]) => [field, [...values].filter(([, n]) => n > 0).sort(byNumber)] as const)
		.filter(([, values]) => values.length > 0)
		.sort(byNumber),
});
const byNumber = (one: readonly [number, unknown], other: readonly [number, unknown]) =>
	one[0] - other[0];

it('come back as they were, with nothing of what counts nothing', () => {
	fc.assert(
		fc.property(entries, (list) => {
			const counts = countsOf(list);
			expect(listed(Counts.decode(counts.encode()))).toEqual(listed(counts));
		}),
	);
});

it('are the same bytes whether more is added to the bytes or to what they hold', () => {
	fc.assert(
		fc.property(entries, entries, (before, more) => {
			const whole = countsOf([...before, ...more]);
			const bytes = withAdded(countsOf(before).encode(), countsOf(more));
			expect(Buffer.from(bytes)).toEqual(Buffer.from(whole.encode()));
			expect(listed(Counts.decode(bytes))).toEqual(listed(whole));
		}),
	);
});

it('leave what was added to unchanged, and fields without further counts too', () => {
	const before = countsOf([
		[1, 5, 2],
		[3, 200, 1],
		[3, 70_000, 4],
		[9, 1, 1],
	]);
	const stored = before.encode();
	const copy = Uint8Array.from(stored);
	const more = countsOf([
		[2, 1, 1],
		[3, 200, 3],
		[3, 201, 1],
		[10, 2 ** 33, 1],
	]);
	const bytes = withAdded(stored, more);
	expect(stored).toEqual(copy);
	const found = (field: number) => {
		const pairs: number[][] = [];
		expect(readCounts(bytes, field, (...pair) => pairs.push(pair))).toBe(14);
		return pairs;
	};
	expect(found(1)).toEqual([[5, 2]]);
	expect(found(2)).toEqual([[1, 1]]);
	expect(found(3)).toEqual([
		[200, 4],
		[201, 1],
		[70_000, 4],
	]);
	expect(found(9)).toEqual([[1, 1]]);
	expect(found(10)).toEqual([[2 ** 33, 1]]);
});
