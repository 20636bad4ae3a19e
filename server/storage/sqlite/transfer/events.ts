/** The events of a data folder that nobody else uses, to move them to another engine or from there, with their ids. */
import type { LogEvent } from '../../../logs/events';
import { BatchPreparer } from '../../../logs/store';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type DocumentRow, PackedDocuments } from '../events/documents/packed-documents';
import { documentsWhere } from '../events/documents/schema';
import { openForReading, openForWriting } from '../events/schema';
import { EventWriter } from '../events/writer';

/** What senders bring has been within quotas where it came from. */
const NO_QUOTAS = {
	...{ sources: Infinity, newSourcesAnHour: Infinity, fields: Infinity },
	...{ logTypes: Infinity, fieldsOfType: Infinity },
};
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Reads and writes the events of a folder. */
export class FolderEvents {
	private reader: { database: DatabaseSync; documents: PackedDocuments } | undefined;
	private writer: EventWriter | undefined;
	private readonly preparer = new BatchPreparer();
	private readonly file: string;

	/** @param directory owned by the caller */
	constructor(directory: string) {
		this.file = join(directory, 'events.db');
	}

	/** How many there are. */
	async count(): Promise<number> {
		const row = this.reading()
			.database.prepare(
				'SELECT (SELECT count(*) FROM event_plain) + (SELECT count(*) FROM event_packed) AS n',
			)
			.get();
		return Number(row?.['n']);
	}

	/** The documents of the next events after an id, in the order of their ids. */
	async after(id: number, most: number): Promise<(readonly [id: number, document: string])[]> {
		const { database, documents } = this.reading();
		const rows = database
			.prepare(documentsWhere('id > ?1 AND id <= ?2', 'ASC'))
			.all(id, LARGEST, most) as unknown as (DocumentRow & { id: number })[];
		return rows.map((row) => [row.id, documents.text(row)] as const);
	}

	/** Stores events under ids; those that are there already stay as they are. On disk when it resolves. */
	async put(ids: readonly number[], events: readonly LogEvent[], arrivedAt: number): Promise<void> {
		this.writer ??= new EventWriter(this.file, NO_QUOTAS);
		this.writer.appendUnder(ids, (kept) => ({
			...this.preparer.prepare(kept.map((at) => events[at] as LogEvent)),
			arrivedAt,
		}));
	}

	/** Has everything at rest: whoever reads the folder next may be somebody else. */
	close(): void {
		this.writer?.close();
		this.writer = undefined;
		this.reader?.documents.close();
		this.reader?.database.close();
		this.reader = undefined;
	}

	private reading() {
		if (this.reader === undefined) {
			// Of an older layout, or new.
			openForWriting(this.file).close();
			const database = openForReading(this.file);
			this.reader = { database, documents: new PackedDocuments(database) };
		}
		return this.reader;
	}
}
