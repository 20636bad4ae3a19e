/** The values of a field with many of them, as the full-text index lists its terms: for ranges, networks and wildcards. */
import type { Dictionary } from '../../../logs/query';
import { fieldPrefix, SPACE_IN_TERM } from '../../../logs/terms';
import type { DatabaseSync } from 'node:sqlite';
import type { IdRange } from './tallies/periods';
import { dictionaryOf } from './tallies/values';
import { WordSearch } from './words/search';

/** Makes the list readable on a connection; it is FTS5's own and holds nothing. */
export const TERM_LIST_DDL =
	'CREATE VIRTUAL TABLE temp.event_terms USING fts5vocab(main, event_fts, row);';

/** Beyond so many values the events are read instead: the list is read in one go, at a microsecond each. */
const MOST_VALUES = 300_000;

/** What the plan of one query may know. */
export type DictionaryOfRange = (range: IdRange) => Dictionary;

/** What plans may know of values and words. @param database a connection that `openForReading` opened */
export function dictionaryOn(database: DatabaseSync): DictionaryOfRange {
	return (range) => {
		const words = new WordSearch(database, range);
		return {
			values: (field) => dictionaryOf(database, field),
			terms: (field) => termValues(database, field),
			words: (...wanted) => words.find(...wanted),
		};
	};
}

/** The values of a field in the form of its terms, see `Dictionary.terms`; ends with undefined when there are too many. */
function* termValues(database: DatabaseSync, field: string): Iterable<string | undefined> {
	const prefix = fieldPrefix(field);
	// The sign after "=" bounds the terms that begin with the prefix.
	const end = `${prefix.slice(0, -1)}>`;
	const rows = database
		.prepare('SELECT term FROM event_terms WHERE term >= ? AND term < ?')
		.iterate(prefix, end);
	let count = 0;
	for (const row of rows) {
		if (++count > MOST_VALUES) {
			yield undefined;
			return;
		}
		yield (row['term'] as string).slice(prefix.length).replaceAll(SPACE_IN_TERM, ' ');
	}
}
