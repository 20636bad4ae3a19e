/** Extension: workflows and their runs for V2 tokens; the vendor's calls are V1's alone, and know neither a list of runs nor their end. */
import { z } from 'zod';
import { numericId, numericIdOut } from '../shared/ids';
import { wireInteger } from '../shared/integer';
import { jsonValue } from '../shared/json';
import { v2TimeOut } from '../shared/time';
import { words } from '../shared/words';
import { v2DataResponse, v2ListResponse, v2PageQuery } from '../v2/envelope';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const workflow = {
	workflow_id: numericIdOut.meta({ description: 'TEMPLATE_ID of V1', example: 1 }),
	workflow_name: z.string().meta({ example: 'Popup Alert' }),
	description: z.string(),
	enabled: z.boolean().meta({ description: 'A disabled workflow cannot be executed' }),
	predefined: z.boolean(),
	created_time: v2TimeOut,
	updated_time: v2TimeOut,
};

/** A workflow of the list. */
const workflowSummary = z
	.strictObject(workflow)
	.meta({ id: 'Workflow', description: 'A workflow template' });

/** Query of `GET /api/v2/workflow`. */
export const workflowsQuery = z.strictObject(v2PageQuery);

/** Answer of the list. */
export const workflowsResponse = v2ListResponse('workflows', workflowSummary);

/** Path of a workflow. */
export const workflowParams = z.strictObject({
	workflow_id: numericId.meta({ description: 'Workflow', example: 1 }),
});

/** An argument, with all that a form needs to ask for it. */
const argument = z
	.strictObject({
		name: z.string().meta({ example: 'message' }),
		description: z.string().meta({ example: 'Text that the user of the device sees' }),
		type: z.enum(['text', 'number', 'boolean']),
		mandatory: z.boolean(),
		default: scalar.optional().meta({ description: 'Used when none is given' }),
	})
	.meta({ id: 'WorkflowArgument', description: 'An argument of a workflow' });

/** Answer of one workflow. */
export const workflowResponse = v2DataResponse(
	z.strictObject({
		...workflow,
		arguments: z.array(argument),
		needs_device: z.boolean().meta({
			description:
				'Whether a block acts on a device: named by the argument device, the ticket or the incident',
		}),
		blocks: z.array(
			z.strictObject({
				block_id: z.string().meta({ example: 'popup' }),
				block_type: z.string().meta({ example: 'Popup alert' }),
				parameters: z.record(z.string(), jsonValue).meta({ description: 'Secrets are masked' }),
				next: z.array(z.string()).meta({ description: 'Ids of the blocks that follow' }),
			}),
		),
	}),
);

const ARGUMENTS = 'expected an object of argument name to text, number or boolean';

/** Body of `POST /api/v2/workflow/{workflow_id}/execute`. */
export const executeWorkflowRequest = z
	.strictObject({
		ticket_id: words("the ticket's id", 256).optional().meta({
			description: 'Ticket whose incident names the target device',
			example: '33630',
		}),
		incident_id: numericId.optional().meta({
			description: 'Incident that names the target device; instead of ticket_id',
		}),
		arguments: z
			.record(
				z.string().max(120),
				z.union([z.string().max(16_384), z.number(), z.boolean()], { error: ARGUMENTS }),
				{ error: ARGUMENTS },
			)
			.default({})
			.meta({ description: 'Values of the arguments', example: { message: 'Log off' } }),
	})
	.refine(({ ticket_id, incident_id }) => ticket_id === undefined || incident_id === undefined, {
		error: 'must not be sent together with ticket_id',
		path: ['incident_id'],
	});

const STATES = ['QUEUED', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED'] as const;

const run = {
	run_id: numericIdOut.meta({ description: 'execution_id of V1', example: 7 }),
	workflow_id: numericIdOut.meta({ example: 1 }),
	workflow_name: z.string().meta({ example: 'Popup Alert' }),
	status: z.enum(STATES),
	message: z.string().meta({ description: 'How it ended; empty when all is well or it goes on' }),
	trigger: z.enum(['api', 'console', 'alert']).meta({ description: 'What started it' }),
	started_by: z
		.string()
		.meta({ description: 'Id of a token, name of an administrator, or alerts' }),
	ticket_id: z.string().optional(),
	device: z.string().optional().meta({ description: 'Device that it is about', example: 'WS51' }),
	arguments: z.record(z.string(), jsonValue),
	submitted_time: v2TimeOut,
	started_time: v2TimeOut.optional(),
	finished_time: v2TimeOut.optional(),
};

const runSummary = z.strictObject(run).meta({ id: 'WorkflowRun', description: 'A workflow run' });

/** Answer of an execution. */
export const executeWorkflowResponse = v2DataResponse(runSummary);

/** Query of `GET /api/v2/workflow/runs`; logs are kept for 30 days. */
export const runsQuery = z.strictObject({
	workflow_id: numericId.optional(),
	ticket_id: words("the ticket's id", 256).optional(),
	status: z.enum(STATES, { error: `expected one of ${STATES.join(', ')}` }).optional(),
	before_id: numericId
		.optional()
		.meta({ description: 'Only runs with a smaller id: the last one of the page before' }),
	limit: wireInteger(1, 1000)
		.prefault(50)
		.meta({ description: 'Most items in the answer', example: 50 }),
});

/** Answer of the list, newest first. */
export const runsResponse = z.strictObject({
	data: z.strictObject({ runs: z.array(runSummary) }),
	meta: z.strictObject({
		items_in_current_page: z.int().min(0),
		next_before_id: numericIdOut
			.optional()
			.meta({ description: 'before_id of the next page; left out on the last one' }),
	}),
});

/** Path of a run. */
export const runParams = z.strictObject({
	run_id: numericId.meta({ description: 'Workflow run', example: 7 }),
});

/** Answer of one run, with its log. */
export const runResponse = v2DataResponse(
	z.strictObject({
		...run,
		steps: z.array(
			z.strictObject({
				block_id: z.string().meta({ example: 'popup' }),
				block_type: z.string().meta({ example: 'Popup alert' }),
				status: z.enum(['RUNNING', 'WAITING', 'SUCCESS', 'FAILED', 'CANCELLED']),
				attempts: z.int().min(0),
				message: z.string().optional().meta({ description: 'Why it failed' }),
				output: jsonValue,
				simulated: z.boolean().meta({ description: 'Whether it acted on a simulated device' }),
				started_time: v2TimeOut,
				finished_time: v2TimeOut.optional(),
			}),
		),
	}),
);

/** Answer of a cancellation. */
export const cancelRunResponse = v2DataResponse(runSummary);
