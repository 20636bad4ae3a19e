/** Reads a scan of another thread in slices, or counts in slices there, so that it can be stopped and others get their turns. */

import {
	type AggregateProgress,
	type AggregateResult,
	aggregateTimedOut,
	type ScanBatch,
} from '../../../logs/store';
import type { AggregateStep } from './aggregate-run';

/** Most hits, and longest time in ms, of one slice: what bounds how fast a scan can be stopped. */
const SLICE_HITS = 20_000;
const SLICE_MS = 25;

/** Calls into the thread that scans. */
export interface ScanCalls {
	/** Opens a scan and answers its number. */
	open(): Promise<number>;
	/** The next slice; the last one closes the scan. */
	next(scan: number, most: number, budget: number): Promise<ScanBatch & { readonly done: boolean }>;
	close(scan: number): Promise<unknown>;
}

/** All slices; ending the iteration or aborting the signal closes the scan. */
export async function* readSlices(
	calls: ScanCalls,
	signal: AbortSignal | undefined,
): AsyncGenerator<ScanBatch, void, undefined> {
	signal?.throwIfAborted();
	const scan = await calls.open();
	let open = true;
	try {
		for (;;) {
			signal?.throwIfAborted();
			const { ids, scanned, done } = await calls.next(scan, SLICE_HITS, SLICE_MS);
			open = !done;
			signal?.throwIfAborted();
			yield { ids, scanned };
			if (done) return;
		}
	} finally {
		if (open) await calls.close(scan);
	}
}

/** Calls into the thread that counts. */
export interface AggregateCalls {
	/** Opens an aggregate and answers its number. */
	open(): Promise<number>;
	/** Counts on; the result, once it is there, closes the aggregate. */
	next(number: number, budget: number): Promise<AggregateStep>;
	close(number: number): Promise<unknown>;
}

/**
 * Counts to the end; aborting the signal closes the aggregate.
 *
 * @param budgetMs longest time of work, as of a search; what others do between the slices is not part of it
 * @param progress hears how far it is
 * @throws SearchStoppedError when that is over
 */
export async function runAggregate(
	calls: AggregateCalls,
	signal: AbortSignal | undefined,
	budgetMs: number,
	progress: AggregateProgress = () => undefined,
): Promise<AggregateResult> {
	const number = await calls.open();
	let result: AggregateResult | undefined;
	try {
		for (let worked = 0; result === undefined; worked += SLICE_MS) {
			signal?.throwIfAborted();
			if (worked > budgetMs) throw aggregateTimedOut(budgetMs);
			const step = await calls.next(number, SLICE_MS);
			progress(step.looked);
			({ result } = step);
		}
		return result;
	} finally {
		if (result === undefined) await calls.close(number);
	}
}
