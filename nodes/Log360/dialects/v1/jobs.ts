/** V1 jobs: status, results, deletion (documented). */
import type { Call } from '../../transport/call';
import { JOB_ID } from '../idAdvice';
import { change, read } from './call';

/** Without an id: every job. */
export function jobs(id?: string): Call {
	return read(
		'get the status of jobs',
		'/jobs',
		id === undefined ? {} : { query: { request_id: id }, idAdvice: JOB_ID },
	);
}

export function jobResults(id: string, page: number): Call {
	return read('get the results of a job', '/jobs/results', {
		query: { request_id: id, page_no: page },
		idAdvice: JOB_ID,
	});
}

/** The id is not mandatory on the wire, and without it every job would be deleted; hence it is here. */
export function jobDelete(id: string): Call {
	return change('delete a job', '/jobs', {
		method: 'DELETE',
		query: { request_id: id },
		idAdvice: JOB_ID,
	});
}
