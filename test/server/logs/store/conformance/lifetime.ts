/** A store that is empty, opened again, or closed. */
import { OracleStore } from '../../../../support/oracle-store';
import { tempFolder } from '../../../../support/temp';
import { CORPUS } from '../corpus';
import { ALL, expectSame, hitsOf, idsOf, page, type Open, type StoreHarness } from './harness';

/** Declares that part of the suite. */
export function describeLifetime(opened: Open, harness: StoreHarness): void {
	it('is empty at first', async () => {
		const store = await opened();
		expect(await store.maxId()).toBe(0);
		expect(await store.count()).toBe(0);
		expect(await store.sources()).toEqual([]);
		expect(await store.groups()).toEqual([]);
		expect(await hitsOf(store, ALL)).toEqual([]);
		expect(await idsOf(store, ALL)).toEqual([]);
		expect(await store.append([])).toEqual({ stored: 0, dropped: 0 });
		expect((await store.fields()).map(({ server }) => server)).toContain('USERNAME');
	});

	it('keeps everything over a close and a new start, and goes on where it was', async () => {
		const directory = tempFolder();
		const first = await harness.open(directory);
		await first.append(CORPUS);
		const [sources, fields, values] = [
			await first.sources(),
			await first.fields(),
			await first.fieldValues('SEVERITY'),
		];
		await first.close();
		const store = await opened(directory);
		expect(await store.sources()).toEqual(sources);
		expect(await store.fields()).toEqual(fields);
		expect(await store.fieldValues('SEVERITY')).toEqual(values);
		const more = CORPUS.map(({ time, fields: old }) => ({
			time,
			fields: { ...old, AGAIN: true },
		}));
		await store.append(more);
		const oracle = new OracleStore();
		oracle.append(CORPUS);
		oracle.append(more);
		await expectSame(store, oracle, ALL);
	});

	it('rejects every call once it is closed, and closes twice without complaint', async () => {
		const store = await harness.open(tempFolder());
		await Promise.all([store.close(), store.close()]);
		const calls: Promise<unknown>[] = [
			store.append([]),
			page(store, ALL),
			idsOf(store, ALL),
			store.fetch(Float64Array.of(1), 'server'),
			store.maxId(),
			store.sources(),
			store.groups(),
			store.fields(),
			store.logTypes(),
			store.fieldValues('USERNAME'),
			store.aggregate({ ...ALL, groupBy: [], limit: 1 }),
			store.count(),
		];
		for (const result of await Promise.allSettled(calls)) expect(result.status).toBe('rejected');
	});
}
