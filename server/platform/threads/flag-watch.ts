/** Sets flags of V8 while a process runs, once it has come to what they are for. */
import { setFlagsFromString } from 'node:v8';

/** V8's own doubling of a heap under load takes longer. */
const CHECK_MS = 1_000;

/**
 * Looks once a second whether it is time, and sets the flags then. They are the whole process's: this is for the program that owns
 * it, never for a library. Not from the start: the code of Node itself, and what is kept compiled between starts, bears the flags
 * that it was made under, and is compiled anew with others, which took a sixth of the time of a start.
 *
 * @param isTime whether they are to be set
 * @param flags to be set
 * @param defaults V8's own values of these
 * @returns ends the watch, and gives V8 its defaults back; to be called before threads end, since compiled code that they keep
 * for the next start is of no use to it when it bears other flags
 */
export function watchFlags(
	isTime: () => boolean,
	flags: readonly string[],
	defaults: readonly string[],
): () => void {
	let isSet = false;
	const timer = setInterval(() => {
		if (!isTime()) return;
		flags.forEach((flag) => setFlagsFromString(flag));
		isSet = true;
		clearInterval(timer);
	}, CHECK_MS).unref();
	return () => {
		clearInterval(timer);
		if (isSet) defaults.forEach((flag) => setFlagsFromString(flag));
		isSet = false;
	};
}
