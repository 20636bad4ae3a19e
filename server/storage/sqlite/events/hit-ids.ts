/** Gathers the ids of all hits of a search: from the index where it decides, else by reading the events that it leaves open. */
import type { DatabaseSync } from 'node:sqlite';
import { ascending, idsWithin } from './event-set';
import { RowsWithin } from './index-rows';
import type { TermVisitor } from './segments/leaf';
import { readsSegments } from './segments/probe';
import { TermWalk } from './segments/term-walk';
import type { CandidateRange, Selection, SelectStatements } from './select';
import { checkedSets } from './total';

/** Ids that are kept in memory: 64 MB. */
export const MOST_HITS = 8_000_000;
/** Ids that are taken from SQLite, and events that are read, before the time is looked at. */
const STRIDE = 8_192;
const EVENT_STRIDE = 256;
/** A MATCH expression of one term. */
const ONE_TERM = /^"((?:[^"]|"")*)"$/;

/** Gathers ids; a generator, so that others get their turns in between. */
export class HitIds {
	private readonly walk: TermWalk | undefined;

	constructor(
		database: DatabaseSync,
		private readonly statements: Pick<SelectStatements, 'candidates' | 'foundIds'>,
	) {
		this.walk = readsSegments() ? new TermWalk(database) : undefined;
	}

	/**
	 * The ids of a selection's hits, ascending; undefined when they are too many.
	 *
	 * @param looked hears of events that are read
	 */
	*of(
		selection: Selection,
		looked: () => void,
	): Generator<void, Float64Array | undefined, undefined> {
		const { residualOfBytes: passes, certain, match, low, high } = selection;
		if (passes === undefined) return yield* this.candidates(selection);
		const ids = new GrowingIds();
		let others: CandidateRange = selection;
		const sets = checkedSets(selection);
		if (sets !== undefined) {
			ids.addAll(sets.certain);
			others = { match, events: sets.doubtful, low, high };
		} else if (certain !== undefined) {
			const found = yield* this.candidates({ match: certain, events: undefined, low, high });
			if (found === undefined) return undefined;
			ids.addAll(found);
			others = { match: `((${match}) NOT (${certain}))`, events: undefined, low, high };
		}
		let read = 0;
		for (const { id, bytes } of this.statements.candidates(others)) {
			if (++read % EVENT_STRIDE === 0) yield;
			looked();
			if (passes(bytes)) ids.add(id);
			if (ids.length > MOST_HITS) return undefined;
		}
		return ascending(ids.all());
	}

	private *candidates(range: CandidateRange): Generator<void, Float64Array | undefined, undefined> {
		if (range.events !== undefined) return idsWithin(range.events, range);
		const term = ONE_TERM.exec(range.match)?.[1]?.replaceAll('""', '"');
		if (term !== undefined && this.walk !== undefined) {
			const rows = new RowsOfTerm(new RowsWithin(this.walk.rows, range));
			yield* this.walk.steps(term, rows);
			// Newer segments tell of events that are gone, which older ones still have.
			if (rows.isExact) return rows.ids.length > MOST_HITS ? undefined : ascending(rows.ids.all());
		}
		const ids = new GrowingIds();
		for (const [id] of this.statements.foundIds(range)) {
			ids.add(id);
			if (ids.length % STRIDE === 0) yield;
			if (ids.length > MOST_HITS) return undefined;
		}
		// Newest first.
		return ids.all().reverse();
	}
}

class GrowingIds {
	length = 0;
	private room = new Float64Array(1_024);

	add(id: number): void {
		if (this.length === this.room.length) this.grow(2 * this.length);
		this.room[this.length++] = id;
	}

	addAll(ids: Float64Array): void {
		if (this.length + ids.length > this.room.length) this.grow(2 * (this.length + ids.length));
		this.room.set(ids, this.length);
		this.length += ids.length;
	}

	/** A view. */
	all(): Float64Array {
		return this.room.subarray(0, this.length);
	}

	private grow(room: number): void {
		const larger = new Float64Array(room);
		larger.set(this.all());
		this.room = larger;
	}
}

/** The rows of one term, segment by segment. */
class RowsOfTerm implements TermVisitor {
	isExact = true;
	readonly ids = new GrowingIds();

	constructor(private readonly rows: RowsWithin) {}

	term(_bytes: Buffer, start: number, end: number): boolean {
		return start === end;
	}

	row(row: number): void {
		const id = this.rows.idOf(row);
		if (id < 0 || this.ids.length > MOST_HITS) return;
		this.ids.add(id);
	}

	removed(): void {
		this.isExact = false;
	}
}
