/** What holds for templates, runs and steps, whichever engine keeps them. */
import { WorkflowError } from './errors';
import { isOpen, type WorkflowRun } from './run';
import type { StepRef } from './store';
import type { Template } from './template';

/** @throws WorkflowError unknown_workflow; conflict for a predefined one */
export function customTemplate(id: number, found: Template | undefined): Template {
	const template = knownTemplate(id, found);
	if (template.predefined) {
		throw new WorkflowError(
			'conflict',
			`Workflow ${id} is predefined: it can be disabled or copied, not changed or deleted`,
		);
	}
	return template;
}

/** @throws WorkflowError unknown_workflow */
export function knownTemplate(id: number, found: Template | undefined): Template {
	if (found === undefined) throw new WorkflowError('unknown_workflow', String(id));
	return found;
}

/**
 * When a changed template was changed: strictly later than before, so that two changes in one millisecond are told apart.
 *
 * @param seen `lastModified` that the writer saw
 * @throws WorkflowError conflict when somebody else was faster
 */
export function modifiedAt(
	{ id, lastModified }: Template,
	seen: number | undefined,
	now: number,
): number {
	if (seen !== undefined && seen !== lastModified)
		throw new WorkflowError('conflict', `Workflow ${id} was changed meanwhile; read it again`);
	return Math.max(now, lastModified + 1);
}

/** @param owner id of the template that has the name @throws WorkflowError conflict when that is another one */
export function refuseTakenName(
	name: string,
	owner: number | undefined,
	id: number | undefined,
): void {
	if (owner !== undefined && owner !== id)
		throw new WorkflowError('conflict', `Workflow ${owner} has the name "${name}"`);
}

/** @throws WorkflowError unknown_run */
export function knownRun(id: number, found: WorkflowRun | undefined): WorkflowRun {
	if (found === undefined) throw new WorkflowError('unknown_run', String(id));
	return found;
}

/**
 * A worker that was thought dead may still come back: it must find that the run went on without it, or is over.
 *
 * @throws WorkflowError unknown_run; conflict when the run is over, or at another block
 */
export function requireAt({ runId, block }: StepRef, found: WorkflowRun | undefined): void {
	const run = knownRun(runId, found);
	if (!isOpen(run.state)) throw new WorkflowError('conflict', `Run ${runId} is ${run.state}`);
	if (run.block !== block)
		throw new WorkflowError('conflict', `Run ${runId} is at "${run.block}", not at "${block}"`);
}
