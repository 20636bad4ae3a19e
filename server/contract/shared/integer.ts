/** Whole numbers on the wire: JSON numbers in bodies, and digits in strings, as queries carry them. */
import { z } from 'zod';

/**
 * A whole number from `min` to `max`, as a JSON number or as a string of digits; parsed to a number.
 *
 * Strings are tolerated in bodies too (assumed): workflow tools often hand numbers over as text.
 *
 * @param min smallest value accepted, not negative
 * @param max largest value accepted, at most 2^53 - 1
 * @param what what the number is, for the error message
 */
export function wireInteger(
	min: number,
	max: number,
	what = `a whole number from ${min} to ${max}`,
) {
	const error = `expected ${what}`;
	const number = z.int({ error }).min(min, { error, abort: true }).max(max, { error, abort: true });
	const digits = z.string({ error }).regex(/^\d{1,16}$/, { error, abort: true });
	return z
		.union([number, digits], { error })
		.transform(Number)
		.refine((value) => value >= min && value <= max, { error, abort: true });
}
