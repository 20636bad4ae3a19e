/** Answers from the tallies: how many events of a range have which value of one field. */
import { isTextField } from '../../../../logs/terms';
import {
	compilePredicate,
	namedValuesOf,
	type Query,
	soleFieldOf,
	TIME_FIELD,
} from '../../../../logs/query';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { NEWEST_ID, OLDEST_ID } from '../documents/schema';
import { readCounts } from './counts';
import { coverOf, dayOf, HOUR, hourOf, HOURS, type IdRange, type Periods } from './periods';
import { isWide, type ListedValue, listValues } from './values';

/** Parts of a range that tallies do not cover, beyond which asking them is no gain: an upgrade is under way. */
const MOST_RESTS = 64;

/** The events that a query selects, by value of one field. */
export interface TalliedQuery {
	/** Number of the field; undefined when no value of it is counted, or no field is of interest. */
	readonly field: number | undefined;
	/** The values that are selected, by number. */
	readonly values: ReadonlyMap<number, ListedValue>;
	/** Whether events without the field are selected. */
	readonly missing: boolean;
}

/** Events of a range. */
export interface TalliedRange {
	/** Selected events that have a value of the field. */
	readonly valued: number;
	/** Selected events without. */
	readonly missing: number;
	/** Parts of the range that were not counted. */
	readonly rest: readonly IdRange[];
}

/** What is the same for every part of a range, looked up once where many parts are counted. */
export interface Outlook {
	/** From the oldest event to the newest. */
	readonly stored: IdRange | undefined;
	/** Hours that are not counted yet; undefined when they are so many that each part looks for its own. */
	readonly open: readonly number[] | undefined;
}

/** Reads tallies; call inside a read transaction, so that they agree with the events. */
export class TallyReader {
	private readonly hours: StatementSync;
	private readonly days: StatementSync;
	private readonly openHours: StatementSync;
	private readonly oldest: StatementSync;
	private readonly newest: StatementSync;

	constructor(private readonly database: DatabaseSync) {
		this.hours = database.prepare('SELECT counts FROM tally_hour WHERE hour >= ? AND hour < ?');
		this.days = database.prepare('SELECT counts FROM tally_day WHERE day >= ? AND day < ?');
		this.openHours = database.prepare(
			'SELECT hour FROM tally_open WHERE hour >= ? AND hour < ? ORDER BY hour LIMIT ? + 0',
		);
		this.oldest = database.prepare(OLDEST_ID);
		this.newest = database.prepare(NEWEST_ID);
	}

	/**
	 * Makes a query ready for counting; undefined when tallies cannot answer it.
	 *
	 * @param by a field whose values are of interest besides, as for the most frequent ones
	 */
	plan(query: Query, by?: string): TalliedQuery | undefined {
		const sole = soleFieldOf(query);
		if (sole === undefined || (sole !== null && by !== undefined && sole !== by)) return undefined;
		if (by !== undefined && (by === TIME_FIELD || isTextField(by))) return undefined;
		const selects = compilePredicate(query);
		const missing = selects({});
		const name = sole ?? by;
		if (name === undefined) return { field: undefined, values: new Map(), missing };
		if (isWide(this.database, name)) return undefined;
		const listed = listValues(this.database, name, namedValuesOf(query));
		if (listed === undefined) return { field: undefined, values: new Map(), missing };
		const values = new Map<number, ListedValue>();
		for (const value of listed.values) {
			// Stands for several values that the database cannot tell apart.
			if (value.value.includes('\ufffd')) return undefined;
			if (selects({ [name]: value.value })) values.set(value.id, value);
		}
		return { field: listed.field, values, missing };
	}

	/**
	 * Counts the events of a range; undefined when the tallies cover too little of it.
	 *
	 * @param visit is told the count of each selected value, once a period
	 * @param outlook that of a range which has this one, in the same transaction
	 */
	count(
		query: TalliedQuery,
		range: IdRange,
		visit?: (value: ListedValue, n: number) => void,
		outlook: Outlook = { stored: this.stored(), open: undefined },
	): TalliedRange | undefined {
		const cover = this.cover(range, outlook);
		if (cover === undefined) return undefined;
		let valued = 0;
		let missing = 0;
		const read = (statement: StatementSync, { from, until }: Periods) => {
			if (from >= until) return;
			for (const row of statement.iterate(from, until)) {
				let others = 0;
				const total = readCounts(row['counts'] as Uint8Array, query.field, (value, n) => {
					others += n;
					const selected = query.values.get(value);
					if (selected === undefined) return;
					valued += n;
					visit?.(selected, n);
				});
				if (query.missing) missing += total - others;
			}
		};
		for (const days of cover.days) read(this.days, days);
		for (const hours of cover.hours) read(this.hours, hours);
		return { valued, missing, rest: cover.rest };
	}

	/** The ids that events have, narrowed to `range`; undefined when there are none. */
	within(range: IdRange): IdRange | undefined {
		const stored = this.stored();
		return stored && narrowed(range, stored);
	}

	/** What counting many parts of a range has in common. */
	outlook(range: IdRange): Outlook {
		const stored = this.stored();
		const part = stored && narrowed(range, stored);
		const open = part && this.openWithin({ from: hourOf(part.low), until: hourOf(part.high) + 1 });
		return { stored, open: open === undefined || open.length > MOST_RESTS ? undefined : open };
	}

	/** Hours that are not counted yet, at most one more than {@link MOST_RESTS}. */
	private openWithin({ from, until }: Periods): number[] {
		if (from >= until) return [];
		return this.openHours.all(from, until, MOST_RESTS + 1).map((row) => row['hour'] as number);
	}

	/** From the oldest event to the newest. */
	private stored(): IdRange | undefined {
		const low = this.oldest.get()?.['id'] as number | null | undefined;
		const high = this.newest.get()?.['id'] as number | null | undefined;
		return typeof low === 'number' && typeof high === 'number' ? { low, high } : undefined;
	}

	private cover(
		range: IdRange,
		{ stored, open: known }: Outlook,
	): { days: Periods[]; hours: Periods[]; rest: IdRange[] } | undefined {
		const part = stored && narrowed(range, stored);
		if (stored === undefined || part === undefined) return { days: [], hours: [], rest: [] };
		const { days, hours, rest } = coverOf(widened(part, stored));
		const all = [...hours, { from: days.from * HOURS, until: days.until * HOURS }];
		const open = all.flatMap(
			(periods) =>
				known?.filter((hour) => hour >= periods.from && hour < periods.until) ??
				this.openWithin(periods),
		);
		if (open.length > MOST_RESTS) return undefined;
		if (open.length === 0) return { days: [days], hours: [...hours], rest: [...rest] };
		const openDays = [...new Set(open.map(dayOf))].filter(
			(day) => day >= days.from && day < days.until,
		);
		const closed = hours.concat(
			openDays.map((day) => ({ from: day * HOURS, until: (day + 1) * HOURS })),
		);
		return {
			days: without([days], openDays),
			hours: without(closed, open),
			rest: [...rest, ...open.map((hour) => ({ low: hour * HOUR, high: (hour + 1) * HOUR - 1 }))],
		};
	}
}

function narrowed({ low, high }: IdRange, stored: IdRange): IdRange | undefined {
	const part = { low: Math.max(low, stored.low), high: Math.min(high, stored.high) };
	return part.low > part.high ? undefined : part;
}

/** Up to the oldest or the newest event nothing is cut off: whole hours count what a part of them has. */
function widened({ low, high }: IdRange, stored: IdRange): IdRange {
	return {
		low: low === stored.low ? Math.floor(low / HOUR) * HOUR : low,
		high: high === stored.high ? (Math.floor(high / HOUR) + 1) * HOUR - 1 : high,
	};
}

/** Ranges without some of their numbers. */
function without(ranges: readonly Periods[], numbers: readonly number[]): Periods[] {
	let left = [...ranges];
	for (const number of numbers) {
		left = left.flatMap(({ from, until }) =>
			number < from || number >= until
				? [{ from, until }]
				: [
						{ from, until: number },
						{ from: number + 1, until },
					].filter((range) => range.from < range.until),
		);
	}
	return left;
}
