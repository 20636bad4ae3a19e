/** Aggregates over the stored events: how many by time, and by the values of fields. */
import type { FieldValue } from '../events';
import type { ScanRequest } from './search-request';

/** Time buckets of equal width; the first one starts at or before the range. */
export interface TimeBuckets {
	/** Start of the first bucket, epoch ms. */
	readonly start: number;
	/** Width, ms. */
	readonly width: number;
}

/** What to count. */
export interface AggregateRequest extends ScanRequest {
	/** Counts by time; absent = none. */
	readonly buckets?: TimeBuckets | undefined;
	/** Server names of up to two fields: counts by their values, the most frequent first; empty = none. */
	readonly groupBy: readonly string[];
	/** Most groups in the answer, at least 1. */
	readonly limit: number;
	/** Server name of a field whose distinct values are counted: in all, in each bucket and in each group. */
	readonly distinct?: string | undefined;
}

/** Events of a time bucket. */
export interface BucketCount {
	/** Start of the bucket, epoch ms. */
	readonly start: number;
	readonly count: number;
	/** Distinct values, where asked for. */
	readonly distinct?: number;
}

/** Events that share the values of the fields they are grouped by. Values are equal as in `=`: without case. */
export interface GroupCount {
	/** The values as one of the events spells them, in the order of the fields. */
	readonly values: readonly FieldValue[];
	readonly count: number;
	/** Distinct values, where asked for. */
	readonly distinct?: number;
}

/** What was counted. */
export interface AggregateResult {
	/** Events that the query selects. */
	readonly total: number;
	/** Distinct values among all of them, where asked for. */
	readonly distinct?: number;
	/** One after another up to the range's end, empty ones too; where asked for. */
	readonly buckets?: readonly BucketCount[];
	/** The most frequent first, equal ones by value; where asked for. */
	readonly groups?: readonly GroupCount[];
	/** Number of groups in all. */
	readonly groupCount: number;
	/** Events in groups that are not listed. */
	readonly other: number;
	/** Events in no group, because they lack a field or have it empty. */
	readonly missing: number;
	/** Whether nothing was cut; not so where there were more groups or distinct values than are kept in memory. */
	readonly exact: boolean;
}

/** Hears how many events an aggregate has looked at so far; what tallies or the index answer needs no look at any. */
export type AggregateProgress = (looked: number) => void;

/** Number of the buckets up to a time, epoch ms, that included. */
export function bucketsUntil({ start, width }: TimeBuckets, to: number): number {
	return to < start ? 0 : Math.floor((to - start) / width) + 1;
}
