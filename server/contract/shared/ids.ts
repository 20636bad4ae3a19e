/** Ids and lists of ids on the wire. */
import { z } from 'zod';
import { wireInteger } from './integer';

/** The longest list that V2 accepts. Source: the V2 search page. */
export const V2_LIST_MAX = 100;

/** The longest list that V1 accepts (assumed; the vendor names no limit). */
const V1_LIST_MAX = 1000;

const MAX_ID = Number.MAX_SAFE_INTEGER;
const ID_EXPECTED = 'an id, a whole number of at most 2^53 - 1';

/** A numeric id; digits in a string are accepted, because ids pass 2^31 and clients carry them as text. */
export const numericId = wireInteger(0, MAX_ID, ID_EXPECTED);

/** A numeric id in an answer. */
export const numericIdOut = z.int().min(0);

/** The id of a job: opaque to the caller. */
export const requestId = z
	.string({ error: 'expected the request_id of a job' })
	.min(1, { error: 'expected the request_id of a job' })
	.max(64, { error: 'expected the request_id of a job, at most 64 characters' })
	.meta({ description: 'Id of a job, as its start answered it', example: 'AYVTeCb0wPH5eWuO5jkC' });

/**
 * A V2 list of numeric ids, parsed to numbers.
 *
 * @param max longest list
 */
export function numericIds(max = V2_LIST_MAX) {
	return z
		.array(numericId, { error: 'expected an array of ids' })
		.max(max, { error: `expected at most ${max} ids` });
}

const LOG_TYPE_EXPECTED = 'expected a log type id such as "Windows"';

/** A non-empty string of a list; every way to be wrong gives the same message. */
function word(max: number, error: string) {
	return z.string({ error }).min(1, { error }).max(max, { error });
}

/** A V2 list of log type ids, which are words ("Windows") or numbers; parsed to strings. */
export const logTypeIds = z
	.array(
		z
			.union([word(120, LOG_TYPE_EXPECTED), z.int().min(0, { error: LOG_TYPE_EXPECTED })], {
				error: LOG_TYPE_EXPECTED,
			})
			.transform(String),
		{ error: 'expected an array of log type ids' },
	)
	.max(V2_LIST_MAX, { error: `expected at most ${V2_LIST_MAX} log type ids` });

/**
 * A V1 list of numbers or names, as `hosts`, `groups` and `alert_profiles` take them. Documented as "JSONArray";
 * samples and observed clients put numbers in, and whether names work is unknown: both are accepted.
 *
 * @param what what the entries are, for the error message
 */
export function v1List(what: string) {
	const error = `expected ${what}, as a number or a string`;
	const entry = z.union([z.int().min(0, { error }), word(256, error)], { error });
	return z
		.array(entry, { error: `expected an array of ${what}` })
		.max(V1_LIST_MAX, { error: `expected at most ${V1_LIST_MAX} entries` });
}
