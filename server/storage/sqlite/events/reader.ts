/** One reading connection to the event database: pages, scans, documents by id, and what the store knows of sources and fields. */
import type { DatabaseSync } from 'node:sqlite';
import type { ParserRule } from '../../../logs/log-types/changes';
import { listParserRules } from '../log-types/rule-table';
import { listLogTypes } from '../log-types/table';
import { countEvents, listGroups, listSources } from '../sources/table';
import { displayName, PREDEFINED_FIELDS } from '../../../logs/events/field-names';
import type {
	LogField,
	LogSource,
	LogSourceGroup,
	LogType,
	NameForm,
	ScanBatch,
	ScanRequest,
	SearchPage,
	SearchRequest,
} from '../../../logs/events/store';
import { joinDocuments, readDocument, readPage } from './page';
import { Scan } from './scan';
import { openForReading } from './schema';
import { SelectStatements, selectionOf } from './select';

/** What an event of any log type has. */
const FIELDS_OF_EVERY_TYPE = ['TIME', 'HOSTNAME', 'LOGTYPE'];

/** Reads events; synchronous, so it lives in a worker thread. */
export class EventReader {
	private readonly database: DatabaseSync;
	private readonly statements: SelectStatements;
	private readonly scans = new Map<number, Scan>();
	private nextScan = 1;

	/** @param file path of the event database, made by the writer */
	constructor(private readonly file: string) {
		this.database = openForReading(file);
		this.statements = new SelectStatements(this.database);
	}

	/** One page of hits; plan, hits and total come from one snapshot. */
	search(request: SearchRequest): SearchPage {
		return this.snapshot(() =>
			readPage(
				this.statements,
				selectionOf(request, (field) => this.fieldValues(field)),
				request,
			),
		);
	}

	/** Opens a scan and returns its number. */
	openScan(request: ScanRequest): number {
		const database = openForReading(this.file);
		try {
			const selection = selectionOf(request, (field) => this.fieldValues(field));
			const scan = this.nextScan++;
			this.scans.set(scan, new Scan(database, selection));
			return scan;
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
		this.scans.get(number)?.close();
		this.scans.delete(number);
	}

	/** JSON texts of events by id, in the given order; ids that are gone are left out. */
	fetch(ids: Float64Array, form: NameForm): { hits: Uint8Array; count: number } {
		const documents: string[] = [];
		this.snapshot(() => {
			for (const id of ids) {
				const document = readDocument(this.statements, id, form);
				if (document !== undefined) documents.push(document);
			}
		});
		return { hits: joinDocuments(documents), count: documents.length };
	}

	/** The largest event id, 0 when there is none. */
	maxId(): number {
		return Number(this.statements.maxId.get()?.['id'] ?? 0);
	}

	/** Number of stored events. */
	count(): number {
		return countEvents(this.database);
	}

	/** All log sources by id. */
	sources(): LogSource[] {
		return listSources(this.database);
	}

	/** All groups of log sources by id. */
	groups(): LogSourceGroup[] {
		return listGroups(this.database);
	}

	/** The predefined fields first, then all seen ones by name; with a log type those seen in its events. */
	fields(logType?: string): LogField[] {
		const rows = this.database
			.prepare('SELECT name, type FROM field ORDER BY name')
			.all() as unknown as {
			name: string;
			type: LogField['type'];
		}[];
		const types = new Map(rows.map(({ name, type }) => [name, type]));
		const names =
			logType === undefined
				? new Set([...PREDEFINED_FIELDS, ...types.keys()])
				: new Set([...FIELDS_OF_EVERY_TYPE, ...this.fieldsOf(logType)]);
		return [...names].map((server) => ({
			server,
			client: displayName(server),
			type: server === 'TIME' ? 'number' : (types.get(server) ?? 'text'),
		}));
	}

	/** All log types, see {@link listLogTypes}. */
	logTypes(): LogType[] {
		return listLogTypes(this.database);
	}

	/** All parser rules by id. */
	parserRules(): ParserRule[] {
		return listParserRules(this.database);
	}

	/** Distinct canonical values of a field; undefined when the field has too many to be listed. */
	fieldValues(field: string): readonly string[] | undefined {
		const known = this.database.prepare('SELECT wide FROM field WHERE name = ?').get(field);
		if (known === undefined) return [];
		if (known['wide'] === 1) return undefined;
		const rows = this.database
			.prepare('SELECT value FROM field_value WHERE field = ? ORDER BY value')
			.all(field);
		return rows.map((row) => String(row['value']));
	}

	/** Ends all scans and releases the file. */
	close(): void {
		for (const number of [...this.scans.keys()]) this.closeScan(number);
		this.database.close();
	}

	private fieldsOf(logType: string): string[] {
		return this.database
			.prepare('SELECT field FROM field_log_type WHERE log_type = ? ORDER BY field')
			.all(logType)
			.map((row) => row['field'] as string);
	}

	private snapshot<T>(read: () => T): T {
		this.database.exec('BEGIN');
		try {
			return read();
		} finally {
			this.database.exec('COMMIT');
		}
	}
}
