/** Hours whose counts do not tell all of their events yet: those of an older layout, and those that lost some events. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR, hourOf } from './periods';

/** Where open hours are listed: of tallies, or of columns. */
export type OpenTable = 'tally_open' | 'column_open';

/** SQL that puts every hour that has events on the list; they are found by leaping from one to the next, in a layout in which they are a table. */
export const OPEN_ALL_HOURS = `
INSERT INTO tally_open (hour, counted)
WITH RECURSIVE found (hour) AS (
	SELECT (SELECT min(id) FROM event) / ${HOUR}
	UNION ALL
	SELECT (SELECT min(id) FROM event WHERE id >= (found.hour + 1) * ${HOUR}) / ${HOUR} FROM found WHERE found.hour IS NOT NULL
)
SELECT hour, hour * ${HOUR} - 1 FROM found WHERE hour IS NOT NULL;
`;

/** The open hours; changes belong into the writer's transaction. */
export class OpenHours {
	/** By hour: the last id that its counts tell. */
	private hours: Map<number, number> | undefined;
	private readonly insert: StatementSync;
	private readonly remove: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly table: OpenTable,
	) {
		this.insert = database.prepare(
			`INSERT INTO ${table} (hour, counted) VALUES (?, ?) ON CONFLICT DO UPDATE SET counted = excluded.counted`,
		);
		this.remove = database.prepare(`DELETE FROM ${table} WHERE hour = ?`);
	}

	/** Whether an event is to be counted when it is stored; the others are when their turn comes. */
	counts(id: number): boolean {
		const open = this.all();
		if (open.size === 0) return true;
		const counted = open.get(hourOf(id));
		return counted === undefined || id <= counted;
	}

	/**
	 * The next hour to go on with, the newest first, which is asked for most.
	 *
	 * @param isLeft whether an hour is left alone
	 */
	next(
		isLeft: (hour: number) => boolean,
	): { readonly hour: number; readonly counted: number } | undefined {
		let newest: { hour: number; counted: number } | undefined;
		for (const [hour, counted] of this.all())
			if ((newest === undefined || hour > newest.hour) && !isLeft(hour)) newest = { hour, counted };
		return newest;
	}

	/** Open hours from one to before another. */
	within(from: number, until: number): number[] {
		return [...this.all().keys()].filter((hour) => hour >= from && hour < until);
	}

	/** Number of open hours. */
	get size(): number {
		return this.all().size;
	}

	/** Sets up to which id an hour is counted; none of its events by default. */
	open(hour: number, counted = hour * HOUR - 1): void {
		this.insert.run(hour, counted);
		this.all().set(hour, counted);
	}

	/** Takes an hour off the list. */
	close(hour: number): void {
		this.remove.run(hour);
		this.all().delete(hour);
	}

	/** Whether an hour is open, and none of its events counted. */
	isUncounted(hour: number): boolean {
		return this.all().get(hour) === hour * HOUR - 1;
	}

	/** Call after a rollback. */
	reset(): void {
		this.hours = undefined;
	}

	private all(): Map<number, number> {
		return (this.hours ??= new Map(
			this.database
				.prepare(`SELECT hour, counted FROM ${this.table}`)
				.all()
				.map((row) => [row['hour'] as number, row['counted'] as number]),
		));
	}
}
