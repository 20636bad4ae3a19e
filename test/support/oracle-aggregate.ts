/** What an aggregate must say, counted event by event from a list in memory. */

import { canonicalValue } from '../../server/logs/terms';
import type { EventFields } from '../../server/logs/query';
import type { AggregateRequest, AggregateResult } from '../../server/logs/store';

/** A stored event: the time that searches find it by, and its fields. */
export interface StoredEvent {
	/** Epoch ms. */
	readonly time: number;
	readonly fields: EventFields;
}

/** An aggregate with values in canonical form, since events may spell one value in several ways. */
export interface ComparableAggregate {
	readonly total: number;
	readonly distinct: number | undefined;
	readonly buckets: readonly (readonly [
		start: number,
		count: number,
		distinct: number | undefined,
	])[];
	readonly groups: readonly (readonly [
		values: string,
		count: number,
		distinct: number | undefined,
	])[];
	readonly missing: number;
}

/** All groups, by value, whatever the request's limit; `selected` are the events that the query selects. */
export function aggregateOf(
	selected: readonly StoredEvent[],
	{ buckets, groupBy, distinct, to }: AggregateRequest,
): ComparableAggregate {
	const valueOf = ({ fields }: StoredEvent, field: string) => {
		const value = fields[field];
		const canonical = value === undefined ? '' : canonicalValue(value);
		return canonical === '' ? undefined : canonical;
	};
	const distinctOf = (events: readonly StoredEvent[]) =>
		distinct === undefined
			? undefined
			: new Set(
					events.map((event) => valueOf(event, distinct)).filter((value) => value !== undefined),
				).size;
	const groups = new Map<string, StoredEvent[]>();
	let missing = 0;
	for (const event of groupBy.length === 0 ? [] : selected) {
		const values = groupBy.map((field) => valueOf(event, field));
		if (values.includes(undefined)) {
			missing++;
			continue;
		}
		const key = JSON.stringify(values);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [event]);
		else group.push(event);
	}
	const rows: (readonly [number, number, number | undefined])[] = [];
	if (buckets !== undefined) {
		for (let { start } = buckets; start <= to; start += buckets.width) {
			const inside = selected.filter(({ time }) => time >= start && time < start + buckets.width);
			rows.push([start, inside.length, distinctOf(inside)]);
		}
	}
	return {
		total: selected.length,
		distinct: distinctOf(selected),
		buckets: rows,
		groups: [...groups]
			.map(([key, events]) => [key, events.length, distinctOf(events)] as const)
			.sort(([one], [other]) => (one < other ? -1 : 1)),
		missing,
	};
}

/** What a store answered, in the form of {@link aggregateOf}. */
export function comparable(result: AggregateResult): ComparableAggregate {
	return {
		total: result.total,
		distinct: result.distinct,
		buckets: (result.buckets ?? []).map(({ start, count, distinct }) => [start, count, distinct]),
		groups: (result.groups ?? [])
			.map(
				({ values, count, distinct }) =>
					[JSON.stringify(values.map(canonicalValue)), count, distinct] as const,
			)
			.sort(([one], [other]) => (one < other ? -1 : 1)),
		missing: result.missing,
	};
}
