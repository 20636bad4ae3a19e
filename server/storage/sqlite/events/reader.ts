/** One reading connection to the event database: pages, scans, documents by id, and what the store knows of sources and fields. */
import { type SearchWatch, watched } from '../../../logs/store';
import type { ParserRule } from '../../../logs/log-types';
import {
	displayName,
	type LogField,
	type LogSource,
	type LogSourceGroup,
	type LogType,
	PREDEFINED_FIELDS,
} from '../../../logs/events';
import type {
	AggregateRequest,
	AggregateResult,
	ScanRequest,
	SearchPage,
	SearchRequest,
	SourceKeys,
	SourcePage,
} from '../../../logs/store';
import { listParserRules } from '../log-types/rule-table';
import { listLogTypes } from '../log-types/table';
import { countEvents, listGroups, listSources, pageOfSources, sourcesWith } from '../sources/table';
import { Aggregation } from './aggregation';
import { AggregateRun, type AggregateStep } from './aggregate-run';
import { PartCache } from './columns/cache';
import type { Column } from './columns/column';
import { ColumnReader } from './columns/reader';
import { GroupsByIndex } from './groups-by-index';
import { HitIds } from './hit-ids';
import { DocumentReader } from './document-reader';
import { OpenRuns } from './open-runs';
import { readPage } from './page';
import { readKept } from './retention/kept';
import { selectionOf, type Selection } from './select';
import { TallyReader } from './tallies/reader';
import type { TotalSource } from './tallies/total';
import { dictionaryOf } from './tallies/values';
import { type DictionaryOfRange, dictionaryOn } from './term-list';

/** What an event of any log type has. */
const FIELDS_OF_EVERY_TYPE = ['TIME', 'HOSTNAME', 'LOGTYPE'];

/** A picker of more, or longer, values than this helps nobody. */
const MAX_LISTED_VALUES = 512;
const MAX_LISTED_LENGTH = 120;

/** An aggregate that takes longer than this goes to the thread of long scans, where it may be stopped, ms. */
const QUICK_MS = 25;

/** Reads events; synchronous, so it lives in a worker thread. */
export class EventReader extends DocumentReader<ScanRequest> {
	private readonly tallies: TallyReader;
	private readonly totals: TotalSource;
	/** Opened by the first count: a start waits for what every search needs. */
	private columns: ColumnReader | undefined;
	/** Of all connections. */
	private readonly columnCache = new PartCache<Column>();
	private readonly known: DictionaryOfRange;
	private readonly aggregates = new OpenRuns<AggregateRun>();

	/** @param file path of the event database, made by the writer */
	constructor(file: string) {
		super(file, 'event');
		this.tallies = new TallyReader(this.database);
		this.totals = { tallies: this.tallies, columns: () => this.openColumns() };
		this.known = dictionaryOn(this.database);
	}

	/** One page of hits; plan, hits and total come from one snapshot. */
	search(request: SearchRequest, watch?: SearchWatch): SearchPage {
		return this.snapshot(() =>
			readPage(this.statements, this.selection(request), request, this.totals, watched(watch)),
		);
	}

	/** Counts what takes little time; undefined when it takes longer. */
	aggregate(request: AggregateRequest): AggregateResult | undefined {
		return this.snapshot(() => {
			const { database, statements, tallies } = this;
			const columns = this.openColumns();
			const groups = new GroupsByIndex(database, statements);
			const hits = new HitIds(database, statements);
			const source = { statements, tallies, groups, columns, hits };
			const aggregation = new Aggregation(source, this.selection(request), request);
			try {
				return aggregation.next(QUICK_MS) ? aggregation.result() : undefined;
			} finally {
				aggregation.close();
			}
		});
	}

	/** Opens an aggregate that may take long, and returns its number. */
	openAggregate(request: AggregateRequest): number {
		const { dictionaries, hits, columnCache: columns } = this;
		return this.aggregates.add(
			new AggregateRun(this.file, request, { dictionaries, hits, columns }),
		);
	}

	/** Counts on for about `budget` milliseconds; a finished aggregate closes itself. */
	nextOfAggregate(number: number, budget: number): AggregateStep {
		const step = this.aggregates.get(number)?.next(budget) ?? { looked: 0 };
		if (step.result !== undefined) this.closeAggregate(number);
		return step;
	}

	/** Ends an aggregate; ending one that is gone is no error. */
	closeAggregate(number: number): void {
		this.aggregates.close(number);
	}

	/** The largest event id, 0 when there is none. */
	maxId(): number {
		return Number(this.statements.maxId.get()?.['id'] ?? 0);
	}

	/** Number of stored events. */
	count(): number {
		return countEvents(this.database);
	}

	/** What is kept, and what was removed. */
	kept(): ReturnType<typeof readKept> {
		return this.snapshot(() => readKept(this.database));
	}

	/** All log sources by id. */
	sources(): LogSource[] {
		return listSources(this.database);
	}

	/** Some of them, by their places in the list. */
	sourcePage(page: SourcePage): { total: number; sources: LogSource[] } {
		return this.snapshot(() => pageOfSources(this.database, page));
	}

	/** Some of them, by what names them. */
	sourcesWith(keys: SourceKeys): LogSource[] {
		return sourcesWith(this.database, keys);
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

	/** Distinct canonical values of a field; undefined when the field has too many to be shown. */
	fieldValues(field: string): readonly string[] | undefined {
		const values = this.dictionary(field);
		const tooMany = values !== undefined && values.length > MAX_LISTED_VALUES;
		return tooMany || values?.some(({ length }) => length > MAX_LISTED_LENGTH) ? undefined : values;
	}

	/** Distinct canonical values of a field, as many as are kept; undefined when the field has more. */
	dictionary(field: string): readonly string[] | undefined {
		return dictionaryOf(this.database, field);
	}

	/** Ends all scans and aggregates and releases the file. */
	override close(): void {
		this.aggregates.closeAll();
		super.close();
	}

	protected selection(
		request: Parameters<typeof selectionOf>[0],
		database = this.database,
	): Selection {
		return selectionOf(request, database === this.database ? this.known : dictionaryOn(database));
	}

	private openColumns(): ColumnReader {
		return (this.columns ??= new ColumnReader(this.database, this.tallies, this.columnCache));
	}

	private fieldsOf(logType: string): string[] {
		return this.database
			.prepare('SELECT field FROM field_log_type WHERE log_type = ? ORDER BY field')
			.all(logType)
			.map((row) => row['field'] as string);
	}
}
