/** One reading connection to stored documents, events or alerts: snapshots, scans, and documents by id. */
import { AllHits, type NameForm, type ScanBatch } from '../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';
import { ReadyDictionaries } from './documents/packed-documents';
import { HitMemory } from './known-hits';
import { OpenRuns } from './open-runs';
import { readDocument } from './page';
import { Scan } from './scan';
import { openForReading, RUN_CACHE_KIB } from './schema';
import { SelectStatements, type Selection } from './select';

/** What readers of events and of alerts share; synchronous, so it lives in a worker thread. `Filter` says what a scan looks for. */
export abstract class DocumentReader<Filter> {
	protected readonly database: DatabaseSync;
	protected readonly statements: SelectStatements;
	/** Shared by all connections of this reader. */
	protected readonly dictionaries = new ReadyDictionaries();
	/** The same. */
	protected readonly hits = new HitMemory();
	private readonly scans = new OpenRuns<Scan>();

	/** @param file path of the event database, made by the writer */
	constructor(
		protected readonly file: string,
		private readonly table: 'event' | 'alert',
	) {
		this.database = openForReading(file);
		this.statements = new SelectStatements(this.database, table, this.dictionaries, this.hits);
	}

	/** Opens a scan and returns its number. */
	openScan(filter: Filter): number {
		const database = openForReading(this.file, RUN_CACHE_KIB);
		try {
			// The plan knows words and values of the snapshot that the scan then reads, and no event of others.
			database.exec('BEGIN');
			return this.scans.add(
				new Scan(database, this.selection(filter, database), this.table, this.dictionaries),
			);
		} catch (error) {
			database.close();
			throw error;
		}
	}

	/** Reads on in a scan, see {@link Scan.next}; a finished scan closes itself. */
	nextOfScan(number: number, most: number, budget: number): ScanBatch & { readonly done: boolean } {
		const scan = this.scans.get(number);
		if (scan === undefined) return { ids: new Float64Array(0), scanned: 0, done: true };
		const batch = scan.next(most, budget);
		if (batch.done) this.closeScan(number);
		return batch;
	}

	/** Ends a scan; ending one that is gone is no error. */
	closeScan(number: number): void {
		this.scans.close(number);
	}

	/** JSON texts by id, in the given order; ids that are gone are left out, and those without room are shortened. */
	fetch(ids: Float64Array, form: NameForm): { hits: Uint8Array; count: number } {
		const all = new AllHits(form);
		this.snapshot(() => {
			for (const id of ids) {
				const document = readDocument(this.statements, id, 'server');
				if (document !== undefined) all.take(document);
			}
		});
		return all.hits();
	}

	/** Ends all scans and releases the file. */
	close(): void {
		this.scans.closeAll();
		this.dictionaries.close();
		this.database.close();
	}

	/**
	 * The candidates for a filter, and the check that they still need.
	 *
	 * @param database where they are read; the reader's own connection by default
	 */
	protected abstract selection(filter: Filter, database?: DatabaseSync): Selection;

	/** Reads from one snapshot of the file. */
	protected snapshot<T>(read: () => T): T {
		this.database.exec('BEGIN');
		try {
			return read();
		} finally {
			this.database.exec('COMMIT');
		}
	}
}
