/**
 * V2 jobs: status, deletion and results.
 *
 * Source: https://www.manageengine.com/eu/products/eventlog/api/v2/jobs
 */
import { z } from 'zod';
import { hits } from '../shared/hit';
import { requestId } from '../shared/ids';
import { count, jobFailure, jobState, resultsQuery } from '../shared/job';
import { v2TimeOut } from '../shared/time';

/** Query of `GET /api/v2/jobs`: one job, or all of them without `request_id` (assumed, as in V1). */
export const v2JobsRequest = z.strictObject({ request_id: requestId.optional() });

/** Query of `DELETE /api/v2/jobs`. Mandatory (assumed): a slip must not delete every job, as V1's does. */
export const v2DeleteJobRequest = z.strictObject({ request_id: requestId });

/** Query of `GET /api/v2/jobs/results`; `page_no` is inferred from V1. */
export const v2JobResultsRequest = z.strictObject(resultsQuery);

/** One job. `stage`, `running_time_millis`, `hits_done` are documented, `total_hits` is cut off in the sample; the
 * rest is inferred from V1, with times as V2 writes them. */
const v2Job = z
	.strictObject({
		request_id: requestId,
		stage: jobState,
		running_time_millis: count.meta({ example: 97 }),
		hits_done: count.meta({ description: 'Hits found so far', example: 372 }),
		total_hits: count.meta({ description: 'Hits to find, 0 while unknown', example: 372 }),
		total_pages: count.meta({ description: 'Pages of results', example: 1 }),
		submitted_at: v2TimeOut,
		started_at: v2TimeOut.optional(),
		last_synced_time: v2TimeOut,
		message: jobFailure,
	})
	.meta({ id: 'V2Job', description: 'An asynchronous search or alert job' });

/** Answer of job status: the list is at `data.jobs.requests` (documented). */
export const v2JobsResponse = z.strictObject({
	data: z.strictObject({ jobs: z.strictObject({ requests: z.array(v2Job) }) }),
});

/** Answer of job results; `next_page` is assumed, and left out on the last page. */
export const v2JobResultsResponse = z.strictObject({
	data: z.strictObject({ hits }),
	meta: z.strictObject({
		total_items: count,
		items_in_current_page: count,
		next_page: z.int().min(2).optional().meta({ description: 'Number of the next page' }),
	}),
});
