/** V2 jobs: status (documented), results (path observed), deletion (path inferred from V1). */
import type { Call } from '../../transport/call';
import { JOB_ID } from '../idAdvice';
import { change, read } from './call';

/** Without an id: every job (assumed, as in V1). */
export function jobs(id?: string): Call {
	return read(
		'get the status of jobs',
		'/jobs',
		'jobs.READ',
		id === undefined ? {} : { query: { request_id: id }, idAdvice: JOB_ID },
	);
}

/** The page parameter is inferred from V1. */
export function jobResults(id: string, page: number): Call {
	return read('get the results of a job', '/jobs/results', 'jobs.READ', {
		query: { request_id: id, page_no: page },
		idAdvice: JOB_ID,
	});
}

export function jobDelete(id: string): Call {
	return change('delete a job', '/jobs', 'jobs.DELETE', {
		method: 'DELETE',
		query: { request_id: id },
		idAdvice: JOB_ID,
	});
}
