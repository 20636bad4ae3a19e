/** Hits that were checked are remembered by stretch of time: totals, pages and aggregates agree with a plain scan, whatever came and went. */
import type { LogEvent } from '../../../../../server/logs/events';
import fc from 'fast-check';
import { DocumentBatches } from '../../../../../server/storage/sqlite/events/documents/document-batches';
import { aggregateOf, comparable } from '../../../../support/oracle-aggregate';
import { runs } from '../../../../support/runs';
import { HOUR, T0 } from './support/arbitraries';
import { StoreBench } from './support/store-bench';

const MESSAGES = [
	'Failed password for root',
	'FAILED  PASSWORD',
	'password failed',
	'Failed passwords, password',
	'failed "password"',
];
const ALL = { from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 10 };
const QUERIES = [
	'MESSAGE = "failed password"',
	'MESSAGE = *ailed* AND NOT HOSTNAME = h1',
	'"failed password"',
	'MESSAGE LIKE *passwords*',
];

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(300)));
afterEach(() => bench.close());

function some(count: number, hour: (n: number) => number): LogEvent[] {
	return Array.from({ length: count }, (_, n) => ({
		time: T0 + Math.floor(hour(n) * HOUR) + n,
		fields: {
			HOSTNAME: `h${n % 3}`,
			MESSAGE: MESSAGES[n % MESSAGES.length] as string,
			...(n % 4 === 0 ? { REASON: 'failed password' } : {}),
		},
	}));
}

function expectAllSame(): void {
	for (const query of QUERIES)
		for (const [from, to] of [
			[T0, ALL.to],
			[T0 + 7.5 * HOUR, T0 + 50 * HOUR],
		] as const) {
			const request = { ...ALL, query, from, to };
			const selected = bench.scan(request);
			expect([query, bench.total(request)]).toEqual([query, selected.length]);
			const buckets = { start: from, width: 7 * HOUR };
			for (const asked of [{ buckets }, { groupBy: ['HOSTNAME'] }])
				expect(comparable(bench.answer({ ...request, ...asked }))).toEqual(
					aggregateOf(selected, { ...request, ...asked }),
				);
		}
}

it('agree over late events, removed ones, and ones in their place', () => {
	const step = fc.record({
		late: fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 5 }),
		slices: fc.nat(2),
	});
	bench.append(
		some(2_400, (n) => n / 26),
		T0,
	);
	for (let n = 0; n < 3; n++) expectAllSame();
	let now = T0;
	fc.assert(
		fc.property(fc.array(step, { minLength: 2, maxLength: 3 }), (steps) => {
			for (const { late, slices } of steps) {
				bench.append(
					some(late.length, (n) => late[n] as number),
					now,
				);
				expectAllSame();
				now += HOUR;
				for (let slice = 0; slice < slices; slice++)
					if (!bench.removeSlice({ ageMs: 3 * HOUR, bytes: null }, now + HOUR)) break;
				expectAllSame();
			}
		}),
		{ numRuns: runs(4, 2) },
	);
});

it('are read once, and then only those of the hours in which events came', () => {
	bench.append(some(2_400, (n) => n / 26));
	const read = jest.spyOn(DocumentBatches.prototype, 'of');
	const buckets = { start: T0, width: HOUR };
	const request = { ...ALL, from: T0, query: QUERIES[0] as string, buckets };
	/** Candidates that were read, but for the hit of the page. */
	const candidates = (ask: () => void) => {
		read.mockClear();
		ask();
		return read.mock.calls.reduce((sum, [ids, most]) => sum + (most === 2 ? 0 : ids.length), 0);
	};
	const total = () => expect(bench.total(request)).toBe(bench.scan(request).length);
	const aggregate = () => expect(bench.answer(request).total).toBe(bench.scan(request).length);
	expect(candidates(total)).toBeGreaterThanOrEqual(2_400);
	expect(candidates(total)).toBe(0);
	expect(candidates(aggregate)).toBe(0);
	bench.append(some(5, () => 40));
	const again = candidates(aggregate);
	expect(again).toBeGreaterThan(0);
	expect(again).toBeLessThan(600);
	expect(candidates(total)).toBe(0);
	expect(candidates(aggregate)).toBe(0);
	read.mockRestore();
});
