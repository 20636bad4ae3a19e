/** Writes templates, runs and block types as the administrator API shows them: times in ISO 8601, secrets masked. */
import {
	BLOCK_TYPES,
	blockTypeOf,
	type Definition,
	definitionSchema,
	type Json,
	masked,
	type OutboxMail,
	type Step,
	type Template,
	type WorkflowRun,
} from '../../../response/workflows';
import { z } from 'zod';

/** A template; its definition too when `whole`. */
export function presentTemplate(template: Template, whole: boolean) {
	const { id, name, description, enabled, predefined, createdOn, lastModified } = template;
	return {
		id,
		name,
		description,
		enabled,
		predefined,
		createdOn: iso(createdOn),
		lastModified: iso(lastModified),
		...(whole ? { definition: maskedDefinition(template.definition) } : {}),
	};
}

/** A run; `key`, context and definition stay inside. */
export function presentRun(run: WorkflowRun) {
	return {
		id: run.id,
		templateId: run.templateId,
		templateName: run.templateName,
		trigger: run.trigger,
		owner: run.owner,
		ticketId: run.ticketId,
		device: run.context.device,
		arguments: run.context.arguments,
		state: run.state,
		block: run.block,
		message: run.message,
		createdAt: iso(run.createdAt),
		startedAt: iso(run.startedAt),
		endedAt: iso(run.endedAt),
	};
}

/** A step of the run log. */
export function presentStep({ runId: _, ...step }: Step) {
	return {
		...step,
		title: blockTypeOf(step.type)?.title ?? step.type,
		wakeAt: iso(step.wakeAt),
		startedAt: iso(step.startedAt),
		endedAt: iso(step.endedAt),
		tookMs: step.endedAt === null ? null : step.endedAt - step.startedAt,
	};
}

/** A mail of the outbox. */
export function presentMail(mail: OutboxMail) {
	return { ...mail, time: iso(mail.time) };
}

/** Block types and the definition's shape as JSON schemas, for editors. */
export function presentBlockTypes() {
	return {
		definition: z.toJSONSchema(definitionSchema, { io: 'input' }),
		blocks: BLOCK_TYPES.map(({ type, title, category, description, simulated, parameters }) => ({
			type,
			title,
			category,
			description,
			simulated,
			parameters: z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' }),
		})),
	};
}

function maskedDefinition(definition: Definition): Definition {
	const blocks = definition.blocks.map((block) => ({
		...block,
		parameters: masked(
			blockTypeOf(block.type),
			block.parameters as Record<string, Json>,
		) as typeof block.parameters,
	}));
	return { ...definition, blocks };
}

function iso(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}
