/** `POST /api/v2/search/aggregate` and its jobs: counts by time and by values. Extensions of this server. */
import { MAX_BUCKETS } from '../contract';
import type { AggregateResult, EventStore } from '../logs/store';
import {
	AggregateError,
	type AggregateJobs,
	type NamedAggregate,
	namedAggregate,
	type SearchStart,
} from '../logs/search';
import { hasCode } from '../jobs';
import { callbackOf } from './callback';
import type { Handlers } from './endpoint';
import { ApiError } from './errors';
import { abortedWithCaller } from './hang-up';
import { refuseFailed } from './job-results';
import { offsetMinutes } from './offset';
import { v2SearchStart } from './v2/search';
import { viewerOf } from './viewer';

const DEFAULT_LIMIT = 10;

/** What the handlers work on. */
export interface AggregateParts {
	readonly store: EventStore;
	readonly jobs: AggregateJobs;
}

/** The handlers. What somebody waits for stops when the caller hangs up. */
export function aggregates({ store, jobs }: AggregateParts): Handlers {
	return {
		'server.search.aggregate': async ({ body, ctx }) => {
			const asked = await askedFor(store, await v2SearchStart(store, body), body);
			return shownCounts(asked, await countNow(store, asked, abortedWithCaller(ctx)));
		},
		'server.search.startAggregate': async ({ body, token, ctx }) => {
			const asked = await askedFor(store, await v2SearchStart(store, body), body);
			return { data: { request_id: await jobs.start(token.id, asked, callbackOf(ctx)) } };
		},
		'server.jobs.aggregate': async ({ query, token }) => {
			const { job, asked, result } = await jobs.get(query.request_id, viewerOf(token));
			refuseFailed(job);
			if (result === undefined)
				throw new ApiError('job_running', JSON.stringify(job.id), { 'Retry-After': '1' });
			return shownCounts(asked, result);
		},
	};
}

/** What a body says of the counting itself. */
export interface AggregateBody {
	readonly interval?: string | undefined;
	readonly time_zone?: string | undefined;
	readonly group_by?: readonly string[] | undefined;
	readonly limit?: number | undefined;
	readonly distinct?: string | undefined;
}

/**
 * Makes an aggregate of a search and of what is to be counted.
 *
 * @throws ApiError invalid_parameter for fields that no event has, and for too many buckets
 */
export async function askedFor(
	store: EventStore,
	search: SearchStart,
	body: AggregateBody,
): Promise<NamedAggregate> {
	return namedAggregate(store, {
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
}

/**
 * Counts while the caller waits.
 *
 * @throws ApiError unavailable, which names the job that may take longer, when it has worked for too long
 */
export async function countNow(
	store: EventStore,
	{ request }: NamedAggregate,
	gone: AbortSignal,
): Promise<AggregateResult> {
	return store.aggregate(request, gone).catch((error: unknown) => {
		if (!hasCode(error, 'SEARCH_TIMED_OUT')) throw error;
		const how = 'with POST /api/v2/search/aggregate/async';
		throw new ApiError('unavailable', `${(error as Error).message} ${how}`, { 'Retry-After': '1' });
	});
}

/** Counts as the API shows them. */
export function shownCounts({ names, interval }: NamedAggregate, result: AggregateResult) {
	const { total, distinct, buckets, groups, ...rest } = result;
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
}

function distinctCount(count: number | undefined) {
	return count === undefined ? {} : { distinct_count: count };
}
