/** Merging the index at rest: what is found stays the same at every moment of it, and it ends with few segments. */
import { type LogEvent } from '../../../../../server/logs/events';
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { ManualClock } from '../../../../../server/platform';
import { IndexAtRest } from '../../../../../server/storage/sqlite/events/index-at-rest';
import {
	segmentsOf,
	STRUCTURE_ID,
} from '../../../../../server/storage/sqlite/events/segments/structure';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { runs } from '../../../../support/runs';
import { HOUR, REQUEST, T0, timedEvents } from './support/arbitraries';
import { StoreBench } from './support/store-bench';

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(3)));
afterEach(() => bench.close());

const event = (N: number): LogEvent => ({
	time: T0 + N * 1_000,
	fields: { HOSTNAME: 'h', N, MESSAGE: `word${N} and another${N % 7}` },
});

/** Merges until nothing is left to do; returns how many steps that took. */
function mergeAll(): number {
	let steps = 1;
	while (bench.writer.indexAtRest.step()) steps++;
	return steps;
}

function segments(): number {
	const [row] = bench.rows<{ block: Uint8Array }>(
		`SELECT block FROM event_fts_data WHERE id = ${STRUCTURE_ID}`,
	);
	return segmentsOf((row as { block: Uint8Array }).block).length;
}

/** Every entry of the index, in order. */
function entries(): string[] {
	const database = new DatabaseSync(bench.file);
	database.exec("CREATE VIRTUAL TABLE temp.entry USING fts5vocab('main', 'event_fts', 'instance')");
	const rows = database.prepare('SELECT term, doc FROM entry').all();
	database.exec("INSERT INTO event_fts (event_fts, rank) VALUES ('integrity-check', 0)");
	database.close();
	return rows.map((row) => `${String(row['term'])} ${String(row['doc'])}`);
}

it('waits until nothing is written, and then leaves fewer segments with the same entries', () => {
	const { indexAtRest: index } = bench.writer;
	for (let n = 0; n < 60; n++) {
		bench.append([event(n), event(n + 100)]);
		expect(index.step()).toBe(true);
		expect(index.isResting).toBe(false);
	}
	const before = entries();
	expect(segments()).toBeGreaterThan(12);
	const steps = mergeAll();
	expect(index.isResting).toBe(true);
	expect(segments()).toBeLessThanOrEqual(6);
	expect(entries()).toEqual(before);
	expect(steps).toBeGreaterThan(1);
	// Once it is done there is nothing to do until something is written.
	expect(mergeAll()).toBe(1);
	bench.append([event(1_000)]);
	expect(index.step()).toBe(true);
	expect(mergeAll()).toBe(1);
});

it('goes on after a restart, and gives the room to the file system', () => {
	for (let n = 0; n < 14; n++)
		bench.append(Array.from({ length: 800 }, (_, at) => event(800 * n + at)));
	const before = entries();
	bench.writer.close();
	const database = new DatabaseSync(bench.file);
	const index = new IndexAtRest(database, 4);
	for (let step = 0; step < 3; step++) expect(index.step()).toBe(true);
	database.close();
	bench.writer = new EventWriter(bench.file);
	expect(mergeAll()).toBeGreaterThan(1);
	expect(entries()).toEqual(before);
	const [sizes] = bench.rows<{ pages: number; free: number }>(
		'SELECT page_count AS pages, freelist_count AS free FROM pragma_page_count, pragma_freelist_count',
	);
	const { pages, free } = sizes as { pages: number; free: number };
	expect(free).toBeLessThanOrEqual(Math.max(32, pages / 200));
});

it('tells how far it is, and how long it took', () => {
	for (let n = 0; n < 14; n++)
		bench.append(Array.from({ length: 800 }, (_, at) => event(800 * n + at)));
	const database = new DatabaseSync(bench.file);
	const clock = new ManualClock(T0);
	let ms = 500;
	// Looking at the time is what takes time: 3 ms a step.
	const elapsed = () => (ms += 3);
	const index = new IndexAtRest(database, 4, { clock, elapsed });
	expect(index.merging).toEqual({ toMerge: null, merged: null });
	// The first look finds out that nothing is written, and is no step.
	expect(index.step()).toBe(true);
	expect(index.merging).toEqual({ toMerge: null, merged: null });
	const lefts: number[] = [];
	let steps = 1;
	for (; index.step(); steps++) {
		const { toMerge, merged } = index.merging;
		expect(merged).toBeNull();
		const { left, total } = toMerge as { left: number; total: number };
		expect((left % 4096) + (total % 4096)).toBe(0);
		expect(left).toBeLessThanOrEqual(total);
		lefts.push(left);
		clock.advance(100);
		ms += 100;
	}
	expect(steps).toBeGreaterThan(10);
	expect(lefts).toEqual(lefts.toSorted((one, other) => other - one));
	expect(lefts[0]).toBeGreaterThan(20 * 4096);
	expect(lefts.at(-1)).toBe(4096);
	const told = index.merging;
	expect(told).toEqual({
		toMerge: null,
		merged: {
			count: 1,
			at: clock.now(),
			bytes: lefts[0],
			workMs: 3 * steps,
			tookMs: 103 * (steps - 1) + 3 * steps,
		},
	});
	// Without anything to merge there is nothing new to tell.
	expect(index.step()).toBe(false);
	expect(index.merging).toBe(told);
	database.close();
});

it('agrees with a plain scan amid merging, with events that arrive and go in between', () => {
	const step = fc.record({
		batches: fc.array(timedEvents, { minLength: 1, maxLength: 6 }),
		steps: fc.nat(3),
		slices: fc.nat(4),
		reopens: fc.boolean(),
		request: REQUEST,
	});
	let now = T0;
	fc.assert(
		fc.property(fc.array(step, { minLength: 2, maxLength: 5 }), (all) => {
			for (const { batches, steps, slices, reopens, request } of all) {
				for (const events of batches) bench.append(events, now);
				now += 12 * HOUR;
				for (let slice = 0; slice < slices; slice++)
					bench.removeSlice({ ageMs: 24 * HOUR, bytes: null }, now);
				for (let at = 0; at < steps; at++) {
					bench.writer.indexAtRest.step();
					if (at % 2 === 0) bench.expectSame(request);
				}
				if (reopens) {
					bench.writer.close();
					bench.writer = new EventWriter(bench.file, undefined, 3);
				}
				bench.expectSame(request);
			}
			mergeAll();
			for (const { request } of all) bench.expectSame(request);
			bench.expectSums();
		}),
		{ numRuns: runs(40) },
	);
});
