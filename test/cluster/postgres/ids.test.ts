/** Event ids that several servers hand out at once. */
import fc from 'fast-check';
import { INGEST_LAYOUT, LeasedIds } from '../../../server/storage/postgres';
import { runs } from '../../support/runs';
import { describePostgres, newSchema, openPostgres } from './fixture';

const T0 = 1_700_000_040_000; // the beginning of a minute
const MINUTE = 60_000;

const msOf = (id: number): number => Math.floor(id / 1000);

describePostgres('Leased ids', () => {
	let schema: string;
	const serve = async (): Promise<LeasedIds> =>
		new LeasedIds(await openPostgres([INGEST_LAYOUT], schema));

	beforeEach(() => {
		schema = newSchema();
	});

	it('tell the time, in the order of the events of a millisecond', async () => {
		const ids = await (await serve()).allocate([T0, T0 + 1, T0, T0 + 0.9, T0 + 59_999]);
		expect([...ids].map(msOf)).toEqual([T0, T0 + 1, T0, T0, T0 + 59_999]);
		expect([ids[0], ids[2], ids[3]]).toEqual([T0 * 1000, T0 * 1000 + 1, T0 * 1000 + 2]);
	});

	it('are unique over servers that write the same times at once, and over their restarts', async () => {
		const seen = new Set<number>();
		let count = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 }), {
					minLength: 1,
					maxLength: 4,
				}),
				async (batches) => {
					const servers = [await serve(), await serve()];
					// Coarse times, so that everybody wants the same milliseconds.
					const asked = batches.flatMap((batch) =>
						servers.map((ids) => ids.allocate(batch.map((step) => T0 + step * 1_000))),
					);
					for (const ids of await Promise.all(asked)) {
						for (const id of ids) seen.add(id);
						count += ids.length;
					}
				},
			),
			{ numRuns: runs(8) },
		);
		expect(seen.size).toBe(count);
	});

	it('that turned out to be taken are passed over, and the rest of their lanes', async () => {
		const ids = await serve();
		const first = await ids.allocate([T0, T0, T0 + MINUTE]);
		await ids.passOver([first[0] as number]);
		const [again, other] = await ids.allocate([T0 + 1, T0 + MINUTE]);
		expect(msOf(again as number)).toBe(T0 + 1);
		// Another lane: no millisecond of that minute uses the old one any more.
		expect((again as number) % 1000).toBeGreaterThanOrEqual(16);
		expect(other).toBe((first[2] as number) + 1);
	});

	it('of thousands of events with one stamp are near it, and leave room for others', async () => {
		const [one, other] = [await serve(), await serve()];
		const burst = await one.allocate(new Float64Array(10_000).fill(T0));
		expect(new Set(burst).size).toBe(10_000);
		expect(Math.max(...burst.map(msOf)) - T0).toBeLessThan(100);
		const late = await other.allocate([T0, T0, T0 + 5]);
		expect([...late].map(msOf)).toEqual([T0, T0, T0 + 5]);
		expect([...late].filter((id) => burst.includes(id))).toEqual([]);
	});

	it('go on in the next minute when more servers came than a minute has lanes, still unique', async () => {
		const seen = new Set<number>();
		const times: number[] = [];
		for (let life = 0; life < 80; life++) {
			const ids = await new LeasedIds(await openPostgres([INGEST_LAYOUT], schema)).allocate([T0]);
			for (const id of ids) {
				seen.add(id);
				times.push(msOf(id));
			}
		}
		expect(seen.size).toBe(80);
		expect(times.filter((time) => time === T0).length).toBeGreaterThan(40);
		expect(Math.max(...times)).toBe(T0 + MINUTE);
	});

	it('lease once a minute of event time, not once an event', async () => {
		const database = await openPostgres([INGEST_LAYOUT], schema);
		const transaction = jest.spyOn(database, 'transaction');
		const ids = new LeasedIds(database);
		for (let batch = 0; batch < 20; batch++)
			await ids.allocate(Float64Array.from({ length: 500 }, (_, n) => T0 + batch * 500 + n));
		expect(transaction).toHaveBeenCalledTimes(1);
		await ids.allocate(Float64Array.from({ length: 60 }, (_, n) => T0 + (n + 1) * MINUTE));
		expect(transaction).toHaveBeenCalledTimes(2);
	});
});
