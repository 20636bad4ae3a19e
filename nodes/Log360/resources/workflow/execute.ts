/** Workflow > Execute. */
import type { IDataObject } from 'n8n-workflow';

import { payload, pick } from '../../dialects/read';
import { executeWorkflow } from '../../dialects/v1/workflows';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { isObject } from '../../transport/failure';
import { executeProperties, workflowArguments } from './fields';

/** Starts a workflow; the answer holds `executionId` where the server gives one. */
export async function startWorkflow(run: ItemRun): Promise<IDataObject> {
	const { context, item, client } = run;
	client.need('v1', 'execute workflows');
	const workflowId = await locatedId(run, 'workflow', 'workflow');
	const ticketId = String(context.getNodeParameter('ticketId', item, '') ?? '').trim();
	const call = executeWorkflow(
		workflowId,
		ticketId === '' ? undefined : ticketId,
		workflowArguments(context, item),
	);
	const inner = payload(await client.send(overridden(context, item, call)));
	const answer = isObject(inner) ? inner : {};
	const executionId = pick(answer, ['execution_id', 'executionId', 'id']) ?? null;
	return { workflowId, executionId, message: answer.message ?? null };
}

export const execute: Operation = {
	value: 'execute',
	name: 'Execute',
	action: 'Execute a workflow',
	description:
		'Start an incident workflow of Log360 and return at once. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [
		...executeProperties,
		optionsCollection(dryRunOption, overridePathOption('/RestAPI/v1/workflow/execute')),
	],
	execute: async (run) => [await startWorkflow(run)],
};
