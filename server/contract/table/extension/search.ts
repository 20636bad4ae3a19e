/** The table's rows for what only this server offers on queries. */
import type { Operation } from '../../operation';
import {
	aggregateJobRequest,
	aggregateRequest,
	aggregateResponse,
} from '../../extension/aggregate';
import { checkQueryRequest, checkQueryResponse } from '../../extension/check-query';
import { v2RequestIdResponse } from '../../v2/envelope';
import { extension } from './row';
import { QUESTION, SOURCES } from '../hit-errors';

export const searchExtensions = {
	'server.search.check': extension({
		resource: 'Search',
		method: 'POST',
		path: '/api/v2/search/check',
		scope: 'search.READ',
		source: 'Own extension: the vendor tells that a query is wrong only by running it.',
		summary: 'Check a query: syntax, fields, number of hits',
		description:
			'A query that cannot be parsed is answered with valid: false. For the target alerts the scope alerts.READ is needed as well.',
		request: { body: checkQueryRequest },
		response: checkQueryResponse,
		errors: ['wrong_scope', 'query_too_long', 'invalid_time', 'time_order', 'too_many_searches'],
	}),
	'server.search.aggregate': extension({
		resource: 'Search',
		method: 'POST',
		path: '/api/v2/search/aggregate',
		scope: 'search.READ',
		source: 'Own extension: Log360 shows counts in its reports and offers none over its API.',
		summary: 'Count logs by time and by the values of fields',
		description:
			'Takes the query, the times and the filters of a search; Log360 answers 404. One that works for too long (--search-timeout) is answered with 503 and can be started as a job instead.',
		request: { body: aggregateRequest },
		response: aggregateResponse,
		errors: [...QUESTION, ...SOURCES, 'too_many_searches'],
	}),
	'server.search.startAggregate': extension({
		resource: 'Search',
		method: 'POST',
		path: '/api/v2/search/aggregate/async',
		scope: 'search.READ',
		source: 'Own extension: Log360 has jobs for searches and alerts only.',
		summary: 'Start a job that counts logs',
		description:
			'Takes the same as /api/v2/search/aggregate and has no limit of time. The job is listed and deleted as those of searches; hits_done is the number of events looked at, and of those counted once it is over. X-Log360-Callback-Url works as with searches.',
		request: { body: aggregateRequest },
		response: v2RequestIdResponse,
		errors: [...QUESTION, ...SOURCES, 'too_many_searches', 'too_many_jobs'],
	}),
	'server.jobs.aggregate': extension({
		resource: 'Job',
		method: 'GET',
		path: '/api/v2/jobs/aggregate',
		scope: 'jobs.READ',
		source: 'Own extension: Log360 has jobs for searches and alerts only.',
		summary: 'Get what an aggregate job counted',
		description:
			'The answer of /api/v2/search/aggregate at the moment when the job last began. Kept for 24 hours.',
		request: { query: aggregateJobRequest },
		response: aggregateResponse,
		errors: ['unknown_job', 'job_expired', 'job_failed', 'job_running', 'other_job_kind'],
	}),
} as const satisfies Record<string, Operation>;
