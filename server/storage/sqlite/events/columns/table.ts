/** Reads and writes blocks of columns. */
import { IDS_PER_MS } from '../../../../logs/events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { free } from '../buffers';
import { placeOf } from '../event-set';
import type { IdRange } from '../tallies/periods';
import { PartCache } from './cache';
import { type Columns, decodeSmall, decodeSmallIds, encodeSmall } from './block';
import { type Column, decodeColumn, encodeColumns } from './column';
import { decodeIds, decodeTimes, encodeIds } from './ids';
import { FIELDS, WHOLE } from './schema';

/** What a number of a column's values takes in memory, about. */
const VALUE_BYTES = 8;
/** Small blocks of a level have so many times as many events as those of the level before. */
const LEVEL = 16;

/** A row of `column_block`. */
export interface BlockRow extends IdRange {
	readonly id: number;
	readonly level: number;
	readonly events: number;
}

/** The stored columns of a block, read as they are asked for. */
export class StoredBlock {
	private readonly columns = new Map<number, Column | undefined>();
	private allIds: Float64Array | undefined;
	private allTimes: Float64Array | undefined;

	constructor(
		readonly row: BlockRow,
		private readonly part: (id: number) => Uint8Array | undefined,
		private readonly cache: PartCache<Column>,
		private readonly room: (events: number) => Float64Array<ArrayBuffer>,
	) {}

	/** Ascending. */
	get ids(): Float64Array {
		const { id, level, events } = this.row;
		const decode = level === WHOLE ? decodeIds : decodeSmallIds;
		if (this.allIds !== undefined) return this.allIds;
		const bytes = this.first(id);
		this.allIds = decode(bytes, events, this.room(events));
		free(bytes);
		return this.allIds;
	}

	/** Place of the first event whose id is not below `id`: most ranges begin and end with a millisecond, for which ids need not be read. */
	place(id: number): number {
		const { row } = this;
		if (this.allIds !== undefined || row.level !== WHOLE || id % IDS_PER_MS !== 0)
			return placeOf(this.ids, id);
		this.allTimes ??= decodeTimes(this.first(row.id), row.events);
		return placeOf(this.allTimes, id / IDS_PER_MS);
	}

	/** The column of a field; undefined when no event of the block has the field. @throws RangeError when it is damaged */
	column(field: number): Column | undefined {
		if (!this.columns.has(field)) this.columns.set(field, this.read(field));
		return this.columns.get(field);
	}

	private read(field: number): Column | undefined {
		const { id, level, events } = this.row;
		if (level !== WHOLE) return decodeSmall(this.first(id), events, field).byField.get(field);
		const known = this.cache.get(id * FIELDS + field);
		if (known !== undefined) return known;
		const bytes = this.part(id * FIELDS + field);
		if (bytes === undefined) return undefined;
		const column = decodeColumn(bytes, events, (other) => this.column(other));
		free(bytes);
		this.cache.set(
			id * FIELDS + field,
			column,
			column.codes.byteLength + VALUE_BYTES * column.values.length,
		);
		return column;
	}

	private first(id: number): Uint8Array {
		const bytes = this.part(id * FIELDS);
		if (bytes === undefined) throw new RangeError(`Block ${id} has no ids`);
		return bytes;
	}
}

/** All blocks; changes belong into the writer's transaction. */
export class BlockTable {
	private readonly within: StatementSync;
	private readonly part: StatementSync;
	private readonly fields: StatementSync;

	/** @param cache of columns, of all connections of a thread to this database */
	constructor(
		private readonly database: DatabaseSync,
		private readonly cache = new PartCache<Column>(),
	) {
		this.within = database.prepare(
			'SELECT id, level, events, low, high FROM column_block WHERE low <= ? AND high >= ? ORDER BY low',
		);
		this.part = database.prepare('SELECT bytes FROM column_part WHERE id = ?');
		this.fields = database.prepare('SELECT id FROM column_part WHERE id > ? AND id < ?');
	}

	/** Blocks that may have events of a range. */
	blocks({ low, high }: IdRange): BlockRow[] {
		return this.within.all(high, low) as unknown as BlockRow[];
	}

	/** Blocks of a level, the oldest first. */
	ofLevel(level: number): BlockRow[] {
		return this.database
			.prepare('SELECT id, level, events, low, high FROM column_block WHERE level = ? ORDER BY id')
			.all(level) as unknown as BlockRow[];
	}

	/** What a block's columns are read by. @param room makes place for its ids, to be written over */
	open(row: BlockRow, room = (events: number) => new Float64Array(events)): StoredBlock {
		return new StoredBlock(
			row,
			(id) => this.part.get(id)?.['bytes'] as Uint8Array | undefined,
			this.cache,
			room,
		);
	}

	/** A block with all its columns. */
	load(row: BlockRow): Columns {
		const { id, level, events } = row;
		const block = this.open(row);
		if (level !== WHOLE) {
			const bytes = this.part.get(id * FIELDS)?.['bytes'] as Uint8Array;
			return decodeSmall(bytes, events);
		}
		const byField = new Map<number, Column>();
		for (const found of this.fields.all(id * FIELDS, (id + 1) * FIELDS)) {
			const field = (found['id'] as number) - id * FIELDS;
			const column = block.column(field);
			if (column !== undefined) byField.set(field, column);
		}
		return { ids: block.ids, byField };
	}

	/** Writes a block. @param isWhole whether it stays as it is */
	add(columns: Columns, isWhole: boolean): BlockRow {
		const { ids } = columns;
		const events = ids.length;
		const [low, high] = [ids[0] as number, ids[events - 1] as number];
		const level = isWhole ? WHOLE : levelOf(events);
		const { lastInsertRowid } = this.database
			.prepare('INSERT INTO column_block (level, events, low, high) VALUES (?, ?, ?, ?)')
			.run(level, events, low, high);
		const id = Number(lastInsertRowid);
		const insert = this.database.prepare('INSERT INTO column_part (id, bytes) VALUES (?, ?)');
		if (isWhole) {
			insert.run(id * FIELDS, encodeIds(ids, true));
			for (const [field, bytes] of encodeColumns(columns.byField))
				insert.run(id * FIELDS + field, bytes);
		} else {
			insert.run(id * FIELDS, encodeSmall(columns));
		}
		return { id, level, events, low, high };
	}

	/** Removes a block. */
	remove({ id }: BlockRow): void {
		this.database.prepare('DELETE FROM column_block WHERE id = ?').run(id);
		this.database
			.prepare('DELETE FROM column_part WHERE id >= ? AND id < ?')
			.run(id * FIELDS, (id + 1) * FIELDS);
	}
}

function levelOf(events: number): number {
	return Math.min(WHOLE - 1, Math.floor(Math.log(events) / Math.log(LEVEL)));
}
