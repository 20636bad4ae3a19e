/** The rows of log types that users made; synchronous, so it lives in the threads of the event store. */
import type { LogType } from '../../../logs/events';
import {
	allLogTypes,
	KnownLogTypes,
	type LogTypeChange,
	type StoredLogType,
} from '../../../logs/log-types';
import type { DatabaseSync } from 'node:sqlite';

/** The predefined log types first, then those that users made, then all others that events have. */
export function listLogTypes(database: DatabaseSync): LogType[] {
	const made = database.prepare('SELECT id, name, details FROM log_type ORDER BY rowid').all();
	// From one log type to the next: the table has a row for each field of each of them.
	const seen = database.prepare(`
		WITH RECURSIVE typed (id) AS (
			SELECT min(log_type) FROM field_log_type
			UNION ALL
			SELECT (SELECT min(log_type) FROM field_log_type WHERE log_type > typed.id) FROM typed WHERE typed.id IS NOT NULL
		)
		SELECT log_type AS id FROM source UNION SELECT id FROM typed WHERE id IS NOT NULL ORDER BY 1
	`);
	return allLogTypes(
		made as unknown as StoredLogType[],
		seen.all().map((row) => row['id'] as string),
	);
}

/** Writes log types; each method runs inside a transaction of the caller's. */
export class LogTypeTable {
	constructor(private readonly database: DatabaseSync) {}

	/** Makes a log type; throws `conflict` when the name is an id or a name of another. */
	create(given: string, details: string | undefined): LogType {
		// The database holds UTF-8, in which half a surrogate pair would come back as another name.
		const name = given.toWellFormed();
		this.known().requireFree(name);
		this.database
			.prepare('INSERT INTO log_type (id, name, details) VALUES (?, ?, ?)')
			.run(name, name, details ?? null);
		return this.find(name);
	}

	/** Changes a log type; throws `unknown_log_type`, or `conflict` for one that no user made. */
	update({ id, name, description }: LogTypeChange): LogType {
		const known = this.known();
		const type = known.custom(id);
		if (name !== undefined) known.requireFree(name, type);
		this.database
			.prepare(
				'UPDATE log_type SET name = coalesce(?, name), details = coalesce(?, details) WHERE id = ?',
			)
			.run(name ?? null, description ?? null, type.id);
		return this.find(id);
	}

	/** Deletes log types and their parser rules; throws as {@link update} does. */
	delete(ids: readonly string[]): number {
		const known = this.known();
		const chosen = new Set(ids.map((id) => known.custom(id).id));
		for (const id of chosen) {
			this.database.prepare('DELETE FROM parser_rule WHERE log_type = ?').run(id);
			this.database.prepare('DELETE FROM log_type WHERE id = ?').run(id);
		}
		return chosen.size;
	}

	/** The log type of that id, compared without case; throws `unknown_log_type`. */
	find(id: string): LogType {
		return this.known().find(id);
	}

	private known(): KnownLogTypes {
		return new KnownLogTypes(listLogTypes(this.database));
	}
}
