/** The hours and days that events are counted by, as numbers since 1970 and as ranges of event ids. */

import { IDS_PER_MS } from '../../../../logs/events';

/** Ids in an hour. */
export const HOUR = 3_600_000 * IDS_PER_MS;
/** Hours in a day. */
export const HOURS = 24;

/** The hour of an event. An event whose millisecond had no id left belongs to where its id is, as in searches by time. */
export function hourOf(id: number): number {
	return Math.floor(id / HOUR);
}

/** The day of an hour. */
export function dayOf(hour: number): number {
	return Math.floor(hour / HOURS);
}

/** Ids from `low` to `high`, both included. */
export interface IdRange {
	readonly low: number;
	readonly high: number;
}

/** A half-open range of hours or days. */
export interface Periods {
	readonly from: number;
	readonly until: number;
}

/** What covers a range of ids. */
export interface Cover {
	readonly days: Periods;
	/** Hours before, after and between whole days. */
	readonly hours: readonly Periods[];
	/** What no whole hour covers. */
	readonly rest: readonly IdRange[];
}

/** Covers a range with whole days where possible, then whole hours, then what is left. */
export function coverOf({ low, high }: IdRange): Cover {
	const from = Math.ceil(low / HOUR);
	const until = Math.floor((high + 1) / HOUR);
	if (from >= until) {
		return { days: NONE, hours: [], rest: low > high ? [] : [{ low, high }] };
	}
	const rest = [
		{ low, high: from * HOUR - 1 },
		{ low: until * HOUR, high },
	].filter((range) => range.low <= range.high);
	const firstDay = Math.ceil(from / HOURS);
	const lastDay = Math.floor(until / HOURS);
	if (firstDay >= lastDay) return { days: NONE, hours: [{ from, until }], rest };
	const hours = [
		{ from, until: firstDay * HOURS },
		{ from: lastDay * HOURS, until },
	].filter((range) => range.from < range.until);
	return { days: { from: firstDay, until: lastDay }, hours, rest };
}

const NONE: Periods = { from: 0, until: 0 };
