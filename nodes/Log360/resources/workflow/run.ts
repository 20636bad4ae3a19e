/** Runs of a workflow: how one is doing, and what it looks like in the output. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { withUrl } from '../../dialects/consolePage';
import { stateOf, type JobState } from '../../dialects/jobs';
import { payload, pick } from '../../dialects/read';
import { readTime } from '../../dialects/times';
import { workflowRun } from '../../dialects/v1/workflows';
import type { ItemRun } from '../../operation';
import { withPath } from '../../transport/call';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';

const STATUS_PATH = '/RestAPI/v1/workflow/execution/status';

export const statusPathOption: INodeProperties = {
	displayName: 'Override Status Path',
	name: 'statusPath',
	type: 'string',
	default: '',
	placeholder: `e.g. ${STATUS_PATH}`,
	description: `Path to ask for the status instead of ${STATUS_PATH}, which is not in the vendor's documentation`,
};

export interface WorkflowRun {
	readonly id: string;
	readonly state: JobState;
	/** The run as it was on the wire. */
	readonly raw: IDataObject;
}

/** Asks how a run is doing. */
export async function fetchRun(run: ItemRun, id: string): Promise<WorkflowRun> {
	const { context, item } = run;
	const { statusPath } = context.getNodeParameter('options', item, {}) as { statusPath?: string };
	const body = await run.client.send(withPath(workflowRun(id), statusPath));
	const inner = payload(body);
	const record = isObject(inner) && isObject(inner.execution) ? inner.execution : inner;
	const word = isObject(record) ? pick(record, ['status', 'state', 'STATUS']) : undefined;
	const status = understood(word, body, 'status of a workflow run', context.getNode(), item);
	return { id, state: stateOf(status), raw: record as IDataObject };
}

/** Names and ISO 8601 as elsewhere in the output; what a build does not send is left out. */
export function simplifyRun({ id, state, raw }: WorkflowRun, consoleUrl?: string): IDataObject {
	const workflowId = pick(raw, ['template_id']);
	const submittedAt = readTime(raw.submitted_at);
	const finishedAt = readTime(raw.finished_at);
	const simple: IDataObject = {
		executionId: id,
		...(workflowId === undefined ? {} : { workflowId }),
		state,
		message: pick(raw, ['message', 'error']) ?? '',
		...(submittedAt === null ? {} : { submittedAt }),
		...(finishedAt === null ? {} : { finishedAt }),
		...(Array.isArray(raw.blocks)
			? { blocks: raw.blocks.filter(isObject).map(simplifyBlock) }
			: {}),
	};
	return withUrl(simple, consoleUrl, 'runs', id);
}

function simplifyBlock(block: IDataObject): IDataObject {
	const message = pick(block, ['MESSAGE']);
	return {
		id: pick(block, ['BLOCK_ID']) ?? '',
		type: pick(block, ['BLOCK_TYPE']) ?? '',
		state: stateOf(pick(block, ['STATUS']) ?? ''),
		...(message === undefined ? {} : { message }),
	};
}
