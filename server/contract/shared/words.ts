/** Texts on the wire that must say something. */
import { z } from 'zod';

/**
 * A text that says something.
 *
 * @param what it is, for the error message
 * @param max most characters
 */
export function words(what: string, max: number) {
	return z
		.string({ error: `expected ${what}` })
		.trim()
		.min(1, { error: `expected ${what}` })
		.max(max, { error: `expected ${what} of at most ${max} characters` });
}
