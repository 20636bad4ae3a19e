/** Documents compressed anew: where it pays, over ends of the process, with dictionaries that go, and never without end. */
import { DatabaseSync } from 'node:sqlite';
import type { LogEvent } from '../../../../../../server/logs/events';
import { documentOf } from '../../../../../../server/logs/store';
import { dictionaryOf } from '../../../../../../server/storage/sqlite/events/documents/packed-documents';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { EventWriter } from '../../../../../../server/storage/sqlite/events/writer';
import { olderLayout } from '../../../../../support/older-layouts';
import { StoreBench, storedDocuments } from '../support/store-bench';

const HOUR = 3_600_000;
const T0 = 1e12 - (1e12 % HOUR);
const ALL = { query: '*', from: 0, to: 2e12, groupBy: ['HOSTNAME'], limit: 10 };

/** Texts that every event of a kind has, which no other kind has. */
const KINDS = ['sshd', 'apache', 'fortigate'].map((kind) =>
	Array.from({ length: 48 }, (_, n) => `${kind}${(n * 7919) % 997}=${kind.length * n}`).join(' '),
);
/** Event `n` of a file of logs: files come one after another, each of a kind of its own. */
const event = (n: number, kind: number): LogEvent => ({
	time: T0 + (kind * 9 * HOUR + n * 1_700),
	fields: {
		HOSTNAME: `host${n % 7}`,
		LOGTYPE: 'Unix',
		PROCESSID: (n * 7919) % 30_000,
		MESSAGE: `${KINDS[kind] as string} for user${n % 50} port ${(n * 104_729) % 65_536}`,
	},
});
const file = (kind: number, count = 2_500) =>
	Array.from({ length: count }, (_, n) => event(n, kind));

/** Numbers in no order, always the same (xorshift32). */
function numbers(): () => number {
	let state = 0x9e3779b9 | 0;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state >>> 0;
	};
}

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(500)));
afterEach(() => bench.close());

function append(events: readonly LogEvent[], arrived = T0): void {
	for (let from = 0; from < events.length; from += 1_000)
		bench.append(events.slice(from, from + 1_000), arrived);
}

function query<T>(sql: string): T[] {
	const database = new DatabaseSync(bench.file);
	try {
		return database.prepare(sql).all() as T[];
	} finally {
		database.close();
	}
}

function documents(): string[] {
	const database = new DatabaseSync(bench.file);
	try {
		return storedDocuments(database).map(({ doc }) => doc);
	} finally {
		database.close();
	}
}

const figures = () =>
	query<{ frames: number; pages: number; unused: number }>(
		`SELECT (SELECT sum(length(doc)) FROM event_packed) AS frames, sum(pgsize) AS pages, sum(unused) AS unused
			FROM dbstat WHERE name = 'event_packed'`,
	)[0] as { frames: number; pages: number; unused: number };

/** The dictionaries' own counts of the events that need them, against the rows. */
function expectCounts(): void {
	const counts = new Map<number, number>();
	for (const { doc } of query<{ doc: Uint8Array }>('SELECT doc FROM event_packed'))
		counts.set(dictionaryOf(doc), (counts.get(dictionaryOf(doc)) ?? 0) + 1);
	const listed = query<{ id: number; events: number }>(
		'SELECT id, events FROM document_dictionary WHERE events <> 0',
	);
	expect(new Map(listed.map(({ id, events }) => [id, events]))).toEqual(counts);
}

function kept() {
	const reader = new EventReader(bench.file);
	try {
		return reader.kept();
	} finally {
		reader.close();
	}
}

it('compresses files of several kinds anew, so that no document has the dictionary of another kind', () => {
	const all = KINDS.flatMap((_, kind) => file(kind));
	append(all);
	const before = figures();
	while (bench.writer.packOn());
	const after = figures();
	expect(after.frames).toBeLessThan(0.7 * before.frames);
	// The pages follow: a row that shrinks in its place would leave them as they were.
	expect(after.pages).toBeLessThan(0.7 * before.pages);
	expect(after.unused).toBeLessThan(0.15 * after.pages);
	expect(documents()).toEqual(all.map(documentOf));
	expectCounts();
	bench.expectSame(ALL);
	bench.expectSums();
	// One is of all; what no event needs is gone, but for the one that the next events are compressed with.
	const dictionaries = query<{ of_all: number; events: number }>(
		'SELECT of_all, events FROM document_dictionary ORDER BY id',
	);
	expect(dictionaries.filter(({ of_all: ofAll }) => ofAll === 1)).toHaveLength(1);
	const current = dictionaries.findLast(({ of_all: ofAll }) => ofAll === 0);
	expect(dictionaries.filter((one) => one !== current && one.events === 0)).toEqual([]);
});

it('gives the file back what became free, but for a twentieth', () => {
	append(KINDS.flatMap((_, kind) => file(kind)));
	while (bench.writer.packOn());
	bench.reopen('PRAGMA wal_checkpoint(TRUNCATE)');
	const [{ pages, free }] = query<{ pages: number; free: number }>(
		'SELECT page_count AS pages, freelist_count AS free FROM pragma_page_count, pragma_freelist_count',
	) as [{ pages: number; free: number }];
	expect(free).toBeLessThan(0.06 * pages + 32);
	expect(query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

it('goes on where it was, whichever slice the process ended after, with events that arrive in between', () => {
	const all = KINDS.flatMap((_, kind) => file(kind));
	append(all, T0 + 20 * HOUR);
	while (!bench.writer.isPackedOnce) bench.writer.packOn();
	for (let life = 0; bench.writer.packOn(); life++) {
		const late = [event(100_000 + life, 1), event(200_000 + life, 2)];
		append(late, T0 + 20 * HOUR);
		all.push(...late);
		bench.reopen('');
		if (life % 20 === 0) bench.expectSame(ALL);
	}
	const sorted = all.map(documentOf).toSorted();
	expect(documents().toSorted()).toEqual(sorted);
	expectCounts();
	expect(query('SELECT next, last, dictionary, giving_back FROM document_repack')).toEqual([
		{ next: null, last: null, dictionary: null, giving_back: 0 },
	]);
});

it('agrees with retention that removes what is to be looked at', () => {
	append(file(0), T0);
	append(file(1), T0 + 40 * HOUR);
	append(file(2), T0 + 40 * HOUR);
	while (bench.writer.packOn() && kept().toCompressAnew === null);
	const limits = { ageMs: HOUR, bytes: null };
	for (let more = true; more; ) {
		more = bench.removeSlice(limits, T0 + 40 * HOUR + 1);
		more = bench.writer.packOn() || more;
	}
	expect(documents()).toEqual([1, 2].flatMap((kind) => file(kind)).map(documentOf));
	expectCounts();
	bench.expectSums();
});

it('tells how far it is', () => {
	append(KINDS.flatMap((_, kind) => file(kind)));
	while (!bench.writer.isPackedOnce) bench.writer.packOn();
	expect(kept().toCompressAnew).toBeNull();
	expect(bench.writer.packOn()).toBe(true);
	expect(kept().toCompressAnew).toEqual({ left: 7_500, total: 7_500 });
	bench.writer.packOn();
	const left = kept().toCompressAnew?.left as number;
	// A step goes on to the first slice that gains by it, which is not the last one of two files.
	expect(left).toBeLessThan(7_500);
	expect(left).toBeGreaterThan(2_500);
	while (bench.writer.packOn());
	expect(kept().toCompressAnew).toBeNull();
});

it('leaves alone what one dictionary fits, and looks again only when a tenth has come', () => {
	append(file(0, 8_000));
	while (bench.writer.packOn());
	const before = query('SELECT id, doc FROM event_packed');
	expect(query('SELECT of_all FROM document_dictionary')).toEqual([{ of_all: 0 }]);
	append(file(0, 8_000).slice(0, 3_000));
	expect(bench.writer.mayPack).toBe(false);
	bench.reopen('');
	expect(bench.writer.mayPack).toBe(false);
	append(file(0, 8_000).slice(3_000, 4_500));
	expect(bench.writer.mayPack).toBe(true);
	while (bench.writer.packOn());
	expect(bench.writer.mayPack).toBe(false);
	const packed = new Map(before.map((row) => [(row as { id: number }).id, row]));
	for (const row of query<{ id: number }>('SELECT id, doc FROM event_packed'))
		if (packed.has(row.id)) expect(row).toEqual(packed.get(row.id));
});

it('leaves alone what another dictionary fits as well, though it is the better one for many documents', () => {
	const random = numbers();
	// Each dictionary holds some of these texts, by chance: it makes little of a quarter of all that the other makes much of.
	const texts = Array.from({ length: 800 }, () =>
		Array.from({ length: 40 }, () => random().toString(36)).join(' '),
	);
	const varied = Array.from({ length: 8_000 }, (_, n) => {
		const { time, fields } = event(n, 0);
		return { time, fields: { ...fields, MESSAGE: texts[random() % texts.length] as string } };
	});
	append(varied);
	while (bench.writer.packOn());
	expect(bench.writer.mayPack).toBe(false);
	const ofAll = query('SELECT id FROM document_dictionary WHERE of_all = 1');
	expect(ofAll).toEqual([]);
});

it('ends whatever comes: each look and pass needs further events', () => {
	let slices = 0;
	for (let round = 0; round < 4; round++) {
		for (const kind of [0, 1, 2]) {
			append(file(kind, 2_000));
			while (bench.writer.packOn()) slices++;
		}
	}
	expect(bench.writer.packOn()).toBe(false);
	// A look for each 4,000 events at most, a pass with each at most.
	expect(slices).toBeLessThan(6 * (24_000 / 100));
	expectCounts();
});

it('does nothing twice after a slice that failed, and believes nothing of it', () => {
	append(KINDS.flatMap((_, kind) => file(kind)));
	while (!bench.writer.isPackedOnce) bench.writer.packOn();
	bench.writer.packOn();
	const { database } = bench.writer as unknown as { database: DatabaseSync };
	database.exec(
		"CREATE TEMP TRIGGER no_more AFTER INSERT ON main.event_packed WHEN new.id % 1000 = 0 BEGIN SELECT raise(ABORT, 'no'); END",
	);
	const before = query('SELECT * FROM event_packed');
	expect(() => {
		while (bench.writer.packOn());
	}).toThrow('no');
	expect(query('SELECT count(*) AS n FROM event_packed')).toEqual([{ n: before.length }]);
	database.exec('DROP TRIGGER temp.no_more');
	while (bench.writer.packOn());
	expect(documents()).toEqual(KINDS.flatMap((_, kind) => file(kind)).map(documentOf));
	expectCounts();
});

it('compresses a store of the layout before anew, whose dictionaries were made one after another', () => {
	const all = KINDS.flatMap((_, kind) => file(kind));
	append(all);
	while (!bench.writer.isPackedOnce) bench.writer.packOn();
	bench.reopen(olderLayout('9'));
	const before = figures();
	expect(bench.writer.mayPack).toBe(true);
	while (bench.writer.packOn());
	expect(figures().frames).toBeLessThan(0.7 * before.frames);
	expect(documents()).toEqual(all.map(documentOf));
	expectCounts();
});

it('leaves a damaged document as it is, and compresses the others', () => {
	append(KINDS.flatMap((_, kind) => file(kind)));
	const id = (T0 + 9 * HOUR) * 1_000;
	bench.reopen(`UPDATE event_packed SET doc = substr(doc, 1, length(doc) - 3) WHERE id = ${id}`);
	const damaged = query(`SELECT doc FROM event_packed WHERE id = ${id}`);
	while (bench.writer.packOn());
	expect(query(`SELECT doc FROM event_packed WHERE id = ${id}`)).toEqual(damaged);
	const [{ n }] = query<{ n: number }>(
		'SELECT events AS n FROM document_dictionary WHERE of_all = 1',
	) as [{ n: number }];
	expect(n).toBeGreaterThan(2_500);
	const again = new EventWriter(bench.file);
	expect(again.packOn()).toBe(false);
	again.close();
});
