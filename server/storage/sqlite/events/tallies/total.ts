/** Totals of searches from the tallies: their cost depends on the range's days, not on its events. */
import type { ColumnReader } from '../columns/reader';
import { countAllCandidates, isEverything, type SelectStatements, type Selection } from '../select';
import type { IdRange } from './periods';
import type { TalliedQuery, TallyReader } from './reader';

/** The index looks up each value by itself, where columns go through all events of some blocks. */
const FEW_VALUES = 8;

/** What tells totals without a look at the hits. */
export interface TotalSource {
	readonly tallies: TallyReader;
	/** Opened where they are asked: most totals need none. */
	columns(): Pick<ColumnReader, 'count'>;
}

/**
 * The number of hits of a selection; undefined when the tallies do not tell it. Call inside a read transaction.
 *
 * @param known how many a part of its range has, where that is known
 */
export function countByTallies(
	source: TotalSource,
	statements: SelectStatements,
	selection: Selection,
	known: (range: IdRange) => number | undefined = () => undefined,
): number | undefined {
	const query = source.tallies.plan(selection.query);
	const found = query && source.tallies.count(query, selection);
	if (query === undefined || found === undefined) return undefined;
	let sum = found.valued + found.missing;
	for (const range of found.rest) {
		const rest = known(range) ?? countRest(source, statements, selection, query, range);
		// It would have to be read event by event.
		if (rest === undefined) return undefined;
		sum += rest;
	}
	return sum;
}

/** Hits in a part of the range that tallies do not cover; undefined where neither index nor columns tell them. */
function countRest(
	source: TotalSource,
	statements: SelectStatements,
	selection: Selection,
	query: TalliedQuery,
	range: IdRange,
): number | undefined {
	const isExact = selection.residual === undefined;
	if (isExact && query.values.size <= FEW_VALUES) return countRange(statements, selection, range);
	const counted = source.columns().count(query, range);
	if (counted !== undefined || !isExact) return counted;
	return countRange(statements, selection, range);
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
