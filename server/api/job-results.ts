/** What both dialects' job routes share: errors of reading results. */
import type { HitJobPage, HitJobs } from '../search/hit-jobs';
import type { Viewer } from '../jobs/views';
import { ApiError } from './errors';

/**
 * A page of a job's results.
 *
 * @throws ApiError job_failed for a job that has no results because it failed
 */
export async function resultsOf(
	jobs: HitJobs,
	id: string,
	page: number,
	viewer: Viewer,
): Promise<HitJobPage> {
	const results = await jobs.page(id, page, viewer);
	const { state, error } = results.job;
	if (state === 'CANCELLED') throw new ApiError('job_failed', 'it was cancelled');
	if (state === 'FAILED') {
		throw new ApiError('job_failed', error?.message ?? 'for an unknown reason');
	}
	return results;
}
