/** The stretches of time that a store's hours are divided into, and what tells that one still has the same events. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR, type IdRange } from './tallies/periods';

/** Stretches that the hours of a store are divided into, at least; up to twice as many. */
const STRETCHES = 16;

/** Two of them with the same numbers divide a store's hours alike, and no event was removed between the two. */
export interface Division {
	/** Hours of a stretch. */
	readonly hours: number;
	/** Events that were ever removed. */
	readonly removed: number;
}

/** The hours of a store in stretches of as many hours each. */
export interface Stretches extends Division {
	/** Events by number of the stretch, which is that of its first hour divided by their hours; ascending. */
	readonly events: ReadonlyMap<number, number>;
	/** From the first hour that has events to the last one. */
	readonly stored: IdRange;
}

/** What a range has of a stretch. */
export interface StretchPart extends IdRange {
	readonly stretch: number;
	/** Events of the whole stretch: of one division, as many events are the same events. */
	readonly events: number;
	/** Whether it has all of them. */
	readonly isWhole: boolean;
}

/** The parts of a range, in their order. */
export function partsOf(
	{ hours, events, stored }: Stretches,
	{ low, high }: IdRange,
): StretchPart[] {
	const length = hours * HOUR;
	const parts: StretchPart[] = [];
	for (const [stretch, n] of events) {
		// Nothing lies before the first hour and behind the last one: a search from there on has all of their stretches.
		const first = Math.max(stored.low, stretch * length);
		const last = Math.min(stored.high, (stretch + 1) * length - 1);
		if (last < low || first > high) continue;
		parts.push({
			...{ stretch, events: n, isWhole: first >= low && last <= high },
			...{ low: Math.max(low, first), high: Math.min(high, last) },
		});
	}
	return parts;
}

/** Looks which stretches there are. */
export class StretchWatch {
	private statements: Looks | undefined;
	private version: number | undefined;
	private stretches: Stretches = { hours: 1, removed: 0, events: new Map(), stored: NOTHING };

	/** @param database events, as `openForReading` opened it */
	constructor(private readonly database: DatabaseSync) {}

	/** Those of the snapshot; call inside a read transaction. */
	now(): Stretches {
		const looks = (this.statements ??= looksAt(this.database));
		const version = Number(looks.version.get()?.['data_version']);
		if (this.version === version) return this.stretches;
		const { removed, first, last } = looks.span.get() as unknown as Span;
		const hours = hoursOf(first, last);
		const rows = looks.kept.all(hours) as unknown as { stretch: number; events: number }[];
		const events = new Map(rows.map(({ stretch, events: n }) => [stretch, n]));
		const stored =
			first === null || last === null
				? NOTHING
				: { low: first * HOUR, high: (last + 1) * HOUR - 1 };
		this.stretches = { hours, removed, events, stored };
		this.version = version;
		return this.stretches;
	}
}

const NOTHING: IdRange = { low: 0, high: -1 };

/** Hours of a stretch: a power of two, so that a store that grows seldom divides its hours anew. */
function hoursOf(first: number | null, last: number | null): number {
	if (first === null || last === null) return 1;
	return 2 ** Math.max(0, Math.floor(Math.log2((last - first + 1) / STRETCHES)));
}

/** Prepared where something is remembered, which most connections never need. */
interface Looks {
	/** Changes with what others write. */
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
			'SELECT hour / CAST(? AS INTEGER) AS stretch, sum(events) AS events FROM kept_hour GROUP BY 1 ORDER BY 1',
		),
	};
}
