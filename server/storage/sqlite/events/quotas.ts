/** Bounds the tables whose rows senders of logs name, and counts what is beyond. */
import { OVERFLOW_SOURCE, QUOTAS, type Quotas } from '../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';

/** How often something was beyond its quota since the start. */
export interface Overflow {
	/** Batches' sightings of sources that went into the bucket. */
	sources: number;
	/** Reports of fields that are not listed. */
	fields: number;
	/** Reports of fields of log types that are not listed. */
	logTypes: number;
}

const HOUR = 3_600_000;

/** Counts rows, so that nobody has to ask the database. */
export class QuotaBook {
	readonly overflow: Overflow = { sources: 0, fields: 0, logTypes: 0 };
	private sources = 0;
	private fields = 0;
	private typeFields = new Map<string, number>();
	private hour = { number: -1, sources: 0 };

	/** @param quotas generous ones by default */
	constructor(
		private readonly database: DatabaseSync,
		private readonly quotas: Quotas = QUOTAS,
	) {
		this.reset();
	}

	/** Counts anew; call after a rollback, and after sources were added or deleted by people. */
	reset(): void {
		const count = (sql: string) => Number(this.database.prepare(sql).get()?.['n']);
		this.sources = count(
			`SELECT count(*) AS n FROM source WHERE deleted = 0 AND name <> '${OVERFLOW_SOURCE}'`,
		);
		this.fields = count('SELECT count(*) AS n FROM field');
		const types = this.database.prepare(
			'SELECT log_type AS type, count(*) AS n FROM field_log_type GROUP BY log_type',
		);
		this.typeFields = new Map(
			types.all().map((row) => [row['type'] as string, row['n'] as number]),
		);
	}

	/**
	 * Whether one more source may be listed; it is counted then.
	 *
	 * @param arrivedAt epoch ms; undefined for logs that come without an arrival, which have no hour
	 */
	takeSource(arrivedAt: number | undefined): boolean {
		const number = arrivedAt === undefined ? undefined : Math.floor(arrivedAt / HOUR);
		if (number !== undefined && number !== this.hour.number) this.hour = { number, sources: 0 };
		const isLate = number !== undefined && this.hour.sources >= this.quotas.newSourcesAnHour;
		if (isLate || this.sources >= this.quotas.sources) {
			this.overflow.sources++;
			return false;
		}
		this.sources++;
		if (number !== undefined) this.hour.sources++;
		return true;
	}

	/** Whether the list of fields is full: a field that is not on it may have values all the same. */
	get fieldsAreFull(): boolean {
		return this.fields >= this.quotas.fields;
	}

	/** Whether one more field may be listed. */
	mayAddField(): boolean {
		if (this.fieldsAreFull) this.overflow.fields++;
		return !this.fieldsAreFull;
	}

	/** A field was added. */
	addedField(): void {
		this.fields++;
	}

	/** Whether one more field of a log type may be listed. */
	mayAddTypeField(logType: string): boolean {
		const known = this.typeFields.get(logType);
		const { logTypes, fieldsOfType } = this.quotas;
		const may = known === undefined ? this.typeFields.size < logTypes : known < fieldsOfType;
		if (!may) this.overflow.logTypes++;
		return may;
	}

	/** A field of a log type was added. */
	addedTypeField(logType: string): void {
		this.typeFields.set(logType, (this.typeFields.get(logType) ?? 0) + 1);
	}
}

/** Whether the list of fields is full, for readers. */
export function fieldsAreFull(database: DatabaseSync): boolean {
	return Number(database.prepare('SELECT count(*) AS n FROM field').get()?.['n']) >= QUOTAS.fields;
}
