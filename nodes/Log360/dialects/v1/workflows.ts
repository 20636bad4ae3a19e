/** V1 workflows: the list is documented, the rest assumed. V2 has none of it. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../transport/call';
import { RUN_ID, WORKFLOW_ID, WORKFLOW_OR_TICKET } from '../idAdvice';
import { wireId } from '../ids';
import { present } from '../present';
import { change, read } from './call';

export function workflows(): Call {
	return read('list workflows', '/workflow/templates/list');
}

/** Assumed. */
export function workflowTemplate(templateId: string): Call {
	return read('get a workflow template', '/workflow/templates/data', {
		query: { template_id: templateId },
		idAdvice: WORKFLOW_ID,
	});
}

/** Assumed. A ticket ties the run to the incident whose device is the target. */
export function executeWorkflow(
	templateId: string,
	ticketId: string | undefined,
	values: IDataObject,
): Call {
	return change('execute a workflow', '/workflow/execute', {
		body: present({ template_id: wireId(templateId), ticket_id: ticketId, arguments: values }),
		idAdvice: WORKFLOW_OR_TICKET,
	});
}

/** Assumed, with no trace on the vendor's pages: how a run is doing. */
export function workflowRun(executionId: string): Call {
	return read('get the status of a workflow run', '/workflow/execution/status', {
		query: { execution_id: executionId },
		idAdvice: RUN_ID,
	});
}
