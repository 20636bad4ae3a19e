/** Totals, buckets and groups of phrases, bare words, and ranges over many values agree with a plain scan. */
import type { LogEvent } from '../../../../../../server/logs/events';
import fc from 'fast-check';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { runs } from '../../../../../support/runs';
import { HOUR, T0 } from '../support/arbitraries';
import { StoreBench } from '../support/store-bench';

const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 100 };

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(3)));
afterEach(() => bench.close());

/** Texts that have the words of the queries next to each other, apart, spelled otherwise, or as a part of others. */
const TEXT = fc.constantFrom(
	'C:\\Windows\\powershell.exe',
	'C:\\Windows\\POWERSHELL.EXE',
	'powershell exe',
	'exe powershell',
	'powershell.exec',
	'my_powershell.exe',
	'powershell\u00a0exe',
	'power\u212ahell.exe',
	'powershell.\u0130exe',
	'exe',
	'0200.50',
	'200.5',
	'5',
	'stra\u00dfe 5',
	'ΣΑΣ σας',
	`${'x'.repeat(130)} powershell.exe`,
	'',
);
const EVENTS = fc.array(
	fc.record(
		{
			time: fc.integer({ min: 0, max: 40 }).map((n) => T0 + n * HOUR),
			PROCESS: TEXT,
			USERNAME: TEXT,
			MESSAGE: fc.array(TEXT, { maxLength: 3 }).map((parts) => parts.join(', ')),
			RAWLOG: TEXT,
			BYTES: fc.oneof(
				fc.integer({ min: -9, max: 120 }),
				fc.constantFrom('0099.5', '1e3', 'ten', ''),
			),
		},
		{ requiredKeys: ['time'] },
	),
	{ maxLength: 30 },
);
const QUERY = fc.constantFrom(
	'powershell.exe',
	'"powershell exe"',
	'powershell',
	'200.5',
	'"straße 5"',
	'"σας σας"',
	'MESSAGE = "powershell exe"',
	'MESSAGE = powershell.exe',
	'PROCESS = *ershell*',
	'PROCESS = *5',
	'BYTES >= 99',
	'BYTES < 3',
	'BYTES = *9*',
);
const REQUEST = fc
	.tuple(QUERY, QUERY, fc.constantFrom('', 'AND', 'OR', 'AND NOT'), fc.boolean())
	.map(([one, other, operator, not]) => ({
		...ALL,
		query: `${not ? 'NOT ' : ''}(${one}${operator === '' ? '' : ` ${operator} ${other}`})`,
		from: T0,
		groupBy: ['PROCESS'],
		buckets: { start: T0, width: 5 * HOUR },
		to: T0 + 45 * HOUR,
	}));

it.each([
	['values are listed', ''],
	['no values are', 'UPDATE field SET wide = 1; DELETE FROM tally_value;'],
])('agree when %s', (_, sql) => {
	fc.assert(
		fc.property(EVENTS, fc.array(REQUEST, { minLength: 4, maxLength: 8 }), (events, requests) => {
			bench.append(
				events.map(
					({ time, ...fields }): LogEvent => ({
						time,
						fields: { HOSTNAME: 'h', ...fields } as LogEvent['fields'],
					}),
				),
			);
			if (sql !== '') bench.reopen(sql);
			for (const request of requests) bench.expectSame(request);
		}),
		{ numRuns: runs(40, 12) },
	);
});

it('counts a bare phrase by values that have it, and reads only the events of which none does', () => {
	const event = (n: number, fields: LogEvent['fields']): LogEvent => ({
		time: T0 + n,
		fields: { HOSTNAME: 'h', ...fields },
	});
	bench.append([
		...Array.from({ length: 50 }, (_, n) => event(n, { PROCESS: 'C:\\powershell.exe' })),
		event(60, { MESSAGE: 'powershell.exe' }),
		event(61, { MESSAGE: 'exe of powershell' }),
	]);
	const reader = new EventReader(bench.file);
	const parse = jest.spyOn(JSON, 'parse');
	const request = {
		...ALL,
		query: 'powershell.exe',
		limit: 1,
		form: 'server',
		withTotal: true,
	} as const;
	expect(reader.search(request).total).toBe(51);
	// The page's, and those that only the message may make a hit.
	expect(parse.mock.calls.length).toBeLessThan(10);
	parse.mockRestore();
	reader.close();
});
