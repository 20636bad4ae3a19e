/** Totals of checked candidates that are remembered by stretch of time agree with a plain scan, whatever came and went in between. */
import type { LogEvent } from '../../../../../server/logs/events';
import fc from 'fast-check';
import { DocumentBatches } from '../../../../../server/storage/sqlite/events/documents/document-batches';
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
			[0, ALL.to],
			[T0 + 7.5 * HOUR, T0 + 50 * HOUR],
		] as const) {
			const request = { ...ALL, query, from, to };
			expect([query, bench.total(request)]).toEqual([query, bench.scan(request).length]);
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

it('read candidates twice, and then only those of the hours in which events came', () => {
	bench.append(some(2_400, (n) => n / 26));
	const read = jest.spyOn(DocumentBatches.prototype, 'of');
	const query = QUERIES[0] as string;
	const candidates = () => {
		read.mockClear();
		expect(bench.total({ ...ALL, query })).toBe(bench.scan({ ...ALL, query }).length);
		return read.mock.calls.reduce((sum, [ids]) => sum + ids.length, 0);
	};
	expect(candidates()).toBeGreaterThanOrEqual(2_400);
	expect(candidates()).toBeGreaterThanOrEqual(2_400);
	expect(candidates()).toBe(0);
	bench.append(some(5, () => 40));
	const again = candidates();
	expect(again).toBeGreaterThan(0);
	expect(again).toBeLessThan(600);
	expect(candidates()).toBe(0);
	read.mockRestore();
});
