/**
 * V1 workflows: the list is documented, template data and execution are assumed.
 *
 * Source: https://www.manageengine.com/log-management/help/api-settings/execute-workflow.html
 */
import { z } from 'zod';
import { jsonValue } from '../shared/json';
import { numericId, numericIdOut } from '../shared/ids';
import { v1TimeOut } from '../shared/time';

const template = {
	TEMPLATE_ID: numericIdOut.meta({ example: 1 }),
	TEMPLATE_NAME: z.string().meta({ example: 'Popup Alert' }),
	TEMPLATE_DESCRIPTION: z.string(),
	STATUS: z.int().meta({ description: '1 = enabled', example: 1 }),
	CREATED_BY: numericIdOut,
	CREATED_ON: v1TimeOut,
	LAST_MODIFIED: v1TimeOut,
};

/** One workflow of the list. */
const v1Workflow = z
	.strictObject(template)
	.meta({ id: 'V1Workflow', description: 'A workflow template' });

/** Answer of `GET /RestAPI/v1/workflow/templates/list`. */
export const v1WorkflowsResponse = z.strictObject({
	workflow_list: z.array(v1Workflow),
	message: z.string(),
});

/** Query of `GET /RestAPI/v1/workflow/templates/data` (assumed). */
export const v1WorkflowTemplateRequest = z.object({
	template_id: numericId.meta({ description: 'TEMPLATE_ID of the list', example: 1 }),
});

/** Answer of the template data (assumed): the list's keys, the arguments that an execution takes, the blocks. */
export const v1WorkflowTemplateResponse = z.strictObject({
	template_data: z.strictObject({
		...template,
		ARGUMENTS: z.array(
			z.strictObject({
				NAME: z.string().meta({ example: 'message' }),
				DESCRIPTION: z.string(),
				TYPE: z.enum(['text', 'number', 'boolean']).meta({ description: 'Own extension' }),
				MANDATORY: z.boolean(),
				DEFAULT_VALUE: z.union([z.string(), z.number(), z.boolean()]).optional(),
			}),
		),
		BLOCKS: z.array(
			z.strictObject({
				BLOCK_ID: z.string().meta({ example: 'popup' }),
				BLOCK_TYPE: z.string().meta({ example: 'Popup alert' }),
				PARAMETERS: z.record(z.string(), jsonValue),
				NEXT: z.array(z.string()).meta({ description: 'Ids of the blocks that follow' }),
			}),
		),
	}),
	message: z.string(),
});

const ARGUMENTS = 'expected an object of argument name to text, number or boolean';

/** Body of `POST /RestAPI/v1/workflow/execute` (assumed). */
export const v1ExecuteWorkflowRequest = z.object({
	template_id: numericId.meta({ description: 'TEMPLATE_ID of the list', example: 1 }),
	ticket_id: z
		.string({ error: "expected the ticket's id" })
		.trim()
		.min(1, { error: "expected the ticket's id" })
		.max(256, { error: "expected the ticket's id" })
		.optional()
		.meta({ description: 'Ticket whose incident names the target device', example: '33630' }),
	arguments: z
		.record(
			z.string().max(120),
			z.union([z.string().max(16_384), z.number(), z.boolean()], { error: ARGUMENTS }),
			{ error: ARGUMENTS },
		)
		.default({})
		.meta({ description: "Values of the template's arguments", example: { message: 'Log off' } }),
});

/** Query of `GET /RestAPI/v1/workflow/execution/status` (assumed). */
export const v1WorkflowExecutionRequest = z.object({
	execution_id: numericId.meta({ description: 'As the execution answered it', example: 7 }),
});

/** Answer of the status of an execution (assumed). */
export const v1WorkflowExecutionResponse = z.strictObject({
	execution_id: numericIdOut.meta({ example: 7 }),
	template_id: numericIdOut.meta({ example: 1 }),
	status: z
		.enum(['RUNNING', 'SUCCESS', 'FAILED'])
		.meta({ description: 'FAILED also when it was cancelled', example: 'SUCCESS' }),
	message: z.string().meta({ description: 'How it ended; empty when all is well' }),
	submitted_at: v1TimeOut,
	finished_at: v1TimeOut.optional(),
	blocks: z.array(
		z.strictObject({
			BLOCK_ID: z.string().meta({ example: 'popup' }),
			BLOCK_TYPE: z.string().meta({ example: 'Popup alert' }),
			STATUS: z.enum(['RUNNING', 'SUCCESS', 'FAILED']),
			MESSAGE: z.string().optional().meta({ description: 'Why it failed' }),
		}),
	),
});

/** Answer of an execution (assumed). */
export const v1ExecuteWorkflowResponse = z.strictObject({
	execution_id: numericIdOut.meta({ example: 7 }),
	message: z.string(),
});
