/** The event store's single writer: inserts prepared batches, one or several in a durable transaction. */
import { IdAllocator } from '../../../logs/events';
import { bytesAt } from '../../../logs/terms';
import type {
	AppendResult,
	PreparedBatch,
	Quotas,
	RetentionLimits,
	RetentionSlice,
} from '../../../logs/store';
import { systemClock } from '../../../platform';
import type { DatabaseSync } from 'node:sqlite';
import { AlertWriter } from '../alerts/alert-writer';
import { LogAtRest } from '../data/log-at-rest';
import { transaction } from '../data/transaction';
import { ParserRuleTable } from '../log-types/rule-table';
import { LogTypeTable } from '../log-types/table';
import { SourceTable } from '../sources/table';
import { type ColumnSizes, ColumnWriter } from './columns/writer';
import { PackedDocuments } from './documents/packed-documents';
import { DocumentPacker } from './documents/packer';
import { DocumentRepacker } from './documents/repacker';
import { DocumentRewriter } from './documents/rewriter';
import { IndexAtRest } from './index-at-rest';
import { IndexWriter } from './index-writer';
import { PartTable } from './part-table';
import { QuotaBook } from './quotas';
import { KeptHours } from './retention/kept-hours';
import { EventRemover } from './retention/remover';
import { openForWriting } from './schema';
import { TallyWriter } from './tallies/writer';
import { WordLists } from './words/lists';

/** What a batch reports once: about fields, and words. */
type FieldReport = Pick<PreparedBatch, 'newFields' | 'newTypeFields' | 'wideFields' | 'words'>;

/** Events counted at once in the background: some 20 ms for which batches wait. */
const EVENTS_PER_STEP = 2_000;

/** Writes events; synchronous, so it lives in a worker thread. */
export class EventWriter {
	private readonly database: DatabaseSync;
	private readonly ids: IdAllocator;
	private readonly index: IndexWriter;
	readonly quotas: QuotaBook;
	readonly sources: SourceTable;
	readonly logTypes: LogTypeTable;
	readonly parserRules: ParserRuleTable;
	readonly alerts: AlertWriter;
	readonly tallies: TallyWriter;
	/** What empties the write-ahead log once nothing is written any more. */
	readonly log: LogAtRest;
	/** What merges the index once nothing is written any more. */
	readonly indexAtRest: IndexAtRest;
	readonly columns: ColumnWriter;
	private readonly parts: PartTable;
	private readonly hours: KeptHours;
	private readonly packer: DocumentPacker;
	private readonly rewriter: DocumentRewriter;
	private readonly repacker: DocumentRepacker;
	private readonly remover: EventRemover;
	private readonly words: WordLists;

	/** Reports of failed batches: batches prepared after them, before the failure was known, rely on them. */
	private rolledBack: FieldReport[] = [];

	/**
	 * @param file path of the event database
	 * @param quotas generous ones by default
	 * @param sliceEvents most events that are removed at once
	 * @param columnSizes of blocks of columns, and of the steps that write them
	 */
	constructor(file: string, quotas?: Quotas, sliceEvents?: number, columnSizes?: ColumnSizes) {
		this.database = openForWriting(file);
		this.log = new LogAtRest(this.database, file);
		this.indexAtRest = new IndexAtRest(this.database);
		const largest = this.database.prepare(
			`SELECT max(id) AS id FROM (
				SELECT max(id) AS id FROM event_packed WHERE id BETWEEN ?1 AND ?2
				UNION ALL SELECT max(id) FROM event_plain WHERE id BETWEEN ?1 AND ?2)`,
		);
		this.ids = new IdAllocator(
			(low, high) => (largest.get(low, high)?.['id'] as number | undefined) ?? undefined,
		);
		this.index = new IndexWriter(this.database);
		this.quotas = new QuotaBook(this.database, quotas);
		this.sources = new SourceTable(this.database, this.quotas);
		this.logTypes = new LogTypeTable(this.database);
		this.parserRules = new ParserRuleTable(this.database);
		const documents = new PackedDocuments(this.database);
		this.packer = new DocumentPacker(this.database, documents);
		this.rewriter = new DocumentRewriter(this.database, this.packer);
		this.repacker = new DocumentRepacker(this.database, this.packer, documents);
		this.alerts = new AlertWriter(this.database, documents);
		this.tallies = new TallyWriter(this.database, documents);
		this.columns = new ColumnWriter(this.database, documents, this.tallies.values, columnSizes);
		this.parts = new PartTable(this.database);
		this.hours = new KeptHours(this.database);
		this.words = new WordLists(this.database);
		const { database, index, hours, sources, tallies, columns, alerts, packer, words } = this;
		const parts = {
			...{ database, index, hours, sources, tallies, columns },
			...{ alerts, documents, packer, words },
		};
		this.remover = new EventRemover(parts, sliceEvents);
	}

	/** Stores a batch with the alerts it raises; when this returns both are on disk. All or nothing. */
	append(batch: PreparedBatch): AppendResult {
		try {
			return this.commit([batch])[0] as AppendResult;
		} catch (error) {
			const { newFields, newTypeFields, wideFields, words } = batch;
			this.rolledBack.push({ newFields, newTypeFields, wideFields, words });
			throw error;
		}
	}

	/**
	 * Stores events under ids that they had elsewhere, and raises nothing; on disk when this returns. All or nothing.
	 *
	 * @param prepare makes a batch of those whose ids are free, by their places
	 */
	appendUnder(
		ids: readonly number[],
		prepare: (places: readonly number[]) => Omit<PreparedBatch, 'matches'>,
	): void {
		const known = this.database.prepare('SELECT 1 FROM event WHERE id = ?');
		const places = ids.flatMap((id, at) => (known.get(id) === undefined ? [at] : []));
		if (places.length === 0) return;
		const { version } = this.alerts.profileSet();
		const batch = { ...prepare(places), matches: noMatches(version) };
		this.commit(
			[batch],
			Float64Array.from(places, (at) => ids[at] as number),
		);
	}

	/**
	 * Stores several batches with one disk sync and one run of index segments, which costs little more than one of them.
	 * When that fails each is stored by itself, so that only the one at fault is refused.
	 *
	 * @returns for each batch what became of it
	 */
	appendAll(batches: readonly PreparedBatch[]): (AppendResult | Error)[] {
		if (batches.length > 1) {
			try {
				return this.commit(batches);
			} catch {
				// The one at fault tells why when it is alone.
			}
		}
		return batches.map((batch) => {
			try {
				return this.append(batch);
			} catch (error) {
				return error instanceof Error ? error : new Error(String(error));
			}
		});
	}

	/** Runs one change of sources, log types or rules: as a whole or not at all, on disk when this returns. */
	change<T>(work: (writer: this) => T): T {
		try {
			return this.whole([], () => work(this));
		} finally {
			this.quotas.reset();
		}
	}

	/**
	 * Counts some events that the tallies do not tell yet: those of an older layout, or of hours that lost events.
	 *
	 * @returns whether there are more
	 */
	countOn(): boolean {
		if (!this.tallies.mayRecount) return false;
		return this.whole([this.tallies], () => this.tallies.recount(EVENTS_PER_STEP));
	}

	/**
	 * Removes some of what is beyond the limits, see `RetainingStore.removeSlice`; on disk when this returns.
	 *
	 * @param now epoch ms
	 */
	removeSlice(limits: RetentionLimits, now: number): RetentionSlice | undefined {
		const { tallies, columns, remover, packer, repacker } = this;
		return this.whole([tallies, columns, remover, packer, repacker], () => {
			const slice = remover.slice(limits, now);
			packer.flush();
			return slice;
		});
	}

	/** Whether {@link packOn} has something to do. */
	get mayPack(): boolean {
		return this.packer.mayRewrite || this.repacker.mayRepack;
	}

	/** Whether all that {@link packOn} has to do is compressing anew what is compressed, which nothing waits for. */
	get isPackedOnce(): boolean {
		return !this.packer.mayRewrite;
	}

	/**
	 * Compresses some documents that were stored plain: those of an older layout, or from before there was a dictionary. Once
	 * there are none, those for which another dictionary is much better.
	 *
	 * @returns whether there are more
	 */
	packOn(): boolean {
		if (!this.mayPack) return false;
		return this.whole([this.packer, this.repacker], () => {
			const isPlain = this.packer.mayRewrite;
			const more = isPlain ? this.rewriter.step() : this.repacker.step();
			this.packer.flush();
			return more || (isPlain && this.repacker.mayRepack);
		});
	}

	/** Whether {@link listOn} has something to do. */
	get mayList(): boolean {
		return this.words.mayList;
	}

	/**
	 * Lists some words of events that were stored before there were lists.
	 *
	 * @returns whether there are more
	 */
	listOn(): boolean {
		return this.whole([this.words], () => this.words.listOn());
	}

	/** Whether {@link columnsOn} has something to do. */
	get mayColumn(): boolean {
		return this.columns.mayStep;
	}

	/**
	 * Makes fewer and larger blocks of columns of small ones; gives events columns that have none, as they were stored before
	 * there were any, or lie in an hour that lost others.
	 *
	 * @returns whether there is more to do
	 */
	columnsOn(): boolean {
		return this.whole([this.columns, this.tallies], () => this.columns.step());
	}

	/** Releases the file. */
	close(): void {
		this.log.close();
		this.packer.close();
		this.repacker.close();
		this.database.close();
	}

	private commit(batches: readonly PreparedBatch[], under?: Float64Array): AppendResult[] {
		const { ids, index, alerts, tallies, columns, quotas, packer, repacker } = this;
		const parts = [ids, index, alerts, tallies, columns, quotas, packer, repacker];
		const results = this.whole(parts, () => {
			packer.begin();
			for (const earlier of this.rolledBack) this.registerFields(earlier);
			const inserted = batches.map((batch) => this.insert(batch, under));
			index.flush();
			tallies.flush();
			columns.flush();
			packer.flush();
			return inserted;
		});
		this.rolledBack = [];
		repacker.stored(results.reduce((sum, { stored }) => sum + stored, 0));
		return results;
	}

	/**
	 * Does something as a whole or not at all, on disk when this returns.
	 *
	 * @param parts that take part and keep in memory what their tables say: they read it again when it failed
	 */
	private whole<T>(parts: readonly { reset(): void }[], work: () => T): T {
		try {
			return transaction(this.database, work);
		} catch (error) {
			for (const part of parts) part.reset();
			throw error;
		}
	}

	private insert(batch: PreparedBatch, under?: Float64Array): AppendResult {
		this.registerFields(batch);
		const before = batch.mark && this.parts.find(batch.mark);
		if (before !== undefined) return before;
		this.words.addLate(batch);
		const values = this.tallies.values.places(batch.values.distinct);
		const tally = this.tallies.batch(values, batch.values);
		const addColumns = this.columns.batch(values, batch.values);
		const enabled = batch.sources.map((source) => this.sources.sight(source, batch.arrivedAt));
		const ids = new Float64Array(batch.times.length);
		this.ids.expect(batch.times);
		let places: number[] = [];
		let isInOrder = true;
		let last = -1;
		for (let index = 0; index < batch.times.length; index++) {
			if (enabled[batch.sourceOf[index] as number] !== true) continue;
			const id = under?.[index] ?? this.ids.allocate(batch.times[index] as number);
			ids[index] = id;
			places.push(index);
			isInOrder &&= id > last;
			last = id;
		}
		// What is kept beside events is written faster in the order of their ids.
		if (!isInOrder)
			places = places.sort((one, other) => (ids[one] as number) - (ids[other] as number));
		for (const index of places) {
			const id = ids[index] as number;
			this.packer.insert(id, bytesAt(batch.documents, index));
			this.index.add(id, batch.terms, index);
			tally.add(index, id);
			addColumns(index, id);
		}
		tally.end();
		this.hours.note(ids, batch.arrivedAt ?? systemClock.now());
		this.alerts.raise(batch, ids);
		const stored = places.length;
		const result = { stored, dropped: batch.times.length - stored };
		if (batch.mark !== undefined) this.parts.add(batch.mark, result);
		return result;
	}

	private registerFields(batch: FieldReport): void {
		if (batch.newFields.length > 0) {
			const insert = this.database.prepare(
				'INSERT INTO field (name, type) VALUES (?, ?) ON CONFLICT DO NOTHING',
			);
			const known = this.database.prepare('SELECT 1 FROM field WHERE name = ?');
			for (const [name, type] of batch.newFields) {
				if (known.get(name) !== undefined || !this.quotas.mayAddField()) continue;
				insert.run(name, type);
				this.quotas.addedField();
			}
		}
		if (batch.newTypeFields.length > 0) {
			const insert = this.database.prepare(
				'INSERT INTO field_log_type (log_type, field) VALUES (?, ?) ON CONFLICT DO NOTHING',
			);
			const known = this.database.prepare(
				'SELECT 1 FROM field_log_type WHERE log_type = ? AND field = ?',
			);
			for (const [logType, field] of batch.newTypeFields) {
				if (known.get(logType, field) !== undefined) continue;
				if (!this.quotas.mayAddTypeField(logType)) continue;
				insert.run(logType, field);
				this.quotas.addedTypeField(logType);
			}
		}
		for (const field of batch.wideFields) this.tallies.values.widen(field);
		this.words.add(batch.words);
	}
}

function noMatches(version: number): PreparedBatch['matches'] {
	return {
		...{ version, events: new Uint32Array(0), profiles: new Uint32Array(0) },
		...{ steps: new Uint8Array(0), groups: [], values: [] },
	};
}
