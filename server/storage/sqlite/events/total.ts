/** Counts hits of a search that have to be checked: only those candidates are read of which the index leaves a doubt. */
import { TOTAL_LIMIT } from '../../../logs/store';
import { idsWithin, inBoth, notIn } from './event-set';
import type { SelectStatements, Selection } from './select';

/** The candidates of a selection that needs a check, as sets of ids, ascending. */
export interface CheckedSets {
	readonly all: Float64Array;
	/** Those that are hits without a check. */
	readonly certain: Float64Array;
	/** The others. */
	readonly doubtful: Float64Array;
}

/** The candidates as sets; undefined where they are too many, or to be read to tell the hits. */
export function checkedSets(selection: Selection): CheckedSets | undefined {
	const found = selection.sets?.candidates();
	if (found === undefined) return undefined;
	const all = idsWithin(found, selection);
	const certain = inBoth(selection.sets?.certain() ?? new Float64Array(0), all);
	const doubtful = certain.length === 0 ? all : notIn(all, certain);
	return doubtful.length > TOTAL_LIMIT.candidates ? undefined : { all, certain, doubtful };
}

/** How many of some candidates are hits. @param check called with each; what it throws ends it */
export function countHits(
	statements: SelectStatements,
	{ match, low, high, residualOfBytes }: Selection,
	events: Float64Array,
	check: () => void,
): number {
	let hits = 0;
	for (const { bytes } of statements.candidates({ match, events, low, high })) {
		check();
		if (residualOfBytes === undefined || residualOfBytes(bytes)) hits++;
	}
	return hits;
}
