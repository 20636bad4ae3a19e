/** Counts events by hour and value, in the transaction that stores them. */
import {
	type BatchValues,
	canonicalValue,
	isTextField,
	type NumberedValue,
} from '../../../../logs/terms';
import type { FieldValue } from '../../../../logs/events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Counts } from './counts';
import { OpenHours } from './open-hours';
import { HOUR, hourOf, type IdRange } from './periods';
import { TallyTable } from './table';
import { type ValuePlace, ValueTable } from './values';

/** Keeps the tallies; every call belongs into the writer's transaction. */
export class TallyWriter {
	readonly values: ValueTable;
	private readonly table: TallyTable;
	private readonly open: OpenHours;
	private readonly select: StatementSync;
	private pending = new Map<number, Counts>();

	constructor(database: DatabaseSync) {
		this.values = new ValueTable(database);
		this.table = new TallyTable(database);
		this.open = new OpenHours(database);
		this.select = database.prepare(
			'SELECT id, doc FROM event WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
		);
	}

	/** Starts counting a batch. */
	batch(values: BatchValues): BatchCounter {
		return new BatchCounter(this.values.places(values.distinct), values, this.open, this.pending);
	}

	/** Stores what was counted; call at the end of the transaction. */
	flush(): void {
		if (this.pending.size === 0) return;
		this.table.add(this.pending);
		this.pending = new Map();
	}

	/** Call after a rollback. */
	reset(): void {
		this.values.reset();
		this.open.reset();
		this.pending = new Map();
	}

	/**
	 * Tells that events were deleted, all those of a range of ids from the oldest on or only some of them. Whole hours
	 * before `keptFrom` are forgotten; hours in which some events were deleted are counted anew, see {@link recount}.
	 *
	 * @param keptFrom smallest id that may still be there
	 * @param touched ranges beyond it that lost events
	 */
	deleted(keptFrom: number, touched: readonly IdRange[] = []): void {
		this.flush();
		const first = hourOf(keptFrom);
		this.table.forgetBefore(first);
		this.open.closeBefore(first);
		const hours = new Set(keptFrom > first * HOUR ? [first] : []);
		for (const { low, high } of touched)
			for (let hour = hourOf(low); hour <= hourOf(high); hour++) if (hour >= first) hours.add(hour);
		for (const hour of hours) {
			this.table.forget(hour);
			this.open.open(hour);
		}
	}

	/** Number of hours that are not counted to their end. */
	get openHours(): number {
		return this.open.size;
	}

	/**
	 * Counts some events of an hour that is not counted to its end.
	 *
	 * @param most events to look at
	 * @returns whether there is more to do
	 */
	recount(most: number): boolean {
		const next = this.open.next();
		if (next === undefined) return false;
		const { hour, counted } = next;
		const last = (hour + 1) * HOUR - 1;
		const rows = this.select.all(counted, last, most) as unknown as { id: number; doc: string }[];
		const counts = new Counts();
		for (const { doc } of rows) this.countDocument(doc, counts);
		if (rows.length > 0) this.table.add(new Map([[hour, counts]]));
		if (rows.length < most) this.open.close(hour);
		else this.open.open(hour, (rows.at(-1) as { id: number }).id);
		return this.open.size > 0;
	}

	private countDocument(doc: string, counts: Counts): void {
		const fields = JSON.parse(doc) as Record<string, FieldValue>;
		counts.total++;
		const values: NumberedValue[] = [];
		for (const field in fields) {
			const value = fields[field] as FieldValue;
			if (field !== 'TIME' && !isTextField(field))
				values.push([field, canonicalValue(value), value]);
		}
		for (const place of this.values.places(values))
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
