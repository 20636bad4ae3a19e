/** Bounds the nursery of the thread that a process begins with: unlike a worker's, V8 takes its limit from the command line alone. */
import { getHeapSpaceStatistics } from 'node:v8';
import { watchFlags } from './flag-watch';

/**
 * Most memory for what was made just now, of the first thread, MiB: two halves of 16, V8's own limit for years. On a machine with
 * much memory it is 128 now, and what requests leave behind lies about until so much has come together.
 */
const MOST_MB = 32;
/** No nursery grows from now on, and threads to come begin at the size that is their limit. */
const BOUND = ['--semi-space-growth-factor=1', '--min-semi-space-size=16'];
const DEFAULT = ['--semi-space-growth-factor=2', '--min-semi-space-size=0'];

/**
 * Watches the nursery of the calling thread, which has to be the process's first, and lets it grow no more once it is large.
 *
 * @param mostMb size at which it stays, MiB
 * @returns see {@link watchFlags}
 */
export function boundFirstNursery(mostMb = MOST_MB): () => void {
	return watchFlags(() => nurseryBytes() >= mostMb * 2 ** 20, BOUND, DEFAULT);
}

/** Size of the calling thread's nursery, used or not, bytes. */
export function nurseryBytes(): number {
	const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
	return space?.space_size ?? 0;
}
