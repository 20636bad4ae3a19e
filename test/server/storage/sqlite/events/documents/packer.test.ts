/** Documents compressed: at ingest, in the background, after failures, and with dictionaries that come and go. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { LogEvent } from '../../../../../../server/logs/events';
import { documentOf } from '../../../../../../server/logs/store';
import {
	dictionaryOf,
	PackedDocuments,
	prefixOf,
} from '../../../../../../server/storage/sqlite/events/documents/packed-documents';
import { DocumentPacker } from '../../../../../../server/storage/sqlite/events/documents/packer';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { openForWriting } from '../../../../../../server/storage/sqlite/events/schema';
import { EventWriter } from '../../../../../../server/storage/sqlite/events/writer';
import { olderLayout } from '../../../../../support/older-layouts';
import { tempFolder } from '../../../../../support/temp';
import { StoreBench, storedDocuments } from '../support/store-bench';

const HOUR = 3_600_000;
const T0 = 1e12 - (1e12 % HOUR);

/** Events like those of a log: the same words, other numbers. */
const event = (n: number, kind = 'Accepted password'): LogEvent => ({
	time: T0 + n,
	fields: {
		HOSTNAME: `host${n % 7}`,
		LOGTYPE: 'Unix',
		PROCESSID: 1000 + ((n * 7919) % 30_000),
		MESSAGE: `${kind} for user${n % 50} from 10.0.${n % 256}.${(n * 31) % 256} port ${(n * 104_729) % 65_536} ssh2 – ü`,
	},
});
const events = (from: number, count: number, kind?: string) =>
	Array.from({ length: count }, (_, n) => event(from + n, kind));

let bench: StoreBench;
beforeEach(() => (bench = new StoreBench(500)));
afterEach(() => bench.close());

function query<T>(sql: string): T[] {
	const database = new DatabaseSync(bench.file);
	try {
		return database.prepare(sql).all() as T[];
	} finally {
		database.close();
	}
}

const packedCount = () => query<{ n: number }>('SELECT count(packed) AS n FROM event')[0]?.n;
const dictionaries = () =>
	query<{ id: number; events: number }>('SELECT id, events FROM document_dictionary ORDER BY id');

/** The dictionaries' own counts of the events that need them, against the rows. */
function expectCounts(): void {
	const counts = new Map<number, number>();
	for (const { packed } of query<{ packed: Uint8Array | null }>('SELECT packed FROM event'))
		if (packed !== null) {
			const id = dictionaryOf(packed);
			counts.set(id, (counts.get(id) ?? 0) + 1);
		}
	const listed = dictionaries().filter(({ events: n }) => n !== 0);
	expect(new Map(listed.map(({ id, events: n }) => [id, n]))).toEqual(counts);
}

function documents(): string[] {
	const database = new DatabaseSync(bench.file);
	try {
		return storedDocuments(database).map(({ doc }) => doc);
	} finally {
		database.close();
	}
}

it('stores the first events plain, compresses the others with a dictionary of them, and the first ones later', () => {
	const all = events(0, 6_000);
	for (let from = 0; from < all.length; from += 500) bench.append(all.slice(from, from + 500));
	const atOnce = packedCount() as number;
	expect(atOnce).toBeGreaterThan(1_000);
	expect(atOnce).toBeLessThan(6_000);
	expect(documents()).toEqual(all.map(documentOf));
	let slices = 0;
	while (bench.writer.packOn()) slices++;
	expect(slices).toBeGreaterThan(2);
	expect(packedCount()).toBe(6_000);
	expect(documents()).toEqual(all.map(documentOf));
	const [sizes] = query<{ packed: number }>('SELECT avg(length(packed)) AS packed FROM event');
	const plain = all.reduce((sum, one) => sum + Buffer.byteLength(documentOf(one)), 0) / all.length;
	expect(sizes?.packed).toBeLessThan(plain / 2);
	expectCounts();
	expect(bench.writer.mayPack).toBe(false);
});

it('finds and counts the same before, amid and after it', () => {
	bench.append(events(0, 5_000));
	const request = {
		query: 'MESSAGE = "user7 from" OR HOSTNAME = host3',
		from: 0,
		to: 2e12,
		groupBy: ['HOSTNAME'],
		limit: 10,
	};
	do bench.expectSame(request);
	while (bench.writer.packOn());
	bench.append(events(5_000, 200));
	bench.expectSame(request);
	bench.expectSums();
});

it('compresses the documents of an older layout, with events that arrive and processes that end in between', () => {
	const old = events(0, 6_000);
	bench.append(old, T0);
	bench.reopen(olderLayout('7'));
	expect(documents()).toEqual(old.map(documentOf));
	expect(packedCount()).toBe(0);
	const request = {
		query: 'PROCESSID < 9000',
		from: 0,
		to: 2e12,
		groupBy: ['HOSTNAME'],
		limit: 10,
	};
	const arrived: LogEvent[] = [];
	for (let life = 0; bench.writer.packOn(); life++) {
		// Late ones too, which lie among those that are being compressed.
		const more = [event(20_000 + life), { ...event(life), time: T0 + life * 300 }];
		bench.append(more, T0);
		arrived.push(...more);
		if (life % 3 === 0) bench.reopen('');
		if (life % 5 === 0) bench.expectSame(request);
	}
	expect(packedCount()).toBe(6_000 + arrived.length);
	expect(documents().toSorted()).toEqual([...old, ...arrived].map(documentOf).toSorted());
	expect(query('SELECT * FROM document_backlog')).toEqual([
		{ id: 1, next: null, last: null, total: 0, looked: 0 },
	]);
	bench.expectSame(request);
	bench.expectSums();
	expectCounts();
});

it('tells how far it is, and nothing while there are too few events for a dictionary', () => {
	const toCompress = () => {
		const reader = new EventReader(bench.file);
		const kept = reader.kept();
		reader.close();
		return kept.toCompress;
	};
	bench.append(events(0, 100));
	expect(bench.writer.mayPack).toBe(false);
	expect(bench.writer.packOn()).toBe(false);
	expect(toCompress()).toBeNull();
	bench.append(events(100, 4_900));
	expect(toCompress()).toEqual({ left: 5_000, total: 5_000 });
	expect(bench.writer.packOn()).toBe(true);
	expect(toCompress()).toMatchObject({ total: 5_000 });
	expect(toCompress()?.left).toBeLessThan(5_000);
	while (bench.writer.packOn());
	expect(toCompress()).toBeNull();
});

it('goes on after the process ended at any slice', () => {
	const all = events(0, 4_500);
	bench.append(all);
	let more = true;
	let lives = 0;
	while (more) {
		more = bench.writer.packOn();
		bench.reopen('');
		lives++;
	}
	expect(lives).toBeGreaterThan(3);
	expect(packedCount()).toBe(4_500);
	expect(documents()).toEqual(all.map(documentOf));
	expectCounts();
});

it('leaves what does not become smaller as it is', () => {
	bench.append(events(0, 5_000));
	bench.append([{ time: T0 + 9_000, fields: {} }]);
	while (bench.writer.packOn());
	expect(bench.writer.mayPack).toBe(false);
	expect(documents().at(-1)).toBe(documentOf({ time: T0 + 9_000, fields: {} }));
});

it('believes nothing of a transaction that was undone', () => {
	bench.append(events(0, 4_100));
	const broken = {
		query: (sql: string) =>
			(bench.writer as unknown as { database: DatabaseSync }).database.exec(sql),
	};
	// The first dictionary comes with the next batch, which fails after it.
	broken.query(
		"CREATE TRIGGER no_more BEFORE INSERT ON event_packed WHEN new.id % 1000 = 3 BEGIN SELECT raise(ABORT, 'no'); END",
	);
	expect(() =>
		bench.append([event(4_200), ...Array.from({ length: 9 }, () => event(4_200))]),
	).toThrow('no');
	broken.query('DROP TRIGGER no_more');
	expect(dictionaries()).toEqual([]);
	bench.append(events(5_000, 300));
	while (bench.writer.packOn());
	expect(documents()).toEqual([...events(0, 4_100), ...events(5_000, 300)].map(documentOf));
	expect(packedCount()).toBe(4_400);
	expectCounts();
});

it('makes another dictionary when what arrives becomes something else, and forgets the old one with its last event', () => {
	bench.append(events(0, 5_000), T0);
	while (bench.writer.packOn());
	const other = (n: number): LogEvent => ({
		time: T0 + HOUR * 30 + n,
		fields: {
			HOSTNAME: 'fw',
			LOGTYPE: 'Firewall',
			MESSAGE: `devid=FG${(n * 7919) % 99_991} policy=${n % 97} srcip=192.168.${n % 251}.${(n * 17) % 241} action=deny service=udp/${(n * 331) % 65_521} msg="denied by forward policy check"`,
		},
	});
	const late = T0 + HOUR * 30;
	// The first window tells how well the dictionary fits at its best, the others that it does not any more.
	for (let from = 0; from < 8_000; from += 4_000) bench.append(events(10_000 + from, 4_000), T0);
	for (let from = 0; from < 12_000; from += 4_000)
		bench.append(
			Array.from({ length: 4_000 }, (_, n) => other(from + n)),
			late,
		);
	expect(dictionaries().map(({ id }) => id)).toEqual([1, 2]);
	expectCounts();
	const limits = { ageMs: HOUR, bytes: null };
	while (bench.removeSlice(limits, T0 + 30 * HOUR));
	expectCounts();
	bench.expectSums();
	while (bench.removeSlice(limits, T0 + 40 * HOUR));
	// The one in use stays, the other one has no events.
	expect(dictionaries()).toEqual([{ id: 2, events: 0 }]);
});

it('stores plain what this Node cannot compress, says so, and compresses it where it can', () => {
	const warned = jest.spyOn(process, 'emitWarning').mockImplementation();
	const file = join(tempFolder(), 'events.db');
	const database = openForWriting(file);
	const written = new PackedDocuments(database);
	const packer = new DocumentPacker(database, written, false);
	expect(warned).toHaveBeenCalledWith(expect.stringMatching(/cannot compress/), expect.anything());
	const all = events(0, 4_200);
	expect(packer.begin()).toBe(false);
	all.forEach((one, n) => packer.insert((T0 + n) * 1_000, Buffer.from(documentOf(one))));
	packer.flush();
	expect(packer.mayRewrite).toBe(false);
	packer.close();
	database.exec('INSERT INTO kept_hour SELECT DISTINCT id / 3600000000, 0, 0 FROM event');
	database.close();
	const writer = new EventWriter(file);
	while (writer.packOn());
	writer.close();
	const after = new DatabaseSync(file);
	expect(after.prepare('SELECT count(packed) AS n FROM event').get()).toEqual({ n: 4_200 });
	expect(storedDocuments(after).map(({ doc }) => doc)).toEqual(all.map(documentOf));
	after.close();
	warned.mockRestore();
});

it('names a damaged document instead of giving something else out', () => {
	bench.append(events(0, 5_000));
	while (bench.writer.packOn());
	const id = T0 * 1_000;
	bench.reopen(`UPDATE event_packed SET doc = substr(doc, 1, length(doc) - 4) WHERE id = ${id}`);
	const reader = new EventReader(bench.file);
	expect(() => reader.fetch(Float64Array.of(id), 'server')).toThrow(/damaged/);
	// The next one is read with a fresh context.
	expect(reader.fetch(Float64Array.of(id + 1_000), 'server').count).toBe(1);
	reader.close();
	bench.reopen('DELETE FROM document_dictionary');
	const again = new EventReader(bench.file);
	expect(() => again.fetch(Float64Array.of(id + 1_000), 'server')).toThrow(
		/dictionary 1 .* is missing/,
	);
	again.close();
});

it.each([1, 127, 128, 16_383, 16_384, 2_097_151])('names dictionary %i in a prefix', (id) => {
	expect(dictionaryOf(Uint8Array.from([...prefixOf(id), 0x60, 0xff, 0xff]))).toBe(id);
	expect(prefixOf(id).length).toBeLessThanOrEqual(3);
});
