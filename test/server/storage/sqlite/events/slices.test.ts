/** Scans of another thread: read to their end, left, stopped, and several that take turns. */
import { type AggregateResult, BatchPreparer } from '../../../../../server/logs/store';
import { DatabaseSync } from 'node:sqlite';
import {
	type AggregateCalls,
	readSlices,
	runAggregate,
	type ScanCalls,
} from '../../../../../server/storage/sqlite/events/slices';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { join } from 'node:path';
import { tempFolder } from '../../../../support/temp';

/** A scan of three slices; tells what was called. */
function threeSlices(failAt = Infinity) {
	const log: string[] = [];
	let slice = 0;
	const calls: ScanCalls = {
		open: async () => {
			log.push('open');
			return 7;
		},
		next: async (scan) => {
			slice += 1;
			log.push(`next of ${scan}`);
			if (slice === failAt) throw new Error('the disk is gone');
			return { ids: Float64Array.of(slice), scanned: 10, done: slice === 3 };
		},
		close: async (scan) => void log.push(`close ${scan}`),
	};
	return { calls, log };
}

it('reads to the end, where the scan closes itself', async () => {
	const { calls, log } = threeSlices();
	const found: unknown[] = [];
	for await (const batch of readSlices(calls, undefined)) found.push(batch);
	expect(found).toEqual([1, 2, 3].map((id) => ({ ids: Float64Array.of(id), scanned: 10 })));
	expect(log).toEqual(['open', 'next of 7', 'next of 7', 'next of 7']);
});

it('closes a scan that is left', async () => {
	const { calls, log } = threeSlices();
	for await (const { ids } of readSlices(calls, undefined)) if (ids[0] === 1) break;
	expect(log).toEqual(['open', 'next of 7', 'close 7']);
});

it('closes a scan that is stopped, and hands out nothing more', async () => {
	const { calls, log } = threeSlices();
	const stop = new AbortController();
	const next = calls.next;
	const stopping: ScanCalls = {
		...calls,
		next: async (...args) => {
			stop.abort(new Error('enough'));
			return next(...args);
		},
	};
	const iterator = readSlices(stopping, stop.signal);
	await expect(iterator.next()).rejects.toThrow('enough');
	expect(log).toEqual(['open', 'next of 7', 'close 7']);
});

it('closes a scan that fails', async () => {
	const { calls, log } = threeSlices(2);
	const iterator = readSlices(calls, undefined);
	await iterator.next();
	await expect(iterator.next()).rejects.toThrow('the disk is gone');
	expect(log.at(-1)).toBe('close 7');
});

it('opens nothing for a caller that has given up', async () => {
	const { calls, log } = threeSlices();
	await expect(readSlices(calls, AbortSignal.abort()).next()).rejects.toThrow(/abort/i);
	expect(log).toEqual([]);
});

it('gives several scans shorter slices than one, and the same hits', () => {
	const file = join(tempFolder(), 'events.db');
	const writer = new EventWriter(file);
	const events = Array.from({ length: 6_000 }, (_, n) => ({
		time: n,
		fields: { HOSTNAME: 'h', RAWLOG: `line ${n} of the log` },
	}));
	writer.append(new BatchPreparer().prepare(events));
	const reader = new EventReader(file);
	// The index knows no middle of a word: every event is read.
	const request = { query: 'RAWLOG = *og*', from: 0, to: 1e12 };
	const clock = jest.spyOn(performance, 'now');
	// A look at the clock takes a millisecond, so a slice's length is a number of looks.
	let time = 0;
	clock.mockImplementation(() => time++);
	const alone = reader.openScan(request);
	const long = reader.nextOfScan(alone, 20_000, 10).ids.length;
	const others = Array.from({ length: 4 }, () => reader.openScan(request));
	const short = reader.nextOfScan(alone, 20_000, 10).ids.length;
	for (const other of others) reader.closeScan(other);
	const longAgain = reader.nextOfScan(alone, 20_000, 10).ids.length;
	clock.mockRestore();
	expect(short).toBeLessThan(long / 2);
	expect(longAgain).toBe(long);
	let hits = long + short + longAgain;
	for (let done = false; !done; ) {
		const batch = reader.nextOfScan(alone, 20_000, 1_000);
		hits += batch.ids.length;
		({ done } = batch);
	}
	expect(hits).toBe(6_000);
	reader.close();
	writer.close();
	const database = new DatabaseSync(file);
	expect(database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 });
	database.close();
});

describe('an aggregate', () => {
	/** One that is there after so many slices; tells how many were worked on, and what was closed. */
	const taking = (slices: number) => {
		const done = { slices: 0, closed: [] as number[] };
		const calls: AggregateCalls = {
			open: async () => 7,
			next: async () => {
				done.slices++;
				const looked = done.slices * 10;
				if (done.slices < slices) return { looked };
				return { looked, result: { total: 1 } as AggregateResult };
			},
			close: async (number) => done.closed.push(number),
		};
		return { calls, done };
	};

	it('that takes longer than a search may is stopped and closed, and its error says what to do', async () => {
		const { calls, done } = taking(Infinity);
		await expect(runAggregate(calls, undefined, 1_000)).rejects.toMatchObject({
			code: 'SEARCH_TIMED_OUT',
			message:
				'the aggregate was stopped after 1 seconds; narrow its time range or its conditions, or start it as a job',
		});
		expect(done).toEqual({ slices: 41, closed: [7] });
	});

	it('that ends in time closes itself', async () => {
		const { calls, done } = taking(40);
		expect(await runAggregate(calls, undefined, 1_000)).toEqual({ total: 1 });
		expect(done).toEqual({ slices: 40, closed: [] });
	});

	it('in the background takes as long as it does, and tells how far it is', async () => {
		const { calls, done } = taking(5_000);
		const told: number[] = [];
		await runAggregate(calls, undefined, Infinity, (looked) => told.push(looked));
		expect(done).toEqual({ slices: 5_000, closed: [] });
		expect(told).toEqual(Array.from({ length: 5_000 }, (_, n) => (n + 1) * 10));
	});

	it('of a caller that has gone is closed', async () => {
		const { calls, done } = taking(Infinity);
		const caller = new AbortController();
		const next = calls.next;
		const leaving: AggregateCalls = {
			...calls,
			next: async (...args) => {
				if (done.slices === 2) caller.abort(new Error('gone'));
				return next(...args);
			},
		};
		await expect(runAggregate(leaving, caller.signal, 1e9)).rejects.toThrow('gone');
		expect(done).toEqual({ slices: 3, closed: [7] });
	});
});
