/** Job > Wait: waits for the end of a job. */
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { maxWaitOption, waitSettings } from '../../parameters/waiting';
import { usageError } from '../../transport/errors';
import { jobRecord, waitForJob } from '../../transport/jobs';
import { jobField } from './field';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	const id = await locatedId(run, 'job', 'job');
	const { maxWaitMs } = waitSettings(context, item);
	const job = await waitForJob(client, id, maxWaitMs, { node: context.getNode(), item });
	if (job.state === 'success') return [jobRecord(job)];
	throw usageError(
		context.getNode(),
		`Job ${id} has not ended after ${maxWaitMs / 1000} seconds`,
		'The job goes on. Raise Max Wait, or use Wait again later.',
		item,
	);
}

export const wait: Operation = {
	value: 'wait',
	name: 'Wait',
	action: 'Wait for a job',
	description: 'Wait until a background search or alert retrieval has ended, and return its status',
	properties: [jobField, optionsCollection(maxWaitOption)],
	execute,
};
