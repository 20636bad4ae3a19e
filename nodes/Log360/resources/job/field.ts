/** The field that picks a job. */
import { locator } from '../../parameters/locator';

export const jobField = locator(
	'Job',
	'job',
	'job',
	'The job, by the request ID that its start returned',
);
