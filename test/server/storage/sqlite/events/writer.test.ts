import { BatchPreparer, type PreparedBatch } from '../../../../../server/logs/store';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventReader } from '../../../../../server/storage/sqlite/events/reader';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { tempFolder } from '../../../../support/temp';

const event = (N: number, USERNAME: string) => ({
	time: 1000,
	fields: { HOSTNAME: 'h', N, USERNAME },
});
const ALL = { query: '*', from: 0, to: 1e12, limit: 100, form: 'server', withTotal: true } as const;

const hitsOf = (hits: Uint8Array): unknown => JSON.parse(`[${Buffer.from(hits).toString()}]`);

describe('EventWriter', () => {
	let file: string;
	let writer: EventWriter;

	beforeEach(() => {
		file = join(tempFolder(), 'events.db');
		writer = new EventWriter(file);
	});
	afterEach(() => writer.close());

	const reading = <T>(read: (reader: EventReader) => T): T => {
		const reader = new EventReader(file);
		try {
			return read(reader);
		} finally {
			reader.close();
		}
	};

	it('stores all of a batch or nothing', () => {
		const batch = new BatchPreparer().prepare([event(1, 'ann'), event(2, 'bob')]);
		const torn = {
			...batch,
			documents: { ...batch.documents, ends: batch.documents.ends.slice(0, 1) },
		};
		expect(() => writer.append(torn)).toThrow();
		expect(
			reading((reader) => [reader.count(), reader.sources(), reader.search(ALL).count]),
		).toEqual([0, [], 0]);
		expect(writer.append(batch)).toEqual({ stored: 2, dropped: 0 });
		expect(reading((reader) => reader.search(ALL).count)).toBe(2);
	});

	it('knows the values of a batch that was prepared before the failure of the one that reported them', () => {
		const preparer = new BatchPreparer();
		const first = preparer.prepare([event(1, 'ann')]);
		const second = preparer.prepare([event(2, 'ann')]);
		expect(() =>
			writer.append({ ...first, documents: { ...first.documents, ends: new Uint32Array() } }),
		).toThrow();
		writer.append(second);
		reading((reader) => {
			expect(reader.fieldValues('USERNAME')).toEqual(['ann']);
			expect(reader.search({ ...ALL, query: 'USERNAME = *nn' }).count).toBe(1);
		});
	});

	it('stores several batches at once, and refuses only the one at fault', () => {
		const preparer = new BatchPreparer();
		const [first, second, third] = [1, 2, 3].map((n) =>
			preparer.prepare([event(n, `user${n}`), event(n, 'all')]),
		) as [PreparedBatch, PreparedBatch, PreparedBatch];
		const torn = { ...second, documents: { ...second.documents, ends: new Uint32Array() } };
		const both = { stored: 2, dropped: 0 };
		expect(writer.appendAll([first, torn, third])).toEqual([both, expect.any(RangeError), both]);
		expect(
			reading((reader) => [reader.count(), reader.search({ ...ALL, query: 'N = 2' }).count]),
		).toEqual([4, 0]);
		expect(writer.appendAll([second, first])).toEqual([both, both]);
		reading((reader) => {
			expect(reader.count()).toBe(8);
			expect(reader.fieldValues('USERNAME')).toEqual(['all', 'user1', 'user2', 'user3']);
			expect(reader.sources()).toMatchObject([{ name: 'h', events: 8 }]);
		});
	});

	it('writes events that come in no order as one segment of the index, under the ids of their order of arrival', () => {
		const times = [5, 3, 9, 3, 1, 9, 7, 3].map((n) => n * 1_000);
		const events = times.map((time, n) => ({ ...event(n, `user${n}`), time }));
		expect(writer.append(new BatchPreparer().prepare(events))).toEqual({ stored: 8, dropped: 0 });
		const database = new DatabaseSync(file);
		// A row's number begins with that of its segment, above 37 bits; see the head of SQLite's fts5_index.c.
		const segments = database
			.prepare('SELECT DISTINCT id >> 37 AS n FROM event_fts_data WHERE id >= 1 << 37')
			.all();
		const ids = database.prepare('SELECT id FROM event ORDER BY id').all();
		database.close();
		expect(segments).toHaveLength(1);
		expect(ids.map(({ id }) => id)).toEqual([
			1_000_000, 3_000_000, 3_000_001, 3_000_002, 5_000_000, 7_000_000, 9_000_000, 9_000_001,
		]);
		reading((reader) => {
			for (const [n, time] of times.entries()) {
				const found = reader.search({ ...ALL, query: `N = ${n} AND USERNAME = user${n}` });
				expect(hitsOf(found.hits)).toMatchObject([{ TIME: time, N: n }]);
			}
			const three = reader.search({ ...ALL, query: 'N <= 7', from: 3_000, to: 3_000 });
			// The newest first.
			expect(hitsOf(three.hits)).toMatchObject([{ N: 7 }, { N: 3 }, { N: 1 }]);
		});
	});

	it('keeps file and index whole', () => {
		const preparer = new BatchPreparer();
		for (let n = 0; n < 5; n++) writer.append(preparer.prepare([event(n, `user${n}`)]));
		const database = new DatabaseSync(file);
		expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
		database.exec("INSERT INTO event_fts (event_fts) VALUES ('integrity-check')");
		database.close();
	});
});
