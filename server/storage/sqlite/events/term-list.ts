/** What plans know of values and words; values of fields with many of them come from the terms of the full-text index. */
import type { Dictionary, IndexExpression, Passing, ValueHint } from '../../../logs/query';
import {
	ALTERED,
	fieldPrefix,
	isTermUnique,
	MAX_TERM_TEXT,
	SPACE_IN_TERM,
} from '../../../logs/terms';
import type { DatabaseSync } from 'node:sqlite';
import { countEvents } from '../sources/table';
import { MatchingEvents } from './event-set';
import { setOf } from './index-sets';
import { FieldTerms } from './segments/field-terms';
import { passingIn } from './segments/passing';
import { readsSegments } from './segments/probe';
import { TermWalk } from './segments/term-walk';
import type { IdRange } from './tallies/periods';
import { dictionaryOf, listedWith } from './tallies/values';
import { WordListTexts } from './words/kept-lists';
import { WordSearch } from './words/search';

/** Makes the list readable on a connection; it is FTS5's own and holds nothing. */
export const TERM_LIST_DDL =
	'CREATE VIRTUAL TABLE temp.event_terms USING fts5vocab(main, event_fts, row);';

/**
 * Where FTS5's own list is read, beyond so many values the events are read instead: at a microsecond each, or a third of it
 * for those that SQLite leaves out.
 */
const MOST_VALUES = 300_000;
const MOST_HINTED = 1_500_000;
/** Values from so many characters on may be cut. */
const SHORTEST_CUT = MAX_TERM_TEXT - 1;
/** Values that all conditions of one query may go through, 0.1 µs each, and look-ups of listed values there. */
const MOST_TERMS = 5_000_000;
const MOST_LOOK_UPS = 32;
/** Entries of the index that a set may be put together of: 20 ns each, and 8 bytes. */
const MOST_POSTINGS = 1_000_000;
/** Fields whose number of values is remembered. */
const MOST_FIELDS = 1_000;

/** What the plan of one query may know, and do with the sets of events that it is told. */
export interface KnownOfRange extends Dictionary {
	/**
	 * Those of some events that a MATCH expression selects, too; undefined where finding them costs more than reading them.
	 *
	 * @param ids ascending
	 */
	matching?(ids: Float64Array, match: string): Float64Array | undefined;
	/**
	 * The events that an expression selects, ascending; undefined where finding them takes too much.
	 *
	 * @param most entries of the index to read for it
	 */
	select?(expression: IndexExpression, most?: number): Float64Array | undefined;
}

/** Makes it for the events of a range. */
export type DictionaryOfRange = (range: IdRange) => KnownOfRange;

/** What plans may know of values and words. @param database a connection that `openForReading` opened */
export function dictionaryOn(database: DatabaseSync): DictionaryOfRange {
	let opened: Sources | undefined;
	// At the first condition that asks: trying how the index is kept takes milliseconds, for which no start waits.
	const sources = () => (opened ??= openSources(database));
	return (range) => {
		let words: WordSearch | undefined;
		const search = () => (words ??= new WordSearch(database, range, sources().texts));
		const budget = { left: MOST_TERMS };
		let lookUpsLeft = MOST_LOOK_UPS;
		return {
			values: (field) => dictionaryOf(database, field),
			passing: (field, test, hint, most) => {
				const { walked, counts } = sources();
				if (walked !== undefined)
					return passingIn(walked, { field, test, hint, most, range }, budget);
				const count = counts.of(field, isHinted(hint) ? MOST_HINTED : MOST_VALUES);
				budget.left -= count ?? 0;
				if (count === undefined || budget.left < 0) return undefined;
				return firstOf(termValues(database, field, hint), test, most);
			},
			valuesWith: (part) => (lookUpsLeft-- > 0 ? listedWith(database, part) : []),
			words: (...wanted) => search().find(...wanted),
			raw: hasRawWords(database, range)
				? { terms: (...wanted) => search().rawTerms(...wanted) }
				: undefined,
			matching: (ids, expression) => sources().match.among(ids, expression),
			select: (expression, most = MOST_POSTINGS) => {
				const { walked, match } = sources();
				return (
					walked && setOf({ walk: walked.walk, matching: match }, expression, range, { left: most })
				);
			},
		};
	};
}

/** What plans know comes from; `walked` where the index is kept as it is read here. */
function openSources(database: DatabaseSync) {
	const walk = readsSegments() ? new TermWalk(database) : undefined;
	return {
		walked: walk && { walk, terms: new FieldTerms(database, walk) },
		counts: new TermCounts(database),
		match: new MatchingEvents(database),
		texts: new WordListTexts(database),
	};
}

type Sources = ReturnType<typeof openSources>;

/** Whether the index has the words of the raw logs of all events of a range. */
function hasRawWords(database: DatabaseSync, { low }: IdRange): boolean {
	const last = database.prepare('SELECT last FROM raw_backlog').get()?.['last'] as number | null;
	return last === null || low > last;
}

function isHinted({ part, numbers }: ValueHint): boolean {
	return part !== undefined || numbers !== undefined;
}

/** The values that pass; undefined when they are more than `most`. */
function firstOf(
	values: Iterable<string>,
	test: (value: string) => boolean,
	most: number,
): Passing | undefined {
	const passing: string[] = [];
	for (const value of values) {
		if (isTermUnique(value) && !test(value)) continue;
		passing.push(value);
		if (passing.length > most) return undefined;
	}
	return { values: passing };
}

/** The values of a field in the form of its terms, but for those that do not meet the hint. */
function* termValues(
	database: DatabaseSync,
	field: string,
	{ part, numbers }: ValueHint,
): Iterable<string> {
	const prefix = fieldPrefix(field);
	const hints: string[] = [];
	const given: Record<string, string | number> = {};
	if (part !== undefined) {
		hints.push('instr(term, :part) > 0');
		given['part'] = part.replaceAll(' ', SPACE_IN_TERM);
	}
	if (numbers !== undefined) {
		hints.push('CAST(substr(term, :start) AS REAL) BETWEEN :least AND :most');
		Object.assign(given, numbers, { start: [...prefix].length + 1 });
	}
	// A number is never altered.
	const altered = numbers === undefined ? 'OR instr(term, :altered) > 0' : '';
	// What SQLite leaves out never becomes a string; values that are cut or altered stay in.
	const filter =
		hints.length > 0 ? `AND (${hints.join(' AND ')} OR octet_length(term) >= :cut ${altered})` : '';
	const rows = database.prepare(`SELECT term ${OF_FIELD} ${filter}`).iterate({
		...rangeOf(prefix),
		...given,
		...(hints.length > 0 ? { cut: Buffer.byteLength(prefix) + SHORTEST_CUT } : {}),
		...(hints.length > 0 && altered !== '' ? { altered: ALTERED } : {}),
	});
	for (const row of rows)
		yield (row['term'] as string).slice(prefix.length).replaceAll(SPACE_IN_TERM, ' ');
}

const OF_FIELD = 'FROM event_terms WHERE term >= :prefix AND term < :end';

/** The sign after "=" bounds the terms that begin with the prefix. */
function rangeOf(prefix: string): { readonly prefix: string; readonly end: string } {
	return { prefix, end: `${prefix.slice(0, -1)}>` };
}

/** Numbers of values of fields, each counted once and again when events that came since may have made them too many. */
class TermCounts {
	private readonly known = new Map<string, { readonly values: number; readonly events: number }>();

	constructor(private readonly database: DatabaseSync) {}

	/** How many values a field has at most; undefined for more than `most`. */
	of(field: string, most: number): number | undefined {
		const events = countEvents(this.database);
		if (events <= most) return events;
		const known = this.known.get(field);
		const now = known && known.values + Math.max(0, events - known.events);
		if (now !== undefined && now <= most) return now;
		const row = this.database
			.prepare(`SELECT count(*) AS n FROM (SELECT 1 ${OF_FIELD} LIMIT ${most + 1})`)
			.get({ ...rangeOf(fieldPrefix(field)) });
		const values = Number(row?.['n']);
		if (this.known.size >= MOST_FIELDS) this.known.clear();
		this.known.set(field, { values, events });
		return values <= most ? values : undefined;
	}
}
