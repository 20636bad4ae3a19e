/** A store of events in the thread of a test, and a plain scan of it to compare with. */
import {
	type AggregateRequest,
	type AggregateResult,
	BatchPreparer,
	type RetentionLimits,
} from '../../../../../../server/logs/store';
import { type FieldValue, IDS_PER_MS, type LogEvent } from '../../../../../../server/logs/events';
import { compilePredicate, parseQuery } from '../../../../../../server/logs/query';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ColumnSizes } from '../../../../../../server/storage/sqlite/events/columns/writer';
import {
	type DocumentRow,
	PackedDocuments,
} from '../../../../../../server/storage/sqlite/events/documents/packed-documents';
import { EventReader } from '../../../../../../server/storage/sqlite/events/reader';
import { EventWriter } from '../../../../../../server/storage/sqlite/events/writer';
import { aggregateOf, comparable, type StoredEvent } from '../../../../../support/oracle-aggregate';
import { tempFolder } from '../../../../../support/temp';

/** A store in this thread, and a plain scan of it. */
export class StoreBench {
	readonly file = join(tempFolder(), 'events.db');
	writer: EventWriter;
	private preparer = new BatchPreparer();
	private reader: EventReader | undefined;

	/**
	 * @param sliceEvents most events of one slice of retention
	 * @param columnSizes of blocks of columns
	 */
	constructor(
		private readonly sliceEvents?: number,
		private readonly columnSizes?: ColumnSizes,
	) {
		this.writer = new EventWriter(this.file, undefined, sliceEvents, columnSizes);
	}

	/** @param arrivedAt epoch ms; the machine's time by default */
	append(events: readonly LogEvent[], arrivedAt?: number): void {
		this.writer.append({ ...this.preparer.prepare(events), arrivedAt });
	}

	/** Stores batches in one transaction; answers what became of each. */
	appendAll(batches: readonly (readonly LogEvent[])[], arrivedAt?: number) {
		return this.writer.appendAll(
			batches.map((events) => ({ ...this.preparer.prepare(events), arrivedAt })),
		);
	}

	answer(request: AggregateRequest): AggregateResult {
		this.reader ??= new EventReader(this.file);
		const number = this.reader.openAggregate(request);
		for (;;) {
			const { result } = this.reader.nextOfAggregate(number, 5);
			if (result !== undefined) return result;
		}
	}

	/** The total beside a page. @param limit hits of the page */
	total(request: AggregateRequest, limit = 1): number | undefined {
		this.reader ??= new EventReader(this.file);
		return this.reader.search({ ...request, limit, form: 'server', withTotal: true }).total;
	}

	/** What a statement finds in the file, over a connection of its own. */
	rows<T>(sql: string): T[] {
		const database = new DatabaseSync(this.file);
		try {
			return database.prepare(sql).all() as T[];
		} finally {
			database.close();
		}
	}

	/** Events as they are stored, read without index and tallies. */
	scan({ query, from, to }: AggregateRequest): StoredEvent[] {
		const selects = compilePredicate(parseQuery(query));
		const database = new DatabaseSync(this.file);
		const rows = storedDocuments(database);
		database.close();
		return rows
			.map(({ id, doc }) => ({
				time: Math.floor(id / IDS_PER_MS),
				fields: JSON.parse(doc) as Record<string, FieldValue>,
			}))
			.filter(({ time, fields }) => time >= from && time <= to && selects(fields));
	}

	expectSame(request: AggregateRequest): void {
		const selected = this.scan(request);
		expect(comparable(this.answer(request))).toEqual(aggregateOf(selected, request));
		// Of pages that are full, one that just has room for all, and one with room left.
		const { length } = selected;
		for (const limit of new Set([1, Math.ceil(length / 2), length, length + 1]))
			expect(this.total(request, limit)).toBe(length);
	}

	/** Runs one slice of retention; whether there was something to do. */
	removeSlice(limits: RetentionLimits, now: number): boolean {
		return this.writer.removeSlice(limits, now) !== undefined;
	}

	/** The sums that are kept beside the events, and what they should be by a plain scan. */
	expectSums(): void {
		const database = new DatabaseSync(this.file);
		const number = (sql: string) => Number(database.prepare(sql).get()?.['n']);
		const stored = number('SELECT count(*) AS n FROM event');
		const hosts = storedDocuments(database).map(({ doc }) => {
			const { HOSTNAME } = JSON.parse(doc) as Record<string, FieldValue>;
			return [String(HOSTNAME ?? 'unknown').toLowerCase(), 1];
		});
		const sources = database
			.prepare('SELECT lower(name) AS name, events FROM source WHERE events > 0')
			.all()
			.map((row) => [row['name'], row['events']]);
		const indexed = number(`SELECT count(*) AS n FROM event_fts WHERE event_fts MATCH '"@"'`);
		const lost = number(
			'SELECT count(*) AS n FROM alert_match WHERE event NOT IN (SELECT id FROM event)',
		);
		database.close();
		expect(Object.fromEntries(sources)).toEqual(sumByName(hosts));
		expect({ indexed, lost }).toEqual({ indexed: stored, lost: 0 });
	}

	close(): void {
		this.reader?.close();
		this.writer.close();
	}

	/** Closes both ends, runs SQL on the file, and opens it again. */
	reopen(sql: string): void {
		this.close();
		this.reader = undefined;
		// What prepares ends with the process, too: it knows of no word that it has named.
		this.preparer = new BatchPreparer();
		const database = new DatabaseSync(this.file);
		database.exec(sql);
		database.close();
		this.writer = new EventWriter(this.file, undefined, this.sliceEvents, this.columnSizes);
	}
}

/** All documents of a file by id, plain ones and compressed ones. */
export function storedDocuments(database: DatabaseSync): { id: number; doc: string }[] {
	const documents = new PackedDocuments(database);
	const rows = database.prepare('SELECT id, doc, packed FROM event ORDER BY id').all();
	const found = rows.map((row) => ({
		id: row['id'] as number,
		doc: documents.text(row as unknown as DocumentRow),
	}));
	documents.close();
	return found;
}

/** Adds up what lists of names with numbers have of each name. */
function sumByName(list: readonly (readonly unknown[])[]): Record<string, number> {
	const sums: Record<string, number> = {};
	for (const [name, n] of list) sums[String(name)] = (sums[String(name)] ?? 0) + Number(n);
	return sums;
}
