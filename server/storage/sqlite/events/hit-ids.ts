/** Gathers the ids of all hits of a search: from the index where it decides, else by reading the events that it leaves open. */
import type { DatabaseSync } from 'node:sqlite';
import { ascending, idsWithin, inAny } from './event-set';
import { GrowingIds } from './growing-ids';
import { RowsWithin } from './index-rows';
import type { TermVisitor } from './segments/leaf';
import { readsSegments } from './segments/probe';
import { TermWalk } from './segments/term-walk';
import type { CandidateRange, Selection, SelectStatements } from './select';
import { checkedSets, hitsAmong, knownHits, rememberHits } from './total';

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
		private readonly statements: Pick<SelectStatements, 'candidates' | 'foundIds' | 'hits'>,
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
		const ids = yield* this.ofSets(selection, looked);
		return ids ?? (yield* this.ofIndex(selection, looked));
	}

	/** The same; undefined also where sets do not tell them. */
	*ofSets(
		selection: Selection,
		looked: () => void,
	): Generator<void, Float64Array | undefined, undefined> {
		const { residual, events, sets: ofPlan } = selection;
		if (residual === undefined) {
			const ids = events ?? ofPlan?.candidates();
			return ids && idsWithin(ids, selection);
		}
		const known = yield* knownHits(this.statements, selection, 'ids', looked);
		if (known?.ids !== undefined) return known.ids;
		const sets = checkedSets(selection);
		if (sets === undefined) return undefined;
		const ids = yield* hitsAmong(this.statements, selection, sets, looked);
		rememberHits(this.statements, selection, sets, ids);
		return ids;
	}

	private *ofIndex(
		selection: Selection,
		looked: () => void,
	): Generator<void, Float64Array | undefined, undefined> {
		const { residualOfBytes: passes, certain, match, low, high } = selection;
		if (passes === undefined) return yield* this.candidates(selection);
		const found: Float64Array[] = [];
		let others: CandidateRange = selection;
		if (certain !== undefined) {
			const some = yield* this.candidates({ match: certain, events: undefined, low, high });
			if (some === undefined) return undefined;
			found.push(some);
			others = { match: `((${match}) NOT (${certain}))`, events: undefined, low, high };
		}
		const ids = new GrowingIds();
		let read = 0;
		for (const { id, bytes } of this.statements.candidates(others)) {
			looked();
			if (passes(bytes)) ids.add(id);
			if (ids.length > MOST_HITS) return undefined;
			// After the bytes were looked at: whose turn it is then may read others into their place.
			if (++read % EVENT_STRIDE === 0) yield;
		}
		return inAny([...found, ids.all().reverse()]);
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
