/** Aggregates and totals agree with a plain scan: random events, late ones, deletions, and layouts that are counted later. */
import {
	type AggregateRequest,
	type AggregateResult,
	BatchPreparer,
} from '../../../../../server/logs/store';
import { type FieldValue, IDS_PER_MS, type LogEvent } from '../../../../../server/logs/events';
import { MAX_COUNTED_VALUES, termsOf } from '../../../../../server/logs/terms';
import { compilePredicate, formatQuery, parseQuery } from '../../../../../server/logs/query';
import fc from 'fast-check';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { aggregateOf, comparable, type StoredEvent } from '../../../../support/oracle-aggregate';
import { tempFolder } from '../../../../support/temp';
import { eventArbitrary, queryArbitrary } from '../../../logs/query/support/vocabulary';
import { runs } from '../../../../support/runs';

const HOUR = 3_600_000;
const T0 = Date.UTC(2026, 0, 31, 20);

/** Events over two days and a half, mostly in order, some hours late, many in one millisecond. */
const timedEvents = fc.array(
	fc.tuple(
		eventArbitrary,
		fc.integer({ min: 0, max: 60 }),
		fc.constantFrom(0, 0, 1, HOUR / 2, HOUR - 1),
	),
	{ maxLength: 40 },
);
const FIELD = fc.constantFrom('USERNAME', 'SOURCE', 'EVENTID', 'REMOTEIP', 'MESSAGE', 'NOSUCH');
const QUERY = fc.oneof(
	{ weight: 2, arbitrary: fc.constant('*') },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			'USERNAME = admin',
			'NOT EVENTID = 200',
			'EVENTID >= 10',
			'SOURCE = *',
		),
	},
	{ weight: 3, arbitrary: queryArbitrary.map(formatQuery) },
);
const REQUEST: fc.Arbitrary<AggregateRequest> = fc
	.record({
		query: QUERY,
		from: fc.constantFrom(0, T0, T0 + HOUR / 3, T0 + 5 * HOUR, T0 + 26 * HOUR),
		to: fc.constantFrom(T0 + 70 * HOUR, T0 + 28 * HOUR - 1, T0 + 28 * HOUR, T0 + 6 * HOUR + 7),
		width: fc.constantFrom(undefined, HOUR, 24 * HOUR, 2.5 * HOUR),
		groupBy: fc.uniqueArray(FIELD, { maxLength: 2 }),
		distinct: fc.option(FIELD, { nil: undefined }),
	})
	.map(({ width, from, ...rest }) => ({
		...rest,
		from,
		limit: 1_000,
		...(width === undefined
			? {}
			: { buckets: { start: Math.floor(Math.max(from, T0 - HOUR) / width) * width, width } }),
	}));

/** A store in this thread, and a plain scan of it. */
class Bench {
	readonly file = join(tempFolder(), 'events.db');
	writer = new EventWriter(this.file);
	private readonly preparer = new BatchPreparer();
	private reader: EventReader | undefined;

	append(events: readonly LogEvent[]): void {
		this.writer.append(this.preparer.prepare(events));
	}

	answer(request: AggregateRequest): AggregateResult {
		this.reader ??= new EventReader(this.file);
		const number = this.reader.openAggregate(request);
		for (;;) {
			const result = this.reader.nextOfAggregate(number, 5);
			if (result !== undefined) return result;
		}
	}

	total(request: AggregateRequest): number | undefined {
		this.reader ??= new EventReader(this.file);
		return this.reader.search({ ...request, limit: 1, form: 'server', withTotal: true }).total;
	}

	/** Events as they are stored, read without index and tallies. */
	scan({ query, from, to }: AggregateRequest): StoredEvent[] {
		const selects = compilePredicate(parseQuery(query));
		const database = new DatabaseSync(this.file);
		const rows = database.prepare('SELECT id, doc FROM event').all();
		database.close();
		return rows
			.map((row) => ({
				time: Math.floor((row['id'] as number) / IDS_PER_MS),
				fields: JSON.parse(row['doc'] as string) as Record<string, FieldValue>,
			}))
			.filter(({ time, fields }) => time >= from && time <= to && selects(fields));
	}

	expectSame(request: AggregateRequest): void {
		const selected = this.scan(request);
		expect(comparable(this.answer(request))).toEqual(aggregateOf(selected, request));
		expect(this.total(request)).toBe(selected.length);
	}

	/** Deletes events and their index entries, as a clean-up does. */
	delete(low: number, high: number): void {
		const database = new DatabaseSync(this.file);
		const rows = database
			.prepare('SELECT id, doc FROM event WHERE id BETWEEN ? AND ?')
			.all(low, high);
		const forget = database.prepare(
			"INSERT INTO event_fts (event_fts, rowid, tokens) VALUES ('delete', ?, ?)",
		);
		for (const row of rows)
			forget.run(row['id'] as number, termsOf(JSON.parse(row['doc'] as string)));
		database.prepare('DELETE FROM event WHERE id BETWEEN ? AND ?').run(low, high);
		database.close();
	}

	close(): void {
		this.reader?.close();
		this.writer.close();
	}

	/** Closes both ends, runs SQL on the file, and opens it again. */
	reopen(sql: string): void {
		this.close();
		this.reader = undefined;
		const database = new DatabaseSync(this.file);
		database.exec(sql);
		database.close();
		this.writer = new EventWriter(this.file);
	}
}

const event = (time: number, fields: LogEvent['fields']): LogEvent => ({
	time,
	fields: { HOSTNAME: 'h', LOGTYPE: 'Unix', ...fields },
});
const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 100 };

describe('aggregates', () => {
	let bench: Bench;
	beforeEach(() => (bench = new Bench()));
	afterEach(() => bench.close());

	it('agree with a plain scan', () => {
		fc.assert(
			fc.property(
				fc.array(timedEvents, { minLength: 1, maxLength: 2 }),
				fc.array(REQUEST, { minLength: 1, maxLength: 5 }),
				(batches, requests) => {
					for (const events of batches) {
						bench.append(
							events.map(([{ TIME: _, ...fields }, hour, rest]) => ({
								time: T0 + hour * HOUR + rest,
								fields,
							})),
						);
					}
					for (const request of requests) bench.expectSame(request);
				},
			),
			{ numRuns: runs(60, 20) },
		);
	});

	it('agree with a plain scan when no field has a list of its values', () => {
		fc.assert(
			fc.property(
				timedEvents,
				fc.array(REQUEST, { minLength: 3, maxLength: 6 }),
				(events, requests) => {
					bench.append(
						events.map(([{ TIME: _, ...fields }, hour, rest]) => ({
							time: T0 + hour * HOUR + rest,
							fields,
						})),
					);
					bench.reopen('UPDATE field SET wide = 1; DELETE FROM tally_value;');
					for (const request of requests) bench.expectSame(request);
				},
			),
			{ numRuns: runs(40, 10) },
		);
	});

	it('name the most frequent groups first, and count the others', () => {
		const users = ['ann', 'ann', 'bob', 'Ann', 'carl', 'bob', ''];
		bench.append(users.map((USER, n) => event(T0 + n, { USER })));
		bench.append([event(T0, {})]);
		expect(bench.answer({ ...ALL, groupBy: ['USER'], limit: 2 })).toEqual({
			total: 8,
			groups: [
				{ values: ['ann'], count: 3 },
				{ values: ['bob'], count: 2 },
			],
			groupCount: 3,
			other: 1,
			missing: 2,
			exact: true,
		});
	});

	it('count distinct values in all, by time and by group', () => {
		bench.append([
			event(T0, { USER: 'ann', IP: '10.0.0.1' }),
			event(T0 + 1, { USER: 'ann', IP: '10.0.0.2' }),
			event(T0 + HOUR, { USER: 'bob', IP: '10.0.0.2' }),
		]);
		const request = {
			...ALL,
			from: T0,
			to: T0 + 2 * HOUR - 1,
			groupBy: ['USER'],
			distinct: 'IP',
			buckets: { start: T0, width: HOUR },
		};
		expect(bench.answer(request)).toMatchObject({
			distinct: 2,
			buckets: [
				{ start: T0, count: 2, distinct: 2 },
				{ start: T0 + HOUR, count: 1, distinct: 1 },
			],
			groups: [
				{ values: ['ann'], count: 2, distinct: 2 },
				{ values: ['bob'], count: 1, distinct: 1 },
			],
		});
	});

	it('stay exact for fields with too many values to be counted', () => {
		const many = (from: number, until: number) =>
			Array.from({ length: until - from }, (_, n) => event(T0 + n, { N: from + n, HALF: n % 2 }));
		const requests = ['*', 'N > 100', 'HALF = 1', 'NOT HALF = 0 AND N < 700'].flatMap((query) => [
			{ ...ALL, query, groupBy: ['N'], limit: 10_000 },
			{ ...ALL, query, groupBy: ['HALF'], distinct: 'N' },
			{ ...ALL, query, groupBy: ['HALF'] },
		]);
		bench.append(many(0, MAX_COUNTED_VALUES));
		for (const request of requests) bench.expectSame(request);
		bench.append(many(MAX_COUNTED_VALUES - 5, MAX_COUNTED_VALUES + 5));
		for (const request of requests) bench.expectSame(request);
	});

	it('count by the index where a search has many hits', () => {
		const events = Array.from({ length: 3_000 }, (_, n) =>
			event(T0 + n * 60_000, {
				USER: `user${n % 7}`,
				KIND: n % 3 === 0 ? 'a' : 'b',
				...(n % 5 === 0 ? {} : { PORT: n % 11 }),
				MESSAGE: n % 2 === 0 ? 'even' : 'odd',
			}),
		);
		bench.append(events);
		for (const query of ['KIND = a', 'even', 'NOT even AND KIND = b', 'even OR PORT = 7']) {
			for (const groupBy of [['USER'], ['PORT'], ['KIND', 'PORT'], []]) {
				bench.expectSame({ ...ALL, query, groupBy });
				bench.expectSame({
					...ALL,
					query,
					groupBy,
					from: T0 + 90_000,
					to: T0 + 40 * HOUR,
					buckets: { start: T0, width: 7 * HOUR },
				});
			}
		}
	});

	it('do not count what a failed batch left behind', () => {
		const preparer = new BatchPreparer();
		const good = preparer.prepare([event(T0, { USER: 'ann' })]);
		const torn = preparer.prepare([event(T0, { USER: 'bob' }), event(T0 + 1, { USER: 'bob' })]);
		const { documents } = torn;
		expect(() =>
			bench.writer.append({
				...torn,
				documents: { ...documents, ends: documents.ends.slice(0, 1) },
			}),
		).toThrow();
		bench.writer.append(good);
		bench.expectSame({ ...ALL, groupBy: ['USER'] });
	});

	describe('of events that are not counted yet', () => {
		const requests: AggregateRequest[] = [
			{ ...ALL, groupBy: ['USER'] },
			{ ...ALL, query: 'USER = user1', from: T0 + 1, to: T0 + 49 * HOUR },
			{ ...ALL, from: T0, to: T0 + 60 * HOUR, buckets: { start: T0, width: 6 * HOUR } },
		];
		const events = (hours: readonly number[]) =>
			hours.flatMap((hour) =>
				Array.from({ length: 20 }, (_, n) =>
					event(T0 + hour * HOUR + n * 1000, { USER: `user${n % 3}` }),
				),
			);

		it('are exact before, during and after the counting, with late events in between', () => {
			bench.append(events([0, 1, 5, 30, 31, 50]));
			bench.reopen(`
				DELETE FROM tally_hour; DELETE FROM tally_day;
				INSERT INTO tally_open SELECT DISTINCT id / ${HOUR * IDS_PER_MS}, id / ${HOUR * IDS_PER_MS} * ${HOUR * IDS_PER_MS} - 1 FROM event;
			`);
			for (const request of requests) bench.expectSame(request);
			for (let step = 0; ; step++) {
				const more = bench.writer.change((writer) => writer.tallies.recount(7));
				if (step % 3 === 0) bench.append(events([step % 40]));
				for (const request of requests) bench.expectSame(request);
				if (!more) break;
			}
			expect(bench.writer.tallies.openHours).toBe(0);
		});

		it('are exact after deletions of the oldest, also in the middle of an hour, and of some in between', () => {
			bench.append(events([0, 1, 5, 30, 31, 50]));
			const cut = (from: number, to: number, keptFrom: number) => {
				const [low, high] = [from * IDS_PER_MS, to * IDS_PER_MS];
				bench.delete(low, high);
				bench.writer.change(({ tallies }) =>
					tallies.deleted(keptFrom * IDS_PER_MS, keptFrom === 0 ? [{ low, high }] : []),
				);
			};
			cut(0, T0 + 5 * HOUR + 9_500, T0 + 5 * HOUR + 9_501);
			for (const request of requests) bench.expectSame(request);
			cut(T0 + 31 * HOUR + 1, T0 + 31 * HOUR + 5_000, 0);
			for (const request of requests) bench.expectSame(request);
			while (bench.writer.countOn());
			for (const request of requests) bench.expectSame(request);
			cut(0, T0 + 31 * HOUR, T0 + 31 * HOUR + 1);
			while (bench.writer.countOn());
			for (const request of requests) bench.expectSame(request);
			expect(bench.writer.tallies.openHours).toBe(0);
		});
	});
});
