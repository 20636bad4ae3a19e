/** Remembers how many events the index finds for an expression in stretches of time, for as long as these stay as they are. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR, type IdRange } from './tallies/periods';

/** What is counted. */
export interface CountedMatch extends IdRange {
	/** FTS5 MATCH string, or what else names what is counted. */
	readonly match: string;
}

/** An expression that finds fewer events is counted anew: that takes some milliseconds. */
const FEW = 20_000;
/** Stretches that the hours of a store are divided into, at least; up to twice as many. */
const STRETCHES = 16;
/** Expressions that are remembered, and the length of one. */
const MOST_KNOWN = 64;
const MOST_LENGTH = 4_096;

/** The hours of a store in stretches of as many hours each. */
interface Stretches {
	/** Hours of one. */
	readonly hours: number;
	/** Events by number of the stretch, which is that of its first hour divided by their hours. */
	readonly events: ReadonlyMap<number, number>;
}

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
	private looks: Looks | undefined;
	/** By expression, the one that was asked for last at the end. */
	private readonly known = new Map<string, Map<number, Known>>();
	private seen: { readonly version: number; readonly removed: number } | undefined;
	private stretches: Stretches = { hours: 1, events: new Map() };

	/**
	 * @param database events, as `openForReading` opened it
	 * @param count counts what an expression finds in a range, up to `most`
	 * @param few an expression that finds fewer is not remembered
	 */
	constructor(
		private readonly database: DatabaseSync,
		private readonly count: (counted: CountedMatch, most: number) => number,
		private readonly few = FEW,
	) {}

	/**
	 * The number of events that an expression finds in a range. Call inside a read transaction.
	 *
	 * @param most where counting ends; the answer is no larger
	 * @param count what counts it in a range, where that is not the index alone
	 */
	of(counted: CountedMatch, most: number, count = this.count): number {
		const { match } = counted;
		const known = this.known.get(match);
		if (known === undefined) {
			const found = count(counted, most);
			if (found >= this.few && match.length <= MOST_LENGTH) this.remember(match, new Map());
			return found;
		}
		this.remember(match, known);
		this.look();
		return Math.min(most, this.sum(counted, known, most, count));
	}

	/** Whether stretches of an expression are remembered. */
	has(match: string): boolean {
		return this.known.has(match);
	}

	/** From now on they are. */
	begin(match: string): void {
		if (match.length <= MOST_LENGTH && !this.has(match)) this.remember(match, new Map());
	}

	/** No more: something of them was not counted. */
	forget(match: string): void {
		this.known.delete(match);
	}

	private remember(match: string, known: Map<number, Known>): void {
		this.known.delete(match);
		this.known.set(match, known);
		if (this.known.size > MOST_KNOWN) this.known.delete(this.known.keys().next().value as string);
	}

	private sum(
		{ match, low, high }: CountedMatch,
		known: Map<number, Known>,
		most: number,
		count: (counted: CountedMatch, most: number) => number,
	): number {
		const length = this.stretches.hours * HOUR;
		let sum = 0;
		for (const [stretch, events] of this.stretches.events) {
			if (sum >= most) break;
			const whole = { low: stretch * length, high: (stretch + 1) * length - 1 };
			if (whole.high < low || whole.low > high) continue;
			if (whole.low < low || whole.high > high) {
				const part = { match, low: Math.max(low, whole.low), high: Math.min(high, whole.high) };
				sum += count(part, most);
				continue;
			}
			let found = known.get(stretch);
			if (found?.events !== events) {
				found = { events, found: count({ match, ...whole }, Number.MAX_SAFE_INTEGER) };
				known.set(stretch, found);
			}
			sum += found.found;
		}
		return sum;
	}

	/** Looks which stretches there are, when anything was written since the last time. */
	private look(): void {
		this.looks ??= looksAt(this.database);
		const version = Number(this.looks.version.get()?.['data_version']);
		if (this.seen?.version === version) return;
		const { removed, first, last } = this.looks.span.get() as unknown as Span;
		const hours = hoursOf(first, last);
		if (removed !== this.seen?.removed || hours !== this.stretches.hours)
			for (const known of this.known.values()) known.clear();
		const rows = this.looks.kept.all(hours) as unknown as { stretch: number; events: number }[];
		this.stretches = {
			hours,
			events: new Map(rows.map(({ stretch, events }) => [stretch, events])),
		};
		this.seen = { version, removed };
	}
}

/** Hours of a stretch: a power of two, so that a store that grows seldom divides its hours anew. */
function hoursOf(first: number | null, last: number | null): number {
	if (first === null || last === null) return 1;
	return 2 ** Math.max(0, Math.floor(Math.log2((last - first + 1) / STRETCHES)));
}

/** Looks at what is stored; prepared where something is known, which most connections never need. */
interface Looks {
	readonly version: StatementSync;
	readonly span: StatementSync;
	readonly kept: StatementSync;
}

/** The hours that have events, and how many events were ever removed. */
interface Span {
	readonly removed: number;
	readonly first: number | null;
	readonly last: number | null;
}

function looksAt(database: DatabaseSync): Looks {
	return {
		version: database.prepare('PRAGMA data_version'),
		span: database.prepare(`
			SELECT (SELECT by_age + by_size FROM retention) AS removed,
				(SELECT min(hour) FROM kept_hour) AS first, (SELECT max(hour) FROM kept_hour) AS last`),
		kept: database.prepare(
			'SELECT hour / CAST(? AS INTEGER) AS stretch, sum(events) AS events FROM kept_hour GROUP BY 1',
		),
	};
}
