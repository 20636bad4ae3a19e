/** Totals of searches from the tallies: their cost depends on the range's days, not on its events. */
import { countAllCandidates, isEverything, type SelectStatements, type Selection } from '../select';
import type { IdRange } from './periods';
import type { TallyReader } from './reader';

/** The number of hits of a selection; undefined when the tallies do not tell it. Call inside a read transaction. */
export function countByTallies(
	tallies: TallyReader,
	statements: SelectStatements,
	selection: Selection,
): number | undefined {
	const query = tallies.plan(selection.query);
	if (query === undefined) return undefined;
	const found = tallies.count(query, selection);
	// What is left would have to be read event by event.
	if (found === undefined || (found.rest.length > 0 && selection.residual !== undefined))
		return undefined;
	return (
		found.valued +
		found.missing +
		found.rest.reduce((sum, range) => sum + countRange(statements, selection, range), 0)
	);
}

/** Hits of an exact selection in a part of its range, from the index. */
export function countRange(
	statements: SelectStatements,
	selection: Selection,
	{ low, high }: IdRange,
): number {
	if (isEverything(selection)) return Number(statements.countAll.get(low, high)?.['n']);
	return countAllCandidates(statements, { ...selection, low, high }, Number.MAX_SAFE_INTEGER);
}
