/** How much a test with random input tries: a part of it in every run, all of it in `npm run test:long`. */

import fc from 'fast-check';

const IS_LONG = process.env['TEST_LONG'] === '1';

// Who waits for CI wants to know that a property fails, with its seed, and not for a smaller case, which large ones take hours to find.
if (process.env['CI'] === 'true')
	fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

/**
 * @param full how many runs, sequences or samples the long run takes
 * @param short how many any other run takes; a tenth, though 20 at least, unless said otherwise
 */
export function runs(
	full: number,
	short = Math.max(Math.min(full, 20), Math.ceil(full / 10)),
): number {
	return IS_LONG ? full : short;
}
