/** Extension: workflows and their runs for V2 tokens. */
import type { ResponseBody } from '../../contract';
import {
	blockTypeOf,
	followers,
	masked,
	needsDevice,
	type Step,
	type Template,
	type WorkflowRun,
	type Workflows,
} from '../../response/workflows';
import type { Handlers } from '../endpoint';
import { v2List } from '../v2/list';

/** Handlers below `/api/v2/workflow`. */
export function workflowExtensions(workflows: Workflows): Handlers {
	return {
		'server.workflows.list': async ({ query }) =>
			v2List('workflows', await workflows.templates(), query, showTemplate),
		'server.runs.list': async ({ query }) => {
			const { workflow_id, ticket_id, status, before_id, limit } = query;
			const filter = { templateId: workflow_id, ticketId: ticket_id, state: status };
			// One more than asked for tells whether there is a next page.
			const found = await workflows.store.runs({ ...filter, before: before_id, limit: limit + 1 });
			const runs = found.slice(0, limit);
			const last = runs.at(-1);
			return {
				data: { runs: runs.map(showRun) },
				meta: {
					items_in_current_page: runs.length,
					...(found.length > limit && last !== undefined ? { next_before_id: last.id } : {}),
				},
			};
		},
		'server.runs.get': async ({ params }) => {
			const { run, steps } = await workflows.log(params.run_id);
			return { data: { ...showRun(run), steps: steps.map(showStep) } };
		},
		'server.runs.cancel': async ({ params, token }) => ({
			data: showRun(await workflows.cancel(params.run_id, token.name)),
		}),
		'server.workflows.get': async ({ params }) => ({
			data: showWhole(await workflows.template(params.workflow_id)),
		}),
		'server.workflows.execute': async ({ params, body, token }) => ({
			data: showRun(
				await workflows.execute({
					templateId: params.workflow_id,
					arguments: body.arguments,
					ticketId: body.ticket_id,
					incidentId: body.incident_id,
					owner: token.id,
					trigger: 'api',
				}),
			),
		}),
	};
}

function showTemplate(template: Template) {
	return {
		workflow_id: template.id,
		workflow_name: template.name,
		description: template.description,
		enabled: template.enabled,
		predefined: template.predefined,
		created_time: iso(template.createdOn),
		updated_time: iso(template.lastModified),
	};
}

function showWhole(template: Template): ResponseBody<'server.workflows.get'>['data'] {
	const { definition } = template;
	return {
		...showTemplate(template),
		arguments: definition.arguments.map(
			({ name, description, type, mandatory, default: value }) => ({
				...{ name, description, type, mandatory },
				...(value === undefined ? {} : { default: value }),
			}),
		),
		needs_device: needsDevice(definition),
		// The first one is where a run starts.
		blocks: definition.blocks
			.toSorted((a, b) => Number(b.id === definition.start) - Number(a.id === definition.start))
			.map((block) => ({
				block_id: block.id,
				block_type: blockTypeOf(block.type)?.title ?? block.type,
				parameters: masked(blockTypeOf(block.type), block.parameters),
				next: followers(block),
			})),
	};
}

function showRun(run: WorkflowRun) {
	const { device, arguments: values } = run.context;
	return {
		run_id: run.id,
		workflow_id: run.templateId,
		workflow_name: run.templateName,
		status: run.state,
		message: run.message ?? '',
		trigger: run.trigger,
		started_by: run.owner,
		...(run.ticketId === null ? {} : { ticket_id: run.ticketId }),
		...(device === null ? {} : { device }),
		arguments: { ...values },
		submitted_time: iso(run.createdAt),
		...(run.startedAt === null ? {} : { started_time: iso(run.startedAt) }),
		...(run.endedAt === null ? {} : { finished_time: iso(run.endedAt) }),
	};
}

function showStep(step: Step) {
	return {
		block_id: step.block,
		block_type: blockTypeOf(step.type)?.title ?? step.type,
		status: step.state,
		attempts: step.attempt,
		...(step.error === null ? {} : { message: step.error }),
		output: step.output,
		simulated: step.simulated,
		started_time: iso(step.startedAt),
		...(step.endedAt === null ? {} : { finished_time: iso(step.endedAt) }),
	};
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
