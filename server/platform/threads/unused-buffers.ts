/** Bounds the buffers that nobody uses any more, in every thread of a process. */
import { watchFlags } from './flag-watch';

/** Resident memory from which on they are bounded, MiB: a server that rests has some 130. */
const FROM_MB = 160;

/**
 * Lets V8 look for them when 4 MiB of them have come together in a thread, not 128, once the process has so much memory. Readers
 * that decompress columns, documents and lists of words come to 128 MiB in a second, and what is freed late lies about in the
 * `malloc` of each thread.
 *
 * @param fromMb resident memory of the process, MiB
 * @returns see {@link watchFlags}
 */
export function boundUnusedBuffers(fromMb = FROM_MB): () => void {
	return watchFlags(
		() => process.memoryUsage.rss() >= fromMb * 2 ** 20,
		['--scavenger-max-new-space-capacity-mb=1'],
		['--scavenger-max-new-space-capacity-mb=32'],
	);
}
