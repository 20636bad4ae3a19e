/** One reading connection to the event database: pages, scans, documents by id, and what the store knows of sources and fields. */
import type { DatabaseSync } from 'node:sqlite';
import { displayName, PREDEFINED_FIELDS, PREDEFINED_LOG_TYPES } from '../field-names';
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
} from '../store';
import { joinDocuments, readDocument, readPage } from './page';
import { Scan } from './scan';
import { openForReading } from './schema';
import { SelectStatements, selectionOf } from './select';

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
		return Number(
			this.database.prepare('SELECT coalesce(sum(events), 0) AS n FROM source').get()?.['n'],
		);
	}

	/** All log sources by id. */
	sources(): LogSource[] {
		const rows = this.database.prepare(`
			SELECT s.id, s.name, s.ip, s.log_type AS logType, s.group_id AS groupId, g.name AS "group", s.enabled,
				s.first_seen AS firstSeen, s.last_seen AS lastSeen, s.events
			FROM source s JOIN source_group g ON g.id = s.group_id ORDER BY s.id
		`);
		return rows
			.all()
			.map((row) => ({ ...row, enabled: row['enabled'] === 1 }) as unknown as LogSource);
	}

	/** All groups of log sources by id. */
	groups(): LogSourceGroup[] {
		const rows = this.database.prepare(`
			SELECT g.id, g.name, count(s.id) AS members
			FROM source_group g LEFT JOIN source s ON s.group_id = g.id GROUP BY g.id ORDER BY g.id
		`);
		return rows.all() as unknown as LogSourceGroup[];
	}

	/** The predefined fields first, then all seen ones by name. */
	fields(): LogField[] {
		const rows = this.database
			.prepare('SELECT name, type FROM field ORDER BY name')
			.all() as unknown as {
			name: string;
			type: LogField['type'];
		}[];
		const types = new Map(rows.map(({ name, type }) => [name, type]));
		const names = new Set([...PREDEFINED_FIELDS, ...types.keys()]);
		return [...names].map((server) => ({
			server,
			client: displayName(server),
			type: server === 'TIME' ? 'number' : (types.get(server) ?? 'text'),
		}));
	}

	/** The predefined log types first, then all others that sources have. */
	logTypes(): LogType[] {
		const known = new Map(PREDEFINED_LOG_TYPES.map((type) => [type.id, type]));
		for (const row of this.database
			.prepare('SELECT DISTINCT log_type FROM source ORDER BY log_type')
			.all()) {
			const id = String(row['log_type']);
			if (!known.has(id)) known.set(id, { id, description: id });
		}
		return [...known.values()];
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

	private snapshot<T>(read: () => T): T {
		this.database.exec('BEGIN');
		try {
			return read();
		} finally {
			this.database.exec('COMMIT');
		}
	}
}
