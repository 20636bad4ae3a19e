/** Events in either list of the full-text index, dense and sparse rows in the same millisecond: all that is found agrees with a plain scan. */
import type { LogEvent } from '../../../../../server/logs/events';
import { IDS_PER_MS } from '../../../../../server/logs/events';
import { compilePredicate, parseQuery } from '../../../../../server/logs/query';
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { IndexLists } from '../../../../../server/storage/sqlite/events/index-lists';
import { DENSE_END, PLACES } from '../../../../../server/storage/sqlite/events/index-rows';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { olderLayout } from '../../../../support/older-layouts';
import { runs } from '../../../../support/runs';
import { HOUR, T0 } from './support/arbitraries';
import { StoreBench, storedDocuments } from './support/store-bench';

const DAY = 24 * HOUR;
const END = T0 + 1000 * HOUR;
const OF_A_DAY = { ageMs: DAY, bytes: null };

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(7)));
afterEach(() => bench.close());

/** Times with up to dozens of events each, in three hours; and one of before 1971, as devices without a clock tell it. */
const TIMES = [T0, T0 + 1, T0 + 2, T0 + 5 * HOUR, T0 + 5 * HOUR + 1, T0 + 30 * HOUR];
const EARLY = 5_000;
let made = 0;
function eventAt(time: number): LogEvent {
	const n = made++;
	return {
		time,
		fields: {
			HOSTNAME: `h${n % 3}`,
			USER: `u${n % 5}`,
			N: n,
			MESSAGE: n % 2 === 0 ? 'Failed password for root' : 'password failed',
			...(n % 4 === 0 ? { REASON: 'failed password' } : {}),
		},
	};
}
const events = (early: boolean) =>
	fc
		.array(fc.tuple(fc.constantFrom(...TIMES, ...(early ? [EARLY] : [])), fc.nat(24)), {
			maxLength: 6,
		})
		.map((groups) => groups.flatMap(([time, count]) => Array<number>(count).fill(time)));

const QUERIES = [
	...['*', 'HOSTNAME = h1', 'NOT HOSTNAME = h1', 'USER = u* AND NOT HOSTNAME = h2'],
	...['N >= 20', 'N = *3*', 'N >= 10 AND USER = u1', 'HOSTNAME = h0 OR N < 40'],
	...['MESSAGE = "failed password"', '"failed password"', 'MESSAGE = *ailed*', 'root AND failed'],
	...['MESSAGE LIKE *root* AND NOT HOSTNAME = h1', 'NOSUCH = 1'],
];

/** Everything that is stored, newest first. */
function stored() {
	const database = new DatabaseSync(bench.file);
	const all = storedDocuments(database).map(({ id, doc }) => ({
		id,
		fields: JSON.parse(doc) as Record<string, string | number>,
	}));
	database.close();
	return all.reverse();
}

interface Asked {
	readonly query: string;
	readonly from: number;
	readonly to: number;
	/** Of the event, counted from the newest, before whose id a page begins, and how far from it. */
	readonly start: number;
	readonly beside: number;
	readonly limit: number;
}
const ASKED: fc.Arbitrary<Asked> = fc.record({
	query: fc.constantFrom(...QUERIES),
	from: fc.constantFrom(0, T0, T0 + 1, T0 + 5 * HOUR),
	to: fc.constantFrom(T0, T0 + 1, T0 + 6 * HOUR, END),
	start: fc.nat(150),
	beside: fc.constantFrom(-1, 0, 1, PLACES),
	limit: fc.constantFrom(1, 3, 20, 1_000),
});

/** A page amid the events of a millisecond, its total, a scan, and groups. */
function expectSame({ query, from, to, start, beside, limit }: Asked): void {
	const all = stored();
	const selects = compilePredicate(parseQuery(query));
	const inTime = all.filter(({ id, fields }) => {
		const time = Math.floor(id / IDS_PER_MS);
		return time >= from && time <= to && selects(fields);
	});
	const reader = new EventReader(bench.file);
	try {
		const bound = (all[start]?.id ?? 9e15) + beside;
		for (const range of [{ before: bound }, { upTo: bound }, {}]) {
			const hits = inTime.filter(
				({ id }) =>
					id < (range.before ?? Infinity) && id <= (range.upTo ?? Number.MAX_SAFE_INTEGER),
			);
			for (const withTotal of [true, false]) {
				const page = reader.search({
					...{ query, from, to, limit, form: 'server', withTotal },
					...range,
				});
				expect(JSON.parse(`[${Buffer.from(page.hits).toString()}]`)).toEqual(
					hits.slice(0, limit).map(({ fields }) => fields),
				);
				expect(page.total).toBe(withTotal ? hits.length : undefined);
				expect(page.lastId).toBe(hits.slice(0, limit).at(-1)?.id ?? 0);
			}
		}
		const scan = reader.openScan({ query, from, to });
		const found: number[] = [];
		for (let done = false; !done; ) {
			const batch = reader.nextOfScan(scan, 1_000, 5);
			found.push(...batch.ids);
			({ done } = batch);
		}
		expect(found).toEqual(inTime.map(({ id }) => id));
	} finally {
		reader.close();
	}
	for (const groupBy of [['USER'], ['N']])
		bench.expectSame({ query, from, to, groupBy, limit: 1_000 });
}

const STEP = (early: boolean) =>
	fc.record({
		batches: fc.array(events(early), { minLength: 1, maxLength: 3 }),
		then: fc.constantFrom('', '', 'remove', 'count'),
		asked: fc.array(ASKED, { minLength: 1, maxLength: 4 }),
	});

/** How many events have rows of each kind. */
function rows(): { dense: number; sparse: number } {
	const count = (where: string) =>
		`(SELECT count(*) FROM event_fts WHERE event_fts MATCH '"@"' AND rowid ${where} ${DENSE_END})`;
	return bench.rows<{ dense: number; sparse: number }>(
		`SELECT ${count('<')} AS dense, ${count('>=')} AS sparse`,
	)[0] as { dense: number; sparse: number };
}

/** Stores, removes and asks; events of one step arrive an hour before those of the next. */
function play(
	steps: readonly { batches: number[][]; then: string; asked: readonly Asked[] }[],
	start = T0,
): number {
	let now = start;
	for (const { batches, then, asked } of steps) {
		// Several batches become one transaction, in which dense rows come before sparse ones.
		bench.appendAll(
			batches.map((times) => times.map(eventAt)),
			now,
		);
		now += HOUR;
		if (then === 'remove') for (let n = 0; n < 3; n++) bench.removeSlice(OF_A_DAY, now + DAY);
		if (then === 'count') while (bench.writer.countOn());
		for (const each of asked) expectSame(each);
		bench.expectSums();
	}
	return now;
}

/** Removes all but an event that comes last, and then this one; expects nothing in the index of what is gone. */
function expectEmptied(now: number): void {
	const later = now + 3 * DAY;
	bench.append([eventAt(T0 + 900 * HOUR)], later);
	while (bench.removeSlice(OF_A_DAY, later));
	bench.expectSums();
	const { dense, sparse } = rows();
	expect([dense + sparse, stored().length]).toEqual([1, 1]);
	const hour = (T0 + 900 * HOUR) / HOUR;
	const isOnlySparse = bench.rows('SELECT 1 FROM index_rows WHERE dense = 0').length === 1;
	expect(bench.rows('SELECT * FROM index_hour')).toEqual(isOnlySparse ? [] : [{ dense: 1, hour }]);
	while (bench.removeSlice(OF_A_DAY, later + 2 * DAY));
	expect(stored()).toEqual([]);
	expect(bench.rows('SELECT * FROM index_hour')).toEqual([]);
	expect(rows()).toEqual({ dense: 0, sparse: 0 });
}

it('agrees with a plain scan in a store with more events a millisecond than have dense rows', () => {
	fc.assert(
		fc.property(fc.array(STEP(true), { minLength: 1, maxLength: 4 }), (steps) => {
			bench.close();
			bench = new StoreBench(7);
			expectEmptied(play(steps));
		}),
		{ numRuns: runs(60, 8) },
	);
});

it('agrees with it in a store that was of an older layout, whose events have sparse rows for good', () => {
	fc.assert(
		fc.property(
			fc.array(STEP(false), { minLength: 1, maxLength: 2 }),
			fc.array(STEP(true), { minLength: 1, maxLength: 3 }),
			fc.boolean(),
			(before, after, isEarly) => {
				bench.close();
				bench = new StoreBench(7);
				let now = play(before);
				if (isEarly) bench.append([eventAt(EARLY)], now);
				const { dense, sparse } = rows();
				bench.reopen(olderLayout('12'));
				// Ids as small as dense rows would be taken for them: such a store has none.
				if (isEarly) expect(bench.rows('SELECT dense FROM index_rows')).toEqual([{ dense: 0 }]);
				else expect(rows()).toEqual({ dense: 0, sparse: dense + sparse });
				now = play(after, now);
				expectEmptied(now);
			},
		),
		{ numRuns: runs(60, 8) },
	);
});

it('files the first events of a millisecond under dense rows, and of an older store none that it has', () => {
	const some = (count: number) => Array.from({ length: count }, () => eventAt(T0));
	bench.append(some(5), T0);
	expect(rows()).toEqual({ dense: 5, sparse: 0 });
	bench.append(some(5), T0);
	expect(rows()).toEqual({ dense: PLACES, sparse: 10 - PLACES });
	expect(bench.rows('SELECT dense FROM index_hour ORDER BY dense')).toEqual([
		{ dense: 0 },
		{ dense: 1 },
	]);
	bench.reopen(olderLayout('12'));
	expect(rows()).toEqual({ dense: 0, sparse: 10 });
	expect(bench.rows('SELECT dense FROM index_hour')).toEqual([{ dense: 0 }]);
	bench.append([...some(1), eventAt(T0 + 1)], T0);
	expect(rows()).toEqual({ dense: 1, sparse: 11 });
});

it('writes one segment for batches of one transaction, in whatever order their events come', () => {
	const segments = () =>
		bench.rows<{ n: number }>(
			'SELECT DISTINCT id >> 37 AS n FROM event_fts_data WHERE id >= 1 << 37',
		).length;
	const times = [T0 + HOUR, T0, T0 + 1];
	bench.appendAll(
		times.map((time) => Array.from({ length: 12 }, () => eventAt(time))),
		T0,
	);
	expect(segments()).toBe(1);
	expect(rows()).toEqual({ dense: 3 * PLACES, sparse: 3 * (12 - PLACES) });
	expectSame({ query: 'USER = u1', from: 0, to: END, start: 9, beside: 0, limit: 20 });
});

it('keeps nothing of a transaction that failed', () => {
	bench.append([eventAt(T0)], T0);
	bench.reopen(
		`CREATE TRIGGER broken BEFORE INSERT ON event_plain WHEN NEW.id > ${(T0 + 2) * IDS_PER_MS} BEGIN SELECT RAISE(ABORT, 'broken'); END`,
	);
	const batches = [
		[eventAt(T0), eventAt(T0 + 1)],
		[eventAt(T0 + 2), eventAt(T0 + 2 + HOUR)],
		[eventAt(T0)],
	];
	expect(bench.appendAll(batches, T0).map((one) => one instanceof Error)).toEqual([
		false,
		true,
		false,
	]);
	bench.reopen('DROP TRIGGER broken');
	bench.expectSums();
	expect(rows()).toEqual({ dense: 4, sparse: 0 });
	expectSame({ query: 'USER = u*', from: 0, to: END, start: 1, beside: 0, limit: 20 });
});

it('keeps nothing of a connection that is closed', async () => {
	bench.append([T0].map(eventAt));
	const used = () => {
		const database = new DatabaseSync(bench.file);
		const range = { low: T0 * IDS_PER_MS, high: END * IDS_PER_MS };
		expect(IndexLists.of(database).within(range)).toMatchObject({ sparse: undefined });
		database.close();
		return new WeakRef(database);
	};
	const connection = used();
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	// What a WeakRef was asked for stays until the end of the turn; a connection goes once its statement did.
	for (let round = 0; round < 3; round++) {
		await new Promise(setImmediate);
		collect();
	}
	expect(connection.deref()).toBeUndefined();
});
