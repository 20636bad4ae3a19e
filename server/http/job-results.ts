/** What both dialects' job routes share: how a job is shown, and errors of reading results. */
import { AGGREGATE_KIND, type HitJobPage, type HitJobs } from '../logs/search';
import { isActive, type JobRecord, type Viewer } from '../jobs';
import { ApiError } from './errors';

/** The state on the wire, which knows three: a waiting job is shown as running, a cancelled one as failed (assumed). */
export function shownState({ state }: JobRecord): 'RUNNING' | 'SUCCESS' | 'FAILED' {
	if (isActive(state)) return 'RUNNING';
	return state === 'SUCCESS' ? 'SUCCESS' : 'FAILED';
}

/** Hits found so far; of a job that counts, the events that it has looked at, and in the end counted. */
export function hitsOf({ kind, done, hits }: JobRecord): number {
	return kind === AGGREGATE_KIND ? done : hits;
}

/** Why a job failed, as a key of its own (assumed); no key for any other. */
export function failureOf({ state, error }: JobRecord): { readonly message?: string } {
	return state === 'FAILED' && error !== null ? { message: error.message } : {};
}

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
	refuseFailed(results.job);
	return results;
}

/** @throws ApiError job_failed for a job that has no results because it failed, or was cancelled */
export function refuseFailed({ state, error }: JobRecord): void {
	if (state === 'CANCELLED') throw new ApiError('job_failed', 'it was cancelled');
	if (state === 'FAILED') {
		throw new ApiError('job_failed', error?.message ?? 'for an unknown reason');
	}
}
