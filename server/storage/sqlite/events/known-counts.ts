/** Remembers how many events the index finds for an expression in stretches of time, for as long as these stay as they are. */
import type { DatabaseSync } from 'node:sqlite';
import { type Division, partsOf, StretchWatch } from './stretches';
import type { IdRange } from './tallies/periods';

/** What is counted. */
export interface CountedMatch extends IdRange {
	/** FTS5 MATCH string. */
	readonly match: string;
}

/** An expression that finds fewer events is counted anew: that takes a fraction of a millisecond. */
const FEW = 2_000;
/** Expressions that are remembered, and the length of one. */
const MOST_KNOWN = 64;
const MOST_LENGTH = 4_096;

/** What was counted in a stretch while it had so many events. */
interface Known {
	readonly events: number;
	readonly found: number;
}

/**
 * Counts from the index, of which each stretch of time is counted once. A stretch in which no event was removed, and that has as
 * many events as before, has the same ones: what is known of others is forgotten. An expression that is asked for once costs
 * what it did.
 */
export class KnownCounts {
	private readonly watch: StretchWatch;
	/** By expression, the one that was asked for last at the end. */
	private readonly known = new Map<string, Map<number, Known>>();
	private division: Division | undefined;

	/**
	 * @param database events, as `openForReading` opened it
	 * @param count counts what an expression finds in a range, up to `most`
	 * @param few an expression that finds fewer is not remembered
	 */
	constructor(
		database: DatabaseSync,
		private readonly count: (counted: CountedMatch, most: number) => number,
		private readonly few = FEW,
	) {
		this.watch = new StretchWatch(database);
	}

	/**
	 * The number of events that an expression finds in a range. Call inside a read transaction.
	 *
	 * @param most where counting ends; the answer is no larger
	 */
	of(counted: CountedMatch, most: number): number {
		const { match } = counted;
		const known = this.known.get(match);
		if (known === undefined) {
			const found = this.count(counted, most);
			if (found >= this.few && match.length <= MOST_LENGTH) this.remember(match, new Map());
			return found;
		}
		this.remember(match, known);
		return Math.min(most, this.sum(counted, known, most));
	}

	private remember(match: string, known: Map<number, Known>): void {
		this.known.delete(match);
		this.known.set(match, known);
		if (this.known.size > MOST_KNOWN) this.known.delete(this.known.keys().next().value as string);
	}

	private sum({ match, low, high }: CountedMatch, known: Map<number, Known>, most: number): number {
		const stretches = this.watch.now();
		const { hours, removed } = stretches;
		if (hours !== this.division?.hours || removed !== this.division.removed)
			for (const one of this.known.values()) one.clear();
		this.division = { hours, removed };
		let sum = 0;
		for (const { stretch, events, isWhole, ...part } of partsOf(stretches, { low, high })) {
			if (sum >= most) break;
			if (!isWhole) {
				sum += this.count({ match, ...part }, most);
				continue;
			}
			let found = known.get(stretch);
			if (found?.events !== events) {
				found = { events, found: this.count({ match, ...part }, Number.MAX_SAFE_INTEGER) };
				known.set(stretch, found);
			}
			sum += found.found;
		}
		return sum;
	}
}
