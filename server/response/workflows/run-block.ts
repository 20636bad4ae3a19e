/** Runs one block within its time limit; whatever goes wrong in it becomes the block's failure. */
import type { Timers } from '../../jobs';
import type { BlockEnvironment, BlockResult, BlockType } from './blocks/block-type';
import { isWorkflowError } from './errors';
import { readyParameters } from './parameters';
import type { Json } from './definition';

/** What the limit needs. */
export interface BlockCall {
	readonly type: BlockType;
	readonly filled: Readonly<Record<string, Json>>;
	readonly environment: Omit<BlockEnvironment, 'signal'>;
	/** Aborted when the run is cancelled or the server stops. */
	readonly signal: AbortSignal;
	readonly timers: Timers;
}

/**
 * The block's result.
 *
 * @throws the signal's reason when the run was stopped from outside, and what the store threw: neither is
 *   the block's fault, and the block is done again
 */
export async function runBlock(call: BlockCall): Promise<BlockResult> {
	const { type, filled, environment, signal, timers } = call;
	const ready = readyParameters(type, filled);
	if (!ready.ok) return { status: 'failed', error: ready.error };
	const limit = new AbortController();
	const seconds = environment.timeoutMs / 1000;
	const stopTimer = timers.at(environment.now + environment.timeoutMs, () =>
		limit.abort(new Error(`Not done within ${seconds} seconds`)),
	);
	const both = AbortSignal.any([signal, limit.signal]);
	const store = new StoreTrouble(environment);
	try {
		return await Promise.race([
			type.run(ready.parameters, { ...store.environment, signal: both }),
			aborted(both),
		]);
	} catch (error) {
		signal.throwIfAborted();
		if (store.trouble !== undefined) throw store.trouble;
		return { status: 'failed', error: error instanceof Error ? error.message : String(error) };
	} finally {
		stopTimer();
		limit.abort();
	}
}

/** Tells failures of the store from failures of the block. */
class StoreTrouble {
	trouble: Error | undefined;

	constructor(private readonly given: Omit<BlockEnvironment, 'signal'>) {}

	get environment(): Omit<BlockEnvironment, 'signal'> {
		return {
			...this.given,
			act: (...args) => this.watch(this.given.act(...args)),
			mail: (...args) => this.watch(this.given.mail(...args)),
		};
	}

	private watch<T>(work: Promise<T>): Promise<T> {
		return work.catch((error: unknown) => {
			this.trouble = error instanceof Error ? error : new Error(String(error));
			throw this.trouble;
		});
	}
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_resolve, reject) => {
		const fail = () => reject(signal.reason as Error);
		if (signal.aborted) fail();
		else signal.addEventListener('abort', fail, { once: true });
	});
}

/** Whether the store refused because the run is over or went on elsewhere. */
export function isOvertaken(error: unknown): boolean {
	return isWorkflowError(error) && error.code === 'conflict';
}
