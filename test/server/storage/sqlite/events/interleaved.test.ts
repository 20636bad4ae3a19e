/** Several long reads in one thread, turn by turn: each has its own place, and none sees what another has under its hands. */
import type { LogEvent } from '../../../../../server/logs/events';
import type { AggregateRequest } from '../../../../../server/logs/store';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { aggregateOf, comparable } from '../../../../support/oracle-aggregate';
import { HOUR, T0 } from './support/arbitraries';
import { StoreBench } from './support/store-bench';

const EVENTS = 6_000;
const WORDS = ['accepted', 'refused', 'failed'] as const;

/** Texts of many lengths, so that one does not end where another does; words stand side by side in a part of them. */
const event = (n: number): LogEvent => ({
	time: T0 + n * 1_000,
	fields: {
		HOSTNAME: `host${n % 7}`,
		LOGTYPE: 'Unix',
		USERNAME: `user${n % 11}`,
		MESSAGE: `${'x'.repeat((n * 37) % 400)} ${n % 2 === 0 ? 'password' : 'key'} ${WORDS[n % 3]} for user${n % 11} ${n % 5 === 0 ? 'password' : ''} ${'y'.repeat((n * 53) % 300)}`,
	},
});

const request = (query: string, more: Partial<AggregateRequest> = {}): AggregateRequest => ({
	query,
	from: T0,
	to: T0 + 10 * HOUR,
	groupBy: [],
	limit: 1_000,
	...more,
});

/** Phrases, infixes and what no index decides: each of these is read event by event. */
const QUERIES = [
	'MESSAGE = "password accepted"',
	'MESSAGE = "key refused"',
	'MESSAGE = *ser7*',
	'MESSAGE = "password failed for"',
	'NOT MESSAGE = "key accepted"',
];

let bench: StoreBench;
let reader: EventReader;
beforeAll(() => {
	bench = new StoreBench();
	for (let from = 0; from < EVENTS; from += 1_000)
		bench.append(Array.from({ length: 1_000 }, (_, n) => event(from + n)));
	while (bench.writer.packOn()) continue;
});
beforeEach(() => (reader = new EventReader(bench.file)));
afterEach(() => reader.close());
afterAll(() => bench.close());

it('is over documents that share a dictionary', () => {
	const [row] = bench.rows<{ packed: number; dictionaries: number }>(
		'SELECT count(packed) AS packed, count(DISTINCT substr(packed, 1, 1)) AS dictionaries FROM event',
	);
	expect(row?.packed).toBe(EVENTS);
	expect(row?.dictionaries).toBeLessThan(QUERIES.length);
});

describe.each<[string, Partial<AggregateRequest>]>([
	['numbers', {}],
	['buckets', { buckets: { start: T0, width: HOUR } }],
	['groups', { groupBy: ['USERNAME'] }],
])('%s counted side by side', (_, more) => {
	it('are those of a plain scan', () => {
		const open = QUERIES.map((query) => {
			const wanted = request(query, more);
			return { wanted, number: reader.openAggregate(wanted) };
		});
		const left = new Set(open);
		// No time at all: each turn is as short as it can be.
		for (let turns = 0; left.size > 0; turns++) {
			expect(turns).toBeLessThan(EVENTS);
			for (const one of left) {
				const { result } = reader.nextOfAggregate(one.number, 0);
				if (result === undefined) continue;
				left.delete(one);
				expect(comparable(result)).toEqual(aggregateOf(bench.scan(one.wanted), one.wanted));
			}
		}
	});
});

it('scans side by side find what a plain scan does', () => {
	const open = QUERIES.map((query) => ({
		query,
		number: reader.openScan({ query, from: T0, to: T0 + 10 * HOUR }),
		found: 0,
	}));
	const left = new Set(open);
	while (left.size > 0)
		for (const one of left) {
			const { ids, done } = reader.nextOfScan(one.number, 7, 0);
			one.found += ids.length;
			if (!done) continue;
			left.delete(one);
			expect(one.found).toBe(bench.scan(request(one.query)).length);
		}
});
