/** V1 jobs: status, deletion, results. Sources: jobs-endpoint and jobs-result-endpoint pages. */
import type { Clock } from '../../platform';
import { type JobRecord, pageCount, runningTime } from '../../jobs';
import type { HitJobs } from '../../logs/search';
import type { Handlers } from '../endpoint';
import { failureOf, hitsOf, resultsOf, shownState } from '../job-results';
import { RawJson } from '../raw-json';
import { viewerOf } from '../viewer';

/** Handlers of `/RestAPI/v1/jobs`. */
export function v1Jobs(jobs: HitJobs, clock: Clock): Handlers {
	return {
		'v1.jobs.list': async ({ query, token }) => {
			const { total, jobs: found } = await jobs.list(viewerOf(token), query.request_id);
			return { total, requests: found.map((job) => showJob(job, clock.now())) };
		},
		'v1.jobs.delete': async ({ query, token }) => {
			if (query.request_id === undefined) {
				const count = await jobs.deleteAll(viewerOf(token));
				return { message: `deleted hits of ${count} requests` };
			}
			await jobs.delete(query.request_id, viewerOf(token));
			// "for for" is the vendor's.
			return { message: `deleted hits for for request_id [${query.request_id}]` };
		},
		'v1.jobs.results': async ({ query, token }) => {
			const page = await resultsOf(jobs, query.request_id, query.page_no, viewerOf(token));
			const next = page.nextPage === null ? '' : `"next_page":${page.nextPage},`;
			return new RawJson(
				`{${next}"results":{"hits":[`,
				page.hits,
				`],"hits_count_in_current_page":${page.count}}}`,
			);
		},
	};
}

function showJob(job: JobRecord, now: number) {
	const time = runningTime(job, now);
	return {
		request_id: job.id,
		status: shownState(job),
		running_time_in_millis: time,
		running_time: `${time}ms`,
		hits_done: hitsOf(job),
		total_pages: pageCount(job),
		submitted_at: job.submittedAt,
		...(job.startedAt === null ? {} : { started_at: job.startedAt }),
		last_synced_time: job.syncedAt,
		...failureOf(job),
	};
}
