/** Aggregates and totals agree with a plain scan: random events, late ones, and layouts that are counted later. */
import { type AggregateRequest, BatchPreparer } from '../../../../../server/logs/store';
import { IDS_PER_MS, type LogEvent } from '../../../../../server/logs/events';
import { MAX_COUNTED_VALUES } from '../../../../../server/logs/terms';
import fc from 'fast-check';
import { runs } from '../../../../support/runs';
import { HOUR, REQUEST, T0, timedEvents } from './support/arbitraries';
import { StoreBench } from './support/store-bench';

const event = (time: number, fields: LogEvent['fields']): LogEvent => ({
	time,
	fields: { HOSTNAME: 'h', LOGTYPE: 'Unix', ...fields },
});
const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 100 };

describe('aggregates', () => {
	let bench: StoreBench;
	beforeEach(() => (bench = new StoreBench()));
	afterEach(() => bench.close());

	it('agree with a plain scan', () => {
		fc.assert(
			fc.property(
				fc.array(timedEvents, { minLength: 1, maxLength: 2 }),
				fc.array(REQUEST, { minLength: 1, maxLength: 5 }),
				(batches, requests) => {
					for (const events of batches) {
						bench.append(events);
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
					bench.append(events);
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

		it('are exact in each bucket where more hours are open than are looked up at once', () => {
			bench.append(events(Array.from({ length: 70 }, (_, hour) => hour)));
			bench.reopen(`
				DELETE FROM tally_hour; DELETE FROM tally_day;
				INSERT INTO tally_open SELECT DISTINCT id / ${HOUR * IDS_PER_MS}, id / ${HOUR * IDS_PER_MS} * ${HOUR * IDS_PER_MS} - 1 FROM event;
			`);
			const hourly = { ...ALL, from: T0, to: T0 + 72 * HOUR, buckets: { start: T0, width: HOUR } };
			bench.expectSame(hourly);
			// Fewer are left than that, in the midst of the range.
			while (bench.writer.tallies.openHours > 10)
				bench.writer.change((writer) => writer.tallies.recount(100));
			bench.expectSame(hourly);
			bench.expectSame({ ...hourly, query: 'USER = user1' });
		});
	});
});
