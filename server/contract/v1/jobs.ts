/**
 * V1 jobs: status, deletion and results.
 *
 * Sources: jobs-endpoint.html and jobs-result-endpoint.html under
 * https://www.manageengine.com/log-management/help/api-settings/
 */
import { z } from 'zod';
import { hits } from '../shared/hit';
import { requestId } from '../shared/ids';
import { count, jobFailure, jobState, resultsQuery } from '../shared/job';
import { v1TimeOut } from '../shared/time';

/** Query of `GET /RestAPI/v1/jobs`: one job, or all without `request_id` (documented). */
export const v1JobsRequest = z.object({ request_id: requestId.optional() });

/** Query of `DELETE /RestAPI/v1/jobs`; without `request_id` every job is deleted (inferred from "not mandatory"). */
export const v1DeleteJobsRequest = z.object({ request_id: requestId.optional() });

/** Query of `GET /RestAPI/v1/jobs/results`. */
export const v1JobResultsRequest = z.object(resultsQuery);

/** One job. A queued job is RUNNING on the wire; `started_at` and `message` are left out while there is none. */
const v1Job = z
	.strictObject({
		request_id: requestId,
		status: jobState,
		running_time_in_millis: count,
		running_time: z.string().meta({ description: 'Running time for people', example: '97ms' }),
		hits_done: count.meta({ description: 'Hits found so far' }),
		total_pages: count.meta({ description: 'Pages of results' }),
		submitted_at: v1TimeOut,
		started_at: v1TimeOut.optional(),
		last_synced_time: v1TimeOut,
		message: jobFailure,
	})
	.meta({ id: 'V1Job', description: 'An asynchronous search or alert job' });

/** Answer of job status; `total` is the number of jobs (inferred). */
export const v1JobsResponse = z.strictObject({ total: count, requests: z.array(v1Job) });

/** Answer that is one sentence, as several V1 calls give it. */
export const v1MessageResponse = z.strictObject({
	message: z.string().meta({ example: 'deleted hits for for request_id [AX6qJeaDhJby8kAkaqDE]' }),
});

/** Answer of job results; `next_page` is left out on the last page (assumed). */
export const v1JobResultsResponse = z.strictObject({
	next_page: z.int().min(2).optional().meta({ description: 'Number of the next page', example: 5 }),
	results: z.strictObject({ hits, hits_count_in_current_page: count }),
});
