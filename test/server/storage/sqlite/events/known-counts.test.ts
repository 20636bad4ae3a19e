import type { LogEvent } from '../../../../../server/logs/events';
import { IDS_PER_MS } from '../../../../../server/logs/events';
import fc from 'fast-check';
import type { DatabaseSync } from 'node:sqlite';
import { KnownCounts } from '../../../../../server/storage/sqlite/events/known-counts';
import { openForReading } from '../../../../../server/storage/sqlite/events/schema';
import {
	countCandidates,
	SelectStatements,
} from '../../../../../server/storage/sqlite/events/select';
import { runs } from '../../../../support/runs';
import { HOUR, T0 } from './support/arbitraries';
import { StoreBench, storedDocuments } from './support/store-bench';

const USERS = ['ann', 'bob'];
const OF_A_DAY = { ageMs: 24 * HOUR, bytes: null };
const ALL_TIME = { low: 0, high: Number.MAX_SAFE_INTEGER };
const MOST = 1_000_000;

let bench: StoreBench;
let database: DatabaseSync;
/** Ranges that were counted from the index. */
let counted: { match: string; low: number; high: number }[];
let known: KnownCounts;

beforeEach(() => {
	bench = new StoreBench(3);
	open(0);
});
afterEach(() => {
	database.close();
	bench.close();
});

function open(few: number): void {
	database = openForReading(bench.file);
	const statements = new SelectStatements(database);
	counted = [];
	const count = (part: (typeof counted)[number], most: number) => {
		counted.push(part);
		return countCandidates(statements, part, most);
	};
	known = new KnownCounts(database, count, few);
}

const matchOf = (user: string) => `"username=${user}"`;

function total(user: string, range = ALL_TIME, most = MOST): number {
	database.exec('BEGIN');
	try {
		return known.of({ match: matchOf(user), ...range }, most);
	} finally {
		database.exec('COMMIT');
	}
}

function scanned(user: string, { low, high } = ALL_TIME): number {
	return storedDocuments(database).filter(
		({ id, doc }) => id >= low && id <= high && doc.includes(`"USERNAME":"${user}"`),
	).length;
}

const event = (hour: number, user: string): LogEvent => ({
	time: T0 + Math.floor(hour * HOUR),
	fields: { HOSTNAME: 'h', LOGTYPE: 'Unix', USERNAME: user },
});
/** An event every two hours, the last one after so many. */
const everyTwoHours = (hours: number) =>
	Array.from({ length: hours / 2 + 1 }, (_, n) => event(2 * n, 'ann'));

it('agrees with a plain scan whatever is stored late, stored anew, removed and stored again in between', () => {
	const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.constantFrom(...USERS)), {
		maxLength: 30,
	});
	const bound = fc.constantFrom(-1, 0, 7.5, 16, 33, 60.25, 95);
	const step = fc.record({
		events,
		wait: fc.constantFrom(0, HOUR, 24 * HOUR),
		slices: fc.nat(6),
		range: fc.tuple(bound, bound),
	});
	let now = T0;
	fc.assert(
		fc.property(fc.array(step, { minLength: 2, maxLength: 6 }), (steps) => {
			for (const { events, wait, slices, range } of steps) {
				bench.append(
					events.map(([hour, user]) => event(hour, user)),
					now,
				);
				now += wait;
				const [low, high] = range
					.toSorted((a, b) => a - b)
					.map((hour) => (T0 + hour * HOUR) * IDS_PER_MS) as [number, number];
				for (let slice = 0; ; slice++) {
					for (const user of USERS) {
						expect(total(user)).toBe(scanned(user));
						expect(total(user, { low, high })).toBe(scanned(user, { low, high }));
					}
					if (slice >= slices || !bench.removeSlice(OF_A_DAY, now)) break;
				}
			}
		}),
		{ numRuns: runs(40, 12) },
	);
});

it('counts a stretch again only when something was stored in it', () => {
	bench.append(everyTwoHours(64));
	expect(total('ann')).toBe(33);
	expect(counted).toHaveLength(1);
	expect(total('ann')).toBe(33);
	// Seventeen stretches of four hours each, of which the last has one.
	expect(counted).toHaveLength(1 + 17);
	expect(total('ann')).toBe(33);
	expect(counted).toHaveLength(1 + 17);
	bench.append([event(9, 'ann'), event(9, 'bob')]);
	expect(total('ann')).toBe(34);
	expect(counted).toHaveLength(1 + 17 + 1);
	// Of a range the stretches at its ends are counted in part.
	expect(total('ann', { low: (T0 + HOUR) * IDS_PER_MS, high: (T0 + 61 * HOUR) * IDS_PER_MS })).toBe(
		31,
	);
	expect(counted).toHaveLength(1 + 17 + 1 + 2);
});

it('forgets all once an event was removed, though as many are there as before', () => {
	bench.append([event(0, 'ann'), event(0, 'ann'), event(0, 'ann')], T0);
	expect([total('ann'), total('ann'), total('bob'), total('bob')]).toEqual([3, 3, 0, 0]);
	while (bench.removeSlice(OF_A_DAY, T0 + 25 * HOUR));
	bench.append([event(0, 'bob'), event(0, 'bob'), event(0, 'bob')], T0);
	expect([total('ann'), total('bob')]).toEqual([0, 3]);
});

it('remembers no expression that finds few, nor more than 64 of them', () => {
	database.close();
	open(20);
	bench.append([...everyTwoHours(64), event(1, 'bob')]);
	for (let n = 0; n < 3; n++) expect([total('ann'), total('bob')]).toEqual([33, 1]);
	expect(counted.filter(({ match }) => match === matchOf('bob'))).toHaveLength(3);
	expect(counted.filter(({ match }) => match === matchOf('ann'))).toHaveLength(1 + 17);
	for (let n = 0; n < 64; n++) {
		const match = `${matchOf('ann')} NOT "username=nobody${n}"`;
		expect(known.of({ match, ...ALL_TIME }, MOST)).toBe(33);
	}
	counted = [];
	expect(total('ann')).toBe(33);
	expect(counted).toHaveLength(1);
});

it('tells no more than it is asked for, and counts no further than that', () => {
	bench.append(everyTwoHours(64));
	for (let n = 0; n < 3; n++) expect(total('ann', ALL_TIME, 9)).toBe(9);
	// Two events a stretch.
	expect(counted).toHaveLength(1 + 5);
	expect(total('ann')).toBe(33);
	expect(counted).toHaveLength(1 + 17);
	expect(total('ann', ALL_TIME, 9)).toBe(9);
});
