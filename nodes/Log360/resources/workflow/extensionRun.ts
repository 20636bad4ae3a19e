/** Runs of workflows as the extension of log360-server gives them. */
import type { IDataObject, INode } from 'n8n-workflow';

import { withUrl } from '../../dialects/consolePage';
import { payload, pick } from '../../dialects/read';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';

/** The run in an answer. */
export function extensionRunIn(body: unknown, node: INode, item: number): IDataObject {
	const inner = payload(body);
	const run = isObject(inner) && inner.run_id !== undefined ? inner : undefined;
	return understood(run, body, 'workflow run', node, item);
}

/** The names that runs have elsewhere in the output. */
export function simplifyExtensionRun(run: IDataObject, consoleUrl?: string): IDataObject {
	const simple: IDataObject = {
		executionId: pick(run, ['run_id']) ?? '',
		workflowId: pick(run, ['workflow_id']) ?? '',
		workflowName: pick(run, ['workflow_name']) ?? '',
		state: String(run.status ?? '').toLowerCase(),
		message: pick(run, ['message']) ?? '',
		ticketId: pick(run, ['ticket_id']) ?? null,
		device: pick(run, ['device']) ?? null,
		submittedAt: pick(run, ['submitted_time', 'created_time', 'started_time']) ?? null,
		finishedAt: pick(run, ['finished_time']) ?? null,
	};
	return withUrl(simple, consoleUrl, 'runs', simple.executionId);
}
