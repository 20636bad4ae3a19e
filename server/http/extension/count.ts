/** Counts hits without handing them out. */

import { TOTAL_LIMIT } from '../../logs/store';

/** A number of hits as the wire has it. */
export interface Count {
	readonly count: number;
	/** False: there are at least so many. */
	readonly exact: boolean;
}

/**
 * Says whether a search's total is exact: both limits end in a round number, so that a total of just that number
 * counts as a lower bound.
 */
export function countOf(total: number): Count {
	return { count: total, exact: total !== TOTAL_LIMIT.read && total < TOTAL_LIMIT.indexed };
}
