/** The event store on SQLite: one writer thread, a few reader threads, none of them the HTTP thread. */
import type { AlertStore } from '../../../detection';
import type {
	LogTypeChange,
	LogTypeInventory,
	NewParserRule,
	ParserRule,
	ParserRuleChange,
} from '../../../logs/log-types';
import type { NewSource, SourceChange, SourceInventory } from '../../../logs/sources';
import { LARGE_HEAP, ownThread, WorkerClient, workerEntry } from '../../../platform/threads';
import type { LogEvent, LogField, LogSource, LogSourceGroup, LogType } from '../../../logs/events';
import {
	type AggregateProgress,
	type AggregateRequest,
	type AggregateResult,
	type AppendResult,
	BatchPreparer,
	type EventStore,
	type IndexMerging,
	type KeptEvents,
	type NameForm,
	type RetainingStore,
	type RetentionLimits,
	type RetentionSlice,
	type ScanBatch,
	type ScanRequest,
	type SearchCaller,
	type SearchPage,
	type SearchRequest,
	type SourceKeys,
	type SourcePage,
} from '../../../logs/store';
import { type Clock, systemClock } from '../../../platform';
import { join } from 'node:path';
import { SqliteAlertStore } from '../alerts/store';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Overflow } from './quotas';
import { ReaderPool } from './reader-pool';
import { readSlices, runAggregate } from './slices';
import type { WriterMethods } from './writer-worker';

/** Options of {@link SqliteEventStore.open}. */
export interface SqliteStoreOptions {
	/** Folder of the data; the events live in `events.db` in it. */
	readonly directory: string;
	/** Number of threads that answer searches; 2 by default. */
	readonly readers?: number;
	/** Says when events arrive; the machine's by default. */
	readonly clock?: Clock;
	/** Longest time of work of one search, ms; 25 s by default. */
	readonly searchMs?: number;
	/** Between two looks whether anything was written, after which the index is merged, ms; 15 s by default. */
	readonly restMs?: number;
}

/** A caller without patience has gone by then; long searches are jobs. */
const SEARCH_MS = 25_000;

/** Whose searches are not of any caller: tests and the server itself. */
const SERVER: SearchCaller = { owner: 'server' };

/** Stores events in SQLite (WAL, `synchronous=FULL`) with an FTS5 index. */
export class SqliteEventStore
	implements EventStore, RetainingStore, SourceInventory, LogTypeInventory
{
	/** Made for the first batch: a server that only searches, or takes logs in by its ingest thread, has none. */
	private preparer: BatchPreparer | undefined;
	private closed: Promise<void> | undefined;
	/** As the writer has told it last. */
	private merging: IndexMerging = { toMerge: null, merged: null };
	/** The alerts that these events raise. */
	readonly alerts: AlertStore;

	private constructor(
		private readonly writer: WorkerClient<WriterMethods>,
		private readonly readers: ReaderPool,
		private readonly clock: Clock,
	) {
		this.alerts = new SqliteAlertStore({
			writer,
			scanner: () => readers.scanner(),
			reader: () => readers.idle(),
			search: (caller, request) =>
				readers.search(caller, (reader, watch) => reader.call('searchAlerts', [request, watch])),
			anyReader: () => readers.least(),
		});
		this.hearOfMerging();
	}

	/** Opens the store, creating the files when they are missing; rejects when they cannot be used. */
	static async open(options: SqliteStoreOptions): Promise<SqliteEventStore> {
		const file = join(options.directory, 'events.db');
		const writer = new WorkerClient<WriterMethods>(
			ownThread(
				workerEntry(__dirname, 'writer-worker'),
				{ file, restMs: options.restMs },
				'event-writer',
				LARGE_HEAP,
			),
		);
		const readers = new ReaderPool(file, options.readers ?? 2, options.searchMs ?? SEARCH_MS);
		try {
			await Promise.all([writer.ready, readers.ready]);
		} catch (error) {
			await Promise.all([writer.terminate(), readers.close()]);
			throw error;
		}
		return new SqliteEventStore(writer, readers, options.clock ?? systemClock);
	}

	/** Hands the writer a port over which an ingest thread sends prepared batches. */
	connectIngest(port: MessagePort): Promise<unknown> {
		return this.writer.call('connect', [port], [port]);
	}

	async append(events: readonly LogEvent[]): Promise<AppendResult> {
		this.preparer ??= new BatchPreparer();
		try {
			const batch = { ...this.preparer.prepare(events), arrivedAt: this.clock.now() };
			return await this.writer.call('append', [batch]);
		} catch (error) {
			this.preparer.reset();
			throw error;
		}
	}

	search(request: SearchRequest, caller: SearchCaller = SERVER): Promise<SearchPage> {
		return this.readers.search(caller, (reader, watch) => reader.call('search', [request, watch]));
	}

	scan(request: ScanRequest, signal?: AbortSignal): AsyncIterable<ScanBatch> {
		// Asked for late: it starts a thread.
		const scanner = () => this.readers.scanner();
		return readSlices(
			{
				open: () => scanner().call('openScan', [request]),
				next: (...args) => scanner().call('nextOfScan', args),
				close: (scan) => scanner().call('closeScan', [scan]),
			},
			signal,
		);
	}

	async aggregate(
		request: AggregateRequest,
		signal?: AbortSignal,
		background?: AggregateProgress,
	): Promise<AggregateResult> {
		signal?.throwIfAborted();
		if (background === undefined) {
			const quick = await this.readers.idle().call('aggregate', [request]);
			if (quick !== undefined) return quick;
		}
		const scanner = this.readers.scanner();
		return runAggregate(
			{
				open: () => scanner.call('openAggregate', [request]),
				next: (...args) => scanner.call('nextOfAggregate', args),
				close: (number) => scanner.call('closeAggregate', [number]),
			},
			signal,
			background === undefined ? this.readers.searchMs : Infinity,
			background,
		);
	}

	fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }> {
		return this.readers.idle().call('fetch', [ids, form]);
	}

	maxId(): Promise<number> {
		return this.readers.least().call('maxId', []);
	}

	count(): Promise<number> {
		return this.readers.least().call('count', []);
	}

	sources(): Promise<LogSource[]> {
		return this.readers.idle().call('sources', []);
	}

	sourcePage(page: SourcePage): Promise<{ total: number; sources: LogSource[] }> {
		return this.readers.idle().call('sourcePage', [page]);
	}

	sourcesWith(keys: SourceKeys): Promise<LogSource[]> {
		return this.readers.idle().call('sourcesWith', [keys]);
	}

	groups(): Promise<LogSourceGroup[]> {
		return this.readers.idle().call('groups', []);
	}

	fields(logType?: string): Promise<LogField[]> {
		return this.readers.idle().call('fields', [logType]);
	}

	logTypes(): Promise<LogType[]> {
		return this.readers.idle().call('logTypes', []);
	}

	fieldValues(field: string): Promise<readonly string[] | undefined> {
		return this.readers.idle().call('fieldValues', [field]);
	}

	async kept(): Promise<KeptEvents> {
		const kept = await this.readers.least().call('kept', []);
		return { ...kept, ...this.merging };
	}

	removeSlice(limits: RetentionLimits, now: number): Promise<RetentionSlice | undefined> {
		return this.writer.call('removeSlice', [limits, now]);
	}

	/** What was beyond its quota since the start, see `Quotas`. */
	overflow(): Promise<Overflow> {
		return this.writer.call('overflow', []);
	}

	addSources(sources: readonly NewSource[]): Promise<LogSource[]> {
		return this.writer.call('addSources', [sources]);
	}

	updateSources(changes: readonly SourceChange[]): Promise<LogSource[]> {
		return this.writer.call('updateSources', [changes]);
	}

	deleteSources(ids: readonly number[]): Promise<number> {
		return this.writer.call('deleteSources', [ids]);
	}

	disableSources(names: readonly string[]): Promise<void> {
		return this.writer.call('disableSources', [names]);
	}

	createLogType(name: string, details: string | undefined): Promise<LogType> {
		return this.writer.call('createLogType', [name, details]);
	}

	updateLogType(change: LogTypeChange): Promise<LogType> {
		return this.writer.call('updateLogType', [change]);
	}

	deleteLogTypes(ids: readonly string[]): Promise<number> {
		return this.writer.call('deleteLogTypes', [ids]);
	}

	parserRules(): Promise<ParserRule[]> {
		return this.readers.least().call('parserRules', []);
	}

	createParserRule(rule: NewParserRule): Promise<ParserRule> {
		return this.writer.call('createParserRule', [rule]);
	}

	updateParserRule(change: ParserRuleChange): Promise<ParserRule> {
		return this.writer.call('updateParserRule', [change]);
	}

	deleteParserRules(ids: readonly number[]): Promise<number> {
		return this.writer.call('deleteParserRules', [ids]);
	}

	close(): Promise<void> {
		this.closed ??= this.shutDown();
		return this.closed;
	}

	private hearOfMerging(): void {
		const { port1, port2 } = new MessageChannel();
		port1.on('message', (merging: IndexMerging) => (this.merging = merging));
		port1.unref();
		// A writer that has ended is told of by whatever needs it.
		this.writer.call('tellMerging', [port2], [port2]).catch(() => undefined);
	}

	/** Readers go first: the last connection to close, the writer's, then folds the WAL back into the file. */
	private async shutDown(): Promise<void> {
		await this.readers.close();
		await this.writer.call('close', []).catch(() => undefined);
		await this.writer.terminate();
	}
}
