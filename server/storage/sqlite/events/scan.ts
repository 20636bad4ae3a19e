/** Open scans: long runs over all hits of a query, read in slices so that one thread can serve several. */
import type { ScanBatch } from '../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';
import type { ReadyDictionaries } from './documents/packed-documents';
import type { StoredBytes } from './documents/document-batches';
import { SelectStatements, type Selection } from './select';

/** How many candidates are checked before the slice looks at its time again. */
const STRIDE = 128;
/** A slice is never shorter, ms, or most of the time would go into asking for the next one. */
const SHORTEST_SLICE_MS = 2;

/** One running scan over the snapshot of its own connection. */
export class Scan {
	/** Scans that this thread has under way. */
	private static open = 0;
	private readonly candidates: Iterator<readonly [id: number] | StoredBytes>;
	private finished = false;

	/**
	 * @param database a connection of the scan's own: its open statement is what holds the snapshot
	 * @param dictionaries those of the same database that are ready already
	 */
	constructor(
		private readonly database: DatabaseSync,
		private readonly selection: Selection,
		table: 'event' | 'alert' = 'event',
		dictionaries?: ReadyDictionaries,
	) {
		const statements = new SelectStatements(database, table, dictionaries);
		const found: Iterable<readonly [id: number] | StoredBytes> =
			selection.residual === undefined
				? statements.foundIds(selection)
				: statements.candidates(selection);
		this.candidates = found[Symbol.iterator]();
		Scan.open++;
	}

	/**
	 * Reads on for about `budget` milliseconds or until `most` hits are found. Open scans share the budget: the more
	 * there are, the shorter is each one's slice, and the sooner it is the next one's turn.
	 *
	 * @returns the hits' ids and whether the scan has come to its end
	 */
	next(most: number, budget: number): ScanBatch & { readonly done: boolean } {
		const ids = room(most);
		let found = 0;
		let scanned = 0;
		const end = performance.now() + Math.max(SHORTEST_SLICE_MS, budget / Scan.open);
		while (!this.finished && found < most) {
			if (scanned % STRIDE === STRIDE - 1 && performance.now() > end) break;
			const step = this.candidates.next();
			if (step.done === true) {
				this.finished = true;
				break;
			}
			scanned++;
			const id = this.hitOf(step.value);
			if (id !== undefined) ids[found++] = id;
		}
		return { ids: ids.slice(0, found), scanned, done: this.finished };
	}

	/** Ends the scan and frees its snapshot. */
	close(): void {
		this.finished = true;
		if (!this.database.isOpen) return;
		this.candidates.return?.();
		this.database.close();
		Scan.open--;
	}

	private hitOf(candidate: readonly [id: number] | StoredBytes): number | undefined {
		if (!('bytes' in candidate)) return candidate[0];
		return this.selection.residualOfBytes?.(candidate.bytes) === false ? undefined : candidate.id;
	}
}

/** Where slices collect their hits: one place for all, because an array that grows leaves large pieces of garbage. */
let shared = new Float64Array(0);

function room(length: number): Float64Array {
	if (shared.length < length) shared = new Float64Array(length);
	return shared;
}
