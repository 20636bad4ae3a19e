/** Rows of runs and steps as objects. */
import type {
	Json,
	RunContext,
	RunState,
	Step,
	StepState,
	Trigger,
	WorkflowRun,
} from '../../../response/workflows';
import type { DefinitionText } from './definition-text';

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
		simulated: row['simulated'] === 1,
		wakeAt: row['wake_at'] as number | null,
		startedAt: row['started_at'] as number,
		endedAt: row['ended_at'] as number | null,
	};
}
