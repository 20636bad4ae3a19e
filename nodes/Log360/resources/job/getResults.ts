/** Job > Get Results: the hits of a finished job. */
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { checkOutput, emitPages, fileOptions, outputProperties } from '../../parameters/output';
import { pagingProperties } from '../../parameters/paging';
import { placeOf } from '../shared/place';
import { usageError } from '../../transport/errors';
import { fetchJob, resultPages } from '../../transport/jobs';
import { jobField } from './field';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	const id = await locatedId(run, 'job', 'job');
	checkOutput(context, item);
	const place = placeOf({ context, item, client });
	const job = await fetchJob(client, id, place);
	if (job.state !== 'success') {
		const reason = job.message ? `: ${job.message}` : '';
		throw usageError(
			place.node,
			`Job ${id} has no results, its state is ${job.state}${reason}`,
			job.state === 'running' ? 'Use Job > Wait before.' : 'Start the job again.',
			item,
		);
	}
	return {
		items: await emitPages(context, item, resultPages(client, job, place), { requestId: id }),
	};
}

export const getResults: Operation = {
	value: 'getResults',
	name: 'Get Results',
	action: 'Get the results of a job',
	description:
		'Get what a finished background search or alert retrieval found, as items, pages or one file',
	properties: [
		jobField,
		...pagingProperties,
		...outputProperties,
		optionsCollection(...fileOptions),
	],
	execute,
};
