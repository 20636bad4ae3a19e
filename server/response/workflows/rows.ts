/** Turns rows of a store into templates, runs and steps. */
import type { Json } from './definition';
import type { DefinitionText } from './definition-text';
import type { RunContext, RunState, Step, StepState, Trigger, WorkflowRun } from './run';
import type { Template, TemplateContent } from './template';

type Row = Record<string, unknown>;

/** A run from its row. */
export function toRun(row: Row, definitions: DefinitionText): WorkflowRun {
	return {
		id: row['id'] as number,
		templateId: row['template_id'] as number,
		templateName: row['template_name'] as string,
		definition: definitions.read(row['definition'] as string),
		context: JSON.parse(row['context'] as string) as RunContext,
		trigger: row['trigger'] as Trigger,
		owner: row['owner'] as string,
		ticketId: row['ticket_id'] as string | null,
		state: row['state'] as RunState,
		block: row['block'] as string | null,
		message: row['message'] as string | null,
		jobId: row['job_id'] as string | null,
		createdAt: row['created_at'] as number,
		startedAt: row['started_at'] as number | null,
		endedAt: row['ended_at'] as number | null,
	};
}

/** A step from its row. */
export function toStep(row: Row): Step {
	return {
		runId: row['run_id'] as number,
		number: row['number'] as number,
		block: row['block'] as string,
		type: row['type'] as string,
		state: row['state'] as StepState,
		attempt: row['attempt'] as number,
		input: JSON.parse(row['input'] as string) as Json,
		output: JSON.parse(row['output'] as string) as Json,
		error: row['error'] as string | null,
		simulated: isTrue(row['simulated']),
		wakeAt: row['wake_at'] as number | null,
		startedAt: row['started_at'] as number,
		endedAt: row['ended_at'] as number | null,
	};
}

/** A template from its row. */
export function toTemplate(row: Row, definitions: DefinitionText): Template {
	return {
		id: row['id'] as number,
		name: row['name'] as string,
		description: row['description'] as string,
		enabled: isTrue(row['enabled']),
		predefined: isTrue(row['predefined']),
		createdBy: row['created_by'] as number,
		createdOn: row['created_on'] as number,
		lastModified: row['last_modified'] as number,
		definition: definitions.read(row['definition'] as string),
	};
}

/** What a template's content puts into its row. */
export function templateColumns(
	{ name, description, definition }: TemplateContent,
	definitions: DefinitionText,
) {
	const key = name.toLowerCase();
	return { name, key, description, definition: definitions.write(definition) };
}

/** Engines without truth values have 1. */
function isTrue(value: unknown): boolean {
	return value === 1 || value === true;
}
