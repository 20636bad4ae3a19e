/** Bounds the nursery of the thread that a process begins with: unlike a worker's, V8 takes its limit from the command line alone. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Most memory for what was made just now, of the first thread, MiB: two halves of 16, V8's own limit for years. On a machine with
 * much memory it is 128 now, and what requests leave behind lies about until so much has come together.
 */
const MOST_MB = 32;
/** V8's doubling of a nursery under load takes longer. */
const CHECK_MS = 1_000;

/** No nursery grows from now on, and threads to come begin at the size that is their limit. */
const BOUND = ['--semi-space-growth-factor=1', '--min-semi-space-size=16'];
const DEFAULT = ['--semi-space-growth-factor=2', '--min-semi-space-size=0'];

/**
 * Watches the nursery of the calling thread, which has to be the process's first, and lets it grow no more once it is large. V8's
 * flags are the whole process's: this is for the program that owns it, never for a library.
 *
 * @param mostMb size at which it stays, MiB
 * @returns ends the watch, and gives V8 its defaults back; to be called before threads end, since compiled code that they keep
 * for the next start is of no use to it when it bears other flags
 */
export function boundFirstNursery(mostMb = MOST_MB): () => void {
	const set = (flags: readonly string[]) => flags.forEach((flag) => setFlagsFromString(flag));
	let bound = false;
	const timer = setInterval(() => {
		if (nurseryBytes() < mostMb * 2 ** 20) return;
		set(BOUND);
		bound = true;
		clearInterval(timer);
	}, CHECK_MS).unref();
	return () => {
		clearInterval(timer);
		if (bound) set(DEFAULT);
		bound = false;
	};
}

/** Size of the calling thread's nursery, used or not, bytes. */
export function nurseryBytes(): number {
	const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
	return space?.space_size ?? 0;
}
