/** The variables that a step can read: those of its run, and what the steps before it left. */
import type { Json } from './definition';
import type { Step, WorkflowRun } from './run';
import { type ReadScope, scopeOf } from './text/scope';

/** Blocks that do nothing to the outside: `previous` looks past them, as the product's Decision does. */
const LOGIC = new Set(['decision', 'time_delay', 'end']);

/**
 * Makes the scope of a step.
 *
 * @param done the run's finished steps in order
 */
export function variablesOfRun(run: WorkflowRun, done: readonly Step[]): ReadScope {
	const finished = done.filter(({ endedAt }) => endedAt !== null);
	const last = finished.findLast(({ type }) => !LOGIC.has(type));
	const { context } = run;
	return scopeOf({
		arguments: context.arguments,
		ticket: context.ticket,
		incident: context.incident,
		alert: context.alert,
		device: context.device,
		run: { id: run.id, trigger: run.trigger, created_at: new Date(run.createdAt).toISOString() },
		workflow: { id: run.templateId, name: run.templateName },
		previous: last === undefined ? null : shown(last),
		blocks: Object.fromEntries(finished.map((step) => [step.block, shown(step)])),
	});
}

function shown({ block, state, output, error }: Step): { [name: string]: Json } {
	return { block, status: state.toLowerCase(), output, error };
}
