/** `POST /api/v2/search/aggregate`: counts by time and by values. An extension of this server. */
import { MAX_BUCKETS } from '../contract';
import type { EventStore } from '../logs/store';
import { AggregateError, namedAggregate } from '../logs/search';
import type { Handler } from './endpoint';
import { ApiError } from './errors';
import { abortedWithCaller } from './hang-up';
import { offsetMinutes } from './offset';
import { v2SearchStart } from './v2/search';

const DEFAULT_LIMIT = 10;

/** The handler. The counting stops when the caller hangs up. */
export function aggregate(store: EventStore): Handler<'server.search.aggregate'> {
	return async ({ body, ctx }) => {
		const search = await v2SearchStart(store, body);
		const { request, names, interval } = await namedAggregate(store, {
			...search,
			interval: body.interval,
			zone: offsetMinutes(body.time_zone ?? 'Z'),
			groupBy: body.group_by ?? [],
			distinct: body.distinct,
			limit: body.limit ?? DEFAULT_LIMIT,
			maxBuckets: MAX_BUCKETS,
		}).catch((error: unknown) => {
			throw error instanceof AggregateError
				? new ApiError('invalid_parameter', error.message)
				: error;
		});
		const { total, distinct, buckets, groups, ...rest } = await store.aggregate(
			request,
			abortedWithCaller(ctx),
		);
		return {
			data: {
				count: total,
				...distinctCount(distinct),
				...(buckets === undefined
					? {}
					: {
							buckets: buckets.map((bucket) => ({
								start_time: new Date(bucket.start).toISOString(),
								count: bucket.count,
								...distinctCount(bucket.distinct),
							})),
						}),
				...(groups === undefined
					? {}
					: {
							groups: groups.map(({ values, count, distinct: own }) => ({
								values: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])),
								count,
								...distinctCount(own),
							})),
						}),
			},
			meta: {
				exact: rest.exact,
				...(interval === undefined ? {} : { interval }),
				...(groups === undefined
					? {}
					: {
							group_count: rest.groupCount,
							other_count: rest.other,
							missing_count: rest.missing,
						}),
			},
		};
	};
}

function distinctCount(count: number | undefined) {
	return count === undefined ? {} : { distinct_count: count };
}
