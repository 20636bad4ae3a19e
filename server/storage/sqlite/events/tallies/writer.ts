/** Counts events by hour and value, in the transaction that stores them. */
import type { BatchValues } from '../../../../logs/terms';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DocumentRow, PackedDocuments } from '../documents/packed-documents';
import { documentsWhere } from '../documents/schema';
import { Counts } from './counts';
import { OpenHours } from './open-hours';
import { HOUR, hourOf } from './periods';
import { ValuePruner } from './prune';
import { TallyTable } from './table';
import { countedValuesOf, type ValuePlace, ValueTable } from './values';

/** Keeps the tallies; every call belongs into the writer's transaction. */
export class TallyWriter {
	readonly values: ValueTable;
	private readonly table: TallyTable;
	private readonly open: OpenHours;
	private readonly select: StatementSync;
	private readonly pruner: ValuePruner;
	private pending = new Map<number, Counts>();
	private beingEmptied: number | undefined;

	constructor(
		database: DatabaseSync,
		private readonly documents: PackedDocuments,
	) {
		this.values = new ValueTable(database);
		this.table = new TallyTable(database);
		this.open = new OpenHours(database, 'tally_open');
		this.pruner = new ValuePruner(database, this.values);
		this.select = database.prepare(documentsWhere('id > ?1 AND id <= ?2', 'ASC'));
	}

	/** Starts counting a batch. @param places of its distinct values, see {@link ValueTable.places} */
	batch(places: readonly ValuePlace[], values: BatchValues): BatchCounter {
		return new BatchCounter(places, values, this.open, this.pending);
	}

	/** Stores what was counted; call at the end of the transaction. */
	flush(): void {
		if (this.pending.size === 0) return;
		this.table.add(this.pending);
		this.pruner.saw(this.pending.values());
		this.pending = new Map();
	}

	/** Call after a rollback. */
	reset(): void {
		this.values.reset();
		this.open.reset();
		this.pruner.stop();
		this.pending = new Map();
	}

	/**
	 * Tells that events of an hour are being deleted: until {@link emptied} it is not counted, and whoever asks reads what is
	 * left of it. When another hour follows before that, what is left is counted anew, see {@link recount}.
	 */
	emptying(hour: number): void {
		this.flush();
		this.beingEmptied = hour;
		if (this.open.isUncounted(hour)) return;
		this.table.forget(hour);
		this.open.open(hour);
		this.pruner.stop();
	}

	/** Tells that an hour has no events any more. */
	emptied(hour: number): void {
		this.flush();
		this.table.forget(hour);
		this.open.close(hour);
		this.beingEmptied = undefined;
	}

	/** Nothing is being deleted any more: an hour that kept some of its events is counted again. */
	settled(): void {
		this.beingEmptied = undefined;
	}

	/**
	 * Looks on for values that no event has any more, and forgets them at the end.
	 *
	 * @param days to look at
	 * @returns whether there is more to do
	 */
	prune(days: number): boolean {
		if (this.openHours > 0) this.pruner.stop();
		return this.openHours === 0 && this.pruner.step(days);
	}

	/** Number of hours that are not counted to their end. */
	get openHours(): number {
		return this.open.size;
	}

	/** Whether {@link recount} has something to do. */
	get mayRecount(): boolean {
		return this.open.next((hour) => hour === this.beingEmptied) !== undefined;
	}

	/**
	 * Counts some events of an hour that is not counted to its end.
	 *
	 * @param most events to look at
	 * @returns whether there is more to do
	 */
	recount(most: number): boolean {
		const next = this.open.next((hour) => hour === this.beingEmptied);
		if (next === undefined) return false;
		const { hour, counted } = next;
		const last = (hour + 1) * HOUR - 1;
		const rows = this.select.all(counted, last, most) as unknown as (DocumentRow & {
			id: number;
		})[];
		const counts = new Counts();
		for (const row of rows) this.countDocument(this.documents.text(row), counts);
		if (rows.length > 0) this.table.add(new Map([[hour, counts]]));
		if (rows.length < most) this.open.close(hour);
		else this.open.open(hour, (rows.at(-1) as { id: number }).id);
		return this.mayRecount;
	}

	private countDocument(doc: string, counts: Counts): void {
		counts.total++;
		for (const place of this.values.places(countedValuesOf(doc)))
			if (place !== undefined) counts.add(place.field, place.value, 1);
	}
}

/** Counts the events of one batch; neighbours mostly fall into one hour, whose counts are collected by place first. */
class BatchCounter {
	private readonly counts: Uint32Array;
	private readonly touched: number[] = [];
	private hour = -1;
	private events = 0;

	constructor(
		private readonly places: readonly ValuePlace[],
		private readonly values: BatchValues,
		private readonly open: OpenHours,
		private readonly pending: Map<number, Counts>,
	) {
		this.counts = new Uint32Array(places.length);
	}

	/** Counts an event of the batch that was stored. */
	add(index: number, id: number): void {
		if (!this.open.counts(id)) return;
		const hour = hourOf(id);
		if (hour !== this.hour) {
			this.end();
			this.hour = hour;
		}
		this.events++;
		const { places, ends } = this.values;
		const end = ends[index] as number;
		for (let at = index === 0 ? 0 : (ends[index - 1] as number); at < end; at++) {
			const place = places[at] as number;
			const before = this.counts[place] as number;
			if (before === 0) this.touched.push(place);
			this.counts[place] = before + 1;
		}
	}

	/** Hands over what was counted since the last call; call after the last event. */
	end(): void {
		if (this.events === 0) return;
		let counts = this.pending.get(this.hour);
		if (counts === undefined) this.pending.set(this.hour, (counts = new Counts()));
		counts.total += this.events;
		for (const at of this.touched) {
			const place = this.places[at];
			if (place !== undefined) counts.add(place.field, place.value, this.counts[at] as number);
			this.counts[at] = 0;
		}
		this.touched.length = 0;
		this.events = 0;
	}
}
