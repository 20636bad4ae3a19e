/** V1 workflows: list, template data, execution. Source: the execute-workflow page; see the contract for what is assumed. */
import type { ResponseBody } from '../../contract';
import {
	type Block,
	blockTypeOf,
	followers,
	masked,
	type RunState,
	type Step,
	type StepState,
	type Template,
	type WorkflowRun,
	type Workflows,
} from '../../response/workflows';
import type { Handlers } from '../endpoint';

/** Handlers of `/RestAPI/v1/workflow`. */
export function v1Workflows(workflows: Workflows): Handlers {
	return {
		'v1.workflows.list': async () => ({
			workflow_list: (await workflows.templates()).map(showTemplate),
			message: 'Workflow list fetched successfully',
		}),
		'v1.workflows.template': async ({ query }) => ({
			template_data: showData(await workflows.template(query.template_id)),
			message: 'Workflow template fetched successfully',
		}),
		'v1.workflows.execute': async ({ body, token }) => {
			const run = await workflows.execute({
				templateId: body.template_id,
				arguments: body.arguments,
				ticketId: body.ticket_id,
				owner: token.id,
				trigger: 'api',
			});
			return { execution_id: run.id, message: 'Workflow execution started' };
		},
		'v1.workflows.execution': async ({ query }) =>
			showExecution(await workflows.log(query.execution_id)),
	};
}

type Shown = ResponseBody<'v1.workflows.list'>['workflow_list'][number];

function showTemplate(template: Template): Shown {
	return {
		TEMPLATE_ID: template.id,
		TEMPLATE_NAME: template.name,
		TEMPLATE_DESCRIPTION: template.description,
		STATUS: template.enabled ? 1 : 0,
		CREATED_BY: template.createdBy,
		CREATED_ON: template.createdOn,
		LAST_MODIFIED: template.lastModified,
	};
}

function showData(template: Template): ResponseBody<'v1.workflows.template'>['template_data'] {
	const { definition } = template;
	return {
		...showTemplate(template),
		ARGUMENTS: definition.arguments.map(
			({ name, description, type, mandatory, default: value }) => ({
				NAME: name,
				DESCRIPTION: description,
				TYPE: type,
				MANDATORY: mandatory,
				...(value === undefined ? {} : { DEFAULT_VALUE: value }),
			}),
		),
		// The first one is where a run starts; the wire has no other word for it.
		BLOCKS: definition.blocks
			.toSorted((a, b) => Number(b.id === definition.start) - Number(a.id === definition.start))
			.map(showBlock),
	};
}

function showExecution({
	run,
	steps,
}: {
	run: WorkflowRun;
	steps: readonly Step[];
}): ResponseBody<'v1.workflows.execution'> {
	return {
		execution_id: run.id,
		template_id: run.templateId,
		status: wireState(run.state),
		message: run.message ?? '',
		submitted_at: run.createdAt,
		...(run.endedAt === null ? {} : { finished_at: run.endedAt }),
		blocks: steps.map(({ block, type, state, error }) => ({
			BLOCK_ID: block,
			BLOCK_TYPE: blockTypeOf(type)?.title ?? type,
			STATUS: wireState(state),
			...(error === null ? {} : { MESSAGE: error }),
		})),
	};
}

/** The vendor's three words for the state of work, as its jobs use them. */
function wireState(state: RunState | StepState): 'RUNNING' | 'SUCCESS' | 'FAILED' {
	if (state === 'SUCCESS') return 'SUCCESS';
	return state === 'FAILED' || state === 'CANCELLED' ? 'FAILED' : 'RUNNING';
}

/** Secrets of webhooks are masked: whoever may execute a workflow need not know them. */
function showBlock(block: Block) {
	const type = blockTypeOf(block.type);
	return {
		BLOCK_ID: block.id,
		BLOCK_TYPE: type?.title ?? block.type,
		PARAMETERS: masked(type, block.parameters),
		NEXT: followers(block),
	};
}
