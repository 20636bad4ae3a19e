/** Which stored documents may still be plain, for the work in the background that compresses them. */
import type { Progress } from '../../../../logs/store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ENOUGH_SEEN } from './samples';

/** Ids that are to be looked at. */
export interface BacklogRange {
	readonly next: number;
	readonly last: number;
	/** Documents that were in it when it was noted, about. */
	readonly total: number;
}

/** The row of the backlog; changes belong into the writer's transaction. */
export class DocumentBacklog {
	/** null = nothing is to be looked at; undefined = not read yet. */
	private range: BacklogRange | null | undefined;
	private noted: { low: number; high: number; events: number } | undefined;
	private readonly widen: StatementSync;
	private readonly move: StatementSync;

	constructor(private readonly database: DatabaseSync) {
		this.widen = database.prepare(`
			UPDATE document_backlog SET
				next = min(coalesce(next, :low), :low),
				last = max(coalesce(last, :high), :high),
				total = total + :events
		`);
		this.move = database.prepare(
			'UPDATE document_backlog SET next = :next, looked = looked + :looked',
		);
	}

	/** What is to be looked at next; undefined when nothing is. */
	get open(): BacklogRange | undefined {
		if (this.range === undefined) {
			const row = this.database.prepare('SELECT next, last, total FROM document_backlog').get();
			const isOpen = row !== undefined && row['next'] !== null && row['last'] !== null;
			this.range = isOpen ? (row as unknown as BacklogRange) : null;
		}
		return this.range ?? undefined;
	}

	/** Notes that a document was stored plain which can be compressed later; {@link flush} writes it down. */
	note(id: number): void {
		this.noted ??= { low: id, high: id, events: 0 };
		if (id < this.noted.low) this.noted.low = id;
		if (id > this.noted.high) this.noted.high = id;
		this.noted.events++;
	}

	/** Writes down what was noted; call at the end of the transaction. */
	flush(): void {
		if (this.noted === undefined) return;
		this.widen.run(this.noted);
		this.noted = undefined;
		this.range = undefined;
	}

	/** Some were looked at: it goes on at `next`. */
	advance(next: number, looked: number): void {
		this.move.run({ next, looked });
		this.range = undefined;
	}

	/** All were looked at. */
	end(): void {
		this.database.exec(
			'UPDATE document_backlog SET next = NULL, last = NULL, total = 0, looked = 0',
		);
		this.range = null;
	}

	/** Call after a rollback. */
	reset(): void {
		this.range = undefined;
		this.noted = undefined;
	}
}

/** How far the work is, for people; null when there is none, or too little to begin it. */
export function readBacklog(database: DatabaseSync): Progress | null {
	const row = database
		.prepare(
			`SELECT total, looked FROM document_backlog WHERE next IS NOT NULL AND last IS NOT NULL
				AND (total >= ? OR EXISTS (SELECT 1 FROM document_dictionary))`,
		)
		.get(ENOUGH_SEEN) as { total: number; looked: number } | undefined;
	if (row === undefined) return null;
	const { total, looked } = row;
	return { left: Math.max(0, total - looked), total };
}
