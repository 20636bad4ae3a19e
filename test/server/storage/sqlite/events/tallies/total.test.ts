/** Totals of ranges that begin and end amid hours: what tallies leave over is counted by columns, by the index, or read. */
import type { LogEvent } from '../../../../../../server/logs/events';
import { MAX_COUNTED_VALUES } from '../../../../../../server/logs/terms';
import fc from 'fast-check';
import { ColumnReader } from '../../../../../../server/storage/sqlite/events/columns/reader';
import { runs } from '../../../../../support/runs';
import { HOUR, T0 } from '../support/arbitraries';
import { StoreBench } from '../support/store-bench';

const DAY = 24 * HOUR;
const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 100 };

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(3, { whole: 12, step: 2 })));
afterEach(() => bench.close());

const event = (time: number, n: number): LogEvent => ({
	time,
	fields: {
		HOSTNAME: `host${n % 3}`,
		...(n % 5 === 0 ? {} : { USER: `user${n % 30}`, IP: `10.0.${n % 2}.${n % 30}` }),
		...(n % 7 === 0 ? { USER: `\ud800${n % 30}` } : {}),
	},
});
/** More values than the index is asked for one by one, and conditions that it leaves in doubt. */
const QUERIES = [
	'*',
	'USER = user7',
	'USER = user*',
	'USER != user7',
	'NOT USER = *',
	'USER = ""',
	'USER = *1*',
	'USER >= user2',
	'USER IN (user1, user2, user1, nobody)',
	'IP = 10.0.1.0/24',
	'IP = 10.0.*',
	'HOSTNAME = host*',
	'HOSTNAME = host1',
];

const STEP = fc.record({
	events: fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.nat(HOUR - 1), fc.nat(1_000)), {
		maxLength: 60,
	}),
	wait: fc.constantFrom(0, HOUR, DAY),
	slices: fc.nat(6),
	columns: fc.nat(4),
	/** In quarters of an hour. */
	range: fc.tuple(fc.nat(124), fc.nat(124)),
	queries: fc.array(fc.constantFrom(...QUERIES), { minLength: 1, maxLength: 4 }),
});

it('agree with a plain scan amid late events and removals, whatever of columns and tallies is written', () => {
	const counted = jest.spyOn(ColumnReader.prototype, 'count');
	let now = T0;
	fc.assert(
		fc.property(fc.array(STEP, { minLength: 2, maxLength: 4 }), fc.boolean(), (steps, isOpen) => {
			for (const { events, wait, slices, columns, range, queries } of steps) {
				bench.append(
					events.map(([hour, rest, n]) => event(T0 + hour * HOUR + rest, n)),
					now,
				);
				now += wait;
				const [first, last] = range.toSorted((one, other) => one - other) as [number, number];
				const [from, to] = [T0 + (first * HOUR) / 4 + 1, T0 + (last * HOUR) / 4];
				const check = () => {
					for (const query of queries) bench.expectSame({ ...ALL, query, from, to });
				};
				check();
				for (let n = 0; n < columns && bench.writer.mayColumn; n++) bench.writer.columnsOn();
				for (let slice = 0; slice < slices; slice++)
					if (!bench.removeSlice({ ageMs: DAY, bytes: null }, now)) break;
				check();
			}
			if (isOpen) while (bench.writer.countOn());
			for (const { queries } of steps)
				for (const query of queries) bench.expectSame({ ...ALL, query, from: T0 + HOUR / 3 });
		}),
		{ numRuns: runs(60, 15) },
	);
	expect(counted.mock.results.some(({ value }) => typeof value === 'number')).toBe(true);
	counted.mockRestore();
});

it('of a full page come from columns where the index would look up many values, and only there', () => {
	bench.append(Array.from({ length: 300 }, (_, n) => event(T0 + n * 60_000, n)));
	const counted = jest.spyOn(ColumnReader.prototype, 'count');
	const request = { ...ALL, from: T0 + 90_000, to: T0 + 4 * HOUR + 1_800_000 };
	const asked = (query: string, limit: number) => {
		counted.mockClear();
		expect(bench.total({ ...request, query }, limit)).toBe(
			bench.scan({ ...request, query }).length,
		);
		return counted.mock.calls.length;
	};
	// Of the hours that the range begins and ends in.
	expect(asked('IP = 10.0.0.0/16', 1)).toBe(2);
	expect(asked('IP = 10.0.*', 1)).toBe(2);
	// A page that goes back beyond the last hour tells of that part of it.
	expect(asked('IP = 10.0.0.0/16', 100)).toBe(1);
	expect(asked('IP = 10.0.0.0/16', 1_000)).toBe(0);
	expect(asked('IP = 10.0.1.7', 1)).toBe(0);
	expect(asked('*', 1)).toBe(0);
	counted.mockRestore();
});

it('of a named value are found among as many values as are counted', () => {
	bench.append(
		Array.from({ length: MAX_COUNTED_VALUES }, (_, n) => ({
			time: T0 + n,
			fields: { HOSTNAME: 'h', USER: `user${n}`, NUMBER: n },
		})),
	);
	for (const query of ['USER = user2000', 'NUMBER IN (3, 0003.0, 5000)', 'USER = user20*'])
		bench.expectSame({ ...ALL, query });
	expect(bench.total({ ...ALL, query: 'NUMBER = 2047' })).toBe(1);
});
