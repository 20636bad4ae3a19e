import type { DatabaseSync } from 'node:sqlite';
import type { LogEvent } from '../../../../../server/logs/events';
import { IDS_PER_MS } from '../../../../../server/logs/events';
import { HitMemory, KnownHits } from '../../../../../server/storage/sqlite/events/known-hits';
import { openForReading } from '../../../../../server/storage/sqlite/events/schema';
import { HOUR, T0 } from './support/arbitraries';
import { StoreBench, storedDocuments } from './support/store-bench';

const ALL_TIME = { low: 0, high: Number.MAX_SAFE_INTEGER };
const DIVISION = { hours: 4, removed: 0 };
const part = (events: number, count: number) => ({
	events,
	count,
	ids: Float64Array.from({ length: count }, (_, n) => n),
});

describe('what a thread remembers', () => {
	it('holds for the division of time and the removals that it was found in', () => {
		const memory = new HitMemory();
		memory.keep('a', DIVISION, [[7, part(5, 2)]]);
		expect(memory.of('a', DIVISION)?.get(7)?.count).toBe(2);
		expect(memory.of('a', { ...DIVISION, removed: 1 })).toBeUndefined();
		expect(memory.of('a', { ...DIVISION, hours: 8 })).toBeUndefined();
		// A connection with another snapshot keeps what it found in place of all of that.
		memory.keep('a', { ...DIVISION, removed: 1 }, [[8, part(5, 3)]]);
		expect(memory.of('a', DIVISION)).toBeUndefined();
		expect([...(memory.of('a', { ...DIVISION, removed: 1 })?.keys() ?? [])]).toEqual([8]);
	});

	it('keeps to its bytes, and forgets what was asked for longest ago', () => {
		const memory = new HitMemory(10_000);
		for (const name of ['a', 'b', 'c']) memory.keep(name, DIVISION, [[0, part(500, 300)]]);
		expect(memory.of('a', DIVISION)).toBeDefined();
		memory.keep('d', DIVISION, [[0, part(500, 300)]]);
		expect(memory.size).toBeLessThanOrEqual(10_000);
		expect(['a', 'b', 'c', 'd'].map((name) => memory.of(name, DIVISION) !== undefined)).toEqual([
			true,
			false,
			true,
			true,
		]);
		const { size } = memory;
		memory.keep('d', DIVISION, [[0, part(500, 300)]]);
		expect(memory.size).toBe(size);
	});

	it('keeps numbers alone of a search that would push out all others', () => {
		const memory = new HitMemory(10_000);
		memory.keep('a', DIVISION, [[0, part(500, 300)]]);
		memory.keep('b', DIVISION, [[0, part(900, 600)]]);
		memory.keep('b', DIVISION, [[1, part(900, 600)]]);
		const known = memory.of('b', DIVISION);
		expect([0, 1].map((stretch) => known?.get(stretch))).toEqual([
			{ events: 900, count: 600, ids: undefined },
			{ events: 900, count: 600, ids: undefined },
		]);
		expect(memory.of('a', DIVISION)?.get(0)?.ids).toHaveLength(300);
	});
});

describe('over a store', () => {
	let bench: StoreBench;
	let database: DatabaseSync;
	let known: KnownHits;
	const memory = () => new HitMemory();
	const event = (hour: number): LogEvent => ({
		time: T0 + hour * HOUR,
		fields: { HOSTNAME: 'h', LOGTYPE: 'Unix' },
	});

	beforeEach(() => {
		bench = new StoreBench(3);
		bench.append(
			Array.from({ length: 33 }, (_, n) => event(2 * n)),
			T0,
		);
		database = openForReading(bench.file);
		known = new KnownHits(database, memory());
	});
	afterEach(() => {
		database.close();
		bench.close();
	});

	const ids = () => Float64Array.from(storedDocuments(database), ({ id }) => id);
	const unknown = () => known.of('q', ALL_TIME)?.filter((one) => one.ids === undefined).length;

	it('tells the hits of any part of what was kept, until something is stored in it', () => {
		expect(known.of('q', ALL_TIME)).toBeUndefined();
		known.keep('q', ALL_TIME, ids());
		const range = { low: (T0 + HOUR) * IDS_PER_MS, high: (T0 + 61 * HOUR) * IDS_PER_MS };
		const found = known.of('q', range)?.flatMap((one) => [...(one.ids ?? [])]);
		expect(found).toEqual([...ids()].filter((id) => id >= range.low && id <= range.high));
		expect(unknown()).toBe(0);
		bench.append([event(9)], T0);
		expect(unknown()).toBe(1);
	});

	it('keeps no stretch that a range has a part of, but those at the ends of the store', () => {
		const [first, last] = [ids()[0] as number, ids().at(-1) as number];
		known.keep('q', { low: first, high: last + HOUR * IDS_PER_MS }, ids());
		expect(unknown()).toBe(0);
		known.keep('other', { low: first + 1, high: last }, ids());
		expect(known.of('other', ALL_TIME)?.filter((one) => one.ids === undefined)).toHaveLength(2);
	});

	it('knows nothing once an event was removed', () => {
		known.keep('q', ALL_TIME, ids());
		expect(bench.removeSlice({ ageMs: 24 * HOUR, bytes: null }, T0 + 25 * HOUR)).toBe(true);
		expect(known.of('q', ALL_TIME)).toBeUndefined();
	});
});
