/** Ranges, networks and wildcards over thousands of values: pages, totals, scans and aggregates agree with a plain scan. */
import type { LogEvent } from '../../../../../../server/logs/events';
import { DocumentBatches } from '../../../../../../server/storage/sqlite/events/documents/document-batches';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { olderLayout } from '../../../../../support/older-layouts';
import { HOUR, T0 } from '../support/arbitraries';
import { StoreBench } from '../support/store-bench';

const ALL = { from: 0, to: T0 + 1000 * HOUR, groupBy: ['USERNAME'], limit: 5_000 };

let bench: StoreBench;
let reader: EventReader | undefined;
beforeEach(() => (bench = new StoreBench(400)));
afterEach(() => {
	reader?.close();
	reader = undefined;
	bench.close();
});

/** Events with numbers, addresses and ids of their own; every seventh has none, every third has a long or altered one. */
function some(from: number, count: number, time: (n: number) => number): LogEvent[] {
	return Array.from({ length: count }, (_, at): LogEvent => {
		const n = from + at;
		return {
			time: time(n),
			fields: {
				HOSTNAME: `h${n % 3}`,
				USERNAME: `user ${n % 5}`,
				...(n % 7 === 0 ? {} : { BYTES: n % 2 === 0 ? n * 10 : `${n * 10}.50` }),
				REMOTEIP: `10.${n % 9}.${n % 200}.${n % 250}`,
				OBJECT: n % 3 === 0 ? `${'x'.repeat(125)}${n}` : `0x${n.toString(16)} of\ta ${n}`,
			},
		};
	});
}

const QUERIES = [
	'BYTES >= 5000',
	'BYTES < 9000',
	'BYTES > 1e3',
	'BYTES != 20',
	'NOT BYTES >= 5000',
	'BYTES >= 5000 AND BYTES < 21000',
	'BYTES < 1000 OR BYTES >= 20000',
	'BYTES >= 5000 AND USERNAME = "user 1"',
	'BYTES >= 5000 AND NOT USERNAME = "user 1"',
	'USERNAME = "user 1" AND NOT (BYTES >= 5000 AND HOSTNAME = h1)',
	'HOSTNAME = h1 OR BYTES >= 9000',
	'REMOTEIP = 10.0.0.0/10 AND BYTES >= 100',
	'REMOTEIP = 10.*.1*',
	'OBJECT = *1* AND BYTES = *5*',
	'OBJECT = "0x*"',
	'OBJECT >= a',
];

function expectAllSame(): void {
	for (const query of QUERIES) {
		for (const [from, to] of [
			[0, ALL.to],
			[T0 + 2 * HOUR, T0 + 5 * HOUR],
		] as const) {
			const request = { ...ALL, query, from, to };
			bench.expectSame(request);
			bench.expectSame({
				...request,
				groupBy: [],
				buckets: { start: T0 - 99 * HOUR, width: HOUR },
			});
			const wanted = bench.scan(request).map(({ fields }) => fields);
			expect(pages(query, from, to)).toEqual([...wanted].reverse());
			expect(scanned(query, from, to)).toBe(wanted.length);
		}
	}
}

/** All hits, by pages of 700. */
function pages(query: string, from: number, to: number): unknown[] {
	reader ??= new EventReader(bench.file);
	const hits: unknown[] = [];
	const request = { query, from, to, limit: 700, form: 'server', withTotal: false } as const;
	let page = reader.search(request);
	for (;;) {
		hits.push(...(JSON.parse(`[${Buffer.from(page.hits).toString()}]`) as unknown[]));
		if (!page.more) return hits;
		page = reader.search({ ...request, before: page.lastId, upTo: page.upTo });
	}
}

function scanned(query: string, from: number, to: number): number {
	reader ??= new EventReader(bench.file);
	const scan = reader.openScan({ query, from, to });
	let found = 0;
	for (let done = false; !done; ) {
		const batch = reader.nextOfScan(scan, 500, 1_000);
		found += batch.ids.length;
		({ done } = batch);
	}
	return found;
}

it.each([
	['', 1, ''],
	[', with dozens in a millisecond in a store that was of an older layout', 30, olderLayout('12')],
])(
	'agree over events in order, late ones, removed ones, and ones in their place%s',
	(_, together, upgrade) => {
		bench.append(
			some(0, 900, (n) => T0 + (n - (n % together)) * 15_000),
			T0,
		);
		bench.append(
			some(900, 300, (n) => T0 + (n % 500) * 20_000),
			T0,
		);
		bench.reopen(`UPDATE field SET wide = 1; DELETE FROM tally_value; ${upgrade}`);
		expectAllSame();
		bench.removeSlice({ ageMs: HOUR, bytes: null }, T0 + 2 * HOUR);
		expectAllSame();
		bench.append(
			some(1_200, 50, (n) => T0 + (n - (n % together))),
			T0 + 2 * HOUR,
		);
		expectAllSame();
	},
);

it.each([
	'BYTES >= 100 AND USERNAME = "user 1"',
	'BYTES >= 100 AND NOT USERNAME = "user 1"',
	'BYTES >= 9000 OR USERNAME = "user 1"',
	'NOT BYTES >= 100',
	'USERNAME = "user 1" AND NOT (BYTES >= 100 AND HOSTNAME = h1)',
])(
	'%s is found by the terms that pass, however many, and no event is read for the total',
	(query) => {
		bench.append(some(0, 1_000, (n) => T0 + n * 1_000));
		bench.reopen('UPDATE field SET wide = 1; DELETE FROM tally_value;');
		reader = new EventReader(bench.file);
		const parse = jest.spyOn(JSON, 'parse');
		const checked = jest.spyOn(DocumentBatches.prototype, 'of');
		const request = { ...ALL, query, limit: 1, form: 'server', withTotal: true } as const;
		expect(reader.search(request).total).toBe(bench.scan({ ...ALL, query }).length);
		parse.mockClear();
		checked.mockClear();
		reader.search(request);
		expect(parse.mock.calls.length).toBeLessThan(10);
		// Those of the page, and the one that tells of more.
		for (const [, most] of checked.mock.calls) expect(most).toBe(2);
		parse.mockRestore();
		checked.mockRestore();
	},
);
