/** Notes when the events of each hour arrived, a row an hour and batch, and says which hour goes next. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR, hourOf } from '../tallies/periods';

/** The hours that have events; changes belong into the writer's transaction. */
export class KeptHours {
	private readonly upsert: StatementSync;
	private readonly oldest: StatementSync;
	private readonly reduce: StatementSync;
	private readonly remove: StatementSync;

	constructor(database: DatabaseSync) {
		this.upsert = database.prepare(`
			INSERT INTO kept_hour (hour, events, arrived) VALUES (:hour, :events, :arrived)
			ON CONFLICT DO UPDATE SET
				arrived = CAST(round((CAST(arrived AS REAL) * events + CAST(:arrived AS REAL) * :events) / (events + :events)) AS INTEGER),
				events = events + :events
		`);
		this.oldest = database.prepare(
			'SELECT hour, arrived FROM kept_hour ORDER BY arrived, hour LIMIT 1',
		);
		this.reduce = database.prepare(
			'UPDATE kept_hour SET events = max(0, events - ?) WHERE hour = ?',
		);
		this.remove = database.prepare('DELETE FROM kept_hour WHERE hour = ?');
	}

	/**
	 * Notes the events of a batch.
	 *
	 * @param ids 0 for events that were not stored
	 * @param arrived epoch ms
	 */
	note(ids: Float64Array, arrived: number): void {
		const counts = new Map<number, number>();
		let hour = -1;
		let low = 0;
		let high = -1;
		let events = 0;
		// Neighbours mostly fall into one hour: two comparisons an event.
		for (const id of ids) {
			if (id === 0) continue;
			if (id < low || id > high) {
				if (events > 0) counts.set(hour, (counts.get(hour) ?? 0) + events);
				hour = hourOf(id);
				low = hour * HOUR;
				high = low + HOUR - 1;
				events = 0;
			}
			events++;
		}
		if (events > 0) counts.set(hour, (counts.get(hour) ?? 0) + events);
		for (const [number, n] of counts)
			this.upsert.run({ hour: number, events: n, arrived: Math.floor(arrived) });
	}

	/** The hour whose events arrived first, with when they did, epoch ms; undefined without events. */
	first(): { readonly hour: number; readonly arrived: number } | undefined {
		return this.oldest.get() as { hour: number; arrived: number } | undefined;
	}

	/** `events` of an hour are gone. */
	reduced(hour: number, events: number): void {
		this.reduce.run(events, hour);
	}

	/** Nothing of an hour is left. */
	emptied(hour: number): void {
		this.remove.run(hour);
	}
}
