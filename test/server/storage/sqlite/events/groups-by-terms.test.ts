/** Hits counted by value in one walk over the terms of a field: as a plain scan counts them, or not at all. */
import fc from 'fast-check';
import type { DatabaseSync } from 'node:sqlite';
import { canonicalValue } from '../../../../../server/logs/terms';
import { GroupsByTerms } from '../../../../../server/storage/sqlite/events/groups-by-terms';
import { openForReading } from '../../../../../server/storage/sqlite/events/schema';
import { SelectStatements, selectionOf } from '../../../../../server/storage/sqlite/events/select';
import { listValues } from '../../../../../server/storage/sqlite/events/tallies/values';
import { dictionaryOn } from '../../../../../server/storage/sqlite/events/term-list';
import { olderLayout } from '../../../../support/older-layouts';
import { runs } from '../../../../support/runs';
import { HOUR, T0 } from './support/arbitraries';
import { StoreBench } from './support/store-bench';

const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 100 };
let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(50)));
afterEach(() => bench.close());

const users = ['ann', 'bob smith', '10.0.0.1', 'ü', '"quoted"', '-5', 'x'.repeat(40)];
/** Events whose fields go round in circles of different lengths. */
const events = (from: number, count: number) =>
	Array.from({ length: count }, (_, at) => {
		const n = from + at;
		return {
			// Some alone in their millisecond, others with many more than have dense rows of the index.
			time: T0 + ((n * 37) % 50) * HOUR + (n % 3 === 0 ? 0 : n),
			fields: {
				HOSTNAME: `h${n % 3}`,
				...(n % 5 === 0 ? {} : { USER: users[n % users.length] as string }),
				KIND: n % 4,
				MESSAGE: n % 2 === 0 ? 'even' : 'odd',
			},
		};
	});

/** What the walk counts of a query, by value; undefined when it does not tell. */
function walked(query: string, field: string, range: { from?: number; to?: number } = {}) {
	const database: DatabaseSync = openForReading(bench.file);
	const statements = new SelectStatements(database);
	const request = { ...ALL, ...range, query };
	const selection = selectionOf(request, dictionaryOn(database));
	const values = (listValues(database, field)?.values ?? []).map(({ value }) => value);
	const { low, high } = selection;
	const count = bench.scan(request).length;
	const steps = new GroupsByTerms(database, statements).count(
		{ selection, low, high, count },
		field,
		values,
	);
	let step = steps.next();
	while (step.done !== true) step = steps.next();
	database.close();
	const counts = step.value;
	if (counts === undefined) return undefined;
	return Object.fromEntries(values.map((value, at) => [value, counts[at]]));
}

function scanned(query: string, field: string, range: { from?: number; to?: number } = {}) {
	const counts: Record<string, number> = {};
	const database = openForReading(bench.file);
	for (const { value } of listValues(database, field)?.values ?? []) counts[value] = 0;
	database.close();
	for (const { fields } of bench.scan({ ...ALL, ...range, query })) {
		const value = fields[field];
		if (value === undefined) continue;
		const key = canonicalValue(value);
		counts[key] = (counts[key] ?? 0) + 1;
	}
	return counts;
}

it.each([
	['', undefined],
	[', in a store that was of an older layout', 10],
])('counts as a plain scan does, over several segments and late events%s', (_, upgradedAfter) => {
	const query = fc.constantFrom(
		...['*', 'KIND = 1', 'even', 'NOT even', 'KIND = 2 OR HOSTNAME = h1', 'even AND KIND = 0'],
		...['USER = ann', 'USER = "bob smith"', 'HOSTNAME = h*', 'KIND >= 2', 'NOSUCH = 1'],
	);
	const range = fc.record({
		from: fc.constantFrom(0, T0 + 3 * HOUR, T0 + 20 * HOUR + 7),
		to: fc.constantFrom(T0 + 1000 * HOUR, T0 + 30 * HOUR),
	});
	let stored = 0;
	let steps = 0;
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 150 }), query, range, (more, asked, within) => {
			bench.append(events(stored, more));
			stored += more;
			if (++steps === upgradedAfter) bench.reopen(olderLayout('12'));
			for (const field of ['USER', 'HOSTNAME', 'KIND'])
				expect([asked, field, walked(asked, field, within)]).toEqual([
					asked,
					field,
					scanned(asked, field, within),
				]);
		}),
		{ numRuns: runs(60, 25) },
	);
});

it('does not tell of an index that knows events which are gone', () => {
	bench.append(events(0, 120), T0);
	expect(walked('even', 'USER')).toEqual(scanned('even', 'USER'));
	const limits = { ageMs: 24 * HOUR, bytes: null };
	const now = T0 + 30 * 24 * HOUR;
	bench.append(events(200, 40), now);
	expect(bench.removeSlice(limits, now)).toBe(true);
	const found = walked('even', 'USER');
	expect([undefined, scanned('even', 'USER')]).toContainEqual(found);
	bench.expectSame({ ...ALL, query: 'even', groupBy: ['USER'] });
});

it('does not tell when the number of hits is another one, or a value is not listed', () => {
	bench.append(events(0, 60));
	const database = openForReading(bench.file);
	const statements = new SelectStatements(database);
	const selection = selectionOf({ ...ALL, query: 'even' }, dictionaryOn(database));
	const { low, high } = selection;
	const count = (hits: number, values: string[]) => {
		const walk = new GroupsByTerms(database, statements);
		const steps = walk.count({ selection, low, high, count: hits }, 'HOSTNAME', values);
		let step = steps.next();
		while (step.done !== true) step = steps.next();
		return step.value && [...step.value];
	};
	expect(count(30, ['h0', 'h1', 'h2'])).toEqual([10, 10, 10]);
	expect(count(29, ['h0', 'h1', 'h2'])).toBeUndefined();
	expect(count(31, ['h0', 'h1', 'h2'])).toBeUndefined();
	expect(count(30, ['h0', 'h1'])).toBeUndefined();
	expect(count(9e6, ['h0', 'h1', 'h2'])).toBeUndefined();
	database.close();
});
