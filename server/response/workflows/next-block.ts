/** Where a run goes after a block. */
import type { BlockResult } from './blocks/block-type';
import type { Block, Definition } from './definition';
import { blocksById } from './graph';
import type { FinishedStep } from './store';

/** A result that ends its step. */
export type FinalResult = Exclude<BlockResult, { readonly status: 'wait' }>;

/**
 * The end of the step and the run's next block.
 *
 * A failed block without a failure path ends the run as failed, unless a Decision on the previous action's
 * state is next: to look at that state is what it is for.
 */
export function finishedStep(
	definition: Definition,
	block: Block,
	result: FinalResult,
): FinishedStep {
	switch (result.status) {
		case 'success':
			return { ...step('SUCCESS', result.output), to: goTo(block.next) };
		case 'branch':
			return { ...step('SUCCESS', result.output), to: goTo(result.holds ? block.yes : block.no) };
		case 'failed':
			return {
				...step('FAILED', result.output, result.error),
				to: afterFailure(definition, block, result.error),
			};
		case 'end': {
			const state = result.success ? ('SUCCESS' as const) : ('FAILED' as const);
			const message = result.message === '' ? null : result.message;
			return { ...step('SUCCESS', { status: state.toLowerCase() }), to: { state, message } };
		}
	}
}

function afterFailure(definition: Definition, block: Block, error: string): FinishedStep['to'] {
	if (block.onFailure !== undefined) return { next: block.onFailure };
	const next = block.next === undefined ? undefined : blocksById(definition).get(block.next);
	if (next?.type === 'decision') return { next: next.id };
	return { state: 'FAILED', message: `Block "${block.id}" failed: ${error}` };
}

function goTo(next: string | undefined): FinishedStep['to'] {
	return next === undefined ? { state: 'SUCCESS', message: null } : { next };
}

function step(
	state: FinishedStep['state'],
	output: FinishedStep['output'] | undefined,
	error: string | null = null,
) {
	return { state, output: output ?? null, error };
}
