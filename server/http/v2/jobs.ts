/** V2 jobs: status, deletion, results. Source: the V2 jobs page; what its sample does not show is inferred from V1. */
import type { Clock } from '../../platform';
import { isActive, type JobRecord, pageCount, runningTime } from '../../jobs';
import type { HitJobs } from '../../logs/search';
import type { Handlers } from '../endpoint';
import { failureOf, hitsOf, resultsOf, shownState } from '../job-results';
import { RawJson } from '../raw-json';
import { viewerOf } from '../viewer';

/** Handlers of `/api/v2/jobs`. */
export function v2Jobs(jobs: HitJobs, clock: Clock): Handlers {
	return {
		'v2.jobs.list': async ({ query, token }) => {
			const { jobs: found } = await jobs.list(viewerOf(token), query.request_id);
			return { data: { jobs: { requests: found.map((job) => showJob(job, clock.now())) } } };
		},
		'v2.jobs.delete': async ({ query, token }) => {
			await jobs.delete(query.request_id, viewerOf(token));
			return { data: { message: `deleted hits for request_id [${query.request_id}]` } };
		},
		'v2.jobs.results': async ({ query, token }) => {
			const page = await resultsOf(jobs, query.request_id, query.page_no, viewerOf(token));
			const next = page.nextPage === null ? '' : `,"next_page":${page.nextPage}`;
			return new RawJson(
				'{"data":{"hits":[',
				page.hits,
				`]},"meta":{"total_items":${page.job.hits},"items_in_current_page":${page.count}${next}}}`,
			);
		},
	};
}

function showJob(job: JobRecord, now: number) {
	return {
		request_id: job.id,
		stage: shownState(job),
		running_time_millis: runningTime(job, now),
		hits_done: hitsOf(job),
		total_hits: isActive(job.state) ? 0 : hitsOf(job),
		total_pages: pageCount(job),
		submitted_at: iso(job.submittedAt),
		...(job.startedAt === null ? {} : { started_at: iso(job.startedAt) }),
		last_synced_time: iso(job.syncedAt),
		...failureOf(job),
	};
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
