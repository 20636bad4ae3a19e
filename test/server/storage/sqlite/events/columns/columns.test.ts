/** Counts by columns agree with a plain scan, whatever of the columns is written, joined, missing or out of date. */
import type { AggregateRequest, RetentionLimits } from '../../../../../../server/logs/store';
import type { LogEvent } from '../../../../../../server/logs/events';
import { MAX_COUNTED_VALUES } from '../../../../../../server/logs/terms';
import fc from 'fast-check';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { EventWriter } from '../../../../../../server/storage/sqlite/events/writer';
import { olderLayout } from '../../../../../support/older-layouts';
import { runs } from '../../../../../support/runs';
import { HOUR, REQUEST, T0, timedEvents } from '../support/arbitraries';
import { StoreBench } from '../support/store-bench';

const DAY = 24 * HOUR;
const OF_A_DAY: RetentionLimits = { ageMs: DAY, bytes: null };
const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 1_000 };
const LAYOUT_11 = olderLayout('11');

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(3, { whole: 12, step: 2 })));
afterEach(() => bench.close());

const event = (time: number, fields: LogEvent['fields'] = {}): LogEvent => ({
	time,
	fields: { HOSTNAME: 'h', LOGTYPE: 'Unix', ...fields },
});

/** Writes columns to the end; returns the number of steps. */
function settle(): number {
	let steps = 0;
	while (bench.writer.mayColumn) {
		bench.writer.columnsOn();
		steps++;
	}
	return steps;
}

const EVENTS = 'SELECT coalesce(sum(events), 0) AS n FROM column_block';
const OPEN = 'SELECT count(*) AS n FROM column_open';

/** Events that fall into several blocks: fields that tell each other, that some lack, and that have one value. */
const many = (count: number, from = 0) =>
	Array.from({ length: count }, (_, n) =>
		event(T0 + (from + n) * 60_000, {
			USER: `user${n % 7}`,
			KIND: n % 7 < 3 ? 'a' : 'b',
			...(n % 5 === 0 ? {} : { PORT: n % 11 }),
			MESSAGE: n % 2 === 0 ? 'even' : 'odd',
		}),
	);
const REQUESTS: AggregateRequest[] = [
	'*',
	'KIND = a',
	'NOT KIND = a',
	'KIND = a AND PORT > 5',
	'PORT = 3 OR NOT KIND = a AND USER = user4',
	'NOT (PORT = 3 OR USER = user1)',
	'NOSUCH = *',
	'NOT NOSUCH = * AND NOT PORT = 2',
	'even',
	'even AND KIND = b',
].flatMap((one) =>
	[
		{ groupBy: ['USER'] },
		{ groupBy: ['PORT', 'KIND'] },
		{ groupBy: ['KIND'], distinct: 'PORT' },
		{ groupBy: ['NOSUCH'] },
		{ groupBy: [], distinct: 'USER', buckets: { start: T0 - HOUR, width: 7 * HOUR } },
		{ groupBy: ['PORT'], buckets: { start: T0, width: 2.5 * HOUR } },
	].map((asked) => ({ ...ALL, query: one, ...asked })),
);

it('agrees with a plain scan at every moment, with late events, removed ones, and files of the layout before', () => {
	const step = fc.record({
		events: timedEvents,
		wait: fc.constantFrom(0, HOUR, DAY),
		slices: fc.nat(6),
		columns: fc.nat(5),
		isOld: fc.nat(7).map((n) => n === 0),
		requests: fc.array(REQUEST, { minLength: 1, maxLength: 3 }),
	});
	let now = T0;
	fc.assert(
		fc.property(fc.array(step, { minLength: 2, maxLength: 5 }), (steps) => {
			for (const { events, wait, slices, columns, isOld, requests } of steps) {
				if (isOld) bench.reopen(LAYOUT_11);
				bench.append(events, now);
				now += wait;
				for (let slice = 0; slice < slices; slice++) {
					if (!bench.removeSlice(OF_A_DAY, now)) break;
					if (slice % 3 === 2) bench.writer.columnsOn();
				}
				for (const request of requests) bench.expectSame(request);
				for (let n = 0; n < columns && bench.writer.mayColumn; n++) bench.writer.columnsOn();
				for (const request of requests) bench.expectSame(request);
			}
			while (bench.removeSlice(OF_A_DAY, now) || bench.writer.countOn());
			settle();
			for (const { requests } of steps) for (const request of requests) bench.expectSame(request);
			// What is left open has no events.
			expect(bench.rows(`${OPEN} WHERE hour IN (SELECT hour FROM kept_hour)`)).toEqual([{ n: 0 }]);
		}),
		{ numRuns: runs(80, 20) },
	);
});

it('agrees over blocks of all sizes, and over whole ones', () => {
	bench.append(many(700));
	for (let at = 700; at < 760; at += 2) bench.append(many(2, at));
	for (const request of REQUESTS) bench.expectSame(request);
	bench.writer.columnsOn();
	for (const request of REQUESTS) bench.expectSame({ ...request, from: T0 + 90_000 });
	settle();
	expect(bench.rows(EVENTS)).toEqual([{ n: 760 }]);
	for (const request of REQUESTS) bench.expectSame({ ...request, to: T0 + 8 * HOUR + 1 });
});

it('agrees where a search of words has more hits than are read one by one', () => {
	bench.append(many(2_500));
	bench.append(many(300, 100));
	settle();
	for (const request of REQUESTS.filter(({ query }) => query.includes('even')))
		bench.expectSame(request);
});

it('gives events of an older file their columns step by step, and tells how many wait', () => {
	bench.append(many(150));
	settle();
	bench.reopen(LAYOUT_11);
	const progress = () => {
		const reader = new EventReader(bench.file);
		const { toColumn } = reader.kept();
		reader.close();
		return toColumn;
	};
	expect(progress()).toEqual({ left: 150, total: 150 });
	let last = 150;
	for (let step = 0; bench.writer.mayColumn; step++) {
		bench.writer.columnsOn();
		const left = progress()?.left ?? 0;
		expect(left).toBeLessThanOrEqual(last);
		last = left;
		if (step % 10 === 0) for (const request of REQUESTS.slice(0, 12)) bench.expectSame(request);
		// Late events go before and behind the place where it is.
		if (step !== 20) continue;
		bench.append(many(30, 60));
		last += 30;
	}
	expect(progress()).toBeNull();
	expect(bench.rows(EVENTS)).toEqual([{ n: 180 }]);
	for (const request of REQUESTS) bench.expectSame(request);
});

it('does not count events that are gone for late ones of the same hour', () => {
	const late = [event(T0 + 5, { USER: 'late' }), event(T0, { USER: 'late' })];
	bench.append(
		Array.from({ length: 20 }, (_, n) => event(T0 + n, { USER: 'gone', N: n })),
		T0,
	);
	bench.append([event(T0 + 2 * HOUR, { USER: 'kept' })], T0 + 30 * HOUR);
	settle();
	while (bench.removeSlice(OF_A_DAY, T0 + 30 * HOUR));
	const requests: AggregateRequest[] = [
		{ ...ALL, query: 'LOGTYPE = Unix AND HOSTNAME = h', groupBy: ['USER'] },
		{ ...ALL, query: 'NOT USER = kept', groupBy: ['HOSTNAME', 'USER'] },
	];
	for (const request of requests) bench.expectSame(request);
	bench.append(late, T0 + 30 * HOUR);
	for (const request of requests) bench.expectSame(request);
	settle();
	for (const request of requests) bench.expectSame(request);
	expect(bench.rows(OPEN)).toEqual([{ n: 0 }]);
	expect(bench.rows(EVENTS)).toEqual([{ n: 3 }]);
});

it('forgets blocks of which no event is left', () => {
	bench.append(many(40), T0);
	settle();
	while (bench.removeSlice(OF_A_DAY, T0 + 3 * DAY));
	settle();
	for (const table of ['column_block', 'column_part', 'column_open'])
		expect(bench.rows(`SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 0 }]);
});

it('does not ask columns of a field that has too many values', () => {
	const some = (from: number, until: number) =>
		Array.from({ length: until - from }, (_, n) =>
			event(T0 + (from + n) * 1_000, { N: from + n, HALF: n % 2 }),
		);
	bench.append(some(0, 1_000));
	settle();
	const requests = ['N > 100', 'HALF = 1 AND NOT N < 300'].flatMap((query) => [
		{ ...ALL, query, groupBy: ['HALF'] },
		{ ...ALL, query, groupBy: ['HALF', 'HOSTNAME'] },
		{ ...ALL, query, groupBy: ['HALF'], distinct: 'N' },
	]);
	for (const request of requests) bench.expectSame(request);
	bench.append(some(1_000, MAX_COUNTED_VALUES + 50));
	bench.append(many(30));
	for (const request of requests) bench.expectSame(request);
	settle();
	for (const request of requests) bench.expectSame(request);
});

it('has columns of the fields that came first, and counts by others as before', () => {
	const names = Array.from({ length: 700 }, (_, n) => `F${n}`);
	bench.append(
		names.map((name, n) =>
			event(T0 + n * 60_000, { [name]: n % 3, KIND: n % 2 === 0 ? 'a' : 'b' }),
		),
	);
	// Fields that are known by now, in events that have several of them.
	bench.append(
		names.map((_, n) =>
			event(T0 + n * 1_000, { F1: n % 5, F690: n % 4, KIND: n % 3 === 0 ? 'a' : 'c' }),
		),
	);
	const requests = [
		'KIND = a',
		'F690 = 2',
		'NOT F690 = 2 AND KIND = a',
		'F1 = 1 OR F690 = 1',
	].flatMap((one) =>
		[
			{ groupBy: ['F1'] },
			{ groupBy: ['F690'] },
			{ groupBy: ['F690', 'KIND'] },
			{ groupBy: ['KIND'], distinct: 'F690' },
		].map((asked) => ({ ...ALL, query: one, ...asked })),
	);
	for (const request of requests) bench.expectSame(request);
	settle();
	for (const request of requests) bench.expectSame(request);
	const [{ last }] = bench.rows<{ last: number }>(
		'SELECT max(id % 16777216) AS last FROM column_part',
	) as [{ last: number }];
	expect(last).toBe(512);
});

it('has fields with more values than a byte tells, in blocks of all sizes', () => {
	bench.close();
	bench = new StoreBench(3, { whole: 2_500, step: 100 });
	const some = (from: number, until: number) =>
		Array.from({ length: until - from }, (_, n) =>
			event(T0 + (from + n) * 1_000, { N: from + n, HALF: n % 2, THIRD: n % 3 }),
		);
	const requests = ['N > 100 AND HALF = 1', 'NOT N < 300 OR THIRD = 2'].flatMap((query) => [
		{ ...ALL, query, groupBy: ['HALF'] },
		{ ...ALL, query, groupBy: ['HALF'], distinct: 'N' },
		{ ...ALL, query, groupBy: ['N', 'THIRD'], limit: 5_000 },
	]);
	for (const [from, until] of [
		[0, 700],
		[700, 1_001],
		[1_001, 1_500],
		[1_500, 2_000],
	] as const) {
		bench.append(some(from, until));
		for (const request of requests) bench.expectSame(request);
	}
	bench.append(some(0, 600));
	settle();
	expect(bench.rows('SELECT count(*) AS n FROM column_block WHERE level = 9')).toEqual([{ n: 1 }]);
	for (const request of requests) bench.expectSame(request);
});

it('has written nothing of a batch that failed', () => {
	bench.append(many(5));
	const before = bench.rows('SELECT * FROM column_block');
	expect(() =>
		bench.append([...many(5, 50), { time: T0, fields: { USER: 1n } } as never]),
	).toThrow();
	expect(bench.rows('SELECT * FROM column_block')).toEqual(before);
	bench.append(many(5, 50));
	for (const request of REQUESTS) bench.expectSame(request);
});

it('goes on where another process ended', () => {
	bench.append(many(100));
	settle();
	bench.reopen(LAYOUT_11);
	for (let step = 0; step < 17; step++) bench.writer.columnsOn();
	bench.reopen('');
	for (const request of REQUESTS.slice(0, 12)) bench.expectSame(request);
	settle();
	expect(bench.rows(EVENTS)).toEqual([{ n: 100 }]);
	for (const request of REQUESTS.slice(0, 12)) bench.expectSame(request);
	expect(bench.writer).toBeInstanceOf(EventWriter);
});
