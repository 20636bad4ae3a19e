/** Workflow > Execute and Wait. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { stateOf } from '../../dialects/jobs';
import { payload, pick } from '../../dialects/read';
import { workflowRun } from '../../dialects/v1/workflows';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { overridePathOption } from '../../parameters/overridePath';
import { maxWaitOption, waitSettings } from '../../parameters/waiting';
import { withPath, type Call } from '../../transport/call';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';
import { pollUntil } from '../../transport/polling';
import { understood } from '../../transport/understood';
import { startWorkflow } from './execute';
import { executeProperties } from './fields';

const STATUS_PATH = '/RestAPI/v1/workflow/execution/status';

const statusPathOption: INodeProperties = {
	displayName: 'Override Status Path',
	name: 'statusPath',
	type: 'string',
	default: '',
	placeholder: `e.g. ${STATUS_PATH}`,
	description: `Path to ask for the status instead of ${STATUS_PATH}, which is not in the vendor's documentation`,
};

async function execute(run: ItemRun) {
	const { context, item } = run;
	const { maxWaitMs } = waitSettings(context, item);
	const started = await startWorkflow(run);
	if (typeof started.executionId !== 'string') {
		throw usageError(
			context.getNode(),
			'The server started the workflow but gave no execution ID to wait for',
			'Use Workflow > Execute with this build.',
			item,
		);
	}
	const { statusPath } = context.getNodeParameter('options', item, {}) as { statusPath?: string };
	const call = withPath(workflowRun(started.executionId), statusPath);
	const ended = await waitForRun(run, started.executionId, call, maxWaitMs);
	return [{ ...started, ...ended }];
}

/** Asks for the status until the run has ended. */
async function waitForRun(
	run: ItemRun,
	id: string,
	call: Call,
	maxWaitMs: number,
): Promise<IDataObject> {
	const { state, record } = await pollUntil(
		async () => await fetchRun(run, call),
		(seen) => seen.state !== 'running',
		maxWaitMs,
		run.client.signal,
	);
	if (state === 'success') return { state, run: record };
	const what = state === 'failed' ? 'failed' : `has not ended after ${maxWaitMs / 1000} seconds`;
	const message = pick(record, ['message', 'error']);
	throw usageError(
		run.context.getNode(),
		`Workflow run ${id} ${what}${message ? `: ${message}` : ''}`,
		'See the run log of the workflow in the console.',
		run.item,
	);
}

async function fetchRun(run: ItemRun, call: Call) {
	const body = await run.client.send(call);
	const inner = payload(body);
	const record = isObject(inner) && isObject(inner.execution) ? inner.execution : inner;
	const word = isObject(record) ? pick(record, ['status', 'state', 'STATUS']) : undefined;
	const state = understood(word, body, 'status of a workflow run', run.context.getNode(), run.item);
	return { state: stateOf(state), record: record as IDataObject };
}

export const executeAndWait: Operation = {
	value: 'executeAndWait',
	name: 'Execute and Wait',
	action: 'Execute a workflow and wait',
	description:
		'Start an incident workflow of Log360 and wait for its end. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [
		...executeProperties,
		optionsCollection(
			maxWaitOption,
			overridePathOption('/RestAPI/v1/workflow/execute'),
			statusPathOption,
		),
	],
	execute,
};
