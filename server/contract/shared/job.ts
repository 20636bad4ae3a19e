/** What jobs have in common in both generations of the API. */
import { z } from 'zod';
import { requestId } from './ids';
import { wireInteger } from './integer';

/** A number of things. */
export const count = z.int().min(0);

/** Keys of the query of `GET jobs/results`. */
export const resultsQuery = {
	request_id: requestId,
	page_no: wireInteger(1, 1_000_000_000)
		.prefault(1)
		.meta({ description: 'Page of the results, counted from 1', example: 1 }),
};

/** The states on the wire; a queued job is RUNNING there. */
export const jobState = z.enum(['RUNNING', 'SUCCESS', 'FAILED']);

/** Left out unless the job failed. */
export const jobFailure = z
	.string()
	.optional()
	.meta({ description: 'Why the job FAILED (assumed key)' });
