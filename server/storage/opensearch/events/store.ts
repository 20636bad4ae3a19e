/** The event store on OpenSearch: as many nodes as there are events for, the same answers as the embedded store's. */
import type { LogEvent, LogField, LogSource, LogSourceGroup, LogType } from '../../../logs/events';
import {
	type AggregateProgress,
	type AggregateRequest,
	type AggregateResult,
	AllHits,
	type AppendResult,
	boundsOfSearch,
	type EventStore,
	type KeptEvents,
	type NameForm,
	type RetentionLimits,
	type ScanBatch,
	type ScanRequest,
	type SearchCaller,
	type SearchPage,
	type SearchRequest,
	type SourceKeys,
	type SourcePage,
} from '../../../logs/store';
import type { CallCounts } from '../../../platform';
import { type ClientOptions, connect, type SearchClient } from '../client';
import { aggregateOn, aggregateWatch } from './aggregate';
import { type BatchOptions, type NamedBatch, StoredBatches } from './batches';
import { documentsById, largestId } from './by-id';
import { Catalogue } from './catalogue';
import { countsBySource, type SourceCounts, valuesOf } from './counts';
import { sourceKey, sourceKeyOf } from './document';
import { inGroups } from './groups';
import { type ClusterHealth, healthOf } from './health';
import { createIndex } from './indices';
import { type IndexSettings, indexTemplate } from './mapping';
import { count, readPage } from './page';
import { Places } from './places';
import { DayRetention, type RemovedDay } from './retention';
import { scanSelection } from './scan';
import { selectionOf } from './selection';
import { Snapshot } from './snapshot';

/** Options of {@link OpenSearchEventStore.open}. */
export interface OpenSearchStoreOptions extends IndexSettings, BatchOptions {
	readonly cluster: ClientOptions;
	/** What names of indices start with; `log360` by default. */
	readonly prefix?: string | undefined;
	/** Longest time of one search, ms; 25 s by default. */
	readonly searchMs?: number | undefined;
}

const SEARCH_MS = 25_000;
/** Log sources of one request that names them; the engine takes 65,536 at most. */
const NAMED_SOURCES = 10_000;

/** Stores events in an index a day. */
export class OpenSearchEventStore implements EventStore {
	private isClosed = false;
	private readonly batches: StoredBatches;
	private readonly retention: DayRetention;
	private running = new Set<Promise<unknown>>();

	private constructor(
		private readonly client: SearchClient,
		private readonly places: Places,
		private readonly catalogue: Catalogue,
		private readonly options: OpenSearchStoreOptions,
	) {
		this.retention = new DayRetention(client, places);
		this.batches = new StoredBatches(client, places, options);
	}

	/** Connects and makes what is missing; rejects when the cluster does not answer, or its client is not installed. */
	static async open(options: OpenSearchStoreOptions): Promise<OpenSearchEventStore> {
		const places = new Places(options.prefix ?? 'log360');
		const client = connect(options.cluster);
		try {
			await client.call({
				method: 'PUT',
				path: `/_index_template/${places.prefix}-events`,
				body: indexTemplate(places.events, options),
			});
			await createIndex(client, places.other);
			const catalogue = new Catalogue(client, places.catalogue);
			await catalogue.create(options.replicas ?? 1);
			return new OpenSearchEventStore(client, places, catalogue, options);
		} catch (error) {
			await client.close();
			throw error;
		}
	}

	/**
	 * Stores events. When the cluster fails in the midst of it, rejects with a `StoreUnavailableError`, and some of the
	 * events may be stored; whoever sends them again stores these twice.
	 */
	async append(events: readonly LogEvent[]): Promise<AppendResult> {
		return this.run(async () => {
			if (events.length === 0) return { stored: 0, dropped: 0 };
			const taken = await this.takenIn(events);
			await this.batches.store(taken);
			return { stored: taken.length, dropped: events.length - taken.length };
		});
	}

	async search(request: SearchRequest, caller?: SearchCaller): Promise<SearchPage> {
		return this.run(async () => {
			const selection = selectionOf(request);
			const { check, release } = boundsOfSearch(this.options.searchMs ?? SEARCH_MS, caller?.signal);
			try {
				const upTo = request.upTo ?? (await largestId(this.client, this.places.events));
				const bounded = { ...selection, high: Math.min(selection.high, upTo) };
				const source = { client: this.client, events: this.places.events, check };
				return await readPage(source, bounded, request, upTo);
			} finally {
				release();
			}
		});
	}

	async *scan(
		request: ScanRequest,
		signal?: AbortSignal,
	): AsyncGenerator<ScanBatch, void, undefined> {
		this.requireOpen();
		signal?.throwIfAborted();
		const selection = selectionOf(request);
		const snapshot = await Snapshot.open(this.client, this.places.events);
		try {
			yield* scanSelection(snapshot, selection, signal);
		} finally {
			await snapshot.close();
		}
	}

	async aggregate(
		request: AggregateRequest,
		signal?: AbortSignal,
		background?: AggregateProgress,
	): Promise<AggregateResult> {
		return this.run(async () => {
			const { searchMs = SEARCH_MS } = this.options;
			const budgetMs = background === undefined ? searchMs : undefined;
			const watch = aggregateWatch(signal, budgetMs, background);
			return await aggregateOn(this.client, this.places.events, request, watch);
		});
	}

	async fetch(ids: Float64Array, form: NameForm): Promise<{ hits: Uint8Array; count: number }> {
		return this.run(async () => {
			const all = new AllHits(form);
			for (const [, document] of await documentsById(this.client, this.places, [...ids]))
				all.take(document);
			return all.hits();
		});
	}

	async maxId(): Promise<number> {
		return this.run(() => largestId(this.client, this.places.events));
	}

	async count(): Promise<number> {
		return this.run(() => count(this.source, { match_all: {} }));
	}

	async sources(): Promise<LogSource[]> {
		return this.run(async () => {
			const [entries, groups, counts] = await Promise.all([
				this.catalogue.sources(),
				this.catalogue.groups(),
				countsBySource(this.client, this.places.events),
			]);
			const names = new Map(groups.map(({ number, name }) => [number, name]));
			return entries.map(({ key, number: id, name, logType, groupId, ip, enabled }) => ({
				...{ id, name, displayName: name, ip, logType, groupId, enabled },
				group: names.get(groupId) ?? '',
				...{ domain: null, agentId: null, timeZone: null },
				...(counts.get(key) ?? { firstSeen: 0, lastSeen: 0, events: 0 }),
			}));
		});
	}

	// The catalogue of sources is one small index, read as a whole; counts and groups come with it.
	async sourcePage({ from, limit }: SourcePage): Promise<{ total: number; sources: LogSource[] }> {
		const all = await this.sources();
		return { total: all.length, sources: all.slice(from - 1, from - 1 + limit) };
	}

	async sourcesWith({ ids = [], names = [], groups = [] }: SourceKeys): Promise<LogSource[]> {
		const wanted = new Set(names.map((name) => name.toLowerCase()));
		return (await this.sources()).filter(
			({ id, name, groupId }) =>
				ids.includes(id) || wanted.has(name.toLowerCase()) || groups.includes(groupId),
		);
	}

	async groups(): Promise<LogSourceGroup[]> {
		return this.run(async () => {
			const [groups, sources] = await Promise.all([
				this.catalogue.groups(),
				this.catalogue.sources(),
			]);
			return groups.map(({ number: id, name }) => ({
				id,
				name,
				members: sources.filter(({ groupId }) => groupId === id).length,
			}));
		});
	}

	async fields(logType?: string): Promise<LogField[]> {
		return this.run(() => this.catalogue.fields(logType));
	}

	async logTypes(): Promise<LogType[]> {
		return this.run(() => this.catalogue.logTypes());
	}

	async fieldValues(field: string): Promise<readonly string[] | undefined> {
		return this.run(() => valuesOf(this.client, this.places.events, field));
	}

	/** The ids of log types that events have, sorted. */
	async seenLogTypes(): Promise<readonly string[]> {
		return this.run(() => this.catalogue.seenLogTypes());
	}

	/**
	 * What is counted of log sources that are listed elsewhere.
	 *
	 * @param names of those that are wanted; all hosts that events name by default
	 * @returns by `sourceKeyOf` the name; those without events are left out
	 */
	async sourceCounts(names?: readonly string[]): Promise<ReadonlyMap<string, SourceCounts>> {
		const keys = names === undefined ? undefined : [...new Set(names.map(sourceKeyOf))];
		return this.run(async () => {
			const { client, events } = this.source;
			if (keys === undefined) return countsBySource(client, events);
			const counts = new Map<string, SourceCounts>();
			for (const part of inGroups(keys, NAMED_SOURCES))
				for (const [key, count] of await countsBySource(client, events, part))
					counts.set(key, count);
			return counts;
		});
	}

	/** What is kept now, and what was removed by {@link removeDay}. */
	async kept(): Promise<KeptEvents> {
		return this.run(() => this.retention.kept());
	}

	/** Removes the oldest day when it is beyond the limits, see `DayRetention`. @param now epoch ms */
	async removeDay(limits: RetentionLimits, now: number): Promise<RemovedDay | undefined> {
		return this.run(() => this.retention.removeDay(limits, now));
	}

	/** How often fields and log types were beyond their quotas at this server since its start. */
	get overflow(): Readonly<Record<'fields' | 'logTypes', number>> {
		return this.catalogue.quota.overflow;
	}

	/** Notes the fields and log types of events whose sources are noted elsewhere. */
	async noteFields(events: readonly LogEvent[]): Promise<void> {
		return this.run(() => this.catalogue.noteFields(events));
	}

	/** Sets whether the events of a source are taken in. */
	async setSourceEnabled(name: string, enabled: boolean): Promise<void> {
		return this.run(() => this.catalogue.setEnabled(name, enabled));
	}

	/** What this store has asked the cluster so far. */
	get totals(): CallCounts {
		return this.client.totals;
	}

	/** How the cluster is; never rejects. */
	health(): Promise<ClusterHealth> {
		return healthOf(this.client);
	}

	async close(): Promise<void> {
		if (this.isClosed) return;
		this.isClosed = true;
		await Promise.allSettled(this.running);
		await this.client.close();
	}

	private get source() {
		return { client: this.client, events: this.places.events };
	}

	/**
	 * Stores events under ids that were fixed before, as those of an intent are. Doing it again, here or at another server,
	 * stores nothing twice. Events of disabled sources are left out before, see {@link takenIn}.
	 *
	 * @throws StoreUnavailableError when some are not stored
	 * @throws IdsTakenError when other events have some of the ids; others of the batch are stored then
	 */
	async storeUnder(
		ids: ArrayLike<number>,
		events: readonly LogEvent[],
		batch: NamedBatch,
	): Promise<void> {
		return this.run(() => this.batches.storeUnder(ids, events, batch));
	}

	/** Notes the sources, fields and log types of events. @returns those whose sources are enabled */
	async takenIn(events: readonly LogEvent[]): Promise<readonly LogEvent[]> {
		return this.run(async () => {
			const disabled = await this.catalogue.note(events);
			return disabled.size === 0
				? events
				: events.filter((event) => !disabled.has(sourceKey(event)));
		});
	}

	/** The stored documents by id, those too that no search sees yet; what is not there is left out. */
	async documentsOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
		return this.run(async () => new Map(await documentsById(this.client, this.places, ids)));
	}

	/** What is stored of a batch, in its order; events of others under the same ids are none of it. @param name of the batch */
	async documentsOfBatch(ids: readonly number[], name: string): Promise<readonly string[]> {
		return this.run(() => this.batches.documentsOf(ids, name));
	}

	/**
	 * Removes what is stored of a batch: its server died before all of it was stored, and its sender was not answered.
	 * Events of others under the same ids stay.
	 *
	 * @param name of the batch
	 */
	async removeBatch(ids: readonly number[], name: string): Promise<void> {
		return this.run(() => this.batches.remove(ids, name));
	}

	private requireOpen(): void {
		if (this.isClosed) throw new Error('the event store is closed');
	}

	private async run<T>(work: () => Promise<T>): Promise<T> {
		this.requireOpen();
		const running = work();
		this.running.add(running);
		try {
			return await running;
		} finally {
			this.running.delete(running);
		}
	}
}
