/** The event store's single writer: inserts prepared batches, one or several in a durable transaction. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IdAllocator } from '../../../logs/events/ids';
import { bytesAt } from '../../../logs/events/packed-texts';
import { MAX_LISTED_VALUES, type PreparedBatch } from '../../../logs/events/prepare';
import type { AppendResult } from '../../../logs/events/store';
import { AlertWriter } from '../alerts/alert-writer';
import { transaction } from '../inventory/transaction';
import { ParserRuleTable } from '../log-types/rule-table';
import { LogTypeTable } from '../log-types/table';
import { SourceTable } from '../sources/table';
import { openForWriting } from './schema';

/** What a batch reports about fields. */
type FieldReport = Pick<PreparedBatch, 'newFields' | 'newTypeFields' | 'newValues' | 'wideFields'>;

/** Writes events; synchronous, so it lives in a worker thread. */
export class EventWriter {
	private readonly database: DatabaseSync;
	private readonly ids: IdAllocator;
	private readonly insertEvent: StatementSync;
	private readonly insertTokens: StatementSync;
	readonly sources: SourceTable;
	readonly logTypes: LogTypeTable;
	readonly parserRules: ParserRuleTable;
	readonly alerts: AlertWriter;

	/** Reports of failed batches: batches prepared after them, before the failure was known, rely on them. */
	private rolledBack: FieldReport[] = [];

	/** @param file path of the event database */
	constructor(file: string) {
		this.database = openForWriting(file);
		const largest = this.database.prepare(
			'SELECT max(id) AS id FROM event WHERE id BETWEEN ? AND ?',
		);
		this.ids = new IdAllocator(
			(low, high) => (largest.get(low, high)?.['id'] as number | undefined) ?? undefined,
		);
		this.insertEvent = this.database.prepare(
			'INSERT INTO event (id, doc) VALUES (?, CAST(? AS TEXT))',
		);
		this.insertTokens = this.database.prepare(
			'INSERT INTO event_fts (rowid, tokens) VALUES (?, CAST(? AS TEXT))',
		);
		this.sources = new SourceTable(this.database);
		this.logTypes = new LogTypeTable(this.database);
		this.parserRules = new ParserRuleTable(this.database);
		this.alerts = new AlertWriter(this.database);
	}

	/** Stores a batch with the alerts it raises; when this returns both are on disk. All or nothing. */
	append(batch: PreparedBatch): AppendResult {
		try {
			return this.commit([batch])[0] as AppendResult;
		} catch (error) {
			const { newFields, newTypeFields, newValues, wideFields } = batch;
			this.rolledBack.push({ newFields, newTypeFields, newValues, wideFields });
			throw error;
		}
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
		return transaction(this.database, () => work(this));
	}

	/** Releases the file. */
	close(): void {
		this.database.close();
	}

	private commit(batches: readonly PreparedBatch[]): AppendResult[] {
		try {
			const results = transaction(this.database, () => {
				for (const earlier of this.rolledBack) this.registerFields(earlier);
				return batches.map((batch) => this.insert(batch));
			});
			this.rolledBack = [];
			return results;
		} catch (error) {
			this.ids.reset();
			this.alerts.reset();
			throw error;
		}
	}

	private insert(batch: PreparedBatch): AppendResult {
		const enabled = batch.sources.map((source) => this.sources.sight(source));
		const ids = new Float64Array(batch.times.length);
		let stored = 0;
		for (let index = 0; index < batch.times.length; index++) {
			if (enabled[batch.sourceOf[index] as number] !== true) continue;
			const id = this.ids.allocate(batch.times[index] as number);
			this.insertEvent.run(id, bytesAt(batch.documents, index));
			this.insertTokens.run(id, bytesAt(batch.tokens, index));
			ids[index] = id;
			stored++;
		}
		this.alerts.raise(batch, ids);
		this.registerFields(batch);
		return { stored, dropped: batch.times.length - stored };
	}

	private registerFields(batch: FieldReport): void {
		if (batch.newFields.length > 0) {
			const insert = this.database.prepare(
				'INSERT INTO field (name, type) VALUES (?, ?) ON CONFLICT DO NOTHING',
			);
			for (const [name, type] of batch.newFields) insert.run(name, type);
		}
		if (batch.newTypeFields.length > 0) {
			const insert = this.database.prepare(
				'INSERT INTO field_log_type (log_type, field) VALUES (?, ?) ON CONFLICT DO NOTHING',
			);
			for (const [logType, field] of batch.newTypeFields) insert.run(logType, field);
		}
		if (batch.newValues.length > 0) {
			const insert = this.database.prepare(`
				INSERT INTO field_value (field, value)
				SELECT :field, :value WHERE NOT EXISTS (SELECT 1 FROM field WHERE name = :field AND wide = 1)
				ON CONFLICT DO NOTHING
			`);
			for (const [field, value] of batch.newValues) insert.run({ field, value });
			const count = this.database.prepare('SELECT count(*) AS n FROM field_value WHERE field = ?');
			for (const field of new Set(batch.newValues.map(([name]) => name))) {
				if (Number(count.get(field)?.['n']) > MAX_LISTED_VALUES) this.widen(field);
			}
		}
		for (const field of batch.wideFields) this.widen(field);
	}

	/** Stops listing a field's values: the list is no longer complete, and plans must not rely on it. */
	private widen(field: string): void {
		this.database.prepare('UPDATE field SET wide = 1 WHERE name = ?').run(field);
		this.database.prepare('DELETE FROM field_value WHERE field = ?').run(field);
	}
}
