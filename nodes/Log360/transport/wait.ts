/** Waiting that ends early when the execution is cancelled. */
import { sleep } from 'n8n-workflow';

/** The part of an abort signal that is needed here; n8n gives one per execution. */
export interface CancelSignal {
	readonly aborted: boolean;
}

const SLICE_MS = 250;

/**
 * Waits, in slices, so that a cancelled execution is noticed within a quarter of a second.
 *
 * @param ms time to wait in milliseconds
 * @returns `false` when the signal was raised meanwhile
 */
export async function wait(ms: number, signal?: CancelSignal): Promise<boolean> {
	let left = ms;
	while (left > 0) {
		if (signal?.aborted) return false;
		const slice = Math.min(left, SLICE_MS);
		await sleep(slice);
		left -= slice;
	}
	return !signal?.aborted;
}
