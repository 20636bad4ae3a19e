/** Job > Delete. */
import { dialectOf } from '../../dialects';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { jobField } from './field';

/** One job at a time: without an ID, V1 would delete every job. */
async function execute(run: ItemRun) {
	const { client } = run;
	const id = await locatedId(run, 'job', 'job');
	await client.send(dialectOf(client.generation).jobDelete(id));
	return [{ requestId: id, deleted: true }];
}

export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a job',
	description: 'Delete a background job with its results; a running one is stopped',
	properties: [jobField, optionsCollection(dryRunOption)],
	execute,
};
