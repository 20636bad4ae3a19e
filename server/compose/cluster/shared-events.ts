/** Events as the rest of a server sees them, put together of both engines: they themselves in OpenSearch, all that people say about them in PostgreSQL. */
import type { LogEvent, LogField, LogSource, LogSourceGroup, LogType } from '../../logs/events';
import type { IngestTarget, Takes } from '../../logs/ingest';
import {
	KnownLogTypes,
	type LogTypeChange,
	type LogTypeInventory,
	type NewParserRule,
	type ParserRule,
	type ParserRuleChange,
} from '../../logs/log-types';
import type { NewSource, SourceChange, SourceInventory } from '../../logs/sources';
import type {
	AggregateProgress,
	AggregateRequest,
	AggregateResult,
	AppendResult,
	EventStore,
	KeptEvents,
	NameForm,
	RetainingStore,
	RetentionLimits,
	RetentionSlice,
	ScanBatch,
	ScanRequest,
	SearchCaller,
	SearchPage,
	SearchRequest,
	SourceKeys,
	SourcePage,
} from '../../logs/store';
import type { Clock } from '../../platform';
import type { WorkerClient } from '../../platform/threads';
import type { OpenSearchEventStore } from '../../storage/opensearch';
import type { PostgresAlertStore, PostgresLogTypes, PostgresSources } from '../../storage/postgres';
import type { MessagePort } from 'node:worker_threads';
import type { WriterTotals } from './engine-watch';
import { withCounts } from './source-counts';
import type { WriterMethods } from './writer-worker';

/** What it is put together of. */
export interface SharedEventParts {
	readonly events: OpenSearchEventStore;
	readonly sources: PostgresSources;
	readonly logTypes: PostgresLogTypes;
	readonly alerts: PostgresAlertStore;
	/** The thread that stores. */
	readonly writer: WorkerClient<WriterMethods>;
	readonly clock: Clock;
}

/** Closes its parts, but not the database that they are in. */
export class SharedEvents
	implements EventStore, SourceInventory, LogTypeInventory, IngestTarget, RetainingStore
{
	readonly takes: Takes = 'events';
	/** The alerts that these events raise. */
	readonly alerts: PostgresAlertStore;
	private closed: Promise<void> | undefined;

	constructor(private readonly parts: SharedEventParts) {
		this.alerts = parts.alerts;
	}

	/** Hands the writer a port over which an ingest thread sends events. */
	connectIngest(port: MessagePort): Promise<unknown> {
		return this.parts.writer.call('connect', [port], [port]);
	}

	append(events: readonly LogEvent[]): Promise<AppendResult> {
		if (events.length === 0) return Promise.resolve({ stored: 0, dropped: 0 });
		return this.parts.writer.call('append', [events, this.parts.clock.now()]);
	}

	/** The engine of the events, for whoever looks after it. */
	get engine(): Pick<OpenSearchEventStore, 'health' | 'totals'> {
		return this.parts.events;
	}

	/** What the thread that stores events has asked of both engines so far. */
	writerTotals(): Promise<WriterTotals> {
		return this.parts.writer.call('totals', []);
	}

	/** Ends batches that servers that died have left; answers how many. */
	sweep(): Promise<number> {
		return this.parts.writer.call('sweep', [this.parts.clock.now()]);
	}

	search(request: SearchRequest, caller?: SearchCaller): Promise<SearchPage> {
		return this.parts.events.search(request, caller);
	}

	scan(request: ScanRequest, signal?: AbortSignal): AsyncIterable<ScanBatch> {
		return this.parts.events.scan(request, signal);
	}

	aggregate(
		request: AggregateRequest,
		signal?: AbortSignal,
		background?: AggregateProgress,
	): Promise<AggregateResult> {
		return this.parts.events.aggregate(request, signal, background);
	}

	fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }> {
		return this.parts.events.fetch(ids, form);
	}

	maxId(): Promise<number> {
		return this.parts.events.maxId();
	}

	count(): Promise<number> {
		return this.parts.events.count();
	}

	fields(logType?: string): Promise<LogField[]> {
		return this.parts.events.fields(logType);
	}

	fieldValues(field: string): Promise<readonly string[] | undefined> {
		return this.parts.events.fieldValues(field);
	}

	async sources(): Promise<LogSource[]> {
		return this.counted(await this.parts.sources.sources());
	}

	async sourcePage(page: SourcePage): Promise<{ total: number; sources: LogSource[] }> {
		const { total, sources } = await this.parts.sources.sourcePage(page);
		return { total, sources: await this.counted(sources) };
	}

	async sourcesWith(keys: SourceKeys): Promise<LogSource[]> {
		return this.counted(await this.parts.sources.sourcesWith(keys));
	}

	groups(): Promise<LogSourceGroup[]> {
		return this.parts.sources.groups();
	}

	async addSources(sources: readonly NewSource[]): Promise<LogSource[]> {
		return this.counted(await this.parts.sources.addSources(sources));
	}

	async updateSources(changes: readonly SourceChange[]): Promise<LogSource[]> {
		return this.counted(await this.parts.sources.updateSources(changes));
	}

	deleteSources(ids: readonly number[]): Promise<number> {
		return this.parts.sources.deleteSources(ids);
	}

	disableSources(names: readonly string[]): Promise<void> {
		return this.parts.sources.disableSources(names);
	}

	logTypes(): Promise<LogType[]> {
		return this.parts.logTypes.logTypes();
	}

	createLogType(name: string, details: string | undefined): Promise<LogType> {
		return this.parts.logTypes.createLogType(name, details);
	}

	updateLogType(change: LogTypeChange): Promise<LogType> {
		return this.parts.logTypes.updateLogType(change);
	}

	deleteLogTypes(ids: readonly string[]): Promise<number> {
		return this.parts.logTypes.deleteLogTypes(ids);
	}

	parserRules(): Promise<ParserRule[]> {
		return this.parts.logTypes.parserRules();
	}

	async createParserRule(rule: NewParserRule): Promise<ParserRule> {
		const logType = new KnownLogTypes(await this.logTypes()).find(rule.logType).id;
		return this.parts.logTypes.createParserRule({ ...rule, logType });
	}

	updateParserRule(change: ParserRuleChange): Promise<ParserRule> {
		return this.parts.logTypes.updateParserRule(change);
	}

	deleteParserRules(ids: readonly number[]): Promise<number> {
		return this.parts.logTypes.deleteParserRules(ids);
	}

	kept(): Promise<KeptEvents> {
		return this.parts.events.kept();
	}

	/** Removes a day; one that another server has removed meanwhile is that server's to tell of. */
	async removeSlice(limits: RetentionLimits, now: number): Promise<RetentionSlice | undefined> {
		const { events, alerts } = this.parts;
		const gone = await events.removeDay(limits, now);
		if (gone === undefined) return undefined;
		await alerts.forgetEvents(...gone.ids);
		const { reason, removed, day } = gone;
		return removed === 0 ? { reason: null, removed, hour: null } : { reason, removed, hour: day };
	}

	/** What was beyond its quota at this server since its start. */
	overflow(): Promise<Record<'sources' | 'fields' | 'logTypes', number>> {
		return this.parts.writer.call('overflow', []);
	}

	close(): Promise<void> {
		this.closed ??= this.shutDown();
		return this.closed;
	}

	private async shutDown(): Promise<void> {
		const { alerts, events, writer } = this.parts;
		await writer.call('close', []).catch(() => undefined);
		await writer.terminate();
		await alerts.close();
		await events.close();
	}

	private counted(sources: readonly LogSource[]): Promise<LogSource[]> {
		const { events, sources: listed } = this.parts;
		return withCounts(sources, {
			counts: (names) => events.sourceCounts(names),
			listed: () => listed.sources(),
		});
	}
}
