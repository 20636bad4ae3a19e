/** Workflow > Get Run: how a run is doing. */
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { simplifyProperty } from '../../parameters/simplify';
import { runIdField } from './fields';
import { fetchRun, simplifyRun, statusPathOption } from './run';

async function execute(run: ItemRun) {
	const { context, item } = run;
	run.client.need('v1', 'get workflow runs');
	const id = requiredText(context, 'executionId', 'Execution ID', item);
	const found = await fetchRun(run, id);
	const simple = context.getNodeParameter('simplify', item, true) === true;
	return [simple ? simplifyRun(found, run.client.consoleUrl()) : found.raw];
}

export const getRun: Operation = {
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a workflow run',
	description:
		'Get how a run is doing, block by block: running, success or failed. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [runIdField, simplifyProperty, optionsCollection(statusPathOption)],
	execute,
};
