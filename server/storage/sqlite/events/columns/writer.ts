/** Keeps the columns of all events: writes those of a transaction with it, and makes fewer and better ones of them later. */
import type { BatchValues } from '../../../../logs/terms';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DocumentRow, PackedDocuments } from '../documents/packed-documents';
import { documentsWhere } from '../documents/schema';
import { OpenHours } from '../tallies/open-hours';
import { HOUR, hourOf } from '../tallies/periods';
import { countedValuesOf, type ValuePlace, type ValueTable } from '../tallies/values';
import { type Columns, joined, kept } from './block';
import { PartCache } from './cache';
import { ColumnCollector } from './collector';
import { WHOLE } from './schema';
import { type BlockRow, BlockTable } from './table';

/** Events from which on a block is left as it is: larger ones compress no better, and a step writes one. */
const WHOLE_EVENTS = 32_768;
/** So many small blocks of a level become one. */
const JOINED = 16;
/** Events without columns that one step reads: some 15 ms for which batches wait. */
const STEP_EVENTS = 1_000;

/** Sizes of the work. */
export interface ColumnSizes {
	/** Events from which on a block is left as it is. */
	readonly whole: number;
	/** Events without columns that one step reads. */
	readonly step: number;
}

interface Small {
	blocks: number;
	events: number;
}

/** The columns; every call belongs into the writer's transaction. */
export class ColumnWriter {
	private readonly table: BlockTable;
	private readonly open: OpenHours;
	private readonly hasEvents: StatementSync;
	private readonly documentsOf: StatementSync;
	private readonly drop: StatementSync;
	private pending = new ColumnCollector();
	/** Small blocks by level; undefined while not known. */
	private small: Map<number, Small> | undefined;
	private beingEmptied: number | undefined;
	/** Open hours that have no events: nothing is to be done for them. */
	private readonly empty = new Set<number>();

	constructor(
		private readonly database: DatabaseSync,
		private readonly documents: Pick<PackedDocuments, 'text'>,
		private readonly values: Pick<ValueTable, 'places'>,
		private readonly sizes: ColumnSizes = { whole: WHOLE_EVENTS, step: STEP_EVENTS },
	) {
		this.table = new BlockTable(database, new PartCache(0));
		this.open = new OpenHours(database, 'column_open');
		this.hasEvents = database.prepare('SELECT 1 FROM kept_hour WHERE hour = ?');
		this.documentsOf = database.prepare(documentsWhere('id > ?1 AND id <= ?2', 'ASC'));
		this.drop = database.prepare(`
			SELECT id, level, events, low, high FROM column_block WHERE low <= ? AND high >= ? AND NOT EXISTS (
				SELECT 1 FROM kept_hour WHERE hour BETWEEN low / ${HOUR} AND high / ${HOUR})`);
	}

	/**
	 * Begins with a batch.
	 *
	 * @param places of its distinct values
	 * @returns adds an event that was stored, by its number in the batch and its id
	 */
	batch(places: readonly ValuePlace[], values: BatchValues): (index: number, id: number) => void {
		const add = this.pending.batch(places, values);
		return (index, id) => {
			if (this.open.counts(id)) add(index, id);
			else this.empty.delete(hourOf(id));
		};
	}

	/** Stores the columns of what was added; call at the end of the transaction. */
	flush(): void {
		if (this.pending.events === 0) return;
		const columns = this.pending.take();
		this.pending = new ColumnCollector();
		this.store(columns);
	}

	/** Call after a rollback. */
	reset(): void {
		this.pending = new ColumnCollector();
		this.open.reset();
		this.small = undefined;
		this.empty.clear();
	}

	/** Tells that events of an hour are being deleted: its columns do not count any more. */
	emptying(hour: number): void {
		this.beingEmptied = hour;
		if (!this.open.isUncounted(hour)) this.open.open(hour);
	}

	/** Tells that an hour has no events any more, once `kept_hour` says so: blocks go when none of their hours has any. */
	emptied(hour: number): void {
		this.beingEmptied = undefined;
		this.empty.add(hour);
		const blocks = this.drop.all((hour + 1) * HOUR - 1, hour * HOUR) as unknown as BlockRow[];
		let [from, until] = [hour, hour + 1];
		for (const block of blocks) {
			this.table.remove(block);
			from = Math.min(from, hourOf(block.low));
			until = Math.max(until, hourOf(block.high) + 1);
		}
		if (blocks.length > 0) this.small = undefined;
		for (const open of this.open.within(from, until)) this.closeIfGone(open);
	}

	/** Nothing is being deleted any more: hours that kept some of their events get columns again. */
	settled(): void {
		this.beingEmptied = undefined;
	}

	/** Whether {@link step} has something to do. */
	get mayStep(): boolean {
		return this.joinable() !== undefined || this.nextHour() !== undefined;
	}

	/** Joins some small blocks, or reads some events that have no columns. @returns whether there is more to do */
	step(): boolean {
		const blocks = this.joinable();
		if (blocks !== undefined) {
			this.join(blocks);
			return this.mayStep;
		}
		const next = this.nextHour();
		if (next === undefined) return false;
		this.read(next.hour, next.counted);
		return this.mayStep;
	}

	/** Small blocks that are to become one. */
	private joinable(): BlockRow[] | undefined {
		const small = this.smallBlocks();
		let events = 0;
		for (const level of small.values()) events += level.events;
		if (events >= this.sizes.whole) {
			// The largest ones first: what is left over are a few small ones.
			const all = [...small.keys()].sort((one, other) => other - one);
			const blocks: BlockRow[] = [];
			let sum = 0;
			for (const block of all.flatMap((level) => this.table.ofLevel(level))) {
				if (sum >= this.sizes.whole) break;
				blocks.push(block);
				sum += block.events;
			}
			return blocks;
		}
		for (const [level, { blocks }] of small) if (blocks >= JOINED) return this.table.ofLevel(level);
		return undefined;
	}

	private join(rows: readonly BlockRow[]): void {
		const columns = joined(rows.map((row) => this.table.load(row)));
		for (const row of rows) this.remove(row);
		this.store(columns);
	}

	/** Reads on in an hour whose events have no columns. */
	private read(hour: number, counted: number): void {
		const end = (hour + 1) * HOUR - 1;
		if (this.open.isUncounted(hour)) this.forget(hour);
		const rows = this.documentsOf.all(counted, end, this.sizes.step) as unknown as (DocumentRow & {
			id: number;
		})[];
		const collector = new ColumnCollector();
		for (const row of rows) {
			const values = countedValuesOf(this.documents.text(row));
			const places = this.values.places(values);
			const one = { places: Uint32Array.from(places.keys()), ends: Uint32Array.of(places.length) };
			collector.batch(places, one)(0, row.id);
		}
		if (collector.events > 0) this.store(collector.take());
		if (rows.length < this.sizes.step) this.open.close(hour);
		else this.open.open(hour, (rows.at(-1) as { id: number }).id);
	}

	/** Takes the events of an hour out of all blocks: some of them are gone. */
	private forget(hour: number): void {
		const isOther = (id: number) => hourOf(id) !== hour;
		for (const row of this.table.blocks({ low: hour * HOUR, high: (hour + 1) * HOUR - 1 })) {
			const columns = this.table.load(row);
			if (columns.ids.every(isOther)) continue;
			this.remove(row);
			const rest = kept(columns, isOther);
			if (rest !== undefined) this.store(rest);
		}
	}

	private store(columns: Columns): void {
		const isWhole = columns.ids.length >= this.sizes.whole;
		const row = this.table.add(isWhole ? this.withoutWide(columns) : columns, isWhole);
		if (isWhole || this.small === undefined) return;
		const level = this.small.get(row.level) ?? { blocks: 0, events: 0 };
		this.small.set(row.level, {
			blocks: level.blocks + 1,
			events: level.events + row.events,
		});
	}

	private remove(row: BlockRow): void {
		this.table.remove(row);
		this.small = undefined;
	}

	/** Fields with too many values since are not asked for. */
	private withoutWide({ ids, byField }: Columns): Columns {
		const wide = this.database
			.prepare('SELECT t.id FROM tally_field t JOIN field f ON f.name = t.name WHERE f.wide = 1')
			.all()
			.map((row) => row['id'] as number);
		const narrow = new Map(byField);
		for (const field of wide) narrow.delete(field);
		return { ids, byField: narrow };
	}

	private smallBlocks(): Map<number, Small> {
		return (this.small ??= new Map(
			this.database
				.prepare(
					`SELECT level, count(*) AS blocks, sum(events) AS events FROM column_block
						WHERE level < ${WHOLE} GROUP BY level`,
				)
				.all()
				.map((row) => [
					row['level'] as number,
					{ blocks: row['blocks'] as number, events: row['events'] as number },
				]),
		));
	}

	/** The next hour to read events of, the newest first. */
	private nextHour(): { readonly hour: number; readonly counted: number } | undefined {
		for (;;) {
			const next = this.open.next((hour) => hour === this.beingEmptied || this.empty.has(hour));
			if (next === undefined || this.hasEvents.get(next.hour) !== undefined) return next;
			this.empty.add(next.hour);
			this.closeIfGone(next.hour);
		}
	}

	/** An hour without events need not be open when no block has any of it. */
	private closeIfGone(hour: number): void {
		const range = { low: hour * HOUR, high: (hour + 1) * HOUR - 1 };
		if (!this.empty.has(hour) || this.table.blocks(range).length > 0) return;
		this.open.close(hour);
		this.empty.delete(hour);
	}
}
