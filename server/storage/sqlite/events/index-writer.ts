/** Files events in the full-text index, all of a transaction at once and in the order of their rows. */
import { bytesAt, type PackedTexts } from '../../../logs/terms';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IndexLists } from './index-lists';
import type { IndexRows } from './index-rows';
import { HOUR, hourOf } from './tallies/periods';

/** An event that waits to be filed. */
interface Entry {
	readonly row: number;
	readonly terms: PackedTexts;
	readonly place: number;
}

/**
 * Collects the events of a transaction. FTS5 writes all of its pending terms, a segment more, whenever a row is smaller than the one
 * before, so that dense rows come before sparse ones, whatever batches they are of.
 */
export class IndexWriter {
	private readonly insert: StatementSync;
	private readonly noteHour: StatementSync;
	private readonly forgetHour: StatementSync;
	private readonly rows: IndexRows;
	private entries: Entry[] = [];
	private isInOrder = true;

	constructor(database: DatabaseSync) {
		this.rows = IndexLists.of(database).rows;
		this.insert = database.prepare(
			'INSERT INTO event_fts (rowid, tokens) VALUES (?, CAST(? AS TEXT))',
		);
		this.noteHour = database.prepare(
			'INSERT OR IGNORE INTO index_hour (dense, hour) VALUES (?, ?)',
		);
		this.forgetHour = database.prepare('DELETE FROM index_hour WHERE hour = ?');
	}

	/** Adds an event; its terms must hold until {@link flush}. @param place of its terms among those of the batch */
	add(id: number, terms: PackedTexts, place: number): void {
		const row = this.rows.rowOf(id);
		const last = this.entries.at(-1);
		this.isInOrder &&= last === undefined || last.row < row;
		this.entries.push({ row, terms, place });
	}

	/** Files all that were added; belongs into the transaction that stores them. */
	flush(): void {
		const { entries } = this;
		if (!this.isInOrder) entries.sort((one, other) => one.row - other.row);
		this.noteHours();
		// Unlike `run`, `get` makes no object of what changed.
		for (const { row, terms, place } of entries) this.insert.get(row, bytesAt(terms, place));
		this.reset();
	}

	/** Nothing of an hour is left; belongs into the transaction that removes it. */
	emptied(hour: number): void {
		this.forgetHour.run(hour);
	}

	/** Forgets what was added; call after a rollback. */
	reset(): void {
		this.entries = [];
		this.isInOrder = true;
	}

	private noteHours(): void {
		if (!this.rows.hasDense) return;
		const hours = [new Set<number>(), new Set<number>()] as const;
		// Neighbours mostly fall into one hour.
		let [low, high] = [0, -1];
		let wasDense = false;
		for (const { row } of this.entries) {
			const id = this.rows.idOf(row);
			const isDense = this.rows.isDense(row);
			if (id >= low && id <= high && isDense === wasDense) continue;
			const hour = hourOf(id);
			hours[isDense ? 1 : 0].add(hour);
			low = hour * HOUR;
			high = low + HOUR - 1;
			wasDense = isDense;
		}
		for (const dense of [0, 1] as const)
			for (const hour of hours[dense]) this.noteHour.run(dense, hour);
	}
}
