/** Finds listed values that no event has any more, once events were removed, and takes them off the list. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Counts } from './counts';
import type { ValueTable } from './values';

/** Looks at the counts day by day, over several transactions; every hour must be counted all the while. */
export class ValuePruner {
	/** Values that are in use so far; undefined while nothing is looked for. */
	private used: Set<number> | undefined;
	private nextDay = 0;
	private readonly days: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly values: ValueTable,
	) {
		this.days = database.prepare(
			'SELECT day, counts FROM tally_day WHERE day >= ? ORDER BY day LIMIT ?',
		);
	}

	/** Looks at some days; returns whether there are more. After the last one the values that were nowhere are forgotten. */
	step(days: number): boolean {
		if (this.used === undefined) {
			this.used = new Set();
			this.nextDay = 0;
		}
		const rows = this.days.all(this.nextDay, days);
		for (const row of rows) {
			this.add(Counts.decode(row['counts'] as Uint8Array), this.used);
			this.nextDay = (row['day'] as number) + 1;
		}
		if (rows.length === days) return true;
		this.forgetAllBut(this.used);
		this.used = undefined;
		return false;
	}

	/** Counts that were added meanwhile, to days that may have been looked at. */
	saw(added: Iterable<Counts>): void {
		if (this.used !== undefined) for (const counts of added) this.add(counts, this.used);
	}

	/** Begins anew with the next step. */
	stop(): void {
		this.used = undefined;
	}

	private add(counts: Counts, to: Set<number>): void {
		for (const values of counts.fields.values())
			for (const [value, n] of values) if (n !== 0) to.add(value);
	}

	private forgetAllBut(used: ReadonlySet<number>): void {
		const remove = this.database.prepare('DELETE FROM tally_value WHERE id = ?');
		let removed = 0;
		for (const row of this.database.prepare('SELECT id FROM tally_value').all()) {
			if (used.has(row['id'] as number)) continue;
			remove.run(row['id'] as number);
			removed++;
		}
		if (removed > 0) this.values.reset();
	}
}
