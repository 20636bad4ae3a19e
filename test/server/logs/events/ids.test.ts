import {
	IDS_PER_MS,
	IdAllocator,
	MAX_TIME,
	firstIdAt,
	lastIdAt,
} from '../../../../server/logs/events/ids';

/** An allocator over a set of stored ids that keeps what it hands out, as the writer does. */
function allocating(stored: number[] = []) {
	const lookUps: number[] = [];
	const ids = new IdAllocator((low, high) => {
		lookUps.push(low);
		const inside = stored.filter((id) => id >= low && id <= high);
		return inside.length === 0 ? undefined : Math.max(...inside);
	});
	return {
		ids,
		lookUps,
		next: (time: number) => {
			const id = ids.allocate(time);
			stored.push(id);
			return id;
		},
	};
}

describe('firstIdAt and lastIdAt', () => {
	it('span the ids of a millisecond, both inclusive', () => {
		expect([firstIdAt(7), lastIdAt(7), firstIdAt(8)]).toEqual([7000, 7999, 8000]);
		expect([firstIdAt(0), lastIdAt(0)]).toEqual([0, 999]);
	});

	it('stay between nothing and 2^53', () => {
		expect(firstIdAt(-5)).toBe(0);
		expect(lastIdAt(-1)).toBe(-1);
		expect(lastIdAt(Number.MAX_VALUE)).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
		expect(lastIdAt(Infinity)).toBeGreaterThan(lastIdAt(MAX_TIME));
	});
});

describe('IdAllocator', () => {
	it('counts up within a millisecond', () => {
		const { next } = allocating();
		expect([next(5), next(5), next(6), next(5)]).toEqual([5000, 5001, 6000, 5002]);
	});

	it('goes on after what is stored, and looks that up once', () => {
		const { next, lookUps } = allocating([5000, 5001, 5007]);
		expect([next(5), next(5)]).toEqual([5008, 5009]);
		expect(lookUps).toEqual([5000]);
	});

	it('gives what overflows to the next free milliseconds, each id once', () => {
		const { next, lookUps } = allocating([2005]);
		const burst = Array.from({ length: 3 * IDS_PER_MS }, () => next(1));
		expect(new Set(burst).size).toBe(burst.length);
		expect(burst).toEqual([...burst].sort((a, b) => a - b));
		expect(burst.at(-1)).toBe(1000 + 3 * IDS_PER_MS - 1 + 6);
		expect(next(2)).toBe(burst.at(-1)! + 1);
		expect(lookUps).toHaveLength(4);
	});

	it('finds room after the last time, however many come', () => {
		const { next } = allocating();
		const ids = Array.from({ length: 2 * IDS_PER_MS + 1 }, (_, n) =>
			next(n % 2 === 0 ? MAX_TIME : Number.MAX_SAFE_INTEGER),
		);
		expect(new Set(ids).size).toBe(ids.length);
		expect(Math.max(...ids)).toBeLessThan(Number.MAX_SAFE_INTEGER);
	});

	it('takes times before 1970 and between milliseconds as the millisecond they are in', () => {
		const { next } = allocating();
		expect([next(-3), next(0.9), next(1.5)]).toEqual([0, 1, 1000]);
	});

	it('looks again after a reset', () => {
		const stored: number[] = [];
		const { ids, lookUps } = allocating(stored);
		for (let n = 0; n < IDS_PER_MS + 5; n++) ids.allocate(1);
		ids.reset();
		expect(ids.allocate(1)).toBe(1000);
		expect(lookUps).toEqual([1000, 2000, 1000]);
	});

	describe('that expects the events of a batch', () => {
		it('looks once when nothing is stored among their times', () => {
			const { ids, next, lookUps } = allocating([4_999]);
			ids.expect(Float64Array.of(7, 5, 9.5));
			expect([next(7), next(5), next(9.5), next(7)]).toEqual([7000, 5000, 9000, 7001]);
			expect(lookUps).toEqual([5000]);
		});

		it('looks for those that may be stored already, and for others', () => {
			const { ids, next, lookUps } = allocating([6_003, 20_000]);
			ids.expect(Float64Array.of(5, 6, 7));
			expect([next(5), next(6), next(7), next(20)]).toEqual([5000, 6004, 7000, 20001]);
			expect(lookUps).toEqual([5000, 5000, 6000, 20000]);
		});

		it('forgets it with a rollback', () => {
			const stored = [100_000];
			const { ids, next } = allocating(stored);
			ids.expect(Float64Array.of(1, 2));
			ids.reset();
			stored.push(1_000);
			expect(next(1)).toBe(1_001);
		});

		it('gives each id once over any batches, also more than it remembers', () => {
			const largest = new Map<number, number>();
			const ids = new IdAllocator((low, high) =>
				high - low < IDS_PER_MS ? largest.get(low) : undefined,
			);
			// 60,000 milliseconds, one after another, then the first ones again within the same batch.
			const times = Float64Array.from({ length: 120_000 }, (_, n) => n % 60_000);
			ids.expect(times);
			const given = new Set<number>();
			for (const time of times) {
				const id = ids.allocate(time);
				given.add(id);
				largest.set(firstIdAt(time), id);
			}
			expect(given.size).toBe(times.length);
		});

		it('gives each id once where a batch is stored only after all of it has ids', () => {
			const stored: number[] = [];
			const largestIn = (low: number, high: number) =>
				stored.findLast((id) => id >= low && id <= high);
			const ids = new IdAllocator(largestIn);
			for (const [from, count] of [
				[0, 30_000],
				[30_000, 30_000],
				[60_000, 60_000],
			] as const) {
				// Each millisecond twice, the second time when it could be forgotten.
				const times = Float64Array.from({ length: 2 * count }, (_, n) => from + (n % count));
				ids.expect(times);
				for (const id of Array.from(times, (time) => ids.allocate(time))) stored.push(id);
			}
			expect(new Set(stored).size).toBe(stored.length);
		});
	});
});
