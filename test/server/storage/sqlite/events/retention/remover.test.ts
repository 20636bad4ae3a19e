/** Removing by age and size: everything that is counted or listed agrees with a plain scan, at every moment of it. */
import type { RetentionLimits } from '../../../../../../server/logs/store';
import { IDS_PER_MS, type LogEvent } from '../../../../../../server/logs/events';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { runs } from '../../../../../support/runs';
import { HOUR, REQUEST, T0, timedEvents } from '../support/arbitraries';
import { StoreBench } from '../support/store-bench';

const DAY = 24 * HOUR;
const OF_A_DAY: RetentionLimits = { ageMs: DAY, bytes: null };
const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 100 };

const event = (time: number, fields: LogEvent['fields'] = {}): LogEvent => ({
	time,
	fields: { HOSTNAME: 'h', LOGTYPE: 'Unix', ...fields },
});

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(3)));
afterEach(() => bench.close());

/** Runs slices until nothing is left to do; returns how many there were. */
function removeAll(limits: RetentionLimits, now: number): number {
	let slices = 0;
	while (bench.removeSlice(limits, now)) slices++;
	return slices;
}

const times = () =>
	bench
		.rows<{ id: number }>('SELECT id FROM event ORDER BY id')
		.map(({ id }) => Math.floor(id / IDS_PER_MS));

it('agrees with a plain scan after every slice, with events that arrive in between', () => {
	const step = fc.record({
		events: timedEvents,
		wait: fc.constantFrom(0, HOUR, DAY),
		slices: fc.nat(9),
		counts: fc.nat(4),
		request: REQUEST,
	});
	let now = T0;
	fc.assert(
		fc.property(fc.array(step, { minLength: 2, maxLength: 5 }), (steps) => {
			for (const { events, wait, slices, counts, request } of steps) {
				bench.append(events, now);
				now += wait;
				for (let slice = 0; slice < slices; slice++) {
					if (!bench.removeSlice(OF_A_DAY, now)) break;
					if (slice % 3 === 0) bench.expectSame(request);
				}
				for (let count = 0; count < counts; count++) bench.writer.countOn();
				bench.expectSame(request);
				bench.expectSums();
			}
			removeAll(OF_A_DAY, now);
			while (bench.writer.countOn());
			for (const { request } of steps) bench.expectSame(request);
			bench.expectSums();
			expect(bench.writer.tallies.openHours).toBe(0);
			// What is left arrived within the day, as a mean of its hour.
			expect(bench.rows(`SELECT 1 FROM kept_hour WHERE arrived < ${now - DAY}`)).toEqual([]);
			expect(bench.rows('SELECT sum(events) AS n FROM kept_hour')).toEqual(
				bench.rows('SELECT nullif(count(*), 0) AS n FROM event'),
			);
		}),
		{ numRuns: runs(40, 12) },
	);
});

it('counts the age from the arrival, so that an import of old logs is kept as long as others', () => {
	bench.append([event(T0), event(T0 + HOUR)], T0 + HOUR);
	bench.append([event(T0 - 900 * DAY)], T0 + 30 * HOUR);
	removeAll(OF_A_DAY, T0 + 31 * HOUR);
	expect(times()).toEqual([T0 - 900 * DAY]);
	removeAll(OF_A_DAY, T0 + 55 * HOUR);
	expect(times()).toEqual([]);
});

it('keeps no hour of many events for a few that come late, and none for events of the future', () => {
	bench.append(
		Array.from({ length: 50 }, (_, n) => event(T0 + n)),
		T0,
	);
	bench.append([event(T0 + 100), event(T0 + 900 * DAY)], T0 + 23 * HOUR);
	removeAll(OF_A_DAY, T0 + DAY + HOUR);
	expect(times()).toEqual([T0 + 900 * DAY]);
	removeAll(OF_A_DAY, T0 + 3 * DAY);
	expect(times()).toEqual([]);
	// Nothing of the index is left, and it takes new events.
	expect(bench.rows('SELECT count(*) AS n FROM event_fts_idx')).toEqual([{ n: 0 }]);
	bench.append([event(T0 + 5 * DAY, { USER: 'ann' })], T0 + 5 * DAY);
	bench.expectSame({ ...ALL, query: 'USER = ann' });
	bench.expectSums();
});

it('removes what arrived first until the size is right, and uses its space again', () => {
	// Text that compresses as little as text can.
	const text = (n: number) =>
		Array.from({ length: 25 }, (_, part) =>
			createHash('sha512').update(`${n} ${part}`).digest('base64url'),
		).join('');
	const fill = (hour: number) =>
		bench.append(
			Array.from({ length: 200 }, (_, n) =>
				event(T0 + hour * HOUR + n, { MESSAGE: text(hour * 200 + n) }),
			),
			T0 + hour * HOUR,
		);
	for (let hour = 0; hour < 10; hour++) fill(hour);
	const kept = () => {
		const reader = new EventReader(bench.file);
		const state = reader.kept();
		reader.close();
		return state;
	};
	const before = kept();
	const limit = Math.floor(before.bytes / 2);
	removeAll({ ageMs: null, bytes: limit }, T0);
	const after = kept();
	expect(after.bytes).toBeLessThanOrEqual(limit);
	expect(after).toMatchObject({
		events: times().length,
		oldest: times()[0],
		removed: { age: 0, size: 2_000 - times().length },
	});
	expect(times()[0]).toBeGreaterThan(T0 + 2 * HOUR);
	expect(times().at(-1)).toBe(T0 + 9 * HOUR + 199);
	const size = after.bytes + after.freeBytes;
	for (let hour = 10; hour < 14; hour++) fill(hour);
	const refilled = kept();
	expect(refilled.bytes + refilled.freeBytes).toBe(size);
	bench.expectSums();
});

it('takes values off the lists that no event has any more', () => {
	bench.append([event(T0, { USER: 'ann' }), event(T0 + 1, { USER: 'bob' })], T0);
	bench.append([event(T0 + 30 * HOUR, { USER: 'bob' })], T0 + 30 * HOUR);
	removeAll(OF_A_DAY, T0 + 31 * HOUR);
	const reader = new EventReader(bench.file);
	expect(reader.fieldValues('USER')).toEqual(['bob']);
	// The index lists no term of what is gone either, once it was written anew.
	expect(reader.aggregate({ ...ALL, query: 'USER = a*' })).toMatchObject({ total: 0 });
	reader.close();
	bench.append([event(T0 + 31 * HOUR, { USER: 'ann' })], T0 + 31 * HOUR);
	bench.expectSame({ ...ALL, groupBy: ['USER'] });
});

it('goes on where a process ended in the midst of an hour', () => {
	bench.append(
		Array.from({ length: 20 }, (_, n) => event(T0 + n, { USER: `u${n % 4}` })),
		T0,
	);
	bench.append([event(T0 + 30 * HOUR)], T0 + 30 * HOUR);
	const now = T0 + 31 * HOUR;
	bench.removeSlice(OF_A_DAY, now);
	bench.reopen('SELECT 1');
	bench.expectSame({ ...ALL, groupBy: ['USER'] });
	bench.expectSums();
	while (bench.writer.countOn());
	bench.expectSame({ ...ALL, groupBy: ['USER'] });
	removeAll(OF_A_DAY, now);
	expect(times()).toEqual([T0 + 30 * HOUR]);
	bench.expectSame({ ...ALL, groupBy: ['USER'] });
	bench.expectSums();
});

it('changes nothing when a slice fails', () => {
	bench.append([event(T0), event(T0 + 1)], T0);
	bench.reopen(
		`CREATE TRIGGER broken BEFORE DELETE ON event_plain WHEN OLD.id > 0 BEGIN SELECT RAISE(ABORT, 'broken'); END`,
	);
	expect(() => bench.removeSlice(OF_A_DAY, T0 + 2 * DAY)).toThrow('broken');
	bench.expectSame(ALL);
	bench.expectSums();
	bench.reopen('DROP TRIGGER broken');
	removeAll(OF_A_DAY, T0 + 2 * DAY);
	expect(times()).toEqual([]);
	bench.expectSums();
});

it('leaves everything without limits, and within them', () => {
	bench.append([event(T0)], T0);
	expect(removeAll({ ageMs: null, bytes: null }, T0 + 9_000 * DAY)).toBe(0);
	expect(removeAll({ ageMs: DAY, bytes: 2 ** 40 }, T0 + DAY)).toBe(0);
});
