/** Wildcards over lists of words: searches agree with a plain scan, whatever was stored, refused, removed or upgraded. */
import { BatchPreparer, type PreparedBatch } from '../../../../../../server/logs/store';
import { IDS_PER_MS, type LogEvent } from '../../../../../../server/logs/events';
import {
	formatQuery,
	type Query,
	valueOf,
	type Wildcard,
} from '../../../../../../server/logs/query';
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { openForReading } from '../../../../../../server/storage/sqlite/events/schema';
import { DAY } from '../../../../../../server/storage/sqlite/events/words/schema';
import {
	plainWords,
	WordSearch,
} from '../../../../../../server/storage/sqlite/events/words/search';
import { olderLayout } from '../../../../../support/older-layouts';
import { runs } from '../../../../../support/runs';
import { HOUR, T0, timedEvents } from '../support/arbitraries';
import { StoreBench } from '../support/store-bench';

const ALL = { query: '*', from: 0, to: T0 + 1000 * HOUR, groupBy: [], limit: 100 };
const ANY: Wildcard = { wild: '*' };

const event = (time: number, MESSAGE: string, more: LogEvent['fields'] = {}): LogEvent => ({
	time,
	fields: { HOSTNAME: 'h', LOGTYPE: 'Unix', MESSAGE, ...more },
});

/** Conditions whose wildcards stand before, after and between pieces of words that events have. */
const PIECE = fc.constantFrom(
	'ail',
	'fail',
	'ed',
	'İ',
	'ärg',
	'rger',
	'σ',
	'日',
	'1',
	'20',
	'x',
	'_w',
);
const VALUE = fc
	.array(fc.oneof(PIECE, PIECE, fc.constantFrom<Wildcard>(ANY, { wild: '?' }), fc.constant(' ')), {
		minLength: 1,
		maxLength: 4,
	})
	.chain((pieces) => fc.constantFrom(pieces, [ANY, ...pieces], [ANY, ...pieces, ANY]))
	.map(valueOf);
const CONDITION: fc.Arbitrary<Query> = fc
	.tuple(
		fc.constantFrom('compare', 'term', 'like'),
		fc.constantFrom('MESSAGE', 'USERNAME', 'RAWLOG'),
		VALUE,
	)
	.map(([kind, field, value]): Query => {
		if (kind === 'term') return { kind, value };
		return kind === 'like'
			? { kind, field, value, cased: false }
			: { kind: 'compare', field, operator: '=', value };
	});
const REQUEST = fc
	.record({
		query: CONDITION.map(formatQuery).filter((query) => isQuery(query)),
		not: fc.boolean(),
		from: fc.constantFrom(0, T0, T0 + 5 * HOUR, T0 + 26 * HOUR),
		to: fc.constantFrom(T0 + 70 * HOUR, T0 + 28 * HOUR, T0 + 6 * HOUR + 7),
	})
	.map(({ query, not, from, to }) => ({ ...ALL, query: not ? `NOT ${query}` : query, from, to }));

function isQuery(query: string): boolean {
	try {
		bench.scan({ ...ALL, query });
		return true;
	} catch {
		return false;
	}
}

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(3)));
afterEach(() => bench.close());

/** The words of a range that contain a text; undefined when the lists do not tell. */
function wordsWith(part: string, low = 0, high = Number.MAX_SAFE_INTEGER, most = 512) {
	const database = openForReading(bench.file);
	const found = new WordSearch(database, { low, high }).find(part, () => true, most);
	database.close();
	return found === undefined ? undefined : [...found].sort();
}

function number(sql: string): number {
	const database = new DatabaseSync(bench.file);
	const row = database.prepare(sql).get();
	database.close();
	return Number(row?.['n']);
}

/** The share of the words of older events that are still to be listed, as metrics and console tell it. */
function share(): number {
	const reader = new EventReader(bench.file);
	const { toList } = reader.kept();
	reader.close();
	return toList === null ? 0 : toList.left / toList.total;
}

it('agrees with a plain scan, with late events, removed ones, and lists made in the background', () => {
	const step = fc.record({
		events: timedEvents,
		requests: fc.array(REQUEST, { minLength: 3, maxLength: 6 }),
		slices: fc.nat(9),
		forget: fc.constantFrom(0, 1, 2),
	});
	let now = T0;
	fc.assert(
		fc.property(fc.array(step, { minLength: 2, maxLength: 4 }), (steps) => {
			for (const { events, requests, slices, forget } of steps) {
				bench.append(events, now);
				if (forget === 2) bench.reopen(OLDER);
				for (let slice = 0; slice < slices; slice++)
					if (!bench.removeSlice({ ageMs: HOUR, bytes: null }, now + 2 * HOUR)) break;
				for (const request of requests) bench.expectSame(request);
				now += HOUR;
				if (forget === 1) while (bench.writer.listOn());
			}
			for (const { requests } of steps) for (const request of requests) bench.expectSame(request);
		}),
		{ numRuns: runs(40, 12) },
	);
});

/** Makes a file one without lists, so that all words are to be listed when it is opened. */
const OLDER = olderLayout('8');

it('names each word once a day, and finds it by a piece, within the days that are searched', () => {
	bench.append([event(T0, 'PowerShell started'), event(T0 + 1, 'powershell ended')]);
	bench.append([event(T0 + 2, 'POWERSHELL again'), event(T0 + 48 * HOUR, 'powershell, shells')]);
	const day = (T0 * IDS_PER_MS) / DAY;
	expect(wordsWith('ersh')).toEqual(['powershell']);
	expect(wordsWith('shell', (T0 + 48 * HOUR) * IDS_PER_MS)).toEqual(['powershell', 'shells']);
	expect(wordsWith('start', (T0 + 48 * HOUR) * IDS_PER_MS)).toEqual([]);
	expect(wordsWith('a', 0, Number.MAX_SAFE_INTEGER, 1)).toBeUndefined();
	expect(number(`SELECT sum(length) AS n FROM word_list WHERE last_day = ${Math.floor(day)}`)).toBe(
		'powershell\nstarted\nended\nagain\nh\nunix\n'.length,
	);
});

it('keeps words that may be cut apart, as these can stand for any', () => {
	const long = 'y'.repeat(200);
	bench.append([event(T0, `${long}tail ${'ü'.repeat(80)} short`)]);
	expect(wordsWith('short')).toEqual(['short', 'y'.repeat(120)]);
	bench.expectSame({ ...ALL, query: 'MESSAGE = *tail' });
	bench.expectSame({ ...ALL, query: 'MESSAGE = *üü*' });
});

it('makes one list of many small ones, each word of them once, sorted', () => {
	for (let n = 39; n >= 0; n--) {
		bench.append([event(T0 + n, `number${n}`)]);
		if (n % 10 === 0) bench.reopen('');
	}
	expect(number('SELECT count(*) AS n FROM word_list')).toBeLessThan(16);
	expect(wordsWith('number')).toHaveLength(40);
	const database = new DatabaseSync(bench.file);
	const row = database.prepare('SELECT length, words FROM word_list WHERE level = 1').get();
	database.close();
	const words = plainWords(row?.['words'] as Uint8Array, Number(row?.['length'])).toString();
	expect(words.split('\n').slice(0, 2)).toEqual(['h', expect.stringMatching(/^number/)]);
	expect(words).toBe(`${words.trimEnd().split('\n').toSorted().join('\n')}\n`);
	const lists = number('SELECT max(length) AS n FROM word_list');
	expect(lists).toBeLessThan(40 * 'number00\n'.length);
});

it('lists the words of a batch that was refused with the next one, which relied on it', () => {
	const preparer = new BatchPreparer();
	const [first, second] = [0, 1].map((n) => preparer.prepare([event(T0 + n, 'powershell')])) as [
		PreparedBatch,
		PreparedBatch,
	];
	const torn = { ...first, documents: { ...first.documents, ends: new Uint32Array() } };
	expect(() => bench.writer.append(torn)).toThrow(RangeError);
	bench.writer.append(second);
	expect(wordsWith('ersh')).toEqual(['powershell']);
});

it('drops the lists of days of which nothing is left, and lists late events of such a day anew', () => {
	const old = [event(T0 - 50 * HOUR, 'powershell'), event(T0 - 50 * HOUR, 'other')];
	bench.append(old, T0);
	bench.append([event(T0 + 60 * HOUR, 'powershell')], T0 + 60 * HOUR);
	while (bench.removeSlice({ ageMs: HOUR, bytes: null }, T0 + 60 * HOUR));
	expect(number('SELECT count(DISTINCT last_day) AS n FROM word_list')).toBe(1);
	// The preparer named these words when it saw the first events.
	bench.append(old, T0 + 60 * HOUR);
	expect(wordsWith('ersh', 0, T0 * IDS_PER_MS)).toEqual(['powershell']);
	bench.expectSame({ ...ALL, query: '*ersh*' });
});

it('lists the words of an older store in slices, over restarts, and reads events until it is done', () => {
	bench.append(
		Array.from({ length: 300 }, (_, n) => event(T0 + n * HOUR, `number${n} powershell`)),
	);
	bench.reopen(OLDER);
	expect(bench.writer.mayList).toBe(true);
	expect(wordsWith('ersh')).toBeUndefined();
	bench.append([event(T0 + 400 * HOUR, 'a newer powershell')]);
	expect(wordsWith('new', (T0 + 360 * HOUR) * IDS_PER_MS)).toEqual(['newer']);
	const shares = [share()];
	for (let slice = 0; bench.writer.listOn(); slice++) {
		shares.push(share());
		if (slice === 0) bench.reopen('');
	}
	expect(shares[0]).toBe(1);
	expect(shares).toEqual(shares.toSorted((one, other) => other - one));
	expect(share()).toBe(0);
	expect(bench.writer.mayList).toBe(false);
	expect(wordsWith('ersh')).toEqual(['powershell']);
	expect(wordsWith('number29')).toHaveLength(11);
	bench.expectSame({ ...ALL, query: 'MESSAGE = *ber29*' });
});

it('scans events whose words the plan knew, and none that were stored after it was made', () => {
	bench.append([event(T0, 'powershell')]);
	const reader = new EventReader(bench.file);
	const scan = reader.openScan({ query: '*ersh*', from: 0, to: T0 + HOUR });
	bench.append([event(T0 + 1, 'powershell'), event(T0 + 2, 'ownership')]);
	expect(Array.from(reader.nextOfScan(scan, 10, 100).ids)).toEqual([T0 * IDS_PER_MS]);
	const later = reader.openScan({ query: '*ersh*', from: 0, to: T0 + HOUR });
	expect(reader.nextOfScan(later, 10, 100).ids).toHaveLength(3);
	reader.close();
});

it('names words of many days without keeping all of them in mind', () => {
	const preparer = new BatchPreparer();
	const events = Array.from({ length: 300 }, (_, n) => event(T0 + n * 24 * HOUR, `word${n % 7}`));
	bench.writer.append(preparer.prepare(events));
	expect(number('SELECT count(DISTINCT last_day) AS n FROM word_list')).toBe(300);
	expect(wordsWith('ord')).toHaveLength(7);
});

describe('words of raw logs', () => {
	const raw = (n: number, RAWLOG: string, MESSAGE = 'ownership of the shell') =>
		event(T0 + n, MESSAGE, { RAWLOG });
	const QUERIES = [
		'RAWLOG = *anua*',
		'RAWLOG = "january ownership"',
		'RAWLOG = janu*',
		'RAWLOG = j?nuary',
		'RAWLOG LIKE *nuary*own*',
		'RAWLOG MATCHES "jan.*shell"',
		'RAWLOG = *wnersh*',
		'RAWLOG IN (january, nosuch)',
		'NOT RAWLOG = *anua*',
		'*anua*',
		'RAWLOG = *nosuch*',
	];
	const events = [
		raw(0, '<13> January ownership of the shell'),
		raw(1, '<13> February ownership of the shell'),
		raw(2, `JANUARY ${'z'.repeat(200)}end`, 'nothing'),
		raw(3, 'jänuary ÄRGER', 'January 13'),
		event(T0 + 4, 'january without a log'),
		raw(5, ''),
	];

	it('are looked up where no other value of the event has them, over late and removed events', () => {
		bench.append(events, T0);
		bench.append(
			events.slice(0, 3).map(({ fields }) => ({ time: T0 - 60 * HOUR, fields })),
			T0,
		);
		for (const query of QUERIES) bench.expectSame({ ...ALL, query });
		bench.removeSlice({ ageMs: HOUR, bytes: null }, T0 + 2 * HOUR);
		bench.append(events, T0 + 2 * HOUR);
		for (const query of QUERIES) bench.expectSame({ ...ALL, query });
	});

	it('are no words of other values', () => {
		bench.append(events);
		expect(wordsWith('anuar')).toEqual(['january']);
		expect(wordsWith('ebruar')).toEqual([]);
	});

	it('leave events unread that have none of them', () => {
		bench.append([
			...Array.from({ length: 200 }, (_, n) => raw(n + 100, `${n} march ownership`)),
			...events,
		]);
		const reader = new EventReader(bench.file);
		const parse = jest.spyOn(JSON, 'parse');
		for (const query of ['RAWLOG = *anua*', 'RAWLOG = "january ownership"']) {
			parse.mockClear();
			reader.search({ ...ALL, query, limit: 9, form: 'server', withTotal: true });
			expect(parse.mock.calls.length).toBeLessThan(20);
		}
		parse.mockRestore();
		reader.close();
	});

	it('of an older store are read as before, and those of later events looked up', () => {
		bench.append(events);
		bench.reopen(`
			${olderLayout('10')};
			INSERT INTO event_fts (event_fts) VALUES ('delete-all');
			INSERT INTO event_fts (rowid, tokens) SELECT id, '@' FROM event;
			DELETE FROM word_list;
		`);
		for (const query of ['RAWLOG = *anua*', 'RAWLOG = *wnersh*', 'RAWLOG = january'])
			bench.expectSame({ ...ALL, query });
		bench.append([raw(48 * HOUR, 'January again')]);
		const request = { ...ALL, query: 'RAWLOG = *anua*', limit: 9, form: 'server' } as const;
		bench.expectSame(request);
		const reader = new EventReader(bench.file);
		const parse = jest.spyOn(JSON, 'parse');
		reader.search({ ...request, from: T0 + HOUR, withTotal: true });
		expect(parse.mock.calls.length).toBeLessThan(3);
		parse.mockRestore();
		reader.close();
	});
});
