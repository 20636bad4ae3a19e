/** Counts by columns: which blocks tell of the events of a range, and which events have to be read besides. */
import type { AggregateRequest } from '../../../../logs/store';
import { ALL } from '../../../../logs/query';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { HOUR, hourOf, type IdRange } from '../tallies/periods';
import type { TalliedQuery, TallyReader } from '../tallies/reader';
import type { PartCache } from './cache';
import type { Column } from './column';
import { type BlockCounter, type Counted, selectedOf } from './counter';
import { type Filter, isInColumns, type Mask, maskOf, without } from './filter';
import { BlockTable, type StoredBlock } from './table';

/** Events without columns of one range that are read; with more the index answers. */
const MOST_REST = 10_000;
/** Hours without columns, beyond which nobody counts their events. */
const MOST_REST_HOURS = 64;

/** What of a range columns do not tell. */
export interface Gaps {
	/** Whole hours, whose events do not count in blocks. */
	readonly hours: readonly IdRange[];
	/** Parts of the range that have to be counted otherwise. */
	readonly rest: readonly IdRange[];
}

/** Reads columns; call inside a read transaction, so that they agree with the events. */
export class ColumnReader {
	private readonly table: BlockTable;
	private readonly open: StatementSync;
	private readonly countEvents: StatementSync;
	/** The ids of the block that is being counted: half a MiB, where a count goes through hundreds of blocks. */
	private ids = new Float64Array(0);

	/** @param cache of columns, that of all connections of the thread to this database */
	constructor(
		database: DatabaseSync,
		private readonly tallies: Pick<TallyReader, 'plan'>,
		cache?: PartCache<Column>,
	) {
		this.table = new BlockTable(database, cache);
		this.open = database.prepare(`
			SELECT o.hour AS hour, k.hour IS NOT NULL AS has FROM column_open o LEFT JOIN kept_hour k ON k.hour = o.hour
				WHERE o.hour >= ? AND o.hour <= ? ORDER BY o.hour`);
		this.countEvents = database.prepare(`
			SELECT count(*) AS n FROM (
				SELECT 1 FROM event_packed WHERE id BETWEEN ?1 AND ?2
				UNION ALL SELECT 1 FROM event_plain WHERE id BETWEEN ?1 AND ?2 LIMIT ?3)`);
	}

	/** The fields that an aggregate counts by; undefined when columns do not tell all of them. */
	counted({
		groupBy,
		distinct,
	}: Pick<AggregateRequest, 'groupBy' | 'distinct'>): Counted | undefined {
		if (groupBy.length + Number(distinct !== undefined) > 2) return undefined;
		const groups = groupBy.map((field) => this.tallies.plan(ALL, field));
		const one = distinct === undefined ? undefined : this.tallies.plan(ALL, distinct);
		if (groups.includes(undefined) || (distinct !== undefined && one === undefined))
			return undefined;
		const fields = { groups: groups as Counted['groups'], distinct: one };
		if (one !== undefined && !isInColumns(one)) return undefined;
		return fields.groups.every(isInColumns) ? fields : undefined;
	}

	/** What of a range has no columns; undefined when that is too much to be read. */
	gaps({ low, high }: IdRange): Gaps | undefined {
		const open = this.open.all(hourOf(low), hourOf(high)) as unknown as {
			hour: number;
			has: number;
		}[];
		const range = (hour: number) => ({ low: hour * HOUR, high: (hour + 1) * HOUR - 1 });
		const rest = open
			.filter(({ has }) => has === 1)
			.map(({ hour }) => range(hour))
			.map((hour) => ({ low: Math.max(low, hour.low), high: Math.min(high, hour.high) }));
		if (rest.length > MOST_REST_HOURS) return undefined;
		let left = MOST_REST;
		for (const part of rest) {
			left -= Number(this.countEvents.get(part.low, part.high, left + 1)?.['n']);
			if (left < 0) return undefined;
		}
		return { hours: joinedRanges(open.map(({ hour }) => range(hour))), rest };
	}

	/** Counts the events of a range that pass, but for those of gaps; block by block. */
	*add(
		range: IdRange,
		filter: Filter,
		gaps: Gaps,
		counter: BlockCounter,
	): Generator<void, void, undefined> {
		for (const { block, mask, from, to } of this.selected(range, filter, gaps)) {
			counter.add(block, mask, from, to);
			yield;
		}
	}

	/** The number of events of a range that pass a condition; undefined where columns do not tell of all of them. */
	count(condition: TalliedQuery, range: IdRange): number | undefined {
		const gaps = isInColumns(condition) ? this.gaps(range) : undefined;
		if (gaps === undefined || gaps.rest.length > 0) return undefined;
		let sum = 0;
		for (const { mask, from, to } of this.selected(range, { kind: 'values', ...condition }, gaps))
			sum += selectedOf(mask, from, to);
		return sum;
	}

	/** What passes of each block, and the places of the range's events there. */
	private *selected(
		range: IdRange,
		filter: Filter,
		{ hours }: Gaps,
	): Iterable<{ block: StoredBlock; mask: Mask; from: number; to: number }> {
		for (const row of this.table.blocks(range)) {
			const block = this.table.open(row, (events) => this.roomFor(events));
			const mask = maskOf(filter, block);
			const isNone = mask === false;
			const from = isNone || row.low >= range.low ? 0 : block.place(range.low);
			const isToEnd = isNone || row.high <= range.high;
			const to = isToEnd ? row.events : block.place(range.high + 1);
			yield { block, mask: without(mask, block, hours), from, to };
		}
	}

	private roomFor(events: number): Float64Array<ArrayBuffer> {
		if (this.ids.length < events) this.ids = new Float64Array(events);
		return this.ids.subarray(0, events);
	}
}

/** Neighbours become one. */
function joinedRanges(ranges: readonly IdRange[]): IdRange[] {
	const joined: IdRange[] = [];
	for (const range of ranges) {
		const last = joined.at(-1);
		if (last !== undefined && last.high + 1 === range.low)
			joined[joined.length - 1] = { low: last.low, high: range.high };
		else joined.push(range);
	}
	return joined;
}
