/** How far the work in the background is that compresses stored documents anew, and when the next look is due. */
import type { Progress } from '../../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';
import { countEvents } from '../../sources/table';
import { ENOUGH_SEEN } from './samples';

/** Events stored since the last look, as a share of those kept, after which the store is looked at again. */
const LOOK_SHARE = 0.1;

/** A pass over the store: documents from `next` to `last` are still to be tried with the dictionary. */
export interface RepackPass {
	readonly next: number;
	readonly last: number;
	readonly dictionary: number;
}

/** The row of it; changes belong into the writer's transaction. */
export class RepackState {
	/** null = there is none; undefined = not read yet. */
	private pass: RepackPass | null | undefined;
	/** undefined = not read yet */
	private givingBack: boolean | undefined;
	/** Events kept, and those stored since the last look, about; undefined = not read yet. */
	private events: { kept: number; fresh: number } | undefined;

	constructor(private readonly database: DatabaseSync) {}

	/** The pass under way. */
	get open(): RepackPass | undefined {
		if (this.pass === undefined) {
			const row = this.database.prepare('SELECT next, last, dictionary FROM document_repack').get();
			const isOpen = row !== undefined && row['next'] !== null;
			this.pass = isOpen ? (row as unknown as RepackPass) : null;
		}
		return this.pass ?? undefined;
	}

	/** Whether pages that became free are to be given back. */
	get isGivingBack(): boolean {
		this.givingBack ??=
			this.database.prepare('SELECT giving_back AS n FROM document_repack').get()?.['n'] === 1;
		return this.givingBack;
	}

	/** They have been given back. */
	gaveBack(): void {
		this.database.exec('UPDATE document_repack SET giving_back = 0');
		this.givingBack = false;
	}

	/** Whether so much was stored since the last look that another one is due. */
	get isDue(): boolean {
		const { kept, fresh } = this.counts();
		return fresh >= Math.max(ENOUGH_SEEN, LOOK_SHARE * kept);
	}

	/** Events of the store, about. */
	get kept(): number {
		return this.counts().kept;
	}

	/** Events were stored, and that is durable. */
	stored(events: number): void {
		if (this.events === undefined) return;
		this.events.kept += events;
		this.events.fresh += events;
	}

	/** The store was looked at. */
	looked(): void {
		this.database.prepare('UPDATE document_repack SET surveyed = ?').run(everStored(this.database));
		this.events = undefined;
	}

	/** A pass over all documents that there are begins. */
	begin(dictionary: number): void {
		this.database
			.prepare(
				`UPDATE document_repack SET dictionary = ?, total = ?, looked = 0,
					next = (SELECT min(id) FROM event_packed), last = (SELECT max(id) FROM event_packed)`,
			)
			.run(dictionary, this.kept);
		this.pass = undefined;
	}

	/** Some were looked at: it goes on at `next`. */
	advance(next: number, looked: number): void {
		this.database
			.prepare('UPDATE document_repack SET next = ?, looked = looked + ?')
			.run(next, looked);
		this.pass = undefined;
	}

	/** All were looked at: what became free is to be given back. */
	end(): void {
		this.database.exec(
			`UPDATE document_repack SET next = NULL, last = NULL, dictionary = NULL, total = 0, looked = 0,
				giving_back = 1`,
		);
		this.pass = null;
		this.givingBack = true;
	}

	/** Call after a rollback. */
	reset(): void {
		this.pass = undefined;
		this.givingBack = undefined;
		this.events = undefined;
	}

	private counts(): { kept: number; fresh: number } {
		if (this.events === undefined) {
			const row = this.database.prepare('SELECT surveyed FROM document_repack').get();
			const fresh = everStored(this.database) - Number(row?.['surveyed'] ?? 0);
			this.events = { kept: countEvents(this.database), fresh };
		}
		return this.events;
	}
}

/** Events that have been stored since the store was made, removed ones included. */
function everStored(database: DatabaseSync): number {
	const removed = database.prepare('SELECT by_age + by_size AS n FROM retention').get();
	return countEvents(database) + Number(removed?.['n'] ?? 0);
}

/** How far the pass is, for people; null when there is none. */
export function readRepacking(database: DatabaseSync): Progress | null {
	const row = database
		.prepare('SELECT total, looked FROM document_repack WHERE next IS NOT NULL')
		.get() as { total: number; looked: number } | undefined;
	return row === undefined ? null : { left: Math.max(0, row.total - row.looked), total: row.total };
}
