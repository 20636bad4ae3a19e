/** Workflow > Execute and Wait. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridePathOption } from '../../parameters/overridePath';
import { simplifyProperty } from '../../parameters/simplify';
import { maxWaitOption, waitSettings } from '../../parameters/waiting';
import { usageError } from '../../transport/errors';
import { pollUntil } from '../../transport/polling';
import { startWorkflow } from './execute';
import { executeProperties } from './fields';
import { fetchRun, simplifyRun, statusPathOption, type WorkflowRun } from './run';

const failureProperty: INodeProperties = {
	displayName: 'When Run Fails',
	name: 'onFailure',
	type: 'options',
	options: [
		{
			name: 'Return',
			value: 'return',
			description: 'Return the run with the state failed, so that the workflow can branch on it',
		},
		{ name: 'Stop', value: 'stop', description: 'Fail with an error that names the run' },
	],
	default: 'stop',
	description: 'What to do when the run ends with a failure',
};

async function execute(run: ItemRun) {
	const { context, item } = run;
	const { maxWaitMs } = waitSettings(context, item);
	const returnsFailed = context.getNodeParameter('onFailure', item, 'stop') === 'return';
	const started = await startWorkflow(run);
	if (typeof started.executionId !== 'string') {
		throw usageError(
			context.getNode(),
			'The server started the workflow but gave no execution ID to wait for',
			'Use Workflow > Execute with this build.',
			item,
		);
	}
	const id = started.executionId;
	const ended = await pollUntil(
		async () => await fetchRun(run, id),
		(seen) => seen.state !== 'running',
		maxWaitMs,
		run.client.signal,
	);
	if (ended.state === 'running' || (ended.state === 'failed' && !returnsFailed)) {
		throw runError(run, ended, maxWaitMs);
	}
	return [outputOf(run, started, ended)];
}

function outputOf({ context, item, client }: ItemRun, started: IDataObject, ended: WorkflowRun) {
	const { workflowId } = started;
	return context.getNodeParameter('simplify', item, true) === true
		? { workflowId, ...simplifyRun(ended, client.consoleUrl()) }
		: { workflowId, ...ended.raw };
}

function runError({ context, item }: ItemRun, { id, state, raw }: WorkflowRun, maxWaitMs: number) {
	const { message } = simplifyRun({ id, state, raw });
	return state === 'failed'
		? usageError(
				context.getNode(),
				`Workflow run ${id} failed${message === '' ? '' : `: ${String(message)}`}`,
				'See its blocks with Workflow > Get Run, or set When Run Fails to Return to branch on it.',
				item,
			)
		: usageError(
				context.getNode(),
				`Workflow run ${id} has not ended after ${maxWaitMs / 1000} seconds`,
				'The run goes on. Look at it later with Workflow > Get Run and this ID, or raise Max Wait.',
				item,
			);
}

export const executeAndWait: Operation = {
	value: 'executeAndWait',
	name: 'Execute and Wait',
	action: 'Execute a workflow and wait',
	description:
		'Start an incident workflow of Log360 and wait for its end. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [
		...executeProperties,
		failureProperty,
		simplifyProperty,
		optionsCollection(
			dryRunOption,
			maxWaitOption,
			overridePathOption('/RestAPI/v1/workflow/execute'),
			statusPathOption,
		),
	],
	execute,
};
