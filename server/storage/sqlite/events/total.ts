/** Counts hits of a search that have to be checked: only those candidates are read of which the index leaves a doubt. */
import { formatQuery } from '../../../logs/query';
import { TOTAL_LIMIT } from '../../../logs/store';
import { idsWithin, inBoth, notIn } from './event-set';
import type { SelectStatements, Selection } from './select';
import type { IdRange } from './tallies/periods';

/** So many candidates are read again faster than stretches of time are looked up. */
const FEW = 1_000;

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

/** Makes the hits of a selection be remembered by stretch of time from its next search on. */
export function rememberHits(
	statements: SelectStatements,
	selection: Selection,
	{ doubtful }: CheckedSets,
): void {
	if (doubtful.length >= FEW) statements.known?.begin(nameOf(selection));
}

/**
 * The number of hits of a selection whose stretches of time are remembered: only of those in which events came since candidates
 * are read. Undefined where it is not remembered.
 */
export function knownHits(
	statements: SelectStatements,
	selection: Selection,
	check: () => void,
): number | undefined {
	const { known } = statements;
	const match = nameOf(selection);
	if (known?.has(match) !== true) return undefined;
	let sets: CheckedSets | undefined;
	let isWhole = true;
	const count = ({ low, high }: IdRange): number => {
		sets ??= checkedSets(selection);
		isWhole &&= sets !== undefined;
		if (sets === undefined) return 0;
		const part = { ...selection, low, high };
		const certain = idsWithin(sets.certain, part).length;
		return certain + countHits(statements, part, sets.doubtful, check);
	};
	const { low, high } = selection;
	const hits = known.of({ match, low, high }, Number.MAX_SAFE_INTEGER, count);
	if (!isWhole) known.forget(match);
	return isWhole ? hits : undefined;
}

/** What no MATCH expression is. */
function nameOf({ query }: Selection): string {
	return `checked ${formatQuery(query)}`;
}
