/** Reads and changes the stored counts of hours and days. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Counts, withAdded } from './counts';
import { dayOf } from './periods';

/** The counts of all hours and days; every change belongs into the writer's transaction. */
export class TallyTable {
	private readonly hours: Rows;
	private readonly days: Rows;

	constructor(database: DatabaseSync) {
		this.hours = new Rows(database, 'tally_hour', 'hour');
		this.days = new Rows(database, 'tally_day', 'day');
	}

	/** Adds counts to hours, and to their days. */
	add(counts: ReadonlyMap<number, Counts>): void {
		const days = new Map<number, Counts>();
		for (const [hour, added] of counts) {
			this.hours.add(hour, added);
			const day = dayOf(hour);
			const sum = days.get(day);
			if (sum === undefined && counts.size === 1) days.set(day, added);
			else if (sum === undefined) days.set(day, copyOf(added));
			else sum.addAll(added);
		}
		for (const [day, added] of days) this.days.add(day, added);
	}

	/** Forgets an hour; its day then counts the others only. */
	forget(hour: number): void {
		const counts = this.hours.get(hour);
		if (counts === undefined) return;
		this.hours.delete(hour);
		this.days.subtract(dayOf(hour), counts);
	}
}

function copyOf(counts: Counts): Counts {
	const copy = new Counts();
	copy.addAll(counts);
	return copy;
}

class Rows {
	private readonly select: StatementSync;
	private readonly insert: StatementSync;
	private readonly remove: StatementSync;

	constructor(database: DatabaseSync, table: string, key: string) {
		this.select = database.prepare(`SELECT counts FROM ${table} WHERE ${key} = ?`);
		this.insert = database.prepare(
			`INSERT INTO ${table} (${key}, counts) VALUES (?, ?) ON CONFLICT DO UPDATE SET counts = excluded.counts`,
		);
		this.remove = database.prepare(`DELETE FROM ${table} WHERE ${key} = ?`);
	}

	get(number: number): Counts | undefined {
		const bytes = this.bytes(number);
		return bytes === undefined ? undefined : Counts.decode(bytes);
	}

	add(number: number, added: Counts): void {
		const bytes = this.bytes(number);
		this.insert.run(number, bytes === undefined ? added.encode() : withAdded(bytes, added));
	}

	subtract(number: number, taken: Counts): void {
		const counts = this.get(number);
		if (counts === undefined) return;
		counts.addAll(taken, -1);
		if (counts.total === 0) this.delete(number);
		else this.insert.run(number, counts.encode());
	}

	delete(number: number): void {
		this.remove.run(number);
	}

	private bytes(number: number): Uint8Array | undefined {
		return this.select.get(number)?.['counts'] as Uint8Array | undefined;
	}
}
