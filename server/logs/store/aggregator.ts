/** Adds up what an aggregate asks for, whatever it is read from. */
import type { FieldValue } from '../events';
import type { AggregateRequest, AggregateResult, BucketCount, GroupCount } from './aggregate';
import { bucketsUntil } from './aggregate';

/** Groups that are kept in memory, and distinct values of all groups and buckets together. */
const MOST_GROUPS = 200_000;
const MOST_DISTINCT = 1_000_000;

/** A value of a field: canonical, and as an event spells it. */
export interface SpelledValue {
	readonly canonical: string;
	readonly spelled: FieldValue;
}

interface Group {
	readonly key: string;
	readonly values: readonly FieldValue[];
	count: number;
	readonly distinct: Set<string> | undefined;
}

/** The sums of one aggregate. */
export class Aggregator {
	private total = 0;
	private missing = 0;
	private cut = 0;
	private distinctLeft = MOST_DISTINCT;
	private readonly counts: Float64Array;
	private readonly distinct: Set<string> | undefined;
	private readonly bucketDistinct: (Set<string> | undefined)[] | undefined;
	private readonly groups = new Map<string, Group>();
	private exact = true;

	constructor(private readonly request: AggregateRequest) {
		const { buckets, distinct, to } = request;
		const length = buckets === undefined ? 0 : bucketsUntil(buckets, to);
		this.counts = new Float64Array(length);
		if (distinct === undefined) return;
		this.distinct = new Set();
		this.bucketDistinct = new Array<undefined>(length).fill(undefined);
	}

	/** Events counted so far. */
	get events(): number {
		return this.total;
	}

	/** Counts `n` events of a time, epoch ms. */
	addTime(time: number, n: number): void {
		this.total += n;
		const bucket = this.bucketOf(time);
		if (bucket !== undefined) this.counts[bucket] = (this.counts[bucket] as number) + n;
	}

	/** Counts a value of the field whose distinct values are wanted. */
	addDistinct(time: number, canonical: string): void {
		if (canonical === '') return;
		this.addTo(this.distinct, canonical);
		const bucket = this.bucketOf(time);
		if (bucket === undefined || this.bucketDistinct === undefined) return;
		this.addTo((this.bucketDistinct[bucket] ??= new Set()), canonical);
	}

	/**
	 * Counts `n` events in the group of their values; undefined or empty ones have none.
	 *
	 * @param distinct canonical value of the field whose distinct values are wanted
	 */
	addGroup(values: readonly (SpelledValue | undefined)[], n: number, distinct?: string): void {
		let key = '';
		for (const value of values) {
			if (value === undefined || value.canonical === '') {
				this.missing += n;
				return;
			}
			key += values.length === 1 ? value.canonical : `${value.canonical.length}:${value.canonical}`;
		}
		let group = this.groups.get(key);
		if (group === undefined) {
			if (this.groups.size >= MOST_GROUPS) {
				this.cut += n;
				this.exact = false;
				return;
			}
			group = {
				key,
				values: values.map((value) => (value as SpelledValue).spelled),
				count: 0,
				distinct: this.request.distinct === undefined ? undefined : new Set(),
			};
			this.groups.set(key, group);
		}
		group.count += n;
		if (distinct !== undefined && distinct !== '') this.addTo(group.distinct, distinct);
	}

	/** Counts `n` events that lack a field they are grouped by. */
	addMissing(n: number): void {
		this.missing += n;
	}

	/** The sums. */
	result(): AggregateResult {
		const { buckets, groupBy, limit } = this.request;
		const sorted = [...this.groups.values()].sort(
			(one, other) => other.count - one.count || (one.key < other.key ? -1 : 1),
		);
		const shown = sorted.slice(0, limit);
		const inShown = shown.reduce((sum, { count }) => sum + count, 0);
		const inAll = sorted.reduce((sum, { count }) => sum + count, 0);
		return {
			total: this.total,
			...(this.distinct === undefined ? {} : { distinct: this.distinct.size }),
			...(buckets === undefined ? {} : { buckets: this.bucketCounts() }),
			...(groupBy.length === 0 ? {} : { groups: shown.map(toCount) }),
			groupCount: sorted.length,
			other: inAll - inShown + this.cut,
			missing: this.missing,
			exact: this.exact,
		};
	}

	private bucketCounts(): BucketCount[] {
		const { start, width } = this.request.buckets as { start: number; width: number };
		return Array.from(this.counts, (count, index) => ({
			start: start + index * width,
			count,
			...(this.bucketDistinct === undefined
				? {}
				: { distinct: this.bucketDistinct[index]?.size ?? 0 }),
		}));
	}

	private bucketOf(time: number): number | undefined {
		const { buckets } = this.request;
		if (buckets === undefined) return undefined;
		return Math.floor((time - buckets.start) / buckets.width);
	}

	private addTo(set: Set<string> | undefined, value: string): void {
		if (set === undefined || set.has(value)) return;
		if (this.distinctLeft === 0) {
			this.exact = false;
			return;
		}
		this.distinctLeft--;
		set.add(value);
	}
}

function toCount({ values, count, distinct }: Group): GroupCount {
	return { values, count, ...(distinct === undefined ? {} : { distinct: distinct.size }) };
}
