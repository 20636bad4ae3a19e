/** Scans: one snapshot, stopped at any time, several side by side. */
import type { EventStore } from '../../../../../server/logs/store/store';
import { T0 } from '../corpus';
import { ALL, idsOf, type Open } from './harness';

/** Declares that part of the suite. */
export function describeScans(opened: Open): void {
	describe('scan', () => {
		const size = 42_000;
		let store: EventStore;

		beforeAll(async () => {
			store = await opened();
			const events = Array.from({ length: size }, (_, n) => ({
				time: T0 + n,
				fields: { HOSTNAME: 'h', N: n },
			}));
			await store.append(events);
		});

		it('sees one snapshot while events arrive, newer and older ones', async () => {
			const ids: number[] = [];
			let batches = 0;
			for await (const batch of store.scan({ ...ALL, to: T0 + size })) {
				if (batches++ === 0) {
					await store.append(
						[T0 - 5, T0 + 17, T0 + size].map((time) => ({
							time,
							fields: { HOSTNAME: 'h', LATE: 1 },
						})),
					);
				}
				ids.push(...batch.ids);
			}
			expect(batches).toBeGreaterThan(1);
			expect(ids).toHaveLength(size);
			expect(ids.every((id, at) => at === 0 || id < (ids[at - 1] as number))).toBe(true);
		});

		it('stops when it is aborted', async () => {
			const stop = new AbortController();
			const seen: number[] = [];
			const run = async () => {
				for await (const batch of store.scan(ALL, stop.signal)) {
					seen.push(...batch.ids);
					stop.abort(new Error('enough'));
				}
			};
			await expect(run()).rejects.toThrow('enough');
			expect(seen.length).toBeGreaterThan(0);
			expect(seen.length).toBeLessThan(size);
			await expect(idsOf(store, ALL, AbortSignal.abort(new Error('before')))).rejects.toThrow(
				'before',
			);
		});

		it('lets several scans run side by side', async () => {
			const queries = ['*', 'N < 100', 'NOT N < 41000', 'N = 77'];
			const counts = await Promise.all(
				queries.map(
					async (query) => (await idsOf(store, { ...ALL, query, from: T0, to: T0 + size })).length,
				),
			);
			expect(counts.slice(1)).toEqual([100, expect.any(Number), 1]);
			expect(counts[0]! - counts[2]!).toBe(41_000);
		});

		it('says how much it looked at', async () => {
			let scanned = 0;
			for await (const batch of store.scan({ ...ALL, query: 'N = 77' })) scanned += batch.scanned;
			expect(scanned).toBeGreaterThanOrEqual(1);
		});
	});
}
