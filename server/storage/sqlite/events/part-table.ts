/** The parts of batches that may be sent again, with what became of them; in the database of the events. */
import {
	type AppendResult,
	IdempotencyConflictError,
	type PartMark,
	REMEMBERED_MS,
} from '../../../logs/store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** From layout 5 on. */
export const PART_DDL = `
CREATE TABLE IF NOT EXISTS ingest_part (
	key TEXT NOT NULL,
	part INTEGER NOT NULL,
	digest TEXT NOT NULL,
	stored INTEGER NOT NULL,
	dropped INTEGER NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (key, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ingest_part_at ON ingest_part (at);
`;

/** Remembers parts; the calls belong into the transaction that stores their events. */
export class PartTable {
	private readonly select: StatementSync;
	private readonly insert: StatementSync;
	private readonly forget: StatementSync;

	constructor(database: DatabaseSync) {
		this.select = database.prepare(
			'SELECT digest, stored, dropped FROM ingest_part WHERE key = ? AND part = ?',
		);
		this.insert = database.prepare(
			'INSERT INTO ingest_part (key, part, digest, stored, dropped, at) VALUES (?, ?, ?, ?, ?, ?)',
		);
		this.forget = database.prepare('DELETE FROM ingest_part WHERE at <= ?');
	}

	/**
	 * What became of the part when it was stored before; undefined when it was not, or longer than a day ago.
	 *
	 * @throws IdempotencyConflictError when it had other lines then
	 */
	find({ key, part, digest, at }: PartMark): AppendResult | undefined {
		this.forget.run(at - REMEMBERED_MS);
		const known = this.select.get(key, part);
		if (known === undefined) return undefined;
		if (known['digest'] !== digest) throw new IdempotencyConflictError();
		return { stored: known['stored'] as number, dropped: known['dropped'] as number };
	}

	/** Remembers what became of a part. */
	add({ key, part, digest, at }: PartMark, { stored, dropped }: AppendResult): void {
		this.insert.run(key, part, digest, stored, dropped, Math.floor(at));
	}
}
