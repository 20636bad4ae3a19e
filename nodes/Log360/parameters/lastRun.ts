/** The time range "Since Last Run": what a node has not asked for yet. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { TimeRange } from '../dialects/dialect';

/** How far the first run looks back, in milliseconds. */
const FIRST_MS = 24 * 3_600_000;

/** Kept in the static data of the node, which n8n stores after runs of published workflows only. */
interface Memory {
	/** End of the last range, in epoch milliseconds. */
	lastRun?: unknown;
}

/** Ranges of executions that are under way, by their input: all items of one have the same. */
const open = new WeakMap<object, TimeRange>();

/**
 * The range of this execution: from the end of the last one that succeeded, or the last 24 hours on the first.
 *
 * @param now epoch milliseconds
 */
export function rangeSinceLastRun(context: IExecuteFunctions, now: number): TimeRange {
	const input = context.getInputData();
	const known = open.get(input);
	if (known !== undefined) return known;
	const { lastRun } = context.getWorkflowStaticData('node') as Memory;
	// Both ends of a range count, so the next one begins a millisecond later.
	const from = typeof lastRun === 'number' ? lastRun + 1 : now - FIRST_MS;
	const range = { from: Math.min(from, now), to: now };
	open.set(input, range);
	return range;
}

/** To be called when all items have succeeded: after a failure, the next run asks for the same time again. */
export function commitLastRun(context: IExecuteFunctions): void {
	const range = open.get(context.getInputData());
	if (range !== undefined) (context.getWorkflowStaticData('node') as Memory).lastRun = range.to;
}
