/** Makes an aggregate of events out of what a caller asks for: names of fields, widths of buckets. */
import { type AggregateRequest, bucketsUntil, type EventStore } from '../store';
import type { LogField } from '../events';
import { TIME_FIELD } from '../query';
import { bucketStart, suitableInterval, widthOf } from './intervals';
import type { SearchStart } from './search';

/** What a caller asks for. */
export interface AggregateStart extends SearchStart {
	/** `auto`, or a width such as `15m`; absent = no buckets. */
	readonly interval?: string | undefined;
	/** Minutes east of UTC, for where days begin. */
	readonly zone: number;
	/** Names of fields, server or display names. */
	readonly groupBy: readonly string[];
	readonly distinct?: string | undefined;
	readonly limit: number;
	/** Most buckets. */
	readonly maxBuckets: number;
}

/** What a caller asks for cannot be counted. */
export class AggregateError extends Error {
	/** @param part name of the part that is at fault: `group_by`, `distinct` or `interval` */
	constructor(part: string, reason: string) {
		super(`${part}: ${reason}`);
		this.name = 'AggregateError';
	}
}

/** A request for the store, and the names for its answer. */
export interface NamedAggregate {
	readonly request: AggregateRequest;
	/** Names of the fields of `groupBy` in the form that was asked for. */
	readonly names: readonly string[];
	readonly interval: string | undefined;
}

/** @throws AggregateError for a field that no event has, for the time as a field, and for too many buckets */
export async function namedAggregate(
	store: Pick<EventStore, 'fields'>,
	start: AggregateStart,
): Promise<NamedAggregate> {
	const { query, from, to, hosts, logTypes, form, limit } = start;
	const named = start.groupBy.length > 0 || start.distinct !== undefined;
	const fields = named ? await store.fields() : [];
	const groupBy = start.groupBy.map((name) => fieldOf(fields, 'group_by', name));
	if (new Set(groupBy).size < groupBy.length)
		throw new AggregateError('group_by', `names ${JSON.stringify(start.groupBy[1])} twice`);
	const distinct =
		start.distinct === undefined ? undefined : fieldOf(fields, 'distinct', start.distinct).server;
	const interval = start.interval === 'auto' ? suitableInterval(from, to) : start.interval;
	return {
		request: {
			query,
			from,
			to,
			...(hosts === undefined ? {} : { hosts }),
			...(logTypes === undefined ? {} : { logTypes }),
			...(interval === undefined ? {} : { buckets: bucketsOf(start, interval) }),
			groupBy: groupBy.map(({ server }) => server),
			limit,
			distinct,
		},
		names: groupBy.map((field) => field[form]),
		interval,
	};
}

function bucketsOf({ from, to, zone, maxBuckets }: AggregateStart, interval: string) {
	const width = widthOf(interval);
	const buckets = { start: bucketStart(from, width, zone), width };
	const count = bucketsUntil(buckets, to);
	if (count <= maxBuckets) return buckets;
	throw new AggregateError(
		'interval',
		`${interval} makes ${count} buckets of this range, expected at most ${maxBuckets}`,
	);
}

function fieldOf(fields: readonly LogField[], part: string, given: string): LogField {
	const wanted = given.toLowerCase();
	const found =
		fields.find(({ server }) => server.toLowerCase() === wanted) ??
		fields.find(({ client }) => client.toLowerCase() === wanted);
	if (found?.server === TIME_FIELD)
		throw new AggregateError(
			part,
			`expected a field other than the time, which "interval" counts by`,
		);
	if (found !== undefined) return found;
	throw new AggregateError(part, `no event has a field ${JSON.stringify(given)}`);
}
