/** Adds up the selected events of blocks by time and by the values of fields. */
import type { FieldValue } from '../../../../logs/events';
import { firstIdAt, IDS_PER_MS } from '../../../../logs/events';
import type { AggregateRequest, Aggregator, SpelledValue } from '../../../../logs/store';
import { placeOf } from '../event-set';
import type { TalliedQuery } from '../tallies/reader';
import type { Column } from './column';
import type { Mask } from './filter';
import type { StoredBlock } from './table';

/** Pairs of codes that are counted in an array; beyond, those that occur are counted one by one. */
const MOST_PAIRS = 2 ** 18;
/** Numbers of values are smaller: two make one number. */
const VALUES = 2 ** 26;

/** What is counted, but for the number of events. */
export interface Counted {
	/** The fields of groups, one or two. */
	readonly groups: readonly TalliedQuery[];
	/** The field whose distinct values are counted; with two fields of groups there can be none. */
	readonly distinct: TalliedQuery | undefined;
}

/** The sums of one aggregate over blocks. */
export class BlockCounter {
	/** Counts by the numbers of two values, those of the second field 0 where there is none. */
	private readonly counts = new Map<number, number>();
	private readonly spelled = new Map<number, SpelledValue>();

	/** @param part whether events are counted by time, and by group */
	constructor(
		private readonly request: Pick<AggregateRequest, 'buckets'>,
		private readonly counted: Counted,
		private readonly part: { readonly times: boolean; readonly groups: boolean },
		private readonly sums: Aggregator,
	) {}

	/** Counts the selected events at some places of a block. */
	add(block: StoredBlock, mask: Mask, from: number, to: number): void {
		if (mask === false || from >= to) return;
		if (this.part.times) this.addTimes(block, mask, from, to);
		if (this.part.groups) this.addGroups(block, mask, from, to);
	}

	/** Hands the groups over; call once, at the end. */
	finish(): void {
		const [first, second] = this.counted.groups;
		if (!this.part.groups || first === undefined) return;
		for (const [key, n] of this.counts) {
			const value = this.valueOf(first, Math.floor(key / VALUES));
			const other = key % VALUES;
			if (second !== undefined) this.sums.addGroup([value, this.valueOf(second, other)], n);
			else if (this.counted.distinct === undefined) this.sums.addGroup([value], n);
			else this.sums.addGroup([value], n, this.valueOf(this.counted.distinct, other)?.canonical);
		}
	}

	private addTimes(block: StoredBlock, mask: Uint8Array | true, from: number, to: number): void {
		const { distinct } = this.counted;
		const column = distinct && columnOf(block, distinct);
		for (const [start, end, time] of this.stretches(block, from, to)) {
			const n = selectedOf(mask, start, end);
			if (n === 0) continue;
			this.sums.addTime(time, n);
			if (distinct === undefined || column === undefined) continue;
			const counts = countCodes(column, mask, start, end);
			for (const [code, value] of column.values.entries()) {
				if (counts[code] === 0) continue;
				const canonical = this.valueOf(distinct, value)?.canonical;
				if (canonical !== undefined) this.sums.addDistinct(time, canonical);
			}
		}
	}

	/** Parts of a block that lie in one bucket each, with a time in it. */
	private *stretches(
		block: StoredBlock,
		from: number,
		to: number,
	): Iterable<readonly [start: number, end: number, time: number]> {
		const { buckets } = this.request;
		const { low, high, events } = block.row;
		const bucketOf = (id: number) =>
			buckets === undefined
				? 0
				: Math.floor((Math.floor(id / IDS_PER_MS) - buckets.start) / buckets.width);
		const isAll = from === 0 && to === events;
		if (buckets === undefined || (isAll && bucketOf(low) === bucketOf(high))) {
			yield [from, to, Math.floor(low / IDS_PER_MS)];
			return;
		}
		for (let start = from; start < to; ) {
			const id = block.ids[start] as number;
			const next = firstIdAt(buckets.start + (bucketOf(id) + 1) * buckets.width);
			// The last millisecond of all has no bucket after it.
			const end = Math.min(to, Math.max(start + 1, placeOf(block.ids, next)));
			yield [start, end, Math.floor(id / IDS_PER_MS)];
			start = end;
		}
	}

	private addGroups(block: StoredBlock, mask: Uint8Array | true, from: number, to: number): void {
		const [first, second = this.counted.distinct] = this.counted.groups;
		if (first === undefined) return;
		const column = columnOf(block, first);
		if (second === undefined) {
			const counts = countCodes(column, mask, from, to);
			for (const [code, value] of column.values.entries())
				this.count(value, 0, counts[code] as number);
			return;
		}
		const other = columnOf(block, second);
		const width = other.values.length;
		for (const [pair, n] of countPairs(column, other, mask, from, to)) {
			const values = [column.values[Math.floor(pair / width)], other.values[pair % width]];
			this.count(values[0] as number, values[1] as number, n);
		}
	}

	private count(value: number, other: number, n: number): void {
		if (n === 0) return;
		const key = value * VALUES + other;
		this.counts.set(key, (this.counts.get(key) ?? 0) + n);
	}

	/** @throws RangeError when events have a value that no list has */
	private valueOf({ values }: TalliedQuery, number: number): SpelledValue | undefined {
		if (number === 0) return undefined;
		let spelled = this.spelled.get(number);
		if (spelled === undefined) {
			const listed = values.get(number);
			if (listed === undefined) throw new RangeError(`A column has the unknown value ${number}`);
			spelled = { canonical: listed.value, spelled: JSON.parse(listed.spelled) as FieldValue };
			this.spelled.set(number, spelled);
		}
		return spelled;
	}
}

function columnOf(block: StoredBlock, { field }: TalliedQuery): Column {
	const column = field === undefined ? undefined : block.column(field);
	return column ?? { codes: new Uint8Array(block.row.events), values: [0] };
}

/** How many events a mask selects at some places. */
export function selectedOf(mask: Mask, from: number, to: number): number {
	if (typeof mask === 'boolean') return mask ? Math.max(0, to - from) : 0;
	let sum = 0;
	for (let at = from; at < to; at++) sum += mask[at] as number;
	return sum;
}

function countCodes(
	{ codes, values }: Column,
	mask: Uint8Array | true,
	from: number,
	to: number,
): Uint32Array {
	const counts = new Uint32Array(values.length);
	if (mask === true)
		for (let at = from; at < to; at++) {
			const code = codes[at] as number;
			counts[code] = (counts[code] as number) + 1;
		}
	else
		for (let at = from; at < to; at++) {
			const code = codes[at] as number;
			counts[code] = (counts[code] as number) + (mask[at] as number);
		}
	return counts;
}

/** Counts by pair of codes: the first one's times the number of the other's, and the other one's. */
function countPairs(
	one: Column,
	other: Column,
	mask: Uint8Array | true,
	from: number,
	to: number,
): Iterable<readonly [pair: number, n: number]> {
	const width = other.values.length;
	const pairs = one.values.length * width;
	if (pairs > MOST_PAIRS) {
		const counts = new Map<number, number>();
		for (let at = from; at < to; at++) {
			if (mask !== true && mask[at] === 0) continue;
			const pair = (one.codes[at] as number) * width + (other.codes[at] as number);
			counts.set(pair, (counts.get(pair) ?? 0) + 1);
		}
		return counts;
	}
	const counts = new Uint32Array(pairs);
	for (let at = from; at < to; at++) {
		const pair = (one.codes[at] as number) * width + (other.codes[at] as number);
		counts[pair] = (counts[pair] as number) + (mask === true ? 1 : (mask[at] as number));
	}
	return nonZero(counts);
}

function* nonZero(counts: Uint32Array): Iterable<readonly [pair: number, n: number]> {
	for (let pair = 0; pair < counts.length; pair++) {
		const n = counts[pair] as number;
		if (n > 0) yield [pair, n];
	}
}
