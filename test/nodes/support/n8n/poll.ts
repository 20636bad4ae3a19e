/** Polls a trigger node as n8n does. */
import { PollContext } from 'n8n-core';
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';

import { Log360Trigger } from '../../../../nodes/Log360Trigger/Log360Trigger.node';
import { additionalData } from './credentials';
import { nodeOf, workflowOfOne } from './node';

/** Polls a trigger node as n8n does. Static data lives as long as the returned object. */
export function poller(
	credentials: IDataObject,
	parameters: INodeParameters,
	staticData: IDataObject = {},
) {
	const node = nodeOf('log360Trigger', parameters, { id: 't', name: 'Trigger' });
	const settings = { timezone: 'UTC' };
	const workflow = workflowOfOne(node, { active: true, staticData, settings });
	const poll = async (mode: WorkflowExecuteMode = 'trigger') => {
		const context = new PollContext(workflow, node, additionalData(credentials), mode, 'activate');
		const result = await new Log360Trigger().poll.call(context);
		return result === null ? null : result[0].map(({ json }) => json);
	};
	return { poll, staticData: workflow.staticData, workflow };
}
