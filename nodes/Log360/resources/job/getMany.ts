/** Job > Get Many: the status of all jobs. */
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { simplifyProperty } from '../../parameters/simplify';
import { fetchJobs, jobRecord } from '../../transport/jobs';

async function execute({ context, item, client }: ItemRun) {
	const limit = limitOf(context, item);
	const jobs = await fetchJobs(client, { node: context.getNode(), item });
	const simple = context.getNodeParameter('simplify', item, true) === true;
	return jobs.slice(0, limit).map((job) => (simple ? jobRecord(job) : job.raw));
}

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many jobs',
	description:
		'List the background searches and alert retrievals of the last 24 hours with their status',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute,
};
