/** Job > Get: the status of one job. */
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { simplifyProperty } from '../../parameters/simplify';
import { fetchJob, jobRecord } from '../../transport/jobs';
import { jobField } from './field';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	const id = await locatedId(run, 'job', 'job');
	const job = await fetchJob(client, id, { node: context.getNode(), item });
	return [context.getNodeParameter('simplify', item, true) === true ? jobRecord(job) : job.raw];
}

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a job',
	description:
		'Get the status of a background search or alert retrieval: running, success or failed',
	properties: [jobField, simplifyProperty, optionsCollection()],
	execute,
};
